"""Finds out whom each row speaks of: a customer of the store, of an earlier row, or a new one."""

from collections.abc import Sequence
from dataclasses import replace

from showroom_crm.i18n import _
from showroom_crm.importing.events import owners
from showroom_crm.importing.identities import VIN_LENGTH, Identities
from showroom_crm.importing.people import comparable
from showroom_crm.importing.phones import is_mobile
from showroom_crm.importing.row_keys import APART, RowKeys
from showroom_crm.values.clean_tables import CleanTable
from showroom_crm.values.duplicates import DIFFERENT, FAMILY
from showroom_crm.values.encounters import Acquaintance, Encounter
from showroom_crm.values.import_choices import Choices
from showroom_crm.values.matches import Known, Match, Verdict
from showroom_crm.values.progress import HEARD_EVERY, Heard, unheard
from showroom_crm.values.questions import Choice, Question

SAME = "same"
_ID_LENGTHS = {15, 18}
_SWITCHBOARD = 3  # names on one number from which it belongs to an office, not to a family
_ROUNDS = 6  # of judging anew those rows whom later rows put in another light


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

    `choices.answers` are read under `phone:<digits>` (same, family, apart), `vin:<vin>`,
    `id_no:<number>` (same, apart) and `name:<name>` (apart, or the number of a customer).
    """
    rows = RowKeys(table, choices or Choices())
    people = Identities(known, source)
    judge = _Judge(rows, people)
    found: dict[int, Match] = {}
    # Rows with little to go by come last: by then the others have told who is who.
    order = sorted(range(len(table.rows)), key=rows.is_weak)
    for number, i in enumerate(order):
        if number % HEARD_EVERY == 0:
            heard(number / len(table.rows))
        found[i] = judge.row(i)
        rows.tell(people, i, found[i])
    waiting = [i for i in order if found[i].question is not None]
    while waiting:  # a later row may have told what an earlier one left open
        for i in waiting:
            found[i] = judge.row(i)
            rows.tell(people, i, found[i])
        still = [i for i in waiting if found[i].question is not None]
        waiting = still if len(still) < len(waiting) else []
    for i in _settle(found, order, rows, people, judge):
        found[i] = judge.completed(i, found[i])
    return tuple(found[i] for i in range(len(table.rows)))


def _settle(
    found: dict[int, Match],
    order: Sequence[int],
    rows: RowKeys,
    people: Identities,
    judge: "_Judge",
) -> Sequence[int]:
    """Judge contested rows anew with all rows known, as the next import of the file would.

    What every row is found to be is then the same whether it comes first or last, once or twice.
    Returns the rows that are contested in the end.
    """
    for _round in range(_ROUNDS):
        contested = [i for i in order if judge.is_contested(i, found[i])]
        fresh = {i: judge.row(i) for i in contested}
        moved = {i: one for i, one in fresh.items() if _whom(one) != _whom(found[i])}
        if not moved:
            return contested
        found |= moved
        people.forget()
        for i in order:
            rows.tell(people, i, found[i])
    return order


def _whom(found: Match) -> tuple[int, bool]:
    return found.customer, found.verdict is Verdict.ASIDE


def _came_before(other: int, customer: int) -> bool:
    """Tell whether a customer was there before the other: in the store, or higher in the file."""
    return (other < 0, abs(other)) < (customer < 0, abs(customer))


def _alone(holders: Sequence[int], customer: int) -> bool:
    return len(holders) == 1 and holders[0] == customer


class _Judge:
    """Decides for one row at a time, by what is known of people so far."""

    def __init__(self, rows: RowKeys, people: Identities) -> None:
        self._rows = rows
        self._people = people

    def row(self, i: int) -> Match:
        """Return whom row `i` speaks of."""
        number = self._rows.numbers[i]
        if self._rows.is_aside(i):
            return self._nameless(i) or Match(number, Verdict.ASIDE, 0)
        return (
            self._by_source_id(i)
            or self._by_vin(i)
            or self._by_phone(i)
            or self._by_id_no(i)
            or self._by_plate(i)
            or self._by_name_alone(i)
            or self._new(i)
        )

    def _nameless(self, i: int) -> Match | None:
        """Decide for a row without name and phone: its keys may say whose event it tells."""
        if not self._rows.tells_events(i):
            return None
        keys = self._rows.keys(i)
        if found := self._by_source_id(i) or self._by_vin(i) or self._by_id_no(i):
            return found
        if drivers := self._people.holders("plate", keys.get("plate", "")):
            return self._same(i, drivers[-1], "plate")
        note = owners.nobody_there(keys)
        return Match(self._rows.numbers[i], Verdict.ASIDE, 0, note=note)

    def is_contested(self, i: int, found: Match) -> bool:
        """Tell whether anybody else has a key of row `i`, or it has none that is its own."""
        if self._rows.is_aside(i):
            return found.verdict is not Verdict.ASIDE
        keys, phones = self._rows.keys(i), self._rows.phones[i]
        if not keys and not phones:
            return found.key != "" or found.verdict is Verdict.ASIDE
        people = self._people
        return any(not _alone(people.holders("phone", n), found.customer) for n in phones) or any(
            not _alone(people.holders(key, keys[key]), found.customer) for key in keys
        )

    def completed(self, i: int, found: Match) -> Match:
        """Return the match with those keys of the row marked that belong to somebody else.

        Judged when all rows are known, by the names everybody ends up with.
        """
        if found.verdict is Verdict.ASIDE:
            return found
        apart = self._rows.said_apart(i) if self._rows.answers else ()
        if self._rows.answers and (others := self._told_apart(i, found.customer)):
            found = replace(found, apart=others)
        taken = tuple(
            key
            for key, value in self._rows.keys(i).items()
            if key not in apart and not self._people.may_have(key, value, found.customer)
        )
        return replace(found, taken=taken) if taken else found

    def _told_apart(self, i: int, customer: int) -> tuple[tuple[int, str], ...]:
        """Return whom the row's person shares a key with, of which "somebody else" was answered."""
        keys = [("phone", n) for n in self._rows.phones[i]]
        keys += self._rows.keys(i).items()
        name = self._rows.names[i]
        return tuple(
            dict.fromkeys(
                (other, FAMILY if answer == FAMILY else DIFFERENT)
                for key, value in keys
                if (answer := self._rows.answer(key, value)) in (APART, FAMILY)
                for other in self._people.holders(key, value)
                if _came_before(other, customer)
                and not self._people.fits(name, other)
                and not self._people.are_apart(customer, other)
            )
        )

    def _new(self, i: int, note: str = "") -> Match:
        return Match(self._rows.numbers[i], Verdict.NEW, -(i + 1), note=note)

    def _same(self, i: int, customer: int, key: str, note: str = "") -> Match:
        if customer == -(i + 1):
            return self._new(i, note)  # the row that brought this customer
        return Match(self._rows.numbers[i], Verdict.SAME, customer, key, note=note)

    def _called(self, customer: int) -> str:
        return self._people.name_of(customer) or "—"

    def _acquaintance(self, customer: int) -> Acquaintance:
        row = self._rows.numbers[-customer - 1] if customer < 0 else 0
        return Acquaintance(self._called(customer), self._people.number_of(customer), row)

    def _told(self, customer: int) -> str:
        """Return a customer's name with what tells namesakes apart: the number, or the row."""
        one = self._acquaintance(customer)
        where = _("row {row}").format(row=one.row) if one.row else one.number
        return f"{one.name} · {where}" if where else one.name

    def _fitting(self, i: int, customers: Sequence[int]) -> list[int]:
        return self._people.fitting(self._rows.names[i], customers)

    def _by_source_id(self, i: int) -> Match | None:
        source_id = self._rows.cell("source_id", i)
        holders = self._people.holders("source_id", source_id) if source_id else []
        fitting = self._fitting(i, holders)
        return self._same(i, fitting[-1], "source_id") if fitting else None

    def _by_vin(self, i: int) -> Match | None:
        vin = self._rows.cell("vin", i)
        if vin is None or len(vin) != VIN_LENGTH:
            return None
        owners = self._people.holders("vin", vin)
        if not owners:
            return None
        reached = [owner for owner in owners if self._has_phone_of(i, owner)]
        fitting = self._fitting(i, reached) or self._fitting(i, owners)
        if fitting:
            return self._same(i, fitting[-1], "vin")
        if reached:
            return self._same(i, reached[-1], "vin", _("VIN and phone agree, the name differs"))
        text = _("{name} has the VIN …{tail} of {other}. Is it the same customer?")
        return self._dispute(i, owners[-1], ("vin", vin), text)

    def _has_phone_of(self, i: int, customer: int) -> bool:
        return any(customer in self._people.holders("phone", n) for n in self._rows.phones[i])

    def _by_phone(self, i: int) -> Match | None:
        disputed: tuple[str, Sequence[int]] | None = None
        for number in self._rows.phones[i]:
            customers = self._people.holders("phone", number)
            fitting = self._fitting(i, customers)
            if len(fitting) == 1:
                return self._same(i, fitting[0], "phone")
            if fitting:
                return self._ask_which(i, number, fitting)
            if customers and disputed is None:
                disputed = number, customers
        return self._shared_phone(i, *disputed) if disputed else None

    def _shared_phone(self, i: int, number: str, customers: Sequence[int]) -> Match | None:
        """Decide about a phone that so far belongs to people of other names."""
        names = {comparable(self._people.name_of(customer) or "") for customer in customers}
        names |= self._rows.names_on(number)
        if len(names) >= _SWITCHBOARD or not is_mobile(number):
            note = _("…{tail} is shared by several people: they come in apart")
            return self._new(i, note.format(tail=number[-4:]))
        text = _("{name} has the phone …{tail} of {other}. One person, or family?")
        return self._dispute(i, customers[0], ("phone", number), text)

    def _ask_which(self, i: int, number: str, customers: Sequence[int]) -> Match:
        """Ask which of several customers with this phone a vague name means."""
        key = f"phone:{number}#{self._rows.numbers[i]}"
        answer = self._rows.answers.get(key, "")
        if answer.lstrip("-").isdigit() and int(answer) in customers:
            return self._same(i, int(answer), "phone")
        if answer == APART:
            return self._new(i)
        text = _("Several customers have the phone …{tail}. Who is meant?").format(tail=number[-4:])
        choices = [Choice(str(c), self._told(c)) for c in customers]
        return self._ask(i, key, text, choices, customers, ("phone", number[-4:]))

    def _by_id_no(self, i: int) -> Match | None:
        id_no = self._rows.cell("id_no", i)
        if id_no is None or len(id_no) not in _ID_LENGTHS:
            return None
        holders = self._people.holders("id_no", id_no)
        if not holders:
            return None
        if fitting := self._fitting(i, holders):
            return self._same(i, fitting[-1], "id_no")
        text = _("{name} has the ID number …{tail} of {other}. Is it the same customer?")
        return self._dispute(i, holders[-1], ("id_no", id_no), text)

    def _by_plate(self, i: int) -> Match | None:
        plate, name = self._rows.cell("plate", i), self._rows.names[i]
        if plate is None or name is None:
            return None
        drivers = [c for c in self._people.holders("plate", plate) if self._people.name_of(c)]
        fitting = self._fitting(i, drivers)
        return self._same(i, fitting[0], "plate") if fitting else None

    def _by_name_alone(self, i: int) -> Match | None:
        """Ask about a row with no key of its own, where a customer of that name is known."""
        name = self._rows.names[i]
        if name is None or self._has_key(i):
            return None
        customers = self._people.called(name)
        if not customers or customers == [-(i + 1)]:
            return None
        key = f"name:{name}#{self._rows.numbers[i]}"
        answer = self._rows.answers.get(key, "")
        if answer == APART:
            return None
        if answer.lstrip("-").isdigit() and int(answer) in customers:
            return self._same(i, int(answer), "name")
        text = _("There is a customer called {name} already, and the row tells no more.")
        choices = [Choice(str(c), self._told(c)) for c in customers[:5]]
        return self._ask(i, key, text.format(name=name), choices, customers[:5], ("name", ""))

    def _has_key(self, i: int) -> bool:
        """Tell whether a row could be found again by something better than its name."""
        vin, source_id = self._rows.cell("vin", i), self._rows.cell("source_id", i)
        held = self._people.holders("source_id", source_id) if source_id else ()
        own = source_id is not None and (not held or _alone(held, -(i + 1)))
        whole_vin = vin is not None and len(vin) == VIN_LENGTH
        return bool(self._rows.phones[i]) or own or whole_vin or bool(self._rows.cell("id_no", i))

    def _dispute(self, i: int, customer: int, key: tuple[str, str], text: str) -> Match | None:
        """Ask whether a key with another name means the same person; None for "no"."""
        kind, value = key
        answer = self._rows.answer(kind, value)
        if answer == SAME:
            return self._same(i, customer, kind)
        if answer in (APART, FAMILY):
            return None
        kin = self._people.told_apart(customer, self._rows.names[i])
        if len(kin) == 1:
            return self._same(i, kin[0], kind)
        tail = value[-6:] if kind == "vin" else value[-4:]
        name, other = self._rows.names[i] or "—", self._called(customer)
        choices = [Choice(SAME, _("The same person"))]
        if kind == "phone":
            choices.append(Choice(FAMILY, _("A family: keep them apart")))
        text = text.format(name=name, other=other, tail=tail)
        return self._ask(i, f"{kind}:{value}", text, choices, [customer], (kind, tail))

    def _ask(
        self,
        i: int,
        key: str,
        text: str,
        choices: Sequence[Choice],
        others: Sequence[int],
        shared: tuple[str, str],
    ) -> Match:
        """Set a row aside until somebody says which of the `others` it speaks of, if any."""
        row = self._rows.numbers[i]
        question = Question(
            key=key,
            where=_("row {row}").format(row=row),
            text=text,
            choices=(*choices, Choice(APART, _("Somebody else: keep them apart"))),
            meanwhile=_("The row is set aside."),
            rows=(row,),
            people=Encounter(
                self._rows.names[i] or "", tuple(map(self._acquaintance, others)), *shared
            ),
        )
        return Match(row, Verdict.ASIDE, 0, question=question)
