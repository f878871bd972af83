"""From a spreadsheet to customers: read it, propose a plan, carry the plan out in one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from showroom_crm.errors import FileUnreadable, Outdated
from showroom_crm.i18n import _
from showroom_crm.importing import (
    cleaning,
    column_cells,
    edits,
    mapping,
    matching,
    offers,
    own_columns,
    planning,
    reading,
    reading_process,
    years,
)
from showroom_crm.importing import copied as clipboard
from showroom_crm.importing.events import owners
from showroom_crm.operations import levels, plan_writing, recall, safety, strangers, value_lists
from showroom_crm.operations.bulk import seldom_collected
from showroom_crm.operations.desk import Desk, changes_of
from showroom_crm.operations.recall import Start
from showroom_crm.store import batches, history, own_fields, profiles, staff
from showroom_crm.store import matching as stored
from showroom_crm.values.clean_tables import CleanTable, Conventions
from showroom_crm.values.fields import Subject
from showroom_crm.values.import_choices import Choices
from showroom_crm.values.import_plans import Action, ImportPlan
from showroom_crm.values.mappings import ColumnMapping, ColumnMappings, Header
from showroom_crm.values.operations import Changes
from showroom_crm.values.own_fields import OwnField, is_own
from showroom_crm.values.places import Place, SheetOffer
from showroom_crm.values.progress import Report, Stage, unreported
from showroom_crm.values.sheets import Sheet, Workbook

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What importing one sheet would do, with all that led to it; nothing is done yet.

    `new_staff` are salespeople the file names and the showroom does not know: they are added with
    the import; a negative id stands for each of them in the plan. `own` are the showroom's own
    fields the columns go to, by field key; new ones among them have ids below zero too. `profile`
    is the name of the source under which the layout will be remembered. `as_of` is the last
    operation that had changed anything when the plan was made.
    """

    path: Path
    workbook: Workbook
    sheet: Sheet
    header: Header
    mapping: ColumnMappings
    table: CleanTable
    plan: ImportPlan
    choices: Choices = field(default_factory=Choices)
    new_staff: Mapping[str, int] = field(default_factory=dict)
    own: Mapping[str, OwnField] = field(default_factory=dict)
    profile: str = ""
    as_of: int = 0

    @property
    def new_fields(self) -> tuple[OwnField, ...]:
        """The fields of the showroom's own that the import makes."""
        return tuple(each for each in self.own.values() if each.id < 0)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: counts that add up to the rows read, and the operation to undo it by."""

    operation: int | None
    read: int
    inserted: int
    updated: int
    unchanged: int
    skipped: int
    rejected: int
    changes: Changes


def get_ready() -> None:
    """Prepare for the next file, while a person looks for it: `read` begins at once then."""
    reading_process.get_ready()


@seldom_collected()
def read(
    path: Path,
    password: str | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    encoding: str | None = None,
) -> Workbook:
    """Return the workbook in `path`; raises NotFound, FilePasswordNeeded, FileUnreadable.

    `cancelled` is asked now and then; True ends the reading with FileUnreadable. A text is read
    in `encoding`, or else in the one its characters speak for.
    """
    return reading.read(path, password=password, encoding=encoding, cancelled=cancelled)


def copied(*forms: str) -> Workbook:
    """Return the table in the clipboard, given in its forms, the most exact first.

    Raises FileUnreadable where none of them is a table.
    """
    return clipboard.read(forms)


@seldom_collected()
def propose(  # noqa: PLR0913 - all that can be decided, and who waits for it
    desk: Desk,
    workbook: Workbook,
    path: Path,
    sheet: str | None = None,
    mappings: ColumnMappings | None = None,
    choices: Choices | None = None,
    *,
    report: Report = unreported,
) -> Proposal:
    """Return what importing a sheet would do; without a name, of the likeliest sheet.

    Without `mappings` everything begins as last time, or by header and values. `report`
    hears of the stages from cleaning to planning, and what it raises stops the work.
    Raises FileUnreadable, with what is missing, where there is no table of people.
    """
    chosen = choices or Choices()
    with desk.store.read() as connection:
        as_of = history.last_change(connection)
    if mappings is None:
        begun = begin(desk, workbook, sheet, chosen)
        page, header, columns, chosen = begun.sheet, begun.header, begun.mapping, begun.choices
    else:
        page, header = table_of(workbook, sheet, chosen.place)
        columns = recall.of_source(desk, header, mappings, chosen.profile)
    if sentence := mapping.missing(columns):
        raise FileUnreadable(_named(workbook, sentence))
    typed, by_hand = edits.typed_over(page, header, chosen.edits)
    new_staff = strangers.named(desk, typed, header, columns)
    own = _own_fields(desk, typed, header, columns)
    conventions = replace(_conventions(desk, workbook, page, header, new_staff), own=own)
    cleaned = partial(report, Stage.CLEANING)
    table = cleaning.clean(typed, header, columns, conventions, chosen.answers, cleaned)
    table = replace(table, repairs=sorted([*by_hand, *table.repairs], key=lambda each: each.row))
    columns, plan = _plan(desk, table, columns, chosen, report)
    name = chosen.profile or recall.name_for(desk, workbook.name, page.name)
    return Proposal(
        path, workbook, page, header, columns, table, plan, chosen, new_staff, own, name, as_of
    )


def _plan(
    desk: Desk, table: CleanTable, columns: ColumnMappings, choices: Choices, report: Report
) -> tuple[ColumnMappings, ImportPlan]:
    """Return the plan, and the mapping with the source whose customer numbers the file uses."""
    known = stored.known(desk.store)
    if columns.subject is not Subject.CUSTOMERS:
        numbers = table.columns.get("source_id", ())
        columns = replace(columns, source=owners.likely_source(columns.source, numbers, known))
    heard = partial(report, Stage.MATCHING)
    source = columns.source
    matches = matching.match(table, known, source=source, choices=choices, heard=heard)
    del known  # of a large store, as much as a tenth of the plan
    named = (match.customer for match in matches if match.customer > 0)
    current = stored.InTurn(desk.store, named, source)
    report(Stage.PLANNING, 0)
    heard = partial(report, Stage.PLANNING)
    plan = planning.plan(table, matches, current, source=source, choices=choices, heard=heard)
    return columns, plan


def suggest(
    desk: Desk, page: Sheet, header: Header, choices: Choices | None = None
) -> ColumnMappings:
    """Return the field of each column: as last time where this layout or one like it is known."""
    return recall.suggest(desk, page, header, choices or Choices())


def begin(
    desk: Desk, workbook: Workbook, sheet: str | None = None, choices: Choices | None = None
) -> Start:
    """Return where an import begins: table, fields and answers as decided last time.

    Without a name it is the sheet of a layout known here, or the likeliest one. Raises
    InvalidInput for a name that is not there, FileUnreadable where there is no table.
    """
    return recall.begin(desk, workbook, sheet, choices)


@seldom_collected()
def apply(desk: Desk, proposal: Proposal, report: Report = unreported) -> ImportResult:
    """Carry a proposal out as one operation that can be undone; all of it or nothing.

    The layout is remembered for the next file of its kind. `report` hears of the stages; what it
    raises stops the work, and until the very end of the last stage nothing is kept of it. Raises
    Outdated where anything was changed since the plan was made.
    """
    report(Stage.SECURING, 0)
    with safety.backed_up_meanwhile(desk) as secured:
        return carry_out(desk, proposal, report, secured)


@seldom_collected()
def carry_out(
    desk: Desk,
    proposal: Proposal,
    report: Report = unreported,
    secured: Callable[[], object] = lambda: None,
) -> ImportResult:
    """Write what a proposal says, as `apply` does, without a backup before.

    `secured` is called before anything is kept; what it raises takes all of it back.
    """
    batch = _batch(proposal)
    table, encoding = (proposal.sheet, proposal.header), proposal.workbook.encoding
    kept = recall.decided(
        desk, proposal.profile, table, proposal.mapping, proposal.choices, encoding
    )
    with desk.write("import", _name(proposal), scored=partial(report, Stage.SCORING)) as writing:
        if history.last_change(writing.connection) != proposal.as_of:
            raise Outdated(_("Something was changed after this plan was made. Plan it anew."))
        plan_writing.carry_out(
            writing,
            proposal.plan,
            proposal.new_staff,
            proposal.new_fields,
            partial(report, Stage.WRITING),
        )
        batches.add(writing, batch)
        if kept:
            profiles.remember(writing, kept)
        secured()
    return _result(batch, changes_of(writing, "import"))


def sheets(workbook: Workbook) -> tuple[SheetOffer, ...]:
    """Return what each sheet offers: its rows, whether it likely holds customers, or why not."""
    return offers.of(workbook)


def table_of(
    workbook: Workbook, wanted: str | None = None, place: Place | None = None
) -> tuple[Sheet, Header]:
    """Return the named sheet, or the likeliest one, and where its table lies.

    `place` is where a person says it lies. Raises InvalidInput for a name that is not there,
    FileUnreadable where there is no table.
    """
    return offers.table_of(workbook, wanted, place)


def _conventions(
    desk: Desk, workbook: Workbook, sheet: Sheet, header: Header, new_staff: Mapping[str, int]
) -> Conventions:
    members = {member.name: member.id for member in staff.everyone(desk.store)}
    year = years.told(workbook, sheet, header, desk.today)
    return Conventions(
        today=desk.today,
        file_year=year.year,
        file_month=year.month,
        year_told=year.told,
        levels=levels.current(desk.store),
        staff={**members, **new_staff},
        lists=value_lists.named(),
        epoch_1904=workbook.epoch_1904,
    )


def _own_fields(
    desk: Desk, sheet: Sheet, header: Header, columns: ColumnMappings
) -> dict[str, OwnField]:
    """Return the showroom's own fields the columns go to, those made with the import included."""
    targets = {c.field: c.column for c in columns.columns if is_own(c.field)}
    if not targets:
        return {}
    known = own_fields.everything(desk.store)
    there = {each.field_key: each for each in known if each.field_key in targets}
    lines = column_cells.data_lines(sheet, header)
    fresh = {
        str(target): (column.label, column_cells.column_values(lines, column.index))
        for target, column in targets.items()
        if target not in there
    }
    return there | own_columns.made_of(fresh, known)


