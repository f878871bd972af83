"""Importing without a window: all likely sheets of all files, one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from showroom_crm.cli import import_choices, import_report
from showroom_crm.errors import InvalidInput, UserError
from showroom_crm.i18n import _
from showroom_crm.operations import imports, recall, rehearsing, returned, sheets, value_answers
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.imports import Proposal
from showroom_crm.operations.rehearsing import Rehearsal
from showroom_crm.values.fields import BY_KEY
from showroom_crm.values.import_choices import Choices
from showroom_crm.values.mappings import ColumnMappings
from showroom_crm.values.own_fields import PREFIX, is_own, key_of
from showroom_crm.values.places import Place, SheetOffer
from showroom_crm.values.sheets import Workbook, column_index

_ROUNDS = 8
_PERSON = frozenset({"name", "mobile"})
_ROWS = re.compile(r"(\d{1,7})(?:-(\d{1,7}))?")
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})?")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks for beside the file; `fields` gives the field by header.

    `values` tell which value of a list a word of the file is, each as field:word=value, `answers`
    answer other questions, each as question=answer with the names of the report, or sort=answer
    for all questions of a sort; `place` where the table lies; `edits` what is typed over cells,
    each as row:header=text; `policies` what filled cells do to filled fields, each as field=policy.
    """

    sheet: str | None = None
    profile: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    dry_run: bool = False
    rejects: Path | None = None
    password: str | None = None
    values: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    place: Place | None = None
    encoding: str | None = None
    keep_unknown: bool = False
    subject: str | None = None
    edits: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    """A file as read, and the tables of it to import."""

    path: Path
    workbook: Workbook
    tables: Sequence[SheetOffer]


def place(header_row: str | None, area: str | None) -> Place | None:
    """Return where a table lies, from header rows as 3 or 3-4 and a range as B3:K90 or B3:K.

    Header row 0 says that there is none. Raises InvalidInput for anything else.
    """
    rows = _ROWS.fullmatch(header_row.strip()) if header_row else None
    if header_row and rows is None:
        raise InvalidInput(_("Write --header-row as 3 or, for two lines, 3-4."))
    found = _RANGE.fullmatch(area.strip()) if area else None
    if area and found is None:
        raise InvalidInput(_("Write --range as B3:K90, or B3:K for all rows below."))
    if rows is None and found is None:
        return None
    corner = int(found[2]) if found else 1
    first = int(rows[1]) if rows else corner
    last = int(rows[2] or rows[1]) if rows else corner
    if rows and first == 0:
        last = corner - 1
    if not found:
        return Place(first, last)
    left, right = column_index(found[1]), column_index(found[3])
    return Place(first, last, min(left, right), max(left, right), int(found[4] or 0) or None)


def all_files(desk: Desk, paths: Sequence[Path], wishes: Wishes) -> Iterator[dict[str, Any]]:
    """Import the files one after another, or only plan it; yield a report for each sheet.

    A file that cannot be imported is reported with its `error` and the others go on. A plan of
    several sheets is tried on a copy, so that each is planned as if those before had come in.
    """
    with ExitStack() as stage:
        rehearsal: Rehearsal | None = None
        for path in (import_choices.brought(stage, path) for path in paths):
            own = wishes if len(paths) == 1 else _with_rejects_of(wishes, path)
            try:
                workbook = _read(desk, path, wishes)
                file = _File(path, workbook, _tables(desk, workbook, own))
                if wishes.dry_run and rehearsal is None and len(paths) * len(file.tables) > 1:
                    rehearsal = stage.enter_context(rehearsing.on_a_copy(desk))
                yield from _one_file(desk, file, own, rehearsal)
            except UserError as error:
                yield import_report.failed(path, error)


def _read(desk: Desk, path: Path, wishes: Wishes) -> Workbook:
    """Read a file as asked for, or as a known layout of its source is read."""
    workbook = imports.read(path, wishes.password, encoding=wishes.encoding)
    if wishes.encoding is not None:
        return workbook
    return recall.read_known(desk, workbook, path, wishes.password)


