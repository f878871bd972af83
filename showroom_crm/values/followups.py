"""What follow-up must know of a customer, and what it answers: reminders, agenda, paper list."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from showroom_crm.values.levels import Tier
from showroom_crm.values.reminders import Purpose


class Urgency(StrEnum):
    """The groups of the agenda, most urgent first."""

    MISSED = "missed"  # became due while nobody opened the program
    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this_week"


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


def reminder_id(rule: str, customer_id: int, vehicle_id: int | None, due_on: dt.date) -> str:
    """Return the name under which one due reminder is ticked off."""
    return f"{rule}:{customer_id}:{vehicle_id or 0}:{due_on.isoformat()}"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing due from a date; `id` stays the same from day to day.

    `topic` (a few words) and `reason` (a sentence) are in the language of the moment;
    `assigned_to` is the name of the one to call.
    """

    id: str
    rule: str
    customer: CustomerBrief
    vehicle_id: int | None
    anchor_on: dt.date
    due_on: dt.date
    shown_from: dt.date
    topic: str
    reason: str
    purpose: Purpose
    occasion: str
    channels: tuple[str, ...]
    owner: str
    assigned_to: str | None


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
    """Whom to contact on `day` and in the week after it, the most urgent first.

    `totals` count all customers of each group, also those that `items` were cut short of.
    """

    day: dt.date
    by: str | None
    items: tuple[AgendaItem, ...]
    festivals: tuple[Festival, ...]
    totals: Mapping[Urgency, int]

    def group(self, urgency: Urgency) -> tuple[AgendaItem, ...]:
        """Return the items of one group, in order."""
        return tuple(item for item in self.items if item.urgency is urgency)


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
    """A list for paper: as many texts in every row as there are columns; blanks are empty texts.

    `sections` are headings, each with the index of the row it stands above.
    """

    title: str
    subtitle: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    printed_by: str
    printed_at: dt.datetime
    footer: str
    confidential: str
    sections: tuple[tuple[int, str], ...] = ()