def with_own_field(columns: ColumnMappings, column: str) -> ColumnMappings:
    """Return the mapping with one column (by its key) put to a new field made of its header.

    Raises InvalidInput where the column must not be kept.
    """
    taken = {mapped.field for mapped in columns.columns}
    header = next(each.column for each in columns.columns if each.column.key == column)
    return mapping.with_field(columns, column, own_columns.target_of(header, taken))


def left_out(columns: ColumnMappings) -> tuple[ColumnMapping, ...]:
    """Return the columns that could be kept as fields of the showroom's own and are not taken."""
    return own_columns.left_out(columns)


def keep_left_out(columns: ColumnMappings) -> ColumnMappings:
    """Return the mapping with each of those columns put to a field of the showroom's own."""
    return own_columns.kept(columns)


def _named(workbook: Workbook, sentence: str) -> str:
    return _("{file}: {sentence}").format(file=workbook.name, sentence=sentence)


def _name(proposal: Proposal) -> str:
    """Return what the import is called: after its file, and its sheet where there are several."""
    name = _("Import {file}").format(file=proposal.workbook.name)
    several = sum(any(page.rows) for page in proposal.workbook.sheets) > 1
    return f"{name} · {proposal.sheet.name}" if several else name


def _batch(proposal: Proposal) -> batches.Batch:
    count = proposal.plan.count
    return batches.Batch(
        run=proposal.workbook.run,
        file_name=proposal.workbook.name,
        sheet=proposal.sheet.name,
        source=proposal.mapping.source,
        rows_read=len(proposal.plan.rows),
        inserted=count(Action.INSERT),
        updated=count(Action.UPDATE),
        unchanged=count(Action.UNCHANGED),
        skipped=count(Action.SKIP),
        rejected=count(Action.REJECT),
    )


def _result(batch: batches.Batch, changes: Changes) -> ImportResult:
    return ImportResult(
        operation=changes.operation,
        read=batch.rows_read,
        inserted=batch.inserted,
        updated=batch.updated,
        unchanged=batch.unchanged,
        skipped=batch.skipped,
        rejected=batch.rejected,
        changes=changes,
    )


def with_column(columns: ColumnMappings, question: str, column: str) -> ColumnMappings:
    """Return the mapping with the question which column is the amount, or the day, answered."""
    return mapping.with_column(columns, question, column)


def with_field(columns: ColumnMappings, column: str, field_key: str | None) -> ColumnMappings:
    """Return the mapping with one column (by its key) put by hand to a field, or to none."""
    return mapping.with_field(columns, column, field_key)
