"""Decides which field each column goes to; what it cannot tell becomes a question."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import N_, _
from showroom_crm.importing import column_rules, disputes, own_columns, staff_lists
from showroom_crm.importing.cells import folded, means_empty
from showroom_crm.importing.column_cells import column_values, data_lines
from showroom_crm.importing.column_rules import Proposal
from showroom_crm.importing.events import mapping as event_mapping
from showroom_crm.importing.events.subject import recognise
from showroom_crm.importing.evidence import profile
from showroom_crm.importing.vocabulary import name_part, normalise, unit, vocabulary
from showroom_crm.values.fields import BY_KEY, SUBJECT_LABELS, Subject
from showroom_crm.values.mappings import ColumnMapping, ColumnMappings, Header, HeaderColumn
from showroom_crm.values.own_fields import OwnField, is_own
from showroom_crm.values.questions import Question, QuestionKind, Sort, question_key
from showroom_crm.values.sheets import CellValue, Sheet

NO_PERSON = N_(
    "There is no column with the name of the customer (姓名, 客户姓名, 车主) and none with a phone "
    "number (手机, 联系电话). Rename the header of that column, or choose the field by hand."
)


_LOOKED_AT = 50  # cells that tell whether a column holds card numbers


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known before looking: fields of last time, answers, the showroom's own fields."""

    remembered: Mapping[str, str | None]
    answers: Mapping[str, str]
    own: Sequence[OwnField]


def fingerprint(header: Header) -> str:
    """Return what stands for a layout: the same headers in any order give the same text."""
    keys = sorted(column.key for column in header.columns if column.text)
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16]


def suggest(  # noqa: PLR0913 - all that is known of a table beforehand
    header: Header,
    sheet: Sheet,
    *,
    remembered: Mapping[str, str | None] | None = None,
    answers: Mapping[str, str] | None = None,
    source: str = "",
    own: Sequence[OwnField] = (),
    subject: str | None = None,
) -> ColumnMappings:
    """Return the field of each column, from its header and its values together.

    `remembered` gives the field (or None) by column key or header text and is obeyed. `answers`
    are answered questions of an earlier suggestion. A column that stays unclear has no field and
    a `Question` whose answer is a field key, or "" for "leave it out". `source` names who gave the
    customer ids; without one the layout itself stands for it. A header that is the name of one
    of the showroom's `own` fields goes there. `subject` is what each row tells,
    where that is known; else it is recognised, or asked.
    """
    told = _Told(remembered or {}, answers or {}, own)
    replies = dict(answers or {})
    lines = data_lines(sheet, header)
    proposals = [_propose(column, lines, told) for column in header.columns]
    _own_ones_once(proposals)
    _find_copies(proposals, lines)
    for proposal in proposals:
        if proposal.field == "level":  # a single D among thousands matters
            cells = column_values(lines, proposal.column.index)
            proposal.profile = profile(list(dict.fromkeys(cells)))
    told_by, questions = _subject(proposals, lines, subject, replies)
    disputes.settle(proposals, replies, told_by)
    layout = fingerprint(header)
    return ColumnMappings(
        fingerprint=layout,
        columns=tuple(_column(proposal, proposals, lines[:_LOOKED_AT]) for proposal in proposals),
        questions=(*questions, *(p.question for p in proposals if p.question is not None)),
        source=source or layout,
        subject=told_by,
    )


def _subject(
    proposals: Sequence[Proposal],
    lines: Sequence[Sequence[CellValue]],
    chosen: str | None,
    answers: Mapping[str, str],
) -> tuple[Subject, list[Question]]:
    """Find out what each row tells and put the columns of an event to its fields."""

    def cells(proposal: Proposal) -> list[CellValue]:
        return column_values(lines, proposal.column.index)

    told = chosen or answers.get(Sort.SUBJECT)
    questions: list[Question] = []
    if told in set(Subject):
        subject = Subject(told)
    else:
        staff = staff_lists.question(proposals, cells)
        subject, question = (Subject.CUSTOMERS, staff) if staff else recognise(proposals, cells)
        questions = [question] if question else []
    for proposal in proposals:
        if not event_mapping.belongs(proposal.field, subject):
            proposal.field, proposal.why = None, _("no field of this name")
    if subject is not Subject.CUSTOMERS:
        questions += event_mapping.claim(proposals, subject, cells, answers)
    return subject, questions


