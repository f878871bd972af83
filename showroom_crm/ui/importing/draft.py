"""One file on its way in: what was read of it, how its columns are taken, and the plan so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from showroom_crm.errors import FileUnreadable
from showroom_crm.operations import imports, recall, sheets
from showroom_crm.operations.desk import Desk
from showroom_crm.store import own_fields, staff
from showroom_crm.values.fields import BY_KEY
from showroom_crm.values.import_choices import Choices, Policy
from showroom_crm.values.import_plans import Action, ImportPlan, PlannedRow
from showroom_crm.values.mappings import ColumnMappings, Header
from showroom_crm.values.own_fields import PREFIX, OwnField
from showroom_crm.values.places import Place, SheetOffer
from showroom_crm.values.progress import Report, Stage, unreported
from showroom_crm.values.questions import Question, Sort, question_key
from showroom_crm.values.sheets import Sheet, Workbook

_NOTHING = ImportPlan(())


@dataclass(frozen=True, slots=True)
class Draft:
    """What the review shows; without a `proposal`, `trouble` says what is still missing.

    `header` is where the table lies (None where none was found), `offers` all tables of the file,
    `offer` the one shown. `rows` are those of the plan by what happens with them, `own` the
    showroom's own fields with those that the import would make.
    """

    path: Path
    book: Workbook
    sheet: Sheet
    mapping: ColumnMappings
    choices: Choices
    staff: Mapping[int, str]
    proposal: imports.Proposal | None = None
    trouble: str = ""
    header: Header | None = None
    offers: tuple[SheetOffer, ...] = ()
    offer: SheetOffer | None = None
    rows: Mapping[Action, tuple[PlannedRow, ...]] = field(default_factory=dict)
    own: tuple[OwnField, ...] = ()

    @property
    def plan(self) -> ImportPlan:
        """The plan; empty as long as something is missing."""
        return self.proposal.plan if self.proposal else _NOTHING

    @property
    def profile(self) -> str:
        """What the source of the file is called; "" as long as something is missing."""
        return self.proposal.profile if self.proposal else self.choices.profile or ""

    @property
    def customers(self) -> int:
        """How many rows will be written."""
        return self.count(Action.INSERT) + self.count(Action.UPDATE)

    def count(self, action: Action) -> int:
        """Return how many rows have this action."""
        return len(self.rows.get(action, ()))

    @property
    def returned(self) -> int:
        """How many rows can be given back: rejected, or waiting for an answer."""
        waiting = sum(row.row not in self.choices.skip for row in self.rows.get(Action.SKIP, ()))
        return self.count(Action.REJECT) + waiting

    @property
    def row_questions(self) -> tuple[Question, ...]:
        """Questions about rows and values, those about columns left out."""
        of_columns = {question.key for question in self.mapping.questions}
        return tuple(q for q in self.plan.questions if q.key not in of_columns)

    @property
    def open_questions(self) -> int:
        """How many questions nobody has answered yet."""
        asked = (*self.mapping.questions, *self.row_questions)
        return sum(question.key not in self.choices.answers for question in asked)


Change = Callable[[Desk, Draft], Draft]
"""Something decided about a draft: gives the draft as it shall be, not planned yet."""


def begin(
    desk: Desk,
    path: Path,
    password: str | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    report: Report = unreported,
) -> Draft:
    """Read `path` and plan its likeliest sheet; raises what `imports.read` raises."""
    report(Stage.READING, 0)
    book = imports.read(path, password, cancelled)
    return of_copied(desk, recall.read_known(desk, book, path, password, cancelled), path, report)


def of_copied(desk: Desk, book: Workbook, path: Path, report: Report = unreported) -> Draft:
    """Plan the likeliest sheet of a table that is read already; `path` may be a mere name."""
    report(Stage.READING, 1)
    return planned(desk, _of_book(desk, book, path), report)


def changed(
    desk: Desk, draft: Draft, changes: Sequence[Change], report: Report = unreported
) -> Draft:
    """Return the draft with all `changes` made, planned once."""
    for change in changes:
        draft = change(desk, draft)
    return planned(desk, draft, report)


def as_it_is(_desk: Desk, draft: Draft) -> Draft:
    """Change nothing, for a plan on what is known by now."""
    return draft


def on_table(desk: Desk, draft: Draft, offer: SheetOffer) -> Draft:
    """Go to another table of the workbook, its columns as suggested."""
    return _of_table(desk, draft, offer, Choices(place=offer.place))


def next_table(desk: Desk, draft: Draft, offer: SheetOffer, report: Report = unreported) -> Draft:
    """Plan another table of the workbook as the store is now."""
    return planned(desk, on_table(desk, draft, offer), report)


def with_place(desk: Desk, draft: Draft, place: Place | None) -> Draft:
    """Say where the table lies in its sheet; None for where it was found at first."""
    wanted = place or sheets.found_place(draft.book, draft.sheet.name)
    chosen = draft.choices
    choices = Choices(place=wanted, policies=chosen.policies, profile=chosen.profile)
    moved = _of_table(desk, draft, draft.offer, choices)
    kept = replace(moved.choices, place=place and wanted)
    return replace(moved, choices=kept)


def in_encoding(desk: Desk, draft: Draft, encoding: str) -> Draft:
    """Read the file again in another encoding; what was decided about the wrong words is gone."""
    book = imports.read(draft.path, encoding=encoding)
    return _of_book(desk, book, draft.path)


def with_field(_desk: Desk, draft: Draft, column: str, key: str) -> Draft:
    """Put one column to the field `key`; "" leaves it out, a mere prefix makes an own field."""
    if key == PREFIX:
        return replace(draft, mapping=imports.with_own_field(draft.mapping, column))
    return replace(draft, mapping=imports.with_field(draft.mapping, column, key or None))


def with_left_out_kept(_desk: Desk, draft: Draft) -> Draft:
    """Put every column nobody knows to a field of the showroom's own."""
    return replace(draft, mapping=imports.keep_left_out(draft.mapping))


