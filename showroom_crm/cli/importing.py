"""Importing without a window: what is asked stays open, what was done is told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from showroom_crm.cli import output
from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import _, ngettext
from showroom_crm.operations import imports, value_answers
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.imports import ImportResult, Proposal
from showroom_crm.values.fields import BY_KEY
from showroom_crm.values.imports import Action, Choices, Mapping
from showroom_crm.values.own_fields import PREFIX, is_own, key_of


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks for beside the file; `fields` gives the field by header.

    `values` tell which value of a list a word of the file is, each as field:word=value.
    """

    sheet: str | None = None
    source: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    dry_run: bool = False
    rejects: Path | None = None
    password: str | None = None
    values: tuple[str, ...] = ()
    encoding: str | None = None
    keep_unknown: bool = False


def one_file(desk: Desk, path: Path, wishes: Wishes) -> dict[str, Any]:
    """Import one file, or only plan it; return the report of what was or would be done."""
    workbook = imports.read(path, wishes.password, encoding=wishes.encoding)
    choices = Choices(answers=dict(value_answers.read(desk, text) for text in wishes.values))
    proposal = imports.propose(desk, workbook, path, wishes.sheet, choices=choices)
    if wishes.fields or wishes.source or wishes.keep_unknown:
        columns = _mapped(proposal, wishes)
        proposal = imports.propose(desk, workbook, path, wishes.sheet, columns, choices)
    result = None if wishes.dry_run else imports.apply(desk, proposal)
    if wishes.rejects:
        imports.write_rejects(proposal, wishes.rejects)
    return report(proposal, result)


def _mapped(proposal: Proposal, wishes: Wishes) -> Mapping:
    columns = proposal.mapping
    by_header = {c.column.text: c.column.key for c in columns.columns}
    for header, key in wishes.fields.items():
        if header not in by_header:
            raise InvalidInput(_("The file has no column “{header}”.").format(header=header))
        columns = imports.with_field(columns, by_header[header], _target(key))
    if wishes.keep_unknown:
        columns = imports.keep_left_out(columns)
    return replace(columns, source=wishes.source or columns.source)


def _target(key: str) -> str | None:
    """Return the field a typed key names, None for "leave it out"; raises InvalidInput."""
    if is_own(key) and key_of(key):
        return PREFIX + key_of(key)
    if key and key not in BY_KEY:
        raise InvalidInput(_("There is no field “{field}”.").format(field=key))
    return key or None


def report(proposal: Proposal, result: ImportResult | None) -> dict[str, Any]:
    """Return all there is to tell of one imported sheet, for a program to read."""
    plan = proposal.plan
    return {
        "file": proposal.path.name,
        "sheet": proposal.sheet.name,
        "kind": proposal.workbook.kind,
        "encoding": proposal.workbook.encoding,
        "encodings": output.plain(list(proposal.workbook.encodings)),
        "header_row": proposal.header.first_row,
        "mapping": {c.column.label: c.field for c in proposal.mapping.columns},
        "own_fields": [
            {"key": field.field_key, "label": field.label, "kind": field.kind, "new": field.id < 0}
            for field in proposal.own.values()
        ],
        "left_out": _left_out(proposal.mapping),
        "rows_read": len(plan.rows),
        "inserted": plan.count(Action.INSERT),
        "updated": plan.count(Action.UPDATE),
        "unchanged": plan.count(Action.UNCHANGED),
        "skipped": plan.count(Action.SKIP),
        "rejected": plan.count(Action.REJECT),
        "set_aside": [
            {"row": row.row, "name": row.name, "action": row.action, "reason": row.reason}
            for row in plan.rows
            if row.action in (Action.SKIP, Action.REJECT)
        ],
        "repairs": output.plain(list(plan.repairs)),
        "problems": output.plain(list(plan.problems)),
        "questions": output.plain(list(plan.questions)),
        "answers": dict(proposal.choices.answers),
        "notes": [*proposal.workbook.notes, *plan.notes],
        "operation": result.operation if result else None,
    }


def _left_out(columns: Mapping) -> list[dict[str, str]]:
    """Return the columns that are not taken, and why not."""
    return [
        {"what": "column", "name": mapped.column.label, "reason": mapped.refusal or mapped.why}
        for mapped in columns.columns
        if mapped.field is None and (mapped.samples or mapped.refusal)
    ]


def tell(done: dict[str, Any]) -> None:
    """Print the report of one file for a person."""
    head = _("{file}, sheet {sheet}: {read} rows read").format(
        file=done["file"], sheet=done["sheet"], read=done["rows_read"]
    )
    counts = _(
        "{inserted} new, {updated} updated, {unchanged} unchanged, {skipped} set aside, "
        "{rejected} rejected"
    )
    print(head)
    print("  " + counts.format(**done))
    if done["left_out"]:
        names = _(", ").join(each["name"] for each in done["left_out"])
        text = ngettext(
            "{count} column is not taken: {names}",
            "{count} columns are not taken: {names}",
            len(done["left_out"]),
        )
        print("  " + text.format(count=len(done["left_out"]), names=names))
    if new := [field["label"] for field in done["own_fields"] if field["new"]]:
        print("  " + _("New fields of our own: {names}").format(names=_(", ").join(new)))
    for question in done["questions"]:
        print("  ? " + question["text"])
    for row in done["set_aside"]:
        print("  - " + _("Row {row}: {reason}").format(**row))
    if done["operation"] is None:
        print("  " + _("Nothing was changed: this was only a plan."))
