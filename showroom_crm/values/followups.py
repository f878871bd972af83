"""What follow-up must know of a customer, and what it answers: reminders, agenda, paper list."""

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from showroom_crm.values.levels import Tier


class Purpose(StrEnum):
    """Why a customer is called: the contract, a service they have, or to sell (PIPL art. 13)."""

    CONTRACT = "contract"
    SERVICE = "service"
    MARKETING = "marketing"


class Urgency(StrEnum):
    """The groups of the agenda, most urgent first."""

    MISSED = "missed"  # became due while nobody opened the program
    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this_week"


class Hold(StrEnum):
    """Why a reminder is held back."""

    NO_MARKETING = "no_marketing"
    CONSENT_UNKNOWN = "consent_unknown"
    OPEN_COMPLAINT = "open_complaint"
    RECENTLY_SERVICED = "recently_serviced"
    RECENTLY_MARKETED = "recently_marketed"
    NUMBER_INVALID = "number_invalid"
    NO_CHANNEL = "no_channel"  # every channel of the rule was refused
    TRANSFERRED = "transferred"
    DECEASED = "deceased"


class Anchor(StrEnum):
    """The dates a reminder may hang on."""

    REGISTERED = "registered_on"
    LAST_VISIT = "last_visit_on"
    LOST = "lost_on"
    BIRTH = "birth_date"
    ORDERED = "ordered_on"
    EXPECTED_DELIVERY = "expected_delivery_on"
    DELIVERED = "delivered_on"
    LICENSED = "licensed_on"
    INSPECTION_END = "inspection_end"
    INSURANCE_END = "insurance_end"
    WARRANTY_END = "warranty_end"
    LOAN_END = "loan_end_on"
    FIRST_SERVICE = "first_service_on"  # worked out: delivered, not yet serviced
    NEXT_SERVICE = "next_service_on"  # given, or worked out from the last service
    SERVICED = "last_service_on"


