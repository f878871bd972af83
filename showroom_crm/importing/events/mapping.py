"""Gives the columns of orders, visits and payments their fields; asks which amount, which day."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from showroom_crm.i18n import N_, _
from showroom_crm.importing.column_rules import Proposal, spellings
from showroom_crm.importing.dates import DateReader, Direction, order_of
from showroom_crm.importing.events.subject import KEYS
from showroom_crm.importing.events.words import Word, meaning
from showroom_crm.importing.evidence import fits
from showroom_crm.importing.vocabulary import other_currency, vocabulary
from showroom_crm.values.fields import BY_KEY, SUBJECT_LABELS, FieldKind, Subject
from showroom_crm.values.groups import Group
from showroom_crm.values.mappings import ColumnMappings
from showroom_crm.values.own_fields import is_own
from showroom_crm.values.questions import Choice, Question, Sort
from showroom_crm.values.sheets import CellValue

NO_OWNER = N_(
    "Each row tells: {subject}. But there is no column with the name of the customer (姓名, 车主), "
    "nor a phone (手机), customer number (客户编号), plate (车牌号) or VIN (车架号) that says "
    "whose it is. Add one of them, rename its header, or choose the field by hand."
)
NO_SUBJECT = N_(
    "What does each row tell? Choose it: an order, a purchase, a visit, a payment, a policy, "
    "a contact or a test drive."
)
AMOUNTS: Mapping[Subject, tuple[str, ...]] = {
    Subject.ORDERS: ("order_amount", "order_total", "price"),
    Subject.PURCHASES: ("order_amount", "order_total"),
    Subject.SERVICES: ("work_amount", "work_total"),
    Subject.PAYMENTS: ("pay_amount",),
    Subject.POLICIES: ("policy_amount",),
}
_TOTALS = frozenset({"order_total", "price", "work_total"})
DAYS: Mapping[Subject, str] = {
    Subject.ORDERS: "ordered_on",
    Subject.PURCHASES: "bought_on",
    Subject.SERVICES: "work_in_on",
    Subject.VISITS: "visit_on",
    Subject.PAYMENTS: "pay_on",
    Subject.CONTACTS: "contact_on",
    Subject.DRIVES: "drive_on",
    Subject.POLICIES: "policy_from",
}
# Of several days in such a table the one of arrival is meant, or the first of the insurance;
# the others are the office's.
_ARRIVAL_TELLS = frozenset(
    {Subject.SERVICES, Subject.VISITS, Subject.CONTACTS, Subject.DRIVES, Subject.POLICIES}
)
_HOURS = {"visit_on": "visit_time", "contact_on": "contact_time"}
_LONGEST_STAY = 180  # days in the workshop; what lies further off is another kind of day
_SHOWN = 3  # samples beside a column that is asked about

Cells = Callable[[Proposal], list[CellValue]]
_Candidate = tuple[Proposal, Word]


def claim(
    columns: Sequence[Proposal], subject: Subject, cells: Cells, answers: Mapping[str, str]
) -> list[Question]:
    """Put columns to the fields of a subject; return the questions about amount and day.

    ColumnMappings about the customer keep their field; one a person decided about stays as it is.
    """
    candidates: list[_Candidate] = []
    for column in columns:
        word = meaning(subject, column.column)
        if column.fixed or word is None or _is_refused(column):
            _forget_guess(column)
        elif word.field == "visit_flow" and column.field == "visit_count":
            continue  # numbers under 来店次数 count the visits
        elif _is_foreign(column, word.field):
            _put(column, None, _("its amounts are not in yuan"))
        elif fits(column.profile, BY_KEY[word.field]):
            _put(column, word.field)
            candidates.append((column, word))
    if subject is Subject.DRIVES:
        _car_driven(columns)
    if subject is Subject.SERVICES:
        _car_repaired(columns)
    _clock(columns)
    _reached(columns)
    _leaving(columns, subject, cells)
    questions = [
        _settle_amount(candidates, subject, cells, answers),
        _settle_day(candidates, subject, cells, answers),
    ]
    return [question for question in questions if question is not None]


def missing(subject: Subject, fields: frozenset[str]) -> str:
    """Return the sentence that says which column a table of events lacks, or ""."""
    if fields & {"name", *KEYS}:
        return ""
    return _(NO_OWNER).format(subject=_(SUBJECT_LABELS[subject]))


def belongs(field: str | None, subject: Subject) -> bool:
    """Tell whether a column may go to a field where the rows tell this."""
    if is_own(field):
        return subject is Subject.CUSTOMERS
    known = BY_KEY.get(field or "")
    return known is None or not known.subjects or subject in known.subjects


def field_of(mapping: ColumnMappings, column: str) -> str | None:
    """Return the field of an event that a column means by its header."""
    found = next((c.column for c in mapping.columns if c.column.key == column), None)
    if found is None or mapping.subject is Subject.CUSTOMERS:
        return None
    word = meaning(mapping.subject, found)
    return word.field if word else None


def tells_amounts(mapping: ColumnMappings) -> bool:
    """Tell whether any column could be an amount, taken or not."""
    fields = AMOUNTS.get(mapping.subject, ())
    return any(field_of(mapping, c.column.key) in fields for c in mapping.columns) or any(
        c.field in fields for c in mapping.columns
    )


def answered_by_hand(question: Question, field: str | None) -> bool:
    """Tell whether a question about amount or day is settled by putting a column to `field`."""
    if question.key == Sort.AMOUNT_COLUMN:
        return any(field in fields for fields in AMOUNTS.values())
    return question.key == Sort.DAY_COLUMN and field in DAYS.values()


def _put(column: Proposal, field: str | None, why: str = "") -> None:
    column.field, column.question, column.confidence = field, None, 0.95
    column.why = why or _("the header is a word for it")


def _forget_guess(column: Proposal) -> None:
    """Drop a name guessed from values alone: in such tables it is that of a member of staff."""
    if column.field == "name" and column.confidence <= 0.5 and not column.fixed:
        column.field, column.why = None, _("no field of this name")


def _is_refused(column: Proposal) -> bool:
    return any(form in vocabulary().refused for form in spellings(column.column))


def _is_foreign(column: Proposal, field: str) -> bool:
    """Tell whether a header says that its amounts are in the money of another country."""
    return BY_KEY[field].kind is FieldKind.MONEY and other_currency(column.column.text)


def _car_driven(columns: Sequence[Proposal]) -> None:
    """Leave out plate and VIN in a register of test drives: they are those of the car driven."""
    people = any(column.field in ("name", "mobile") for column in columns)
    for column in columns:
        if people and column.field in ("plate", "vin") and not column.fixed:
            _put(column, None, _("it is the car that was driven, not the customer's"))


def _car_repaired(columns: Sequence[Proposal]) -> None:
    """Leave out days and sums of an order: cars are repaired here, and given back, not sold."""
    for column in columns:
        field = BY_KEY.get(column.field or "")
        if field is not None and field.group is Group.DEAL and not column.fixed:
            _put(column, None, _("it is about the repair, not about an order of a car"))


def _clock(columns: Sequence[Proposal]) -> None:
    """Read a column of days that holds hours as the hour."""
    for column in columns:
        hour = _HOURS.get(column.field or "")
        if hour is None or column.fixed or not column.profile.filled:
            continue
        if column.profile.share("date", "serial", "short_day") < 0.5:
            _put(column, hour)


def _reached(columns: Sequence[Proposal]) -> None:
    """Read a column that says in words whether somebody was reached as the result."""
    taken = any(column.field == "contact_result" for column in columns)
    for column in columns:
        worded = column.profile.filled and column.profile.share("mark") < 0.5
        if column.field == "contact_success" and worded and not column.fixed and not taken:
            _put(column, "contact_result", _("the values tell"))


def _leaving(columns: Sequence[Proposal], subject: Subject, cells: Cells) -> None:
    """Keep a day of leaving only where it follows the day of arrival closely."""
    by_field = {p.field: p for p in reversed(columns) if p.field}
    out = by_field.get("work_out_on")
    if subject is not Subject.SERVICES or out is None or out.fixed:
        return
    arrived = by_field.get("work_in_on")
    if arrived is None:
        _put(out, "work_in_on", _("the only day of the visit"))
        return
    pairs = zip(_days(cells(arrived)), _days(cells(out)), strict=True)
    stays = [(left - came).days for came, left in pairs if came and left]
    if stays and sum(0 <= days <= _LONGEST_STAY for days in stays) < 0.8 * len(stays):
        _put(out, None, _("the days do not follow those of arrival"))


def _days(cells: list[CellValue]) -> list[dt.date | None]:
    order, _unclear = order_of(cells, 2000)
    read = DateReader(dt.date.max, 2000, Direction.PAST, order)
    values = [read(cell).value for cell in cells]
    return [value if isinstance(value, dt.date) else None for value in values]


def _settle_amount(
    candidates: Sequence[_Candidate], subject: Subject, cells: Cells, answers: Mapping[str, str]
) -> Question | None:
    """Leave one amount of a line and one total; ask where several could be meant."""
    mine = [(p, w) for p, w in candidates if p.field in AMOUNTS.get(subject, ())]
    mine = _distinct(mine, cells)
    if _answered(mine, answers.get(Sort.AMOUNT_COLUMN)) or len(mine) < 2:
        return None
    totals = sum(word.field in _TOTALS for _column, word in mine)
    if not any(word.rival for _column, word in mine) and max(totals, len(mine) - totals) == 1:
        return None  # the amount of the line and the total of the order
    question = _ask(
        Sort.AMOUNT_COLUMN, mine,
        _("Several columns could be the amount. Which one counts?"), _("The amount stays empty."),
    )  # fmt: skip
    for column, _word in mine:
        _put(column, None, _("several columns could be the amount"))
    return question


def _settle_day(
    candidates: Sequence[_Candidate], subject: Subject, cells: Cells, answers: Mapping[str, str]
) -> Question | None:
    """Leave one day of the event; ask where several could be meant."""
    mine = [(p, w) for p, w in candidates if p.field is not None and p.field == DAYS.get(subject)]
    mine = _distinct(mine, cells)
    if _answered(mine, answers.get(Sort.DAY_COLUMN)) or len(mine) < 2:
        return None
    plain = [column for column, word in mine if not word.rival]
    kept = plain[0] if len(plain) == 1 else None
    meanwhile = _("The day stays empty.")
    if kept is not None:
        meanwhile = _("Meanwhile “{column}” counts.").format(column=kept.column.title)
    question = _ask(
        Sort.DAY_COLUMN, mine, _("Several columns could be the day. Which one counts?"), meanwhile
    )
    for column, _word in mine:
        if column is not kept:
            _put(column, None, _("several columns could be the day"))
    return None if kept is not None and subject in _ARRIVAL_TELLS else question


def _distinct(candidates: Sequence[_Candidate], cells: Cells) -> list[_Candidate]:
    """Drop candidates that hold the same as an earlier one."""
    kept: list[_Candidate] = []
    contents: list[list[CellValue]] = []
    for column, word in sorted(candidates, key=lambda pair: pair[1].rival):
        content = cells(column)
        if content in contents:
            twin = kept[contents.index(content)][0]
            title = twin.column.title
            _put(column, None, _("the same values as column {column}").format(column=title))
        else:
            kept.append((column, word))
            contents.append(content)
    return kept


def _answered(candidates: Sequence[_Candidate], answer: str | None) -> bool:
    """Keep the column a person chose, give up the others; "" gives up all."""
    if answer is None:
        return False
    for column, _word in candidates:
        if column.column.key != answer:
            _put(column, None, _("given up"))
    return True


def _ask(key: str, candidates: Sequence[_Candidate], text: str, meanwhile: str) -> Question:
    columns = sorted((column for column, _word in candidates), key=lambda p: p.column.index)
    choices = [
        Choice(p.column.key, f"{p.column.label}: {' · '.join(p.profile.samples[:_SHOWN])}")
        for p in columns
    ]
    return Question(
        key=key,
        where=_(", ").join(p.column.letters for p in columns),
        text=text,
        choices=(*choices, Choice("", _("None of them"))),
        meanwhile=meanwhile,
    )