def missing(mapping: ColumnMappings) -> str:
    """Return the sentence that says which column is missing, or "" when the file can be imported.

    A customer needs a name or a phone; the customer number, VIN or plate alone name nobody, but
    say well enough whose an order or a visit is.
    """
    if mapping.subject is not Subject.CUSTOMERS:
        return event_mapping.missing(mapping.subject, mapping.fields)
    if staff_lists.asks(mapping):
        return _(staff_lists.STAFF_LIST)
    if any(q.kind is QuestionKind.SUBJECT for q in mapping.questions) and not _people(mapping):
        return _(event_mapping.NO_SUBJECT)
    return "" if _people(mapping) else _(NO_PERSON)


def _people(mapping: ColumnMappings) -> bool:
    return bool(mapping.fields & {"name", "mobile"})


def undecided(mapping: ColumnMappings) -> frozenset[str]:
    """Return the keys of the columns about which a question is open."""
    found: set[str] = set()
    for question in mapping.questions:
        if question.kind is QuestionKind.COLUMN:
            found |= {choice.value for choice in question.choices}  # those among which to choose
            found |= {
                mapped.column.key
                for mapped in mapping.columns
                if question.key == question_key(Sort.COLUMN, mapped.column.key)
            }
    return frozenset(found)


def with_column(mapping: ColumnMappings, question: str, column: str) -> ColumnMappings:
    """Return the mapping with a question answered that asks for one of several columns.

    `column` is the key of the one that counts, "" for none of them.
    """
    field = event_mapping.field_of(mapping, column)
    if field is not None:
        mapping = with_field(mapping, column, field)
    left = tuple(q for q in mapping.questions if q.key != question)
    return replace(mapping, questions=left)


def with_field(mapping: ColumnMappings, key: str, field: str | None) -> ColumnMappings:
    """Return the mapping with one column put by hand to a field, or to none.

    Another column of that field loses it, unless the field takes several columns. Raises
    InvalidInput where a column that must not be kept is to become a field of the showroom's own,
    and for a field of an event in a table that tells of none.
    """
    if is_own(field):
        _refuse(mapping, key)
    _check_subject(mapping, field)
    shared = field in column_rules.SEVERAL_COLUMNS
    columns = []
    for mapped in mapping.columns:
        if mapped.column.key == key:
            columns.append(replace(mapped, field=field, confidence=1.0, why=_("chosen by hand")))
        elif field is not None and mapped.field == field and not shared:
            columns.append(replace(mapped, field=None, confidence=1.0, why=_("given up")))
        else:
            columns.append(mapped)
    questions = tuple(
        q
        for q in mapping.questions
        if q.key != question_key(Sort.COLUMN, key) and not event_mapping.answered_by_hand(q, field)
    )
    return replace(mapping, columns=tuple(columns), questions=questions)


def _check_subject(mapping: ColumnMappings, field: str | None) -> None:
    if event_mapping.belongs(field, mapping.subject):
        return
    if is_own(field):
        raise InvalidInput(_("Own fields are of customers; each row of this table is an event."))
    known = BY_KEY[field or ""]
    subjects = _(", ").join(_(SUBJECT_LABELS[subject]) for subject in known.subjects)
    raise InvalidInput(
        _("“{field}” is for tables in which each row is: {subjects}. Choose that first.").format(
            field=_(known.label), subjects=subjects
        )
    )