def with_profile(desk: Desk, draft: Draft, name: str) -> Draft:
    """Take the file as one of the source `name`: as it was decided for that one last time."""
    wanted = Choices(skip=draft.choices.skip, edits=draft.choices.edits, profile=name)
    begun = imports.begin(desk, draft.book, draft.sheet.name, wanted)
    return replace(draft, sheet=begun.sheet, mapping=begun.mapping, choices=begun.choices)


def named(_desk: Desk, draft: Draft, name: str) -> Draft:
    """Call the source of the file `name`, with everything decided so far."""
    return replace(draft, choices=replace(draft.choices, profile=name))


def with_answer(desk: Desk, draft: Draft, question: str, value: str) -> Draft:
    """Answer a question; one about a column puts the column to that field."""
    if question == Sort.SUBJECT:
        return with_subject(desk, draft, value)
    if question in (Sort.AMOUNT_COLUMN, Sort.DAY_COLUMN):
        return replace(draft, mapping=imports.with_column(draft.mapping, question, value))
    for each in draft.mapping.columns:
        if question_key(Sort.COLUMN, each.column.key) == question:
            return with_field(desk, draft, each.column.key, value if value in BY_KEY else "")
    choices = replace(draft.choices, answers={**draft.choices.answers, question: value})
    return replace(draft, choices=choices)


def with_answers(desk: Desk, draft: Draft, answers: Mapping[str, str]) -> Draft:
    """Answer several questions."""
    for question, value in answers.items():
        draft = with_answer(desk, draft, question, value)
    return draft


def with_subject(desk: Desk, draft: Draft, subject: str) -> Draft:
    """Say what each row tells; the columns are mapped anew for it."""
    choices = replace(draft.choices, subject=subject)
    page, header = imports.table_of(draft.book, draft.sheet.name, choices.place)
    found = imports.suggest(desk, page, header, choices)
    return replace(draft, mapping=found, choices=choices)


def with_switched(_desk: Desk, draft: Draft, off: frozenset[int]) -> Draft:
    """Leave the rows in `off` out."""
    return replace(draft, choices=replace(draft.choices, skip=off))


def with_edit(_desk: Desk, draft: Draft, row: int, column: str, text: str | None) -> Draft:
    """Put `text` in the place of a cell, by row number and column key; None takes it back."""
    edits = {place: typed for place, typed in draft.choices.edits.items() if place != (row, column)}
    if text is not None:
        edits[row, column] = text
    return replace(draft, choices=replace(draft.choices, edits=edits))


def without_edits(_desk: Desk, draft: Draft) -> Draft:
    """Take back everything that was typed."""
    return replace(draft, choices=replace(draft.choices, edits={}))


def with_policy(_desk: Desk, draft: Draft, key: str, policy: str) -> Draft:
    """Say what a filled cell does to a filled field; "" goes back to what is usual."""
    policies = {each: how for each, how in draft.choices.policies.items() if each != key}
    if policy:
        policies[key] = Policy(policy)
    return replace(draft, choices=replace(draft.choices, policies=policies))


def planned(desk: Desk, draft: Draft, report: Report = unreported) -> Draft:
    """Return the draft with what its import would do, or with what is missing for it."""
    people = {member.id: member.name for member in staff.everyone(desk.store)}
    own = own_fields.everything(desk.store)
    try:
        proposal = imports.propose(
            desk,
            draft.book,
            draft.path,
            draft.sheet.name,
            draft.mapping,
            draft.choices,
            report=report,
        )
    except FileUnreadable as error:
        return replace(draft, staff=people, proposal=None, trouble=error.text, rows={}, own=own)
    names = people | {number: name for name, number in proposal.new_staff.items()}
    own += proposal.new_fields
    rows = {
        action: tuple(row for row in proposal.plan.rows if row.action is action)
        for action in Action
    }
    return replace(draft, staff=names, proposal=proposal, trouble="", rows=rows, own=own)


def _of_book(desk: Desk, book: Workbook, path: Path) -> Draft:
    """Begin with the first likely table of the file."""
    offers = sheets.offered(desk, book)
    likely = [offer for offer in offers if offer.likely]
    draft = Draft(path, book, book.sheets[0], ColumnMappings("", ()), Choices(), {}, offers=offers)
    first = likely[0] if len(likely) > 1 else None
    return _of_table(desk, draft, first, Choices(place=first.place if first else None))


def _of_table(desk: Desk, draft: Draft, offer: SheetOffer | None, choices: Choices) -> Draft:
    """Go to a table, the likeliest without an `offer`; where there is none, to its sheet."""
    try:
        begun = imports.begin(desk, draft.book, offer.name if offer else None, choices)
    except FileUnreadable:
        page = sheets.page_of(draft.book, offer.name if offer else None)
        columns = ColumnMappings("", ())
        return replace(
            draft, sheet=page, mapping=columns, choices=choices, header=None, offer=offer
        )
    return replace(
        draft,
        sheet=begun.sheet,
        mapping=begun.mapping,
        choices=begun.choices,
        header=begun.header,
        offer=offer or sheets.offer_of(draft.offers, begun.sheet.name),
    )
