"""Which customers each key stands for: those of the store, with the rows of a file over them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice, takewhile

from showroom_crm.importing.people import comparable, compatible, fuller, is_vague, surname
from showroom_crm.values.matches import Known

KEYS = ("source_id", "vin", "plate", "id_no")
VIN_LENGTH = 17  # a shorter one is a note, not a key
_FAMILY = "*"  # ends the keys under which all of one family name stand
_FEW = 5


class Identities:
    """Names and keys of customers; one new in the file has a number below zero."""

    def __init__(self, known: Known, source: str) -> None:
        """Begin with what the store knows; ids of the file count as given by `source`."""
        self._known = known
        self._source = source
        self._known_holders: dict[str, Mapping[str, Sequence[int]]] = {
            "vin": known.vins,
            "plate": known.plates,
            "id_no": known.id_nos,
            "phone": known.phones,
        }
        self._known_ids: dict[int, str] | None = None
        self._numbers: dict[int, str] | None = None
        self.forget()

    def forget(self) -> None:
        """Forget the rows seen so far; what the store knows stays."""
        self._here: dict[str, dict[str, list[int]]] = {
            key: {} for key in ("source_id", *self._known_holders)
        }
        self._names: dict[int, str] = {}
        self._other_names: dict[int, list[str]] = {}
        self._id_of: dict[int, str] = {}
        self._namesakes: dict[str, list[int]] | None = None

    def name_of(self, customer: int) -> str | None:
        """Return the name a customer goes by."""
        return self._names.get(customer) or self._known.names.get(customer)

    def number_of(self, customer: int) -> str:
        """Return the number the showroom gave a customer, "" for one new in the file."""
        if self._numbers is None:
            self._numbers = {}
            for number, known in self._known.numbers.items():
                self._numbers.setdefault(known, number)
        return self._numbers.get(customer, "")

    def fits(self, name: str | None, customer: int) -> bool:
        """Tell whether a customer may be called so: by the name gone by, or by another one had."""
        if compatible(name, self.name_of(customer)):
            return True
        others = (self._known.other_names.get(customer, ()), self._other_names.get(customer, ()))
        return any(compatible(name, other) for other in chain(*others))

    def fitting(self, name: str | None, customers: Iterable[int]) -> list[int]:
        """Return those who may be called so; where several may, only those of just this name."""
        found = [customer for customer in customers if self.fits(name, customer)]
        if len(found) > 1 and not is_vague(plain := comparable(name or "")):
            # A mere 张先生 is none of them more than of the others.
            return [c for c in found if comparable(self.name_of(c) or "") == plain] or found
        return found

    def holders(self, key: str, value: str) -> Sequence[int]:
        """Return who has a key (phone, source_id, vin, plate, id_no), newest last."""
        here = self._here[key].get(value)
        return self._of_store(key, value) if here is None else here

    def _of_store(self, key: str, value: str) -> Sequence[int]:
        if key == "source_id":
            alias = self._known.aliases.get((self._source, value), self._known.numbers.get(value))
            return () if alias is None else (alias,)
        return self._known_holders[key].get(value, ())

    def told_apart(self, customer: int, name: str | None) -> list[int]:
        """Return who has just this name and is known not to be this customer."""
        plain = comparable(name or "")
        others = self._known.apart.get(customer, ())
        return [c for c in others if plain and comparable(self.name_of(c) or "") == plain]

    def are_apart(self, one: int, other: int) -> bool:
        """Tell whether the store knows already that two are not one person."""
        return other in self._known.apart.get(one, ())

    def called(self, name: str) -> list[int]:
        """Return who has this name; for a mere 张先生 also every 张 it may be, a few at most."""
        if self._namesakes is None:
            self._namesakes = {}
            for customer, known in {**self._known.names, **self._names}.items():
                self._file_name(customer, known)
        exact = self._namesakes.get(comparable(name))
        if exact or not is_vague(name):
            return exact or []
        family = self._namesakes.get(surname(name) + _FAMILY, [])
        return list(islice((c for c in family if compatible(name, self.name_of(c))), _FEW))

    def remember(
        self,
        customer: int,
        name: str | None,
        phones: Iterable[str],
        keys: Mapping[str, str],
        apart: Iterable[str] = (),
    ) -> None:
        """Let name and keys of a row stand for its customer, unless they stand for another.

        Keys in `apart` were said to belong to both.
        """
        if name:
            self._call(customer, name)
        for number in phones:
            self._hold("phone", number, customer)
        for key, value in keys.items():
            if key == "id_no" and not self._takes_id(customer, value):
                continue
            if key == "plate" or key in apart or not self.holders(key, value):
                self._hold(key, value, customer)

    def may_have(self, key: str, value: str, customer: int) -> bool:
        """Tell whether a key may be written for a customer, when all rows have been remembered.

        A plate goes on to a new owner, but never to two who may be one and the same person.
        """
        if key == "vin" and len(value) != VIN_LENGTH:
            return True
        holders = self.holders(key, value)
        if key == "plate":
            earlier = takewhile(lambda driver: driver != customer, holders)
            name = self.name_of(customer)
            return not any(compatible(name, self.name_of(driver)) for driver in earlier)
        return customer in holders

    def _call(self, customer: int, name: str) -> None:
        known = self.name_of(customer)
        if not known or fuller(name, known):
            self._names[customer] = name
            self._file_name(customer, name)
        elif not compatible(name, known):
            self._other_names.setdefault(customer, []).append(name)

    def _hold(self, key: str, value: str, customer: int) -> None:
        here = self._here[key].get(value)
        if here is None:
            here = self._here[key][value] = list(self._of_store(key, value))
        if customer not in here:
            here.append(customer)

    def _takes_id(self, customer: int, id_no: str) -> bool:
        """Tell whether this is the ID number of a customer, who has but one."""
        if self._known_ids is None:
            self._known_ids = {c: n for n, owners in self._known.id_nos.items() for c in owners}
        held = self._known_ids.get(customer)
        return (held or self._id_of.setdefault(customer, id_no)) == id_no

    def _file_name(self, customer: int, name: str) -> None:
        if self._namesakes is not None and name:
            for key in (comparable(name), surname(name) + _FAMILY):
                group = self._namesakes.setdefault(key, [])
                if customer not in group[-1:]:
                    group.append(customer)