def _propose(column: HeaderColumn, lines: Sequence[Sequence[CellValue]], told: _Told) -> Proposal:
    cells = column_values(lines[:1000], column.index)
    seen = profile(cells)
    if not seen.filled:  # what begins only far below counts as well
        seen = profile(column_values(lines[1000:], column.index))
    for key in (column.key, column.text):
        if key in told.remembered:
            known = _allowed(told.remembered[key], column, cells)
            return Proposal(column, seen, known, 1.0, _("as last time"), fixed=True)
    answer = told.answers.get(question_key(Sort.COLUMN, column.key))
    if answer is not None:
        known = _allowed(answer, column, cells)
        return Proposal(column, seen, known, 1.0, _("as answered"), fixed=True)
    found = own_columns.recognised(column.text, told.own)
    if found and _allowed(found.field_key, column, cells):
        return Proposal(column, seen, found.field_key, 1.0, _("a field of our own"), fixed=True)
    return column_rules.propose(column, seen)


def _allowed(field: str | None, column: HeaderColumn, cells: Sequence[CellValue]) -> str | None:
    """Return the field where it exists and the column may go there, else None."""
    if is_own(field):
        return None if own_columns.refusal(column.label, cells[:_LOOKED_AT]) else field
    return field if field in BY_KEY else None


def _own_ones_once(proposals: Sequence[Proposal]) -> None:
    """Let only the first of several columns go to one field of the showroom's own."""
    seen: set[str] = set()
    for proposal in proposals:
        if proposal.field is not None and is_own(proposal.field):
            if proposal.field in seen:
                proposal.field, proposal.why = None, _("another column fits better")
            else:
                seen.add(proposal.field)


def _find_copies(proposals: Sequence[Proposal], lines: Sequence[Sequence[CellValue]]) -> None:
    """Find the columns that say nothing beside another: each cell is there in the same row."""
    alike: dict[tuple[str, ...], list[Proposal]] = {}
    for proposal in proposals:
        if proposal.profile.filled:
            alike.setdefault(proposal.profile.samples, []).append(proposal)
    for group in alike.values():
        if len(group) < 2:
            continue
        cells = [column_values(lines, p.column.index) for p in group]
        for proposal, mine in zip(group, cells, strict=True):
            proposal.copies = frozenset(
                other.column.key
                for other, theirs in zip(group, cells, strict=True)
                if other is not proposal and _is_copy(mine, theirs)
            )


def _is_copy(cells: Sequence[CellValue], others: Sequence[CellValue]) -> bool:
    return all(
        one == other or means_empty(text := folded(one)) or text == folded(other)
        for one, other in zip(cells, others, strict=True)
    )


def _refuse(mapping: ColumnMappings, key: str) -> None:
    for mapped in mapping.columns:
        if mapped.column.key == key and mapped.refusal:
            raise InvalidInput(
                _("“{name}” cannot be a field: {reason}.").format(
                    name=mapped.column.label, reason=mapped.refusal
                )
            )


def _column(
    proposal: Proposal,
    all_of_them: Sequence[Proposal],
    lines: Sequence[Sequence[CellValue]],
) -> ColumnMapping:
    column = proposal.column
    cells = column_values(lines, column.index)
    return ColumnMapping(
        column=column,
        field=proposal.field,
        confidence=round(proposal.confidence, 2),
        why=proposal.why,
        samples=proposal.profile.samples,
        unit=unit(proposal.column.text),
        refusal=own_columns.refusal(column.label, cells),
        spare=proposal.field is None and _is_spare(proposal, all_of_them),
    )


def _is_spare(proposal: Proposal, others: Iterable[Proposal]) -> bool:
    """Tell whether a column says nothing that is not said without it."""
    text, seen = proposal.column.text, proposal.profile
    return (
        seen.filled == 0
        or normalise(text) in vocabulary().line_numbers
        or name_part(text) != ""
        or any(
            other.field is not None
            and len(seen.samples) > 1
            and other.column.key in proposal.copies
            for other in others
        )
    )