class SpanUnit(StrEnum):
    """Days, calendar months or calendar years."""

    DAYS = "d"
    MONTHS = "m"
    YEARS = "y"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in the calendar, such as `-45d`, `36m`, `2y`."""

    count: int
    unit: SpanUnit

    def after(self, day: dt.date, times: int = 1) -> dt.date:
        """Return `day` moved by `times` spans; a day the month lacks becomes its last one."""
        count = self.count * times
        if self.unit is SpanUnit.DAYS:
            return day + dt.timedelta(days=count)
        months = count * (12 if self.unit is SpanUnit.YEARS else 1)
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, min(day.day, last))

    def __str__(self) -> str:
        """Return the text that the defaults and the settings use."""
        return f"{self.count}{self.unit.value}"


@dataclass(frozen=True, slots=True)
class ReminderRule:
    """One rule: `anchor` moved by each of `offsets` is due, and shown `lead` days earlier.

    With `every`, it repeats from the anchor (first at `every_from` or one `every` later), at most
    `times` times. `lead_months` shows it from the first day of that many months before the due
    month. It stays `keep` days after the due day unless the customer was reached meanwhile.
    `owner` is a role: salesperson, service, manager, care. `occasion` names the playbook's line.
    """

    key: str
    name_zh: str
    name_en: str
    anchor: Anchor
    offsets: tuple[Span, ...]
    every: Span | None
    every_from: Span | None
    times: int
    lead: int
    lead_months: int | None
    keep: int
    channels: tuple[str, ...]
    owner: str
    purpose: Purpose
    occasion: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class ServiceInterval:
    """Months and km to the first and between later services of models that contain `model`.

    The interval with an empty `model` is for all others.
    """

    model: str
    first_months: int
    first_km: int
    months: int
    km: int


@dataclass(frozen=True, slots=True)
class QuietPeriods:
    """Days without marketing after a service and after the last marketing contact."""

    after_service: int
    after_marketing: int


@dataclass(frozen=True, slots=True)
class ReminderSettings:
    """All that can be set about reminders."""

    rules: tuple[ReminderRule, ...]
    intervals: tuple[ServiceInterval, ...]
    quiet: QuietPeriods
    warranty: Span


@dataclass(frozen=True, slots=True)
class Standing:
    """What a customer allows or forbids, and what forbids a call; `consent` None is unknown.

    `consent` is the customer's yes or no to marketing.
    """

    consent: bool | None = None
    no_marketing: bool = False
    no_call: bool = False
    no_sms: bool = False
    no_wechat: bool = False
    open_complaint: bool = False
    number_invalid: bool = False
    deceased: bool = False
    last_marketing_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class CustomerBrief:
    """What the one who calls must have before the eyes; phone as digits, `score` 0-100.

    `failed_in_a_row` counts the attempts without an answer since the last success.
    """

    customer_id: int
    customer_no: str
    name: str
    level: str | None = None
    tier: Tier | None = None
    segment: str | None = None
    score: int | None = None
    salutation: str | None = None
    gender: str | None = None
    mobile: str | None = None
    model: str | None = None
    color: str | None = None
    salesperson: str | None = None
    expected_on: dt.date | None = None
    concerns: str | None = None
    competitor: str | None = None
    last_contact_on: dt.date | None = None
    last_contact_note: str | None = None
    last_success_on: dt.date | None = None
    failed_in_a_row: int = 0
    level_since: dt.date | None = None
    standing: Standing = Standing()

    @property
    def reached_on(self) -> dt.date | None:
        """The day the customer was last spoken to, as far as is known."""
        if self.last_success_on or self.failed_in_a_row:
            return self.last_success_on
        return self.last_contact_on


@dataclass(frozen=True, slots=True)
class FollowUpDue:
    """One planned contact of a customer."""

    customer: CustomerBrief
    due_on: dt.date
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class OwnedVehicle:
    """The dates of one car that reminders hang on; distances in km.

    `label` is what a person calls the car (plate or model).
    """

    vehicle_id: int
    label: str = ""
    model: str | None = None
    ordered_on: dt.date | None = None
    expected_delivery_on: dt.date | None = None
    delivered_on: dt.date | None = None
    licensed_on: dt.date | None = None
    inspection_end: dt.date | None = None
    insurance_end: dt.date | None = None
    warranty_end: dt.date | None = None
    loan_end_on: dt.date | None = None
    last_service_on: dt.date | None = None
    last_service_km: int | None = None
    next_service_on: dt.date | None = None
    service_advisor: str | None = None
    transferred: bool = False


@dataclass(frozen=True, slots=True)
class ReminderAnchors:
    """All dates of one customer that reminders hang on, with what was already answered.

    `answered` holds the ids of reminders a person has ticked off, put off or refused.
    """

    customer: CustomerBrief
    registered_on: dt.date | None = None
    last_visit_on: dt.date | None = None
    lost_on: dt.date | None = None
    birth_date: dt.date | None = None
    vehicles: tuple[OwnedVehicle, ...] = ()
    answered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing due from a date; `id` stays the same from day to day.

    `topic` is worded in the language of the moment; `assigned_to` is the name of the one to call.
    """

    id: str
    rule: str
    customer: CustomerBrief
    vehicle_id: int | None
    due_on: dt.date
    shown_from: dt.date
    topic: str
    purpose: Purpose
    occasion: str
    channels: tuple[str, ...]
    owner: str
    assigned_to: str | None


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A reminder that must not be acted on, and why."""

    reminder: Reminder
    hold: Hold


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A hint about a customer's level; nothing changes unless a person says so.

    `kind` is hot_too_long, not_reached, lost_touch, give_up, unchanged, expected_passed or
    not_levelled; `levels` are the codes offered, the likeliest first; `text` is one sentence.
    """

    kind: str
    text: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One customer to contact, with every reason for it; `playbook` says what to say."""

    customer_id: int
    customer_no: str
    name: str
    level: str | None
    tier: Tier | None
    segment: str | None
    score: int | None
    mobile: str | None
    model: str | None
    color: str | None
    salesperson: str | None
    urgency: Urgency
    due_on: dt.date
    days_overdue: int
    alarming: bool  # overdue beyond the patience of the level
    reasons: tuple[str, ...]
    topic: str
    purpose: Purpose
    occasion: str
    reminder_ids: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]
    cautions: tuple[str, ...]
    last_contact_on: dt.date | None
    last_contact_note: str | None
    concerns: str | None
    competitor: str | None
    expected_on: dt.date | None
    playbook: str


@dataclass(frozen=True, slots=True)
class Festival:
    """A day on which the shop sends greetings."""

    key: str
    name: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Agenda:
    """Whom to contact on `day` and in the week after it, the most urgent first."""

    day: dt.date
    by: str | None
    items: tuple[AgendaItem, ...]
    festivals: tuple[Festival, ...]

    def group(self, urgency: Urgency) -> tuple[AgendaItem, ...]:
        """Return the items of one group, in order."""
        return tuple(item for item in self.items if item.urgency is urgency)

    def count(self, urgency: Urgency) -> int:
        """Return how many items one group has."""
        return sum(item.urgency is urgency for item in self.items)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column on paper: `weight` is its share of the width, `lines` how often a cell may wrap.

    `blank` columns are left empty to write in, `box` ones get a box to tick before their text.
    """

    key: str
    title: str
    weight: float
    lines: int = 1
    blank: bool = False
    box: bool = False
    centred: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class FollowUpSheet:
    """A list for paper: as many texts in every row as there are columns; blanks are empty texts."""

    title: str
    subtitle: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    printed_by: str
    printed_at: dt.datetime
    footer: str
    confidential: str
