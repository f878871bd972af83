"""Turns the cells of a table into stored values, and tells every repair and every problem."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from showroom_crm.i18n import N_, _
from showroom_crm.importing import (
    across,
    choices,
    coming_days,
    date_columns,
    dates,
    insurance,
    media,
    people,
    phones,
    scores,
    value_questions,
)
from showroom_crm.importing.amounts import money_range
from showroom_crm.importing.cells import Clean, each_once, shown
from showroom_crm.importing.column_rules import column_title, says
from showroom_crm.importing.events import mapping as event_mapping
from showroom_crm.importing.mapping import column_values, data_lines
from showroom_crm.importing.phones import Phones
from showroom_crm.importing.readers import is_car_price, reader, value_list
from showroom_crm.importing.said import said, yuan
from showroom_crm.importing.vocabulary import name_part
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import BY_KEY, Field, FieldKind
from showroom_crm.values.imports import (
    CellValue,
    CleanTable,
    ColumnMapping,
    Conventions,
    Header,
    Problem,
    Question,
    Repair,
    Sheet,
)
from showroom_crm.values.imports import Mapping as ColumnsMapping
from showroom_crm.values.masking import is_masked, masker
from showroom_crm.values.own_fields import as_kept
from showroom_crm.values.progress import Heard, unheard

COVERED = N_("covered with stars: what is known stays")
_SAME_ROW_JOIN = {"competitor": "、", "concerns": "、", "hobbies": "、", "order_goods": " "}
_PHONES = frozenset({"mobile", "phone2"})


def clean(
    sheet: Sheet,
    header: Header,
    mapping: ColumnsMapping,
    conventions: Conventions,
    answers: Mapping[str, str] | None = None,
    heard: Heard = unheard,
) -> CleanTable:
    """Return the data rows of a table as stored values, column by column; `heard` hears of each.

    Every distinct content of a column is converted once. `answers` are answered questions:
    `date_order:<column>` (dmy, mdy, ymd), `level_d:<column>` (delivered, half_year) and
    `value:<field>:<word>` (a value of the field's list, the word itself, "" for nothing).
    """
    work = _Work(sheet, header, conventions, dict(answers or {}))
    work.settle_dates(mapping)
    halves = [c for c in mapping.columns if c.field == "name" and name_part(c.column.text)]
    if len(halves) > 1:
        work.halves_of_names(halves)
    for number, mapped in enumerate(mapping.columns):
        heard(number / len(mapping.columns))
        if mapped.field is not None and not (mapped.field == "name" and len(halves) > 1):
            work.column(mapped)
    calculates = not event_mapping.tells_amounts(mapping)
    return replace(work.table(), subject=mapping.subject, calculates=calculates)


class _Work:
    """Gathers the columns of one table while they are cleaned."""

    def __init__(
        self, sheet: Sheet, header: Header, conventions: Conventions, answers: dict[str, str]
    ) -> None:
        self._sheet = sheet
        self._header = header
        self._lines = data_lines(sheet, header)
        self._conventions = conventions
        self._answers = answers
        self._rows = tuple(sheet.row_number(index) for index in header.data)
        self._columns: dict[str, list[Value]] = {}
        self._phones: list[tuple[str, ...]] = [()] * len(self._rows)
        self._repairs: list[Repair] = []
        self._problems: list[Problem] = []
        self._questions: list[Question] = []
        self._unknown_words: dict[str, tuple[str, Counter[str]]] = {}
        self._own: dict[str, int] = {}
        self._titles: dict[str, str] = {}  # of the first column by field
        self._row_notes: list[tuple[int, str]] = []
        self._media: list[str | None] = []
        self._coming: dict[str, tuple[str, list[tuple[int, CellValue]]]] = {}

    def column(self, mapped: ColumnMapping) -> None:
        """Clean one column into the stored values of its field."""
        own = self._conventions.own.get(mapped.field or "")
        field = own.field if own else BY_KEY[mapped.field or ""]
        cells = self._uncovered(mapped)
        title = column_title(mapped.column)
        self._titles.setdefault(field.key, title)
        if field.kind is FieldKind.PHONE:
            self._phone_column(cells, title)
            return
        if field.kind is FieldKind.MONEY_RANGE:
            self._range_column(cells, title, mapped, field)
            return
        if field.kind in (FieldKind.DATE, FieldKind.INSTANT):
            question = date_columns.order_question(
                mapped, cells, self._conventions.file_year, self._answers
            )
            self._questions += [question] if question else []
        if field.key == "satisfaction" and (asked := scores.question(mapped, cells, self._answers)):
            self._questions.append(asked)
        read = reader(mapped, field, cells, self._conventions, self._answers)
        results = each_once(cells, read)
        if field.key in coming_days.FIELDS:
            results = self._days_to_come(cells, results, mapped, field)
        if field.kind is FieldKind.STAFF:
            self._staff_column(cells, results, title)
        else:
            self._note(cells, results, title, field)
        if isinstance(read, choices.ListReader):
            self._unknown_in(cells, read, title, field)
        if field.key == "name":
            self._phones_in_names(cells, results)
        self._keep(mapped, field, results)

    def _keep(self, mapped: ColumnMapping, field: Field, results: Sequence[Clean]) -> None:
        """Store the values of a column, and what they are beside their field."""
        own = self._conventions.own.get(mapped.field or "")
        if field.key == "remark" and not says(mapped.column, "remark"):
            label = mapped.column.label
            results = [r._replace(value=f"{label}：{r.value}") if r.value else r for r in results]
        if field.key == "source_l1":
            lists = [value_list(self._conventions, name) for name in ("source", "media")]
            values = [result.value for result in results]
            self._media = media.beside(self._cells(mapped), values, media.words(*lists))
        if field.key == "insurance_end" and (kind := insurance.kind_of(mapped.column.text)):
            self._columns[kind] = [result.value for result in results]
        if own is not None:
            self._own[field.key] = own.id
            self._store(field.key, [as_kept(result.value) for result in results])
        else:
            self._store(field.key, [result.value for result in results])

    def _days_to_come(
        self,
        cells: Sequence[CellValue],
        results: Sequence[Clean],
        mapped: ColumnMapping,
        field: Field,
    ) -> list[Clean]:
        """Put aside words such as 3个月内 until the other days of the row are known.

        Words that mean no day, such as 不急, go to the remark.
        """
        waiting = [
            (i, cells[i]) for i, found in enumerate(results) if found.problem == dates.COMING
        ]
        if waiting:
            self._coming[field.key] = (column_title(mapped.column), waiting)
        for i, found in enumerate(results):
            if found.problem == dates.UNDATED:
                self._row_notes.append((i, f"{mapped.column.label}：{shown(cells[i]).strip()}"))
        return [Clean(None) if found.problem == dates.COMING else found for found in results]

    def _count_coming(self) -> None:
        """Fill in the days that words mean, and tell from which day they are counted."""
        today = self._conventions.today
        for key, (title, waiting) in self._coming.items():
            said = dict(waiting)
            for i, day, base in across.days_to_come(self._columns, key, waiting, today):
                reason = _(dates.COMING).format(detail=base.isoformat())
                self._repairs.append(
                    Repair(self._rows[i], title, shown(said[i]), day.isoformat(), reason)
                )

    def _unknown_in(
        self, cells: Sequence[CellValue], read: choices.ListReader, title: str, field: Field
    ) -> None:
        """Count the words of a column that its list does not know."""
        _title, counts = self._unknown_words.setdefault(field.key, (title, Counter()))
        for texts in each_once(cells, read.unknown):
            counts.update(texts)

    def halves_of_names(self, halves: Sequence[ColumnMapping]) -> None:
        """Store names put together from columns of family names, given names and names between."""
        parts: dict[str, list[Value]] = {}
        for mapped in halves:
            cells = self._uncovered(mapped)
            results = each_once(cells, people.part)
            self._note(cells, results, column_title(mapped.column), BY_KEY["name"])
            self._phones_in_names(cells, results)
            parts[name_part(mapped.column.text)] = [each.value for each in results]
        none: list[Value] = [None] * len(self._rows)
        of_each: list[list[Value]] = [
            parts.get(part, none) for part in ("family", "given", "middle")
        ]
        names: list[Value] = [
            people.joined(family, people.joined(middle, given))
            for family, given, middle in zip(*of_each, strict=True)
        ]
        self._store("name", names)

    def table(self) -> CleanTable:
        """Return what was gathered, with what one column says about another filled in."""
        self._count_coming()
        self._add_notes()
        if any(self._media):
            across.fill(self._columns, "source_l2", self._media)
        self._same_phones()
        across.told_by_name(self._columns)
        for field, (title, counts) in self._unknown_words.items():
            self._questions += value_questions.ask(field, title, counts, self._conventions)
        self._repairs.sort(key=lambda repair: repair.row)
        self._problems.sort(key=lambda problem: problem.row)
        return CleanTable(
            rows=self._rows,
            columns=self._columns,
            phones=self._phones,
            repairs=self._repairs,
            problems=self._problems,
            questions=tuple(self._questions),
            own=self._own,
            titles=self._titles,
        )

    def _cells(self, mapped: ColumnMapping) -> list[CellValue]:
        """Return the cells of a column; one merged over several rows counts for each of them."""
        index = mapped.column.index
        cells = column_values(self._lines, index)
        spans = [
            (top, bottom)
            for top, left, bottom, right in self._sheet.merges
            if left == right == index and bottom > top
        ]
        if spans:
            place = {row: i for i, row in enumerate(self._header.data)}
            for top, bottom in spans:
                if top in place:
                    for row in range(top + 1, bottom + 1):
                        if row in place:
                            cells[place[row]] = cells[place[top]]
        return cells

    def _uncovered(self, mapped: ColumnMapping) -> list[CellValue]:
        """Return the cells with empty ones for those that are covered, and tell of these."""
        cells = self._cells(mapped)
        if mapped.field in _PHONES or mapped.field is None or masker(mapped.field) is None:
            return cells  # a covered number is said to be one
        texts = {cell for cell in cells if isinstance(cell, str)}
        covered = {text for text in texts if is_masked(mapped.field, text)}
        if not covered:
            return cells
        title = column_title(mapped.column)
        for row, cell in zip(self._rows, cells, strict=True):
            if cell in covered:
                self._repairs.append(Repair(row, title, shown(cell), "", _(COVERED)))
        return [None if cell in covered else cell for cell in cells]

    def _store(self, key: str, values: list[Value]) -> None:
        """Keep the values; a second column of a field adds to the first."""
        first = self._columns.get(key)
        if first is None:
            self._columns[key] = values
            return
        if key == "insurance_end":
            pairs = zip(first, values, strict=True)
            self._columns[key] = [insurance.next_end(pair) for pair in pairs]
            return
        join = _SAME_ROW_JOIN.get(key, "\n")
        self._columns[key] = [
            f"{a}{join}{b}" if a is not None and b is not None and a != b else b if a is None else a
            for a, b in zip(first, values, strict=True)
        ]

    def _note(
        self, cells: Sequence[CellValue], results: Sequence[Clean], title: str, field: Field
    ) -> None:
        lines = zip(self._rows, cells, results, strict=True)
        for row, cell, result in [line for line in lines if line[2].reason or line[2].problem]:
            if result.reason:
                after = said(result.value, field)
                reason = _(result.reason).format(detail=result.detail)
                self._repairs.append(Repair(row, title, shown(cell), after, reason))
            if result.problem:
                self._problem(row, title, cell, result.problem, result.detail, result.value)

    def _problem(
        self, row: int, title: str, cell: CellValue, problem: str, detail: str, value: object
    ) -> None:
        message = _(problem).format(detail=detail)
        self._problems.append(Problem(row, title, shown(cell), message, value is not None))

    def _phone_column(self, cells: Sequence[CellValue], title: str) -> None:
        results = each_once(cells, phones.parse)
        for i, (cell, result) in enumerate(zip(cells, results, strict=True)):
            if result.numbers:
                self._add_phones(i, result)
                if result.note:
                    self._row_notes.append((i, f"{'/'.join(result.numbers)} {result.note}"))
            if result.reason:
                after = "、".join(result.numbers)
                self._repairs.append(
                    Repair(self._rows[i], title, shown(cell), after, _(result.reason))
                )
            if result.problem:
                kept = result.numbers or None
                self._problem(self._rows[i], title, cell, result.problem, result.detail, kept)

    def _add_phones(self, i: int, found: Phones) -> None:
        together = dict.fromkeys(self._phones[i] + found.numbers)
        # Mobiles come first: the first number is the one that is dialled.
        self._phones[i] = tuple(sorted(together, key=lambda n: not phones.is_mobile(n)))
        if found.extension:
            self._row_notes.append((i, f"分机 {found.extension}"))

    def _phones_in_names(self, cells: Sequence[CellValue], results: Sequence[Clean]) -> None:
        for i, (cell, result) in enumerate(zip(cells, results, strict=True)):
            if result.reason == people.PHONE_IN_NAME:
                self._add_phones(i, phones.parse(cell))
            if note := people.remark(cell):
                self._row_notes.append((i, note))

    def _range_column(
        self, cells: Sequence[CellValue], title: str, mapped: ColumnMapping, field: Field
    ) -> None:
        car = is_car_price(field)
        results = each_once(cells, lambda cell: money_range(cell, mapped.unit, car=car))
        for row, cell, (ends, reason, problem) in zip(self._rows, cells, results, strict=True):
            if reason:
                after = "-".join(yuan(end) for end in dict.fromkeys(ends) if end is not None)
                self._repairs.append(Repair(row, title, shown(cell), after, _(reason)))
            if problem:
                self._problem(row, title, cell, problem, "", None)
        self._store(f"{field.key}_min", [ends[0] for ends, _reason, _problem in results])
        self._store(f"{field.key}_max", [ends[1] for ends, _reason, _problem in results])

    def settle_dates(self, mapping: ColumnsMapping) -> None:
        """Find out from all columns of days together how they are written, and in which year."""
        days = {
            mapped: self._cells(mapped)
            for mapped in mapping.columns
            if (field := BY_KEY.get(mapped.field or "")) is not None
            and field.kind in (FieldKind.DATE, FieldKind.INSTANT)
        }
        told = date_columns.orders_by_others(days, self._conventions.file_year)
        self._answers = {**told, **self._answers}
        self._conventions, question = date_columns.settled_year(
            days, self._conventions, self._answers
        )
        self._questions += [question] if question else []

    def _staff_column(
        self, cells: Sequence[CellValue], results: Sequence[Clean], title: str
    ) -> None:
        """Tell what is left of a name of staff, and which is none."""
        for row, cell, result in zip(self._rows, cells, results, strict=True):
            if result.reason:
                name = choices.staff_name(cell)
                self._repairs.append(Repair(row, title, shown(cell), name, _(result.reason)))
            if result.problem:
                self._problem(row, title, cell, result.problem, "", None)

    def _same_phones(self) -> None:
        """Tell where the WeChat column says that it is the phone, and which that is."""
        for i, word in across.wechat_by_phone(self._columns, self._phones):
            row, title, number = self._rows[i], self._titles["wechat"], self._columns["wechat"][i]
            if number is None:
                self._problem(row, title, word, across.NO_SUCH_PHONE, "", None)
            else:
                reason = _(across.SAME_PHONE)
                self._repairs.append(Repair(row, title, word, str(number), reason))

    def _add_notes(self) -> None:
        """Keep extensions and words beside a number in the remark: a number is digits only."""
        by_row: dict[int, list[str]] = {}
        for i, note in self._row_notes:
            by_row.setdefault(i, []).append(note)
        if by_row:
            rows = range(len(self._rows))
            self._store("remark", ["；".join(by_row[i]) if i in by_row else None for i in rows])
