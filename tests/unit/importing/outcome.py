"""Runs a file through the whole import and says in words what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from showroom_crm.errors import UserError
from showroom_crm.importing import cleaning, mapping, reading, years
from showroom_crm.operations.imports import table_of
from showroom_crm.values.clean_tables import CleanTable, Conventions
from showroom_crm.values.import_choices import Choices
from showroom_crm.values.import_plans import Action, ImportPlan
from showroom_crm.values.mappings import ColumnMappings, Header
from showroom_crm.values.sheets import Sheet, Workbook
from tests.unit.importing.ledger import TODAY, Ledger, conventions

DATA = Path(__file__).parents[2] / "data"


@dataclass(frozen=True)
class Outcome:
    """All steps of one import; `sentence` is that of the error which ended it."""

    sentence: str = ""
    book: Workbook | None = None
    sheet: Sheet | None = None
    header: Header | None = None
    columns: ColumnMappings | None = None
    table: CleanTable | None = None
    plan: ImportPlan | None = None
    ledger: Ledger = field(default_factory=Ledger)
    choices: Choices = field(default_factory=Choices)

    @property
    def source(self) -> str:
        assert self.columns is not None
        return self.columns.source

    @property
    def fields(self) -> dict[str, str | None]:
        assert self.columns is not None
        return {c.column.label: c.field for c in self.columns.columns}

    @property
    def counts(self) -> tuple[int, int, int, int, int]:
        """Rows inserted, updated, unchanged, skipped, rejected."""
        assert self.plan is not None
        found = [self.plan.count(action) for action in Action]
        return found[0], found[1], found[2], found[3], found[4]

    def column(self, key: str) -> list[object]:
        assert self.table is not None
        return list(self.table.columns.get(key, []))


def outcome(path: Path, answers: Mapping[str, str] | None = None, **given: str) -> Outcome:
    """Import a file into an empty ledger; `given` goes to the reader."""
    try:
        book = reading.read(path, **given)  # type: ignore[arg-type]  # only texts
        sheet, header = table_of(book)
        columns = mapping.suggest(header, sheet, answers=answers)
        if sentence := mapping.missing(columns):
            return Outcome(sentence, book, sheet, header, columns)
    except UserError as error:
        return Outcome(str(error))
    table = cleaning.clean(sheet, header, columns, _conventions(book, sheet, header), answers)
    ledger = Ledger()
    chosen = Choices(answers=dict(answers or {}))
    plan = ledger.plan_table(table, columns.source, chosen)
    ledger.apply(plan)
    return Outcome("", book, sheet, header, columns, table, plan, ledger, chosen)


def _conventions(book: Workbook, sheet: Sheet, header: Header) -> Conventions:
    year = years.told(book, sheet, header, TODAY)
    return replace(
        conventions(year.year),
        file_month=year.month,
        year_told=year.told,
        epoch_1904=book.epoch_1904,
    )
