"""Settles what all columns of days of a table say together: their order, and their year."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from showroom_crm.i18n import _
from showroom_crm.importing import coming_days, years
from showroom_crm.importing.cells import folded
from showroom_crm.importing.dates import (
    DateReader,
    Direction,
    Order,
    in_three_parts,
    may_be_of_republic,
    order_of,
    said,
    yearless,
)
from showroom_crm.importing.questions import about
from showroom_crm.values.clean_tables import Conventions
from showroom_crm.values.fields import BY_KEY, FieldKind
from showroom_crm.values.mappings import ColumnMapping, ColumnMappings
from showroom_crm.values.questions import Choice, Question, Sort, question_key
from showroom_crm.values.sheets import CellValue

KINDS = frozenset({FieldKind.DATE, FieldKind.INSTANT})

_Columns = Mapping[ColumnMapping, Sequence[CellValue]]  # the cells of each column of days

_REPUBLIC = re.compile(r"民國|民国|\bROC\b", re.IGNORECASE)  # in a header
_OFFERED = 3  # years one may choose from


def settled(
    mapping: ColumnMappings,
    cells_of: Callable[[int], Sequence[CellValue]],
    given: Conventions,
    answers: Mapping[str, str],
) -> tuple[Conventions, dict[str, str], list[Question]]:
    """Find out from all columns of days how they are written, and in which year.

    Returns the conventions with that year, the answers with those the table gives itself, and
    the questions that are left. `cells_of` gives the cells of the column at an index.
    """
    days = {
        mapped: cells_of(mapped.column.index)
        for mapped in mapping.columns
        if (field := BY_KEY.get(mapped.field or "")) is not None and field.kind in KINDS
    }
    by_headers = {
        question_key(Sort.DATE_ORDER, mapped.column.key): str(Order.REPUBLIC)
        for mapped in days
        if _REPUBLIC.search(mapped.column.title)
    }
    known = {**_orders_by_others(days, given.file_year), **by_headers, **answers}
    conventions, year = _settled_year(days, given, known)
    conventions, day = _settled_day(days, conventions, known)
    return conventions, known, [question for question in (year, day) if question]


def order_question(
    mapped: ColumnMapping, cells: Sequence[CellValue], year: int, answers: Mapping[str, str]
) -> Question | None:
    """Return the question whether day or month comes first, where the column does not tell."""
    order, any_unclear = order_of(cells, year)
    answered = question_key(Sort.DATE_ORDER, mapped.column.key) in answers
    if not any_unclear or order is not None or answered:
        return None
    text = _("Which comes first in dates such as {date}?").format(date=_unclear(cells))
    choices: tuple[Choice, ...] = (
        Choice(Order.DAY, _("The day")),
        Choice(Order.MONTH, _("The month")),
        Choice(Order.YEAR, _("The year, in two digits")),
    )
    if may_be_of_republic(cells):
        choices += (Choice(Order.REPUBLIC, _("The year of the Republic: 98 is 2009")),)
    meanwhile = _("These dates are left out.")
    return about(Sort.DATE_ORDER, mapped.column, text, choices, meanwhile)


def _unclear(cells: Sequence[CellValue]) -> str:
    texts = (folded(cell) for cell in cells if isinstance(cell, str))
    return next((text for text in texts if in_three_parts(text)), "")


def _orders_by_others(columns: _Columns, year: int) -> dict[str, str]:
    """Return the answers for unclear dates that other columns give: one hand wrote all.

    Columns that contradict each other tell nothing.
    """
    told: set[Order] = set()
    unclear: list[ColumnMapping] = []
    for mapped, cells in columns.items():
        if BY_KEY[mapped.field or ""].kind is not FieldKind.DATE:
            continue
        order, any_unclear = order_of(cells, year)
        if order is not None:
            told.add(order)
        elif any_unclear:
            unclear.append(mapped)
    if len(told) != 1:
        return {}
    questions = (question_key(Sort.DATE_ORDER, mapped.column.key) for mapped in unclear)
    return dict.fromkeys(questions, told.pop())


def _settled_year(
    columns: _Columns, given: Conventions, answers: Mapping[str, str]
) -> tuple[Conventions, Question | None]:
    """Put days without a year into that of the other days of the table, else ask for it."""
    answer = answers.get(Sort.YEAR, "")
    if answer.isdigit():
        return replace(given, file_year=int(answer), file_month=0, year_told=True), None
    days = {m: cells for m, cells in columns.items() if m.field != "birth_date"}
    all_of_them = {cell for cells in days.values() for cell in cells}
    if given.year_told or not any(map(yearless, all_of_them)):
        return given, None
    if year := years.by_other_days(all_of_them, given.today):
        return replace(given, file_year=year), None
    if not years.unclear(all_of_them, given.today):
        return given, None
    titles = [m.column.title for m, cells in days.items() if any(map(yearless, set(cells)))]
    return given, _year_question(_(", ").join(titles), given.today.year)


def _settled_day(
    columns: _Columns, given: Conventions, answers: Mapping[str, str]
) -> tuple[Conventions, Question | None]:
    """Ask on which day words such as 昨天 were written, in columns of days gone by."""
    behind = {
        mapped: set(cells)
        for mapped, cells in columns.items()
        if mapped.field not in coming_days.FIELDS | {"birth_date"}
    }
    spoken = {mapped: sorted(map(str, filter(said, cells))) for mapped, cells in behind.items()}
    titles = [mapped.column.title for mapped, words in spoken.items() if words]
    if not titles:
        return given, None
    with suppress(ValueError):
        day = dt.date.fromisoformat(answers.get(Sort.WRITTEN_ON, ""))
        return replace(given, written_on=day), None
    word = next(words[0] for words in spoken.values() if words)
    offered = {given.today, _latest(behind.values(), given)}
    question = Question(
        key=Sort.WRITTEN_ON,
        where=_(", ").join(titles),
        text=_("On which day were words such as “{word}” written?").format(word=word),
        choices=tuple(Choice(str(day), str(day)) for day in sorted(offered, reverse=True)),
        meanwhile=_("These dates are left out."),
    )
    return given, question


def _latest(columns: Iterable[set[CellValue]], given: Conventions) -> dt.date:
    """Return the last day up to today that the cells themselves tell, today where none does."""
    read = DateReader(given.today, given.file_year, Direction.PAST, None)
    days = (read(cell).value for cells in columns for cell in cells)
    known = (day for day in days if isinstance(day, dt.date) and day <= given.today)
    return max(known, default=given.today)


def _year_question(where: str, this_year: int) -> Question:
    offered = [str(this_year - back) for back in range(_OFFERED)]
    return Question(
        key=Sort.YEAR,
        where=where,
        text=_("Of which year are the dates without one?"),
        choices=tuple(Choice(year, year) for year in offered),
        meanwhile=_("Meanwhile “{column}” counts.").format(column=offered[0]),
    )
