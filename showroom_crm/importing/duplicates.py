"""Finds customers who are likely one person, by blocks of those who share a key."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from showroom_crm.importing.people import comparable, compatible
from showroom_crm.importing.resemblance import People, confidence, plain_id
from showroom_crm.values.duplicates import AT_ONCE, LEAST, Group, Pair, PersonKeys
from showroom_crm.values.progress import HEARD_EVERY, Heard, unheard

_MANY = 20  # customers who share a key from which on it is a switchboard and tells nothing
_SEVERAL = 3  # names on one phone from which on it belongs to an office
_MOBILE = 11
_HEAD, _TAIL = 7, 4  # of a mobile number
_BLOCKING = 0.3  # of the progress: finding the blocks


def scan(keys: PersonKeys, least: float = LEAST, heard: Heard = unheard) -> tuple[Group, ...]:
    """Return groups of customers who are likely one person, the surest first.

    Only pairs of at least this confidence count, and none of whom was said that they are apart.
    `heard` hears how far the scan is, and may end it by what it raises.
    """
    people = People(keys)
    heard(_BLOCKING / 2)
    candidates = sorted(_candidates(people) - keys.apart)
    heard(_BLOCKING)
    pairs = []
    for number, (one, other) in enumerate(candidates):
        if number % HEARD_EVERY == 0:
            heard(_BLOCKING + (1 - _BLOCKING) * number / len(candidates))
        signs = people.signs(one, other)
        sure = confidence(signs)
        if sure >= least:
            reasons = sorted(signs, key=lambda reason: (reason.against, -signs[reason]))
            pairs.append(Pair(one, other, sure, tuple(reasons)))
    heard(1)
    return grouped(pairs, keys.apart)


def grouped(pairs: Iterable[Pair], apart: frozenset[tuple[int, int]]) -> tuple[Group, ...]:
    """Join pairs to groups of at most five, the surest pairs first.

    Two who were said to be apart never come into one group.
    """
    ordered = sorted(pairs, key=lambda pair: (-pair.confidence, pair.one, pair.other))
    group_of: dict[int, set[int]] = {}
    weakest: dict[int, float] = {}
    for pair in ordered:
        mine = group_of.get(pair.one, {pair.one})
        theirs = group_of.get(pair.other, {pair.other})
        if mine is theirs or len(mine | theirs) > AT_ONCE or _any_apart(mine, theirs, apart):
            continue
        joined = mine | theirs
        for customer in joined:
            group_of[customer] = joined
        weakest[min(joined)] = pair.confidence
    members = {min(group): tuple(sorted(group)) for group in group_of.values()}
    inside: dict[int, list[Pair]] = defaultdict(list)
    for pair in ordered:
        if pair.other in group_of.get(pair.one, ()):
            inside[min(group_of[pair.one])].append(pair)
    groups = [Group(members[key], weakest[key], tuple(inside[key])) for key in members]
    return tuple(sorted(groups, key=lambda group: (-group.confidence, group.members)))


def _any_apart(mine: set[int], theirs: set[int], apart: frozenset[tuple[int, int]]) -> bool:
    return any((min(a, b), max(a, b)) in apart for a in mine for b in theirs)


def _candidates(people: People) -> set[tuple[int, int]]:
    """Return the pairs worth a closer look, the smaller id first."""
    keys = people.keys
    found: set[tuple[int, int]] = set()
    for kind, pairs in keys.keys.items():
        blocks = _blocks((value, customer) for customer, value in pairs)
        for block in blocks:
            found.update(_of_phone(people, block) if kind == "phone" else _all_pairs(block))
    ids = ((plain_id(n), c) for n, c in zip(keys.id_nos, keys.ids, strict=True) if n)
    for block in _blocks(ids):
        found.update(_all_pairs(block))
    for block in (*_blocks(_near_phones(people)), *_blocks(_same_day(keys))):
        found.update(_all_pairs(block))
    return found


def _blocks(keyed: Iterable[tuple[object, int]]) -> Iterator[Sequence[int]]:
    """Yield the customers of each key that some share and not too many."""
    by_key: dict[object, list[int]] = {}
    shared: set[object] = set()
    for key, customer in keyed:
        block = by_key.get(key)
        if block is None:
            by_key[key] = [customer]
        else:
            block.append(customer)
            shared.add(key)
    for key in shared:
        block = list(dict.fromkeys(by_key[key]))
        if 1 < len(block) <= _MANY:
            yield block


def _all_pairs(block: Sequence[int]) -> Iterator[tuple[int, int]]:
    return combinations(sorted(block), 2)


def _of_phone(people: People, block: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a phone; on one of an office only those whose names fit."""
    names = {c: people.keys.names[people.place[c]] for c in block}
    office = len({comparable(name) for name in names.values() if name}) >= _SEVERAL
    for one, other in _all_pairs(block):
        if not office or compatible(names[one], names[other]):
            yield one, other


def _near_phones(people: People) -> Iterator[tuple[object, int]]:
    """Yield mobiles by sound of the name with head, and with tail: one wrong digit leaves one."""
    sounds = people.keys.sounds
    for customer, number in people.keys.keys.get("phone", ()):
        if len(number) == _MOBILE and (sound := sounds[people.place[customer]]):
            yield (sound, number[:_HEAD]), customer
            yield (sound, number[-_TAIL:]), customer


def _same_day(keys: PersonKeys) -> Iterator[tuple[object, int]]:
    """Yield customers by name with birthday, and with model and day of registration."""
    columns = (keys.ids, keys.sounds, keys.births, keys.models, keys.registered)
    for customer, sound, born, model, day in zip(*columns, strict=True):
        if not sound:
            continue
        if born:
            yield (sound, born), customer
        if model and day:
            yield (sound, model, day), customer
