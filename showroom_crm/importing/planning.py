"""Works out what an import would write, row by row and cell by cell, without writing anything."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from showroom_crm.i18n import _, ngettext
from showroom_crm.importing.cells import shown
from showroom_crm.importing.events.planning import Happenings
from showroom_crm.importing.people import fuller
from showroom_crm.importing.person import OTHERWISE, Person
from showroom_crm.importing.said import said
from showroom_crm.values.clean_tables import CleanTable, Problem
from showroom_crm.values.customers import Value
from showroom_crm.values.duplicates import DISTINCT
from showroom_crm.values.fields import BY_KEY, Subject
from showroom_crm.values.import_choices import Choices
from showroom_crm.values.import_plans import Action, ImportPlan, PlannedRecord, PlannedRow
from showroom_crm.values.matches import KnownCustomer, Match, Verdict
from showroom_crm.values.progress import HEARD_EVERY, Heard, unheard
from showroom_crm.values.questions import Question

# Whose rows are contacts and test drives themselves: no day of the last one stands for another.
_LOGS = frozenset({Subject.CONTACTS, Subject.DRIVES})

_AT_ONCE = 5000  # rows laid out together


def plan(
    table: CleanTable,
    matches: Sequence[Match],
    current: Mapping[int, KnownCustomer],
    *,
    source: str,
    choices: Choices | None = None,
    heard: Heard = unheard,
) -> ImportPlan:
    """Return what happens with every row; `matches` stand in the order of the table's rows.

    `current` holds every customer of the store that a match names. Of several rows about one
    customer the one with the latest contact leads, the others complete it and refer to it by
    `merged_into`; switching a row off (`choices.skip`) therefore needs a new match and plan.
    """
    chosen = choices or Choices()
    keys = list(table.columns)
    lines = _lines(table)
    problems = list(table.problems)
    untaken: Counter[str] = Counter()
    happened = _happened(table, keys, lines)
    rows, groups = _parted(table, matches, chosen, happened)
    for number, (customer, members) in enumerate(groups.items()):
        if number % HEARD_EVERY == 0:
            heard(number / len(groups))
        cells: dict[int, Mapping[str, Value]] = {i: _filled(keys, lines[i]) for i in members}
        called = _called(customer, members, cells)
        policies, known = chosen.policies, current.get(customer)
        person = Person(customer, known, source, policies, table.own, called)
        events = happened.of_customer(person, known, cells) if happened else ()
        if happened:
            cells |= happened.about_customer(events, known, cells)
        leading = _leading(members, cells)
        copies = _copies(table, lines, members) if len(members) > 1 and not happened else {}
        for i in [leading, *(i for i in members if i != leading)]:
            rows[i] = _planned(person, table, matches[i], i, cells[i], leading)
            problems += _unclear(person, table.rows[i])
            problems += _untaken(person, table, i, untaken if i == leading else None)
            if i in copies:
                rows[i] = _as_copy(rows[i], copies[i])
        if happened:
            mine = {i: _named(rows[i], known) for i in members}
            rows |= happened.planned(person, events, mine, cells)
    if happened:
        problems += happened.problems
    noted = dict.fromkeys(m.note for m in matches if m.note and m.verdict is not Verdict.ASIDE)
    notes = (*noted, *_told_copies(rows.values()), *_told_untaken(untaken))
    return ImportPlan(
        rows=tuple(rows[i] for i in range(len(matches))),
        repairs=table.repairs,
        problems=sorted(problems, key=lambda each: each.row),
        questions=table.questions + _questions(matches),
        notes=notes + tuple(happened.notes() if happened else ()),
    )


def _parted(
    table: CleanTable, matches: Sequence[Match], choices: Choices, happened: Happenings | None
) -> tuple[dict[int, PlannedRow], dict[int, list[int]]]:
    """Return the plan of the rows set aside, and the numbers of the others by their customer."""
    rows: dict[int, PlannedRow] = {}
    groups: dict[int, list[int]] = {}
    for i, found in enumerate(matches):
        aside = _set_aside(table, i, found, choices, happened)
        if aside is not None:
            rows[i] = aside
        else:
            groups.setdefault(found.customer, []).append(i)
    return rows, groups


def _lines(table: CleanTable) -> list[tuple[Value, ...]]:
    """Return the cells of each row, laid out in parts: all at once they would hold the window."""
    if not table.columns:
        return [()] * len(table.rows)
    found: list[tuple[Value, ...]] = []
    for start in range(0, len(table.rows), _AT_ONCE):
        parts = (column[start : start + _AT_ONCE] for column in table.columns.values())
        found += zip(*parts, strict=True)
    return found


def _happened(
    table: CleanTable, keys: Sequence[str], lines: Sequence[Sequence[Value]]
) -> Happenings | None:
    if table.subject is Subject.CUSTOMERS:
        return None
    return Happenings(table, [_filled(keys, line) for line in lines])


def _named(row: PlannedRow, known: KnownCustomer | None) -> PlannedRow:
    """Return a row of an event with the name of its customer, which the file need not know."""
    name = known.values.get("name") if known else None
    return replace(row, name=row.name or _text(name) or "", reason="", merged_into=None)


def _set_aside(
    table: CleanTable, i: int, found: Match, choices: Choices, happened: Happenings | None
) -> PlannedRow | None:
    """Return the plan of a row that writes nothing for a reason of its own, None for any other."""
    row = table.rows[i]
    name = _name(table, i)
    if row in choices.skip:
        return PlannedRow(row, Action.SKIP, None, name, reason=_("switched off"))
    if found.verdict is Verdict.ASIDE and found.question is None and not found.note:
        return PlannedRow(row, Action.REJECT, None, name, reason=_("neither name nor phone"))
    if found.verdict is Verdict.ASIDE:
        reason = found.question.text if found.question else found.note
        return PlannedRow(row, Action.SKIP, None, name, reason=reason)
    if happened and (reason := happened.why_not(i)):
        return PlannedRow(row, Action.SKIP, None, name, reason=reason)
    return None


def _name(table: CleanTable, i: int) -> str:
    names = table.columns.get("name")
    name = names[i] if names else None
    if isinstance(name, str):
        return name
    return f"…{table.phones[i][0][-4:]}" if table.phones[i] else ""


def _filled(keys: Sequence[str], line: Sequence[Value]) -> dict[str, Value]:
    return {key: value for key, value in zip(keys, line, strict=True) if value is not None}


def _freshness(cells: Mapping[str, Value]) -> dt.date:
    for key in ("last_contact_on", "last_visit_on", "last_service_on", "registered_on"):
        if isinstance(day := cells.get(key), dt.date):
            return day
    return dt.date.min


def _leading(members: Sequence[int], cells: Mapping[int, Mapping[str, Value]]) -> int:
    """Return the row with the latest contact, the first of several."""
    if len(members) == 1:
        return members[0]
    return max(members, key=lambda i: (_freshness(cells[i]), -i))


def _called(
    customer: int, members: Sequence[int], cells: Mapping[int, Mapping[str, Value]]
) -> str | None:
    """Return the name a new customer was matched under: that of the row that brought them.

    Another row may speak of them under another name, joined by VIN and phone.
    """
    if customer > 0:
        return None
    if len(members) == 1:
        return _text(cells[members[0]].get("name")) or None
    brought = -customer - 1
    order = sorted(members, key=lambda i: (i < brought, i))
    name: str | None = None
    for i in order:
        own = _text(cells[i].get("name"))
        if own and (name is None or fuller(own, name)):
            name = own
    return name


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def _planned(
    person: Person,
    table: CleanTable,
    found: Match,
    i: int,
    cells: Mapping[str, Value],
    leading: int,
) -> PlannedRow:
    first = i == leading
    logged = table.subject in _LOGS
    phones, taken = table.phones[i], found.taken
    records, changed = person.apply(cells, phones, taken, first=first, logged=logged)
    records += [_apart(person.number, other, kind) for other, kind in found.apart]
    if not changed:
        action = Action.UNCHANGED
    elif first and person.number < 0:
        action = Action.INSERT
    else:
        action = Action.UPDATE
    reason, merged_into = found.note, None
    if not first:
        merged_into = table.rows[leading]
        reason = reason or _("the same customer as row {row}").format(row=merged_into)
    return PlannedRow(
        row=table.rows[i],
        action=action,
        customer=person.number,
        name=_name(table, i),
        records=tuple(records),
        reason=reason,
        merged_into=merged_into,
    )


def _unclear(person: Person, row: int) -> list[Problem]:
    """Return what a row says of a car or an order without saying of which of several."""
    message = _("it may be any of several; the number of the car or order would tell")
    return [Problem(row, _(BY_KEY[key].label), "", message) for key in person.unclear]


def _untaken(
    person: Person, table: CleanTable, i: int, by_rule: Counter[str] | None
) -> list[Problem]:
    """Return the cells of row `i` that were not taken.

    Those of a row of its own that give way to what is known of the customer, as the policies
    say, are counted in `by_rule` instead.
    """
    found: dict[str, Problem] = {}
    for key, value, why in person.untaken:
        if key not in table.titles:
            continue  # told by another column, such as the gender by a name
        title = table.titles[key]
        if by_rule is not None and why == OTHERWISE:
            by_rule[title] += 1
        else:
            field = BY_KEY.get(key)
            text = said(value, field) if field else shown(value)
            found.setdefault(title, Problem(table.rows[i], title, text, _(why)))
    return list(found.values())


def _told_untaken(counts: Mapping[str, int]) -> list[str]:
    return [
        ngettext(
            "“{column}”: {count} cell says otherwise than what is known, which stays.",
            "“{column}”: {count} cells say otherwise than what is known, which stays.",
            count,
        ).format(column=column, count=count)
        for column, count in counts.items()
    ]


def _apart(customer: int, other: int, kind: str) -> PlannedRecord:
    """Return what keeps in mind that two who share a key are not one person."""
    pair: dict[str, Value] = {"customer_id": customer, "other_id": other, "kind": kind}
    return PlannedRecord(DISTINCT, None, pair)


def _copies(
    table: CleanTable, lines: Sequence[Sequence[Value]], members: Sequence[int]
) -> dict[int, int]:
    """Return for each row that says exactly what an earlier one says the number of that row."""
    seen: dict[object, int] = {}
    found = {}
    for i in members:
        first = seen.setdefault((lines[i], table.phones[i]), i)
        if first != i:
            found[i] = table.rows[first]
    return found


def _as_copy(row: PlannedRow, first: int) -> PlannedRow:
    """Return the plan of a row that is an exact copy of the row `first`."""
    reason = _("exactly the same as row {row}").format(row=first)
    return replace(row, reason=reason, copy_of=first)


def _told_copies(rows: Iterable[PlannedRow]) -> list[str]:
    count = sum(row.copy_of is not None for row in rows)
    text = ngettext(
        "{count} row is an exact copy of another one of the file.",
        "{count} rows are exact copies of others of the file.",
        count,
    )
    return [text.format(count=count)] if count else []


def _questions(matches: Sequence[Match]) -> tuple[Question, ...]:
    """Return each question once, with all the rows that wait for its answer."""
    found: dict[str, Question] = {}
    for match in matches:
        if (question := match.question) is None:
            continue
        first = found.get(question.key)
        if first is None:
            found[question.key] = question
        else:
            found[question.key] = replace(first, rows=first.rows + question.rows)
    return tuple(found.values())
