"""How much speaks for two customers being one person, and what: signs, weighed and told."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from math import prod

from showroom_crm.i18n import N_, _
from showroom_crm.importing.people import comparable, compatible, gender, is_vague, surname
from showroom_crm.importing.phones import is_mobile
from showroom_crm.values.duplicates import AGAINST, PersonKeys, Reason, Sign

# How surely each sign alone tells that two are one person; signs together as independent ones.
_FOR = {
    Sign.ID_NO: 0.97,
    Sign.PHONE: 0.85,
    Sign.WECHAT: 0.85,
    Sign.VIN: 0.8,
    Sign.EMAIL: 0.75,
    Sign.PLATE: 0.7,
    Sign.NAME: 0.5,
    Sign.NEAR_PHONE: 0.5,
    Sign.BIRTH: 0.5,
    Sign.SOUND: 0.35,
    Sign.NEAR_NAME: 0.35,
    Sign.VAGUE_NAME: 0.3,
    Sign.REGISTERED: 0.25,
    Sign.MODEL: 0.2,
}
# What is left of the confidence where a sign speaks against it.
_LEFT = {
    Sign.OTHER_NAME: 0.65,
    Sign.FAMILY_NAME: 0.62,  # one phone in a family: more often two people than one
    Sign.OTHER_GENDER: 0.6,
    Sign.OTHER_BIRTH: 0.5,
    Sign.OTHER_ID: 0.3,
    Sign.OTHER_PHONE: 0.8,
}
_LANDLINE = 0.5  # a landline belongs to a household or an office
_FREQUENT, _FREQUENT_NAME = 8, 0.3  # a name so many have tells less
_SHARED = (Sign.PHONE, Sign.WECHAT, Sign.EMAIL, Sign.VIN, Sign.PLATE)
_ENDS = {Sign.PHONE: 4, Sign.VIN: 6}
_LONG = 3  # signs from which a name with one wrong sign is still the same name


class People:
    """The keys of all customers, by place in `PersonKeys.ids`."""

    def __init__(self, keys: PersonKeys) -> None:
        """Lay the keys of each kind by customer."""
        self.keys = keys
        self.place = {customer: i for i, customer in enumerate(keys.ids)}
        self.held: dict[str, dict[int, set[str]]] = {}
        for kind, pairs in keys.keys.items():
            held = self.held[kind] = defaultdict(set)
            for customer, value in pairs:
                held[customer].add(value)
        self._often = Counter(keys.names)

    def signs(self, one: int, other: int) -> dict[Reason, float]:
        """Return what speaks for and against two customers, with its weight."""
        i, j = self.place[one], self.place[other]
        found = dict(self._shared(one, other))
        found |= self._by_name(i, j)
        found |= self._by_person(i, j)
        keys = self.keys
        if (model := keys.models[i]) and model == keys.models[j]:
            found[Reason(Sign.MODEL, model)] = _FOR[Sign.MODEL]
        if (day := keys.registered[i]) and day == keys.registered[j]:
            found[Reason(Sign.REGISTERED, day)] = _FOR[Sign.REGISTERED]
        return found

    def _shared(self, one: int, other: int) -> Iterator[tuple[Reason, float]]:
        for sign in _SHARED:
            held = self.held.get(sign, {})
            both = held.get(one, set()) & held.get(other, set())
            for value in sorted(both)[:1]:
                weight = _FOR[sign]
                if sign is Sign.PHONE and not is_mobile(value):
                    weight = _LANDLINE
                yield Reason(sign, value[-_ENDS.get(sign, len(value)) :]), weight
        yield from self._phones(one, other)

    def _phones(self, one: int, other: int) -> Iterator[tuple[Reason, float]]:
        held = self.held.get(Sign.PHONE, {})
        mine, theirs = held.get(one), held.get(other)
        if not mine or not theirs or mine & theirs:
            return
        near = sorted(p for p in mine if any(nearly(p, q) for q in theirs))
        if near:
            yield Reason(Sign.NEAR_PHONE, near[0][-4:]), _FOR[Sign.NEAR_PHONE]
        else:
            yield Reason(Sign.OTHER_PHONE), _LEFT[Sign.OTHER_PHONE]

    def _by_name(self, i: int, j: int) -> dict[Reason, float]:
        one, other = self.keys.names[i], self.keys.names[j]
        if not one or not other:
            return {}
        first, second = comparable(one), comparable(other)
        sounds = self.keys.sounds
        if first == second and not is_vague(one):
            often = self._often[one] > _FREQUENT
            return {Reason(Sign.NAME, one): _FREQUENT_NAME if often else _FOR[Sign.NAME]}
        if compatible(one, other):
            sign = Sign.VAGUE_NAME
        elif sounds[i] and sounds[i] == sounds[j]:
            sign = Sign.SOUND
        elif nearly(first, second) and min(len(first), len(second)) >= _LONG:
            sign = Sign.NEAR_NAME
        elif surname(first) == surname(second):
            return {Reason(Sign.FAMILY_NAME, surname(first)): _LEFT[Sign.FAMILY_NAME]}
        else:
            return {Reason(Sign.OTHER_NAME): _LEFT[Sign.OTHER_NAME]}
        return {Reason(sign): _FOR[sign]}

    def _by_person(self, i: int, j: int) -> dict[Reason, float]:
        keys = self.keys
        found = {}
        if (first := keys.id_nos[i]) and (second := keys.id_nos[j]):
            same = plain_id(first) == plain_id(second)
            sign = Sign.ID_NO if same else Sign.OTHER_ID
            found[Reason(sign, first[-4:] if same else "")] = _FOR[sign] if same else _LEFT[sign]
        if (born := keys.births[i]) and keys.births[j]:
            sign = Sign.BIRTH if born == keys.births[j] else Sign.OTHER_BIRTH
            found[Reason(sign)] = _LEFT.get(sign) or _FOR[sign]
        one = keys.genders[i] or gender(keys.names[i])
        other = keys.genders[j] or gender(keys.names[j])
        if one and other and one != other:
            found[Reason(Sign.OTHER_GENDER)] = _LEFT[Sign.OTHER_GENDER]
        return found


def confidence(signs: Mapping[Reason, float]) -> float:
    """Return how surely two customers are one person, 0 to 1.

    Signs for it count as independent evidence; each against it leaves a share of that.
    """
    for_it = 1 - prod(1 - weight for reason, weight in signs.items() if reason.sign not in AGAINST)
    left = prod(weight for reason, weight in signs.items() if reason.sign in AGAINST)
    return round(for_it * left, 2)


def plain_id(number: str) -> str:
    """Return an ID number in its old form of 15 digits, by which both forms compare (GB 11643)."""
    return number[:6] + number[8:17] if len(number) == 18 else number


def nearly(one: str, other: str) -> bool:
    """Tell whether two texts differ in one sign, or in two neighbours that changed places."""
    from rapidfuzz.distance import OSA

    return abs(len(one) - len(other)) <= 1 and OSA.distance(one, other, score_cutoff=1) == 1


_WORDS = {
    Sign.PHONE: N_("same phone …{detail}"),
    Sign.WECHAT: N_("same WeChat {detail}"),
    Sign.EMAIL: N_("same email {detail}"),
    Sign.ID_NO: N_("same ID number …{detail}"),
    Sign.VIN: N_("same VIN …{detail}"),
    Sign.PLATE: N_("same plate {detail}"),
    Sign.NEAR_PHONE: N_("one digit of the phone differs"),
    Sign.NAME: N_("same name"),
    Sign.NEAR_NAME: N_("one character of the name differs"),
    Sign.SOUND: N_("the names sound alike"),
    Sign.VAGUE_NAME: N_("one name may be short for the other"),
    Sign.MODEL: N_("same car model {detail}"),
    Sign.REGISTERED: N_("registered the same day"),
    Sign.BIRTH: N_("same birthday"),
    Sign.OTHER_NAME: N_("different names"),
    Sign.FAMILY_NAME: N_("same family name {detail}, other given name: perhaps a family"),
    Sign.OTHER_GENDER: N_("different gender"),
    Sign.OTHER_BIRTH: N_("different birthdays"),
    Sign.OTHER_ID: N_("different ID numbers"),
    Sign.OTHER_PHONE: N_("different phones"),
}


def in_words(reason: Reason) -> str:
    """Return a reason as a few words to be read in a list."""
    return _(_WORDS[reason.sign]).format(detail=reason.detail)
