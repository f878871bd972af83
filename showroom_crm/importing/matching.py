"""Finds out whom each row speaks of: a customer of the store, of an earlier row, or a new one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from showroom_crm.i18n import _
from showroom_crm.importing.people import comparable, compatible, fuller, is_vague, surname
from showroom_crm.importing.phones import is_mobile
from showroom_crm.values.imports import (
    Choice,
    Choices,
    CleanTable,
    Known,
    Match,
    Question,
    QuestionKind,
    Verdict,
)
from showroom_crm.values.progress import HEARD_EVERY, Heard, unheard

SAME, APART = "same", "apart"
_FAMILY = "*"  # ends the keys under which all of one family name stand
_VIN_LENGTH = 17  # a shorter one is a note, not a key
_SWITCHBOARD = 3  # names on one number from which it belongs to an office, not to a family


def match(
    table: CleanTable,
    known: Known,
    *,
    source: str,
    choices: Choices | None = None,
    heard: Heard = unheard,
) -> tuple[Match, ...]:
    """Return whom every row speaks of, in the order of the rows.

    Keys in their order: customer number of the same source with a fitting name, VIN, phone, ID
    number, name with plate. A shared phone with another name is a question and the row waits.
    A new customer gets a negative number that later rows of the file match too.

    `choices.answers` are read under `phone:<digits>`, `vin:<vin>`, `id_no:<number>` (same, apart)
    and `name:<name>` (apart, or the number of a customer).
    """
    work = _Matching(table, known, source, choices or Choices())
    found: dict[int, Match] = {}
    # Rows with little to go by come last: by then the others have told who is who.
    for number, i in enumerate(sorted(range(len(table.rows)), key=work.is_weak)):
        if number % HEARD_EVERY == 0:
            heard(number / len(table.rows))
        found[i] = work.row(i)
    waiting = [i for i, one in found.items() if one.question is not None]
    while waiting:  # a later row may have told what an earlier one left open
        for i in waiting:
            found[i] = work.row(i)
        still = [i for i in waiting if found[i].question is not None]
        waiting = still if len(still) < len(waiting) else []
    return tuple(work.settled(i, found[i]) for i in range(len(table.rows)))


def says_nobody(table: CleanTable, i: int) -> bool:
    """Tell whether row `i` has neither name nor phone."""
    names = table.columns.get("name")
    return not table.phones[i] and (names is None or names[i] is None)


class _Matching:
    """The keys of the store with those of the rows seen so far laid over them."""

    def __init__(self, table: CleanTable, known: Known, source: str, choices: Choices) -> None:
        self._table = table
        self._known = known
        self._source = source
        self._choices = choices
        self._aliases: dict[str, int] = {}
        self._vins: dict[str, int] = {}
        self._plates: dict[str, list[int]] = {}
        self._id_nos: dict[str, int] = {}
        self._phones: dict[str, list[int]] = {}
        self._names: dict[int, str] = {}
        self._namesakes: dict[str, list[int]] | None = None
        self._names_on = self._count_names()
        self._columns = {
            key: self._texts(key) for key in ("name", "source_id", "vin", "id_no", "plate")
        }
        self._holders = {
            "source_id": self._alias,
            "vin": self._owner,
            "id_no": self._holder,
        }

    def row(self, i: int) -> Match:
        """Decide for row `i`; its keys then stand for whom it was found to be."""
        number = self._table.rows[i]
        if number in self._choices.skip or says_nobody(self._table, i):
            return Match(number, Verdict.ASIDE, 0)
        found = (
            self._by_source_id(i)
            or self._by_vin(i)
            or self._by_phone(i)
            or self._by_id_no(i)
            or self._by_plate(i)
            or self._by_name_alone(i)
            or Match(number, Verdict.NEW, -(i + 1))
        )
        if found.verdict is not Verdict.ASIDE:
            self._remember(i, found)
        return found

    def is_weak(self, i: int) -> bool:
        """Tell whether a row has no name, or neither phone nor number of a person or car."""
        keys = (self._columns[key][i] for key in ("source_id", "vin", "id_no"))
        return not self._columns["name"][i] or not (self._table.phones[i] or any(keys))

    def _texts(self, key: str) -> Sequence[str | None]:
        values = self._table.columns.get(key) or [None] * len(self._table.rows)
        return [value if isinstance(value, str) else None for value in values]

    def _count_names(self) -> dict[str, set[str]]:
        """Return the different names on each number, in the file alone."""
        names = self._table.columns.get("name") or [None] * len(self._table.rows)
        found: dict[str, set[str]] = {}
        for numbers, name in zip(self._table.phones, names, strict=True):
            for number in numbers:
                found.setdefault(number, set())
                if isinstance(name, str):
                    found[number].add(comparable(name))
        return found

    def _name_of(self, customer: int) -> str | None:
        return self._names.get(customer) or self._known.names.get(customer)

    def _fits(self, i: int, customer: int) -> bool:
        return compatible(self._columns["name"][i], self._name_of(customer))

    def _same(self, i: int, customer: int, key: str, note: str = "") -> Match:
        return Match(self._table.rows[i], Verdict.SAME, customer, key, note=note)

    def _on_phone(self, number: str) -> list[int]:
        here = self._phones.get(number, [])
        return list(dict.fromkeys([*self._known.phones.get(number, ()), *here]))

    def _by_source_id(self, i: int) -> Match | None:
        source_id = self._columns["source_id"][i]
        if source_id is None:
            return None
        customer = self._alias(source_id)
        if customer is None or not self._fits(i, customer):
            return None
        return self._same(i, customer, "source_id")

    def _alias(self, source_id: str) -> int | None:
        here = self._aliases.get(source_id)
        return here if here is not None else self._known.aliases.get((self._source, source_id))

    def _by_vin(self, i: int) -> Match | None:
        vin = self._columns["vin"][i]
        if vin is None or len(vin) != _VIN_LENGTH:
            return None
        customer = self._owner(vin)
        if customer is None:
            return None
        if self._fits(i, customer):
            return self._same(i, customer, "vin")
        if any(customer in self._on_phone(number) for number in self._table.phones[i]):
            return self._same(i, customer, "vin", _("VIN and phone agree, the name differs"))
        text = _("{name} has the VIN …{tail} of {other}. Is it the same customer?")
        return self._dispute(i, customer, ("vin", vin), text)

    def _owner(self, vin: str) -> int | None:
        here = self._vins.get(vin)
        if here is not None:
            return here
        return self._known.vins[vin][1] if vin in self._known.vins else None

    def _by_phone(self, i: int) -> Match | None:
        disputed: tuple[str, list[int]] | None = None
        for number in self._table.phones[i]:
            customers = self._on_phone(number)
            fitting = [customer for customer in customers if self._fits(i, customer)]
            if len(fitting) > 1:
                fitting = self._exactly(i, fitting) or fitting
            if len(fitting) == 1:
                return self._same(i, fitting[0], "phone")
            if fitting:
                return self._ask_which(i, number, fitting)
            if customers and disputed is None:
                disputed = number, customers
        return self._shared_phone(i, *disputed) if disputed else None

    def _exactly(self, i: int, customers: Iterable[int]) -> list[int]:
        """Return those of just this name; a mere 张先生 is none of them more than of others."""
        name = comparable(self._columns["name"][i] or "")
        if is_vague(name):
            return []
        return [c for c in customers if comparable(self._name_of(c) or "") == name]

    def _shared_phone(self, i: int, number: str, customers: list[int]) -> Match | None:
        """Decide about a phone that so far belongs to people of other names."""
        row = self._table.rows[i]
        names = {comparable(self._name_of(customer) or "") for customer in customers}
        names |= self._names_on.get(number, set())
        if len(names) >= _SWITCHBOARD or not is_mobile(number):
            note = _("…{tail} is shared by several people: they come in apart")
            return Match(row, Verdict.NEW, -(i + 1), note=note.format(tail=number[-4:]))
        text = _("{name} has the phone …{tail} of {other}. One person, or family?")
        return self._dispute(i, customers[0], ("phone", number), text)

    def _ask_which(self, i: int, number: str, customers: list[int]) -> Match:
        """Ask which of several customers with this phone a vague name means."""
        key = f"phone:{number}#{self._table.rows[i]}"
        answer = self._choices.answers.get(key, "")
        if answer.lstrip("-").isdigit() and int(answer) in customers:
            return self._same(i, int(answer), "phone")
        if answer == APART:
            return Match(self._table.rows[i], Verdict.NEW, -(i + 1))
        text = _("Several customers have the phone …{tail}. Who is meant?").format(tail=number[-4:])
        choices = [Choice(str(c), self._name_of(c) or "—") for c in customers]
        return self._ask(i, key, text, choices)

    def _by_id_no(self, i: int) -> Match | None:
        id_no = self._columns["id_no"][i]
        if id_no is None or len(id_no) not in {15, 18}:
            return None
        customer = self._holder(id_no)
        if customer is None:
            return None
        if self._fits(i, customer):
            return self._same(i, customer, "id_no")
        text = _("{name} has the ID number …{tail} of {other}. Is it the same customer?")
        return self._dispute(i, customer, ("id_no", id_no), text)

    def _holder(self, id_no: str) -> int | None:
        return self._id_nos.get(id_no, self._known.id_nos.get(id_no))

    def _by_plate(self, i: int) -> Match | None:
        plate, name = self._columns["plate"][i], self._columns["name"][i]
        if plate is None or name is None:
            return None
        for customer in self._drivers(plate):
            if self._name_of(customer) and self._fits(i, customer):
                return self._same(i, customer, "plate")
        return None

    def _drivers(self, plate: str) -> list[int]:
        """Return all who have or had the plate, as far as store and file know."""
        known = [self._known.plates[plate][1]] if plate in self._known.plates else []
        return list(dict.fromkeys([*known, *self._plates.get(plate, [])]))

    def _by_name_alone(self, i: int) -> Match | None:
        """Ask about a row with no key of its own, where a customer of that name is known."""
        name = self._columns["name"][i]
        if name is None or self._has_key(i):
            return None
        customers = self._people_called(name)
        if not customers:
            return None
        key = f"name:{name}#{self._table.rows[i]}"
        answer = self._choices.answers.get(key, "")
        if answer == APART:
            return None
        if answer.lstrip("-").isdigit() and int(answer) in customers:
            return self._same(i, int(answer), "name")
        text = _("There is a customer called {name} already, and the row tells no more.")
        choices = [Choice(str(c), self._name_of(c) or "") for c in customers[:5]]
        return self._ask(i, key, text.format(name=name), choices)

    def _has_key(self, i: int) -> bool:
        """Tell whether a row could be found again by something better than its name."""
        vin, source_id = self._columns["vin"][i], self._columns["source_id"][i]
        free = source_id is not None and self._alias(source_id) is None
        whole_vin = vin is not None and len(vin) == _VIN_LENGTH
        return bool(self._table.phones[i]) or free or whole_vin or bool(self._columns["id_no"][i])

    def _people_called(self, name: str) -> list[int]:
        """Return who has this name; for a mere 张先生 also every 张 it may be, a few at most."""
        if self._namesakes is None:
            self._namesakes = {}
            for customer, known in {**self._known.names, **self._names}.items():
                self._file_name(customer, known or "")
        exact = self._namesakes.get(comparable(name))
        if exact or not is_vague(name):
            return exact or []
        family = self._namesakes.get(surname(name) + _FAMILY, [])
        return list(islice((c for c in family if compatible(name, self._name_of(c))), 5))

    def _file_name(self, customer: int, name: str) -> None:
        if self._namesakes is not None and name:
            self._namesakes.setdefault(comparable(name), []).append(customer)
            self._namesakes.setdefault(surname(name) + _FAMILY, []).append(customer)

    def _is_free(self, key: str, value: str, customer: int) -> bool:
        """Tell whether a key may be written for a customer: nobody else has it, or so was said.

        A plate goes on to a new owner, but never to two who may be one and the same person.
        """
        if key == "vin" and len(value) != _VIN_LENGTH:
            return True
        if key == "plate":
            earlier = takewhile(lambda driver: driver != customer, self._drivers(value))
            name = self._name_of(customer)
            return not any(compatible(name, self._name_of(driver)) for driver in earlier)
        holder = self._holders[key](value)
        told_apart = self._choices.answers.get(f"{key}:{value}") == APART
        return holder is None or holder == customer or told_apart

    def _dispute(self, i: int, customer: int, key: tuple[str, str], text: str) -> Match | None:
        """Ask whether a key with another name means the same person; None for "no"."""
        kind, value = key
        answer = self._choices.answers.get(f"{kind}:{value}")
        if answer == SAME:
            return self._same(i, customer, kind)
        if answer == APART:
            return None
        names = {
            "name": self._columns["name"][i] or "—",
            "other": self._name_of(customer) or "—",
            "tail": value[-6:] if kind == "vin" else value[-4:],
        }
        return self._ask(i, f"{kind}:{value}", text.format(**names))

    def _ask(self, i: int, key: str, text: str, choices: Sequence[Choice] | None = None) -> Match:
        row = self._table.rows[i]
        options = choices if choices is not None else [Choice(SAME, _("The same person"))]
        question = Question(
            key=key,
            kind=QuestionKind.PERSON,
            where=_("row {row}").format(row=row),
            text=text,
            choices=(*options, Choice(APART, _("Somebody else: keep them apart"))),
            meanwhile=_("The row is set aside."),
            rows=(row,),
        )
        return Match(row, Verdict.ASIDE, 0, question=question)

    def _remember(self, i: int, found: Match) -> None:
        """Let the keys of the row stand for its customer, unless they stand for another."""
        customer = found.customer
        name = self._columns["name"][i]
        known = self._name_of(customer)
        if name and (not known or fuller(name, known)):
            self._names[customer] = name
            self._file_name(customer, name)
        for number in self._table.phones[i]:
            here = self._phones.setdefault(number, [])
            if customer not in here:
                here.append(customer)
        if plate := self._columns["plate"][i]:
            self._plates.setdefault(plate, []).append(customer)
        for key, store in (
            ("source_id", self._aliases),
            ("vin", self._vins),
            ("id_no", self._id_nos),
        ):
            value = self._columns[key][i]
            if value and self._holders[key](value) is None:
                store[value] = customer

    def settled(self, i: int, found: Match) -> Match:
        """Return the match with those keys of the row marked that belong to somebody else.

        Judged when all rows are known, by the names everybody ends up with.
        """
        if found.verdict is Verdict.ASIDE:
            return found
        taken = tuple(
            key
            for key in ("source_id", "vin", "plate", "id_no")
            if (value := self._columns[key][i]) and not self._is_free(key, value, found.customer)
        )
        return replace(found, taken=taken) if taken else found