def _one_file(
    desk: Desk, file: _File, wishes: Wishes, rehearsal: Rehearsal | None
) -> list[dict[str, Any]]:
    """Import the tables of one file; return their reports, the first with what was left."""
    if wishes.edits and len(file.tables) > 1:
        raise InvalidInput(_("Say with --sheet which of the sheets --edit means."))
    reports: list[dict[str, Any]] = []
    proposals: list[Proposal] = []
    for offer in file.tables:
        try:
            proposal = _proposal(rehearsal.desk if rehearsal else desk, file, offer, wishes)
            result = None if wishes.dry_run else imports.apply(desk, proposal)
        except UserError as error:
            if len(file.tables) == 1:
                raise
            reports.append(import_report.failed(file.path, error, offer.name))
            continue
        if rehearsal is not None:
            rehearsal.carry_out(proposal)
        proposals.append(proposal)
        reports.append(import_report.report(proposal, result))
    import_report.with_others(reports[0], sheets.others(desk, file.workbook, file.tables))
    if wishes.rejects:
        try:
            returned.write(proposals, wishes.rejects)
        except UserError as error:  # what was imported is told all the same
            reports.append(import_report.failed(file.path, error))
    return reports


def _tables(desk: Desk, workbook: Workbook, wishes: Wishes) -> tuple[SheetOffer, ...]:
    """Return the tables to import: the likely ones, and those to which --map gives a person."""
    tables = sheets.taken(desk, workbook, wishes.sheet, wishes.place)
    if wishes.sheet or wishes.place or _PERSON.isdisjoint(wishes.fields.values()):
        return tables
    named = {header for header, key in wishes.fields.items() if key in _PERSON}
    with_header = [
        offer
        for offer in imports.sheets(workbook)
        if not offer.hidden and offer.rows and named & _headers(workbook, offer)
    ]
    likely = [offer for offer in tables if offer.likely]
    return tuple(dict.fromkeys([*likely, *with_header])) or tables


def _headers(workbook: Workbook, offer: SheetOffer) -> set[str]:
    _page, header = imports.table_of(workbook, offer.name, offer.place)
    return {column.text for column in header.columns}


def _proposal(desk: Desk, file: _File, offer: SheetOffer, wishes: Wishes) -> Proposal:
    answers = dict(map(value_answers.given, wishes.answers))
    answers |= dict(value_answers.read(desk, text) for text in wishes.values)
    policies = import_choices.policies_of(wishes.policies)
    wanted = Choices(
        answers,
        policies=policies,
        place=offer.place,
        subject=wishes.subject,
        profile=wishes.profile or None,
    )
    proposal = _proposed(desk, file, offer, wishes, wanted)
    for _round in range(_ROUNDS):  # one answer may bring up the next question
        asked = (*proposal.mapping.questions, *proposal.plan.questions)
        more = value_answers.for_all(asked, wanted.answers)
        if not more:
            break
        wanted = replace(wanted, answers={**wanted.answers, **more})
        proposal = _proposed(desk, file, offer, wishes, wanted)
    return proposal


def _proposed(
    desk: Desk, file: _File, offer: SheetOffer, wishes: Wishes, wanted: Choices
) -> Proposal:
    begun = imports.begin(desk, file.workbook, offer.name, wanted)
    edits = import_choices.edits(wishes.edits, begun.sheet, begun.header)
    choices = replace(begun.choices, edits=edits)
    columns = _mapped(file.workbook, begun.mapping, wishes)
    return imports.propose(desk, file.workbook, file.path, offer.name, columns, choices)


def _mapped(workbook: Workbook, columns: ColumnMappings, wishes: Wishes) -> ColumnMappings:
    """Put columns where --map says; a header may stand in some of the sheets only."""
    by_header = {label: c.column.key for label, c in import_report.by_label(columns).items()}
    for header, key in wishes.fields.items():
        target = _target(key)
        if header in by_header:
            columns = imports.with_field(columns, by_header[header], target)
        elif wishes.sheet or not _somewhere(workbook, header):
            raise InvalidInput(_("The file has no column “{header}”.").format(header=header))
    if wishes.keep_unknown:
        columns = imports.keep_left_out(columns)
    return columns


def _target(key: str) -> str | None:
    """Return the field a typed key names, None for "leave it out"; raises InvalidInput."""
    if is_own(key) and key_of(key):
        return PREFIX + key_of(key)
    if key and key not in BY_KEY:
        raise InvalidInput(_("There is no field “{field}”.").format(field=key))
    return key or None


def _somewhere(workbook: Workbook, header: str) -> bool:
    offers = (offer for offer in imports.sheets(workbook) if offer.rows)
    return any(header in _headers(workbook, offer) for offer in offers)


def _with_rejects_of(wishes: Wishes, path: Path) -> Wishes:
    """Give the returned rows of one of several files a file of their own."""
    if wishes.rejects is None:
        return wishes
    name = f"{wishes.rejects.stem} {path.stem}{wishes.rejects.suffix}"
    return replace(wishes, rejects=wishes.rejects.with_name(name))
