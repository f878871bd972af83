"""Finds out what each row of a table tells: who a customer is, or what happened to one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from showroom_crm.i18n import _
from showroom_crm.importing.amounts import decimal
from showroom_crm.importing.cells import folded, means_empty
from showroom_crm.importing.column_rules import Proposal
from showroom_crm.importing.events.words import EVENTS, meaning
from showroom_crm.importing.evidence import fits
from showroom_crm.values.fields import BY_KEY, SUBJECT_LABELS, Subject
from showroom_crm.values.groups import Group
from showroom_crm.values.questions import Choice, Question, Sort
from showroom_crm.values.sheets import CellValue

KEYS = ("source_id", "mobile", "vin", "plate", "id_no")
"""Fields that say whom a row is about without a name."""

Cells = Callable[[Proposal], list[CellValue]]

_SALES = (Subject.ORDERS, Subject.PURCHASES)
_DAYS = frozenset(
    {"ordered_on", "bought_on", "work_in_on", "work_out_on", "visit_on", "pay_on", "policy_from"}
    | {"contact_on", "drive_on"}
)
_NUMBERS = frozenset({"order_no", "work_no", "pay_no", "policy_no"})
_AMOUNTS = frozenset(
    {"order_amount", "order_total", "work_amount", "work_total", "pay_amount", "policy_amount"}
)
_CAR_ORDER = frozenset(
    {"deposit", "expected_delivery_on", "lender", "loan_amount", "down_payment", "price"}
)
_CAR = frozenset({"model", "vehicle_model", "trim", "ext_color", "vehicle_color", "delivered_on"})
_OF_EVERYBODY = frozenset({"name", "kind", "remark", "salesperson", "model", "trim", *KEYS})
_OWN_GROUPS = frozenset(
    {Group.IDENTITY, Group.PREFERENCES, Group.SOURCE, Group.INTENT, Group.FOLLOW_UP}
)
_STATE = frozenset(  # what a list of owners says of each car
    {"last_service_on", "last_service_km", "service_count", "inspection_end", "insurance_end"}
)
_MANY_OWN = 4  # columns about the person from which a table is a list of people
_SOME_OWN = 2  # the same where the list of people tells of each one's last contact
_TALK = frozenset({"contact_on", "contact_note"})
_OF_LISTS = frozenset({Subject.CONTACTS, Subject.DRIVES})  # of which lists of people have the last
_PRICE_OF_A_CAR = 30_000  # yuan; goods cost less
_REPEATED = 0.1
_ROWS = 2000


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The event fields a table has in the words of one subject, and those no list of people has."""

    subject: Subject
    found: frozenset[str]
    signs: frozenset[str]

    @property
    def happened(self) -> bool:
        return bool(self.found & (_DAYS | _NUMBERS))

    @property
    def weight(self) -> tuple[bool, int, int]:
        return self.happened, len(self.signs), len(self.found)


def recognise(columns: Sequence[Proposal], cells: Cells) -> tuple[Subject, Question | None]:
    """Return what each row tells; where it may be several things, also the question that decides.

    As long as nobody answers, a table of people stays one, and any other is told by none.
    """
    fields = {p.field for p in columns if p.field}
    people = bool(fields & {"name", "mobile"})
    best = max((_evidence(subject, columns) for subject in EVENTS), key=lambda e: e.weight)
    if not best.happened or len(best.found) < 2:
        return Subject.CUSTOMERS, None
    sure = not people or _sure(best, columns, cells)
    if not sure and not _possible(best, columns):
        return Subject.CUSTOMERS, None
    options = _sales(columns, cells) if best.subject in _SALES else (best.subject,)
    if sure and len(options) == 1:
        return options[0], None
    if people:
        options = (Subject.CUSTOMERS, *options)
    return Subject.CUSTOMERS, _ask(options, people=people)


def _evidence(subject: Subject, columns: Sequence[Proposal]) -> _Evidence:
    found, signs = set(), set()
    for column in columns:
        word = meaning(subject, column.column)
        if word is None or not fits(column.profile, BY_KEY[word.field]):
            continue
        found.add(word.field)
        if word.sign:
            signs.add(word.field)
    return _Evidence(subject, frozenset(found), frozenset(signs))


