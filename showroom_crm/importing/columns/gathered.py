"""A table while its columns are cleaned: what is kept, and what is told of its cells."""

from collections.abc import Iterable, Mapping, Sequence

from showroom_crm.i18n import N_, _
from showroom_crm.importing import phones
from showroom_crm.importing.cells import shown
from showroom_crm.importing.columns import second
from showroom_crm.importing.columns.column import Column
from showroom_crm.importing.phones import Phones
from showroom_crm.importing.said import said
from showroom_crm.values.clean_tables import CleanTable, Conventions, Problem, Repair
from showroom_crm.values.customers import Value
from showroom_crm.values.questions import Question
from showroom_crm.values.sheets import CellValue

SAID_TWICE = N_("column “{detail}” says otherwise and counts")


class Gathered:
    """Gathers cleaned columns one by one; places in it count the rows of the table from 0."""

    def __init__(
        self,
        rows: Sequence[int],
        conventions: Conventions,
        answers: Mapping[str, str],
        questions: Iterable[Question] = (),
    ) -> None:
        self.rows = rows
        self.conventions = conventions
        self.answers = answers
        self.columns: dict[str, list[Value]] = {}
        self.phones: list[tuple[str, ...]] = [()] * len(rows)
        self.questions = list(questions)
        self.own: dict[str, int] = {}
        self.titles: dict[str, str] = {}  # of the first column by field
        self._repairs: list[Repair] = []
        self._problems: list[Problem] = []
        self._notes: dict[int, list[str]] = {}

    def take(self, column: Column) -> None:
        """Log what became of the cells of a column, and keep its values."""
        results = column.results
        for i in [i for i, result in enumerate(results) if result.reason or result.problem]:
            cell, result = column.cells[i], results[i]
            if result.reason:
                after = said(result.value, column.field, cell)
                reason = _(result.reason).format(detail=result.detail)
                self.repaired(i, column.title, cell, after, reason)
            if result.problem:
                message = _(result.problem).format(detail=result.detail)
                self.wrong(i, column.title, cell, message, kept=result.value is not None)
        for key, values in column.values.items():
            self._keep(key, values, column)
        self.titles.setdefault(column.field.key, column.title)

    def keep(self, key: str, values: list[Value]) -> None:
        """Keep values under a stored key, beside those that stand there already."""
        if key not in self.columns:
            self.columns[key] = values
            return
        for i, value in enumerate(values):
            self.add(key, i, value)

    def add(self, key: str, i: int, value: Value) -> None:
        """Add one value to what a row holds under a stored key."""
        self.columns[key][i] = second.both(key, self.columns[key][i], value)

    def _keep(self, key: str, values: list[Value], column: Column) -> None:
        """Keep the values of a column, and tell which of them another column has overruled."""
        first = self.columns.get(key)
        if first is not None and second.overrules(key):
            message = _(SAID_TWICE).format(detail=self.titles.get(column.field.key, ""))
            for i, (a, b) in enumerate(zip(first, values, strict=True)):
                if a is not None and b is not None and a != b:
                    self.wrong(i, column.title, column.cells[i], message, kept=False)
        self.keep(key, values)

    def fill(self, key: str, values: Sequence[Value]) -> None:
        """Put values under a stored key where it has none of its own."""
        known = self.columns.get(key) or [None] * len(values)
        self.columns[key] = [a if a is not None else b for a, b in zip(known, values, strict=True)]

    def add_phones(self, i: int, found: Phones) -> None:
        """Add numbers to those of a row, mobiles first: the first is the one that is dialled."""
        together = dict.fromkeys(self.phones[i] + found.numbers)
        self.phones[i] = tuple(sorted(together, key=lambda n: not phones.is_mobile(n)))
        if found.extension:
            self.note(i, f"分机 {found.extension}")

    def note(self, i: int, text: str) -> None:
        """Keep words for which a row has no field; they go to its remark."""
        self._notes.setdefault(i, []).append(text)

    def repaired(self, i: int, title: str, cell: CellValue, after: str, reason: str) -> None:
        """Tell what became of a cell, and why."""
        self._repairs.append(Repair(self.rows[i], title, shown(cell), after, reason))

    def wrong(self, i: int, title: str, cell: CellValue, message: str, *, kept: bool) -> None:
        """Tell what is wrong with a cell, and whether it is kept all the same."""
        self._problems.append(Problem(self.rows[i], title, shown(cell), message, kept))

    def finished(self) -> CleanTable:
        """Return the table, its notes in the remarks and its log in the order of the rows."""
        if notes := self._notes:
            places = range(len(self.rows))
            self.keep("remark", ["；".join(notes[i]) if i in notes else None for i in places])
        return CleanTable(
            rows=self.rows,
            columns=self.columns,
            phones=self.phones,
            repairs=sorted(self._repairs, key=lambda repair: repair.row),
            problems=sorted(self._problems, key=lambda problem: problem.row),
            questions=tuple(self.questions),
            own=self.own,
            titles=self.titles,
        )
