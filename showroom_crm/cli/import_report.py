"""What an import without a window tells: one entry for each sheet, for programs and for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from pathlib import Path
from typing import Any

from showroom_crm import paths
from showroom_crm.cli import output
from showroom_crm.errors import UserError
from showroom_crm.i18n import _, ngettext
from showroom_crm.operations import sheets
from showroom_crm.operations.imports import ImportResult, Proposal
from showroom_crm.values.fields import EVENT_TABLES, SUBJECT_LABELS, Subject
from showroom_crm.values.import_plans import Action, ImportPlan
from showroom_crm.values.mappings import ColumnMapping, ColumnMappings
from showroom_crm.values.places import SheetOffer
from showroom_crm.values.questions import Question

_WAYS = 5  # answers shown that settle many questions at once; there may be as many as words
_COUNTS = ("rows_read", "inserted", "updated", "unchanged", "skipped", "rejected")
_LISTS = (
    *("left_out", "set_aside", "repairs", "problems", "questions", "sorts_of_questions"),
    *("notes", "own_fields"),
)


def by_label(mapping: ColumnMappings) -> dict[str, ColumnMapping]:
    """Return the columns by what they are called; the second 电话, in column H, is H 电话."""
    found: dict[str, ColumnMapping] = {}
    for column in mapping.columns:
        label = column.column.label
        found[label if label not in found else f"{column.column.letters} {label}"] = column
    return found


def report(proposal: Proposal, result: ImportResult | None) -> dict[str, Any]:
    """Return all there is to tell of one imported sheet, for a program to read."""
    plan = proposal.plan
    return {
        "file": proposal.workbook.name,
        "sheet": proposal.sheet.name,
        "subject": proposal.mapping.subject,
        "customers": _written(plan, {"customer"}),
        "events": _written(plan, EVENT_TABLES) if proposal.mapping.subject != "customers" else {},
        "kind": proposal.workbook.kind,
        "encoding": proposal.workbook.encoding,
        "encodings": output.plain(list(proposal.workbook.encodings)),
        "profile": proposal.profile,
        "header_row": proposal.header.first_row,
        "range": sheets.described(proposal.header),
        "mapping": {label: c.field for label, c in by_label(proposal.mapping).items()},
        "own_fields": [
            {"key": field.field_key, "label": field.label, "kind": field.kind, "new": field.id < 0}
            for field in proposal.own.values()
        ],
        "left_out": [*_rows(proposal), *_columns(proposal.mapping)],
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
        "duplicates": [
            {"row": row.row, "of": row.copy_of} for row in plan.rows if row.copy_of is not None
        ],
        "repairs": output.plain(list(plan.repairs)),
        "problems": output.plain(list(plan.problems)),
        "questions": output.plain(_questions(proposal)),
        "sorts_of_questions": _sorts(_questions(proposal)),
        "answers": dict(proposal.choices.answers),
        "policies": dict(proposal.choices.policies),
        "notes": [
            *proposal.workbook.notes,
            *sheets.notes(proposal.sheet, proposal.header),
            *plan.notes,
        ],
        "operation": result.operation if result else None,
    }


def _questions(proposal: Proposal) -> list[Question]:
    """Return the questions nobody has answered yet."""
    return [*proposal.mapping.questions, *proposal.plan.questions]


def _sorts(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """Return the sorts of questions of which there are several, and how all can be answered."""
    by_sort: dict[str, list[Question]] = {}
    for question in questions:
        by_sort.setdefault(question.sort, []).append(question)
    return [
        {"sort": sort, "count": len(asked), "answers": [f"{sort}={each}" for each in answers]}
        for sort, asked in by_sort.items()
        if len(asked) > 1 and (answers := _common_answers(asked))
    ]


def _common_answers(questions: Sequence[Question]) -> list[str]:
    """Return the answers that several of the questions offer."""
    offered = Counter(choice.value for question in questions for choice in question.choices)
    return [answer for answer, count in offered.items() if count > 1]


def _written(plan: ImportPlan, tables: Container[str]) -> dict[str, int]:
    """Return how many records of these tables are new and how many are changed."""
    records = [record for row in plan.rows for record in row.records if record.table in tables]
    fresh = sum(record.row_id is None for record in records)
    return {"new": fresh, "updated": len(records) - fresh}


def _rows(proposal: Proposal) -> list[dict[str, Any]]:
    """Return the rows inside the table that are no data, and why not."""
    return [
        {"what": "row", "row": row.row, "name": row.text, "reason": row.reason}
        for row in sheets.left_out(proposal.sheet, proposal.header)
    ]


def _columns(columns: ColumnMappings) -> list[dict[str, Any]]:
    """Return the columns that are not taken, and why not."""
    return [
        {"what": "column", "name": mapped.column.label, "reason": mapped.refusal or mapped.why}
        for mapped in columns.columns
        if mapped.field is None and (mapped.samples or mapped.refusal)
    ]


def failed(path: Path, error: UserError, sheet: str | None = None) -> dict[str, Any]:
    """Return the entry of a file or sheet that could not be imported, with the sentence why."""
    return {
        "file": paths.readable(path.name),
        "sheet": sheet,
        "kind": None,
        "encoding": None,
        "encodings": [],
        "header_row": None,
        "range": None,
        "mapping": {},
        **dict.fromkeys(_COUNTS, 0),
        **{key: [] for key in _LISTS},
        "answers": {},
        "operation": None,
        "error": error.text,
    }


def with_others(done: dict[str, Any], others: Iterable[SheetOffer]) -> None:
    """Add to an entry which other tables of the file were not imported, and why."""
    for offer in others:
        first = offer.place.first_row if offer.place else None
        done["left_out"].append(
            {
                "what": "sheet",
                "name": offer.name,
                "rows": offer.rows,
                "first_row": first,
                "hidden": offer.hidden,
                "reason": offer.reason,
            }
        )
        done["notes"].append(sheets.told_of(offer))


def tell(done: dict[str, Any]) -> None:
    """Print one entry for a person."""
    if "error" in done:
        print(done["error"])
        return
    head = _("{file}, sheet {sheet}: {read} rows read").format(
        file=done["file"], sheet=done["sheet"], read=done["rows_read"]
    )
    counts = _(
        "{inserted} new, {updated} updated, {unchanged} unchanged, {skipped} set aside, "
        "{rejected} rejected"
    )
    print(head)
    print("  " + counts.format(**done))
    if len(done["encodings"]) > 1:
        text = _("Encoding {name}: {samples}")
        samples = _(", ").join(done["encodings"][0]["samples"])
        print("  " + text.format(name=done["encoding"], samples=samples))
    if done["subject"] != Subject.CUSTOMERS:
        text = _("Each row: {subject}. {customers} new customers, {events} new events.")
        subject = _(SUBJECT_LABELS[Subject(done["subject"])])
        told = {"customers": done["customers"]["new"], "events": done["events"]["new"]}
        print("  " + text.format(subject=subject, **told))
    _tell_columns(done)
    _tell_questions(done)
    for row in done["set_aside"]:
        print("  - " + _("Row {row}: {reason}").format(**row))
    for left in done["left_out"]:
        if left["what"] == "row":
            why = sheets.why_left_out(left["reason"])
            print("  - " + _("Row {row} is no data: {why}").format(row=left["row"], why=why))
    for note in done["notes"]:
        print("  " + note)
    if done["operation"] is None:
        print("  " + _("Nothing was changed: this was only a plan."))


def _tell_questions(done: dict[str, Any]) -> None:
    told = {row["reason"] for row in done["set_aside"]}  # with the number of the row
    for question in done["questions"]:
        if question["text"] not in told:
            print("  ? " + question["text"])
    for each in done["sorts_of_questions"]:
        text = _("{count} questions of one sort, all answered by --answer {answers}")
        ways = _(" or ").join(
            [*each["answers"][:_WAYS], *(["…"] if each["answers"][_WAYS:] else [])]
        )
        print("  ? " + text.format(count=each["count"], answers=ways))


def _tell_columns(done: dict[str, Any]) -> None:
    columns = [each["name"] for each in done["left_out"] if each["what"] == "column"]
    if columns:
        text = ngettext(
            "{count} column is not taken: {names}",
            "{count} columns are not taken: {names}",
            len(columns),
        )
        print("  " + text.format(count=len(columns), names=_(", ").join(columns)))
    if new := [field["label"] for field in done["own_fields"] if field["new"]]:
        print("  " + _("New fields of our own: {names}").format(names=_(", ").join(new)))