def _sure(best: _Evidence, columns: Sequence[Proposal], cells: Cells) -> bool:
    """Tell whether a table with people in it can only tell what happened to them."""
    if {"visit_on", "visit_left"} <= best.found:  # a list of people has no hour of leaving
        return True
    repeated, own = _repeated(best, columns, cells), _own(best, columns)
    if best.subject in _OF_LISTS:
        if repeated and own < _MANY_OWN:
            return bool(best.signs) or best.found >= _TALK
        # Who went along stands in no list of people, but in every register of test drives.
        most = _MANY_OWN if "event_staff" in best.signs else _SOME_OWN
        return len(best.signs) >= 2 and own < most
    if repeated and (best.signs or best.found & _AMOUNTS):
        return best.subject is not Subject.ORDERS or bool(best.signs)
    return len(best.signs) >= 2 and own < _MANY_OWN


def _possible(best: _Evidence, columns: Sequence[Proposal]) -> bool:
    if _own(best, columns) >= _MANY_OWN:
        return len(best.signs) >= 3
    strong = best.signs and best.subject is not Subject.ORDERS
    return len(best.signs) >= 2 or bool(strong and best.found & _AMOUNTS)


def _own(best: _Evidence, columns: Sequence[Proposal]) -> int:
    """Return how many columns say what somebody is like, as lists of people do."""
    if best.subject in _OF_LISTS:  # whose words about the last contact lists of people have too
        columns = [p for p in columns if not meaning(best.subject, p.column)]
    fields = {p.field for p in columns if p.field and p.confidence > 0.6} - _OF_EVERYBODY
    return sum(
        BY_KEY[field].group in _OWN_GROUPS or field in _STATE for field in fields if field in BY_KEY
    )


def _repeated(best: _Evidence, columns: Sequence[Proposal], cells: Cells) -> bool:
    """Tell whether customers come back in later rows with another day, number or amount."""
    by_field = {p.field: p for p in reversed(columns) if p.field}
    key = next((by_field[field] for field in (*KEYS, "name") if field in by_field), None)
    if key is None:
        return False
    happened = [
        cells(p)[:_ROWS]
        for p in columns
        if (word := meaning(best.subject, p.column)) and word.field in _DAYS | _NUMBERS | _AMOUNTS
    ]
    seen: dict[str, set[tuple[CellValue, ...]]] = {}
    rows = list(zip(cells(key)[:_ROWS], *happened, strict=True))
    for owner, *what in rows:
        if not means_empty(text := folded(owner)):
            seen.setdefault(text, set()).add(tuple(what))
    again = sum(len(events) - 1 for events in seen.values())
    return again >= max(1, _REPEATED * len(rows))


def _sales(columns: Sequence[Proposal], cells: Cells) -> tuple[Subject, ...]:
    """Return whether cars or goods were sold; both where the columns do not tell."""
    fields = {p.field for p in columns if p.field}
    words = {w.field for p in columns if (w := meaning(Subject.PURCHASES, p.column))}
    goods = bool(words & {"order_goods", "order_quantity", "order_unit_price"})
    if fields & _CAR_ORDER and not goods:
        return (Subject.ORDERS,)
    dear = _cost_of_one(columns, cells) >= _PRICE_OF_A_CAR
    if goods and not dear:
        return (Subject.PURCHASES,)
    if fields & (_CAR | _CAR_ORDER) and (dear or not goods):
        return (Subject.ORDERS,)
    return _SALES


def _cost_of_one(columns: Sequence[Proposal], cells: Cells) -> float:
    """Return what half of all lines cost less than, in yuan; 0 where no column tells."""
    for wanted in ({"order_unit_price"}, _AMOUNTS):
        for column in columns:
            word = meaning(Subject.PURCHASES, column.column)
            if word is None or word.field not in wanted:
                continue
            numbers = [decimal(cell).value for cell in cells(column)[:_ROWS]]
            known = [abs(n) for n in numbers if isinstance(n, float)]
            if known:
                return median(known)
    return 0.0


def _ask(options: Sequence[Subject], *, people: bool) -> Question:
    meanwhile = _("The people come in; what the rows tell beside them is left out.")
    return Question(
        key=Sort.SUBJECT,
        where=_("The table"),
        text=_("What does each row tell?"),
        choices=tuple(Choice(subject, _(SUBJECT_LABELS[subject])) for subject in options),
        meanwhile=meanwhile if people else _("Nothing of this sheet is imported."),
    )
