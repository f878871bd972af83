"""What the screens know of a customer: the line in the list, the card, the timeline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from showroom_crm.values.levels import Stage, Tier

Value = str | int | float | bool | dt.date | dt.datetime | None
# What an alias is of, where it is not the number another system gave: the customer number of a
# record that was merged, and a name under which the same person came in.
OLD_NUMBER, OTHER_NAME = "@customer_no", "@name"
NO_NUMBER = (OLD_NUMBER, OTHER_NAME)  # aliases that no other system gave


class Flag(StrEnum):
    """Signs that stand beside a name, each with an icon and a word."""

    OVERDUE = "overdue"
    COMPLAINT = "complaint"
    BIRTHDAY = "birthday"
    NO_CONSENT = "no_consent"
    DO_NOT_CONTACT = "do_not_contact"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """One row of the customer list; money in fen, phones as digits, `score` 0-100 or None.

    `own` are the values of the showroom's own fields, by field key.
    """

    id: int
    customer_no: str
    name: str
    level: str | None
    tier: Tier | None
    segment: str | None
    score: int | None
    coverage: int | None
    stage: Stage
    flags: frozenset[Flag]
    mobile: str | None
    model: str | None
    salesperson: str | None
    source: str | None
    next_follow_up_on: dt.date | None
    next_follow_up_topic: str | None
    last_contact_on: dt.date | None
    last_contact_note: str | None
    registered_on: dt.date | None
    expected_on: dt.date | None
    budget_min: int | None
    budget_max: int | None
    gender: str | None
    birth_date: dt.date | None
    city: str | None
    plate: str | None
    vehicle_model: str | None
    remark: str | None
    visit_count: int | None
    own: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event of a customer's history, newest first on screen.

    `kind` is the table or sort of event (contact, visit, test_drive, quote, deal, service_visit,
    change, import, ...), `text` the headline, `detail` the second line, `staff` who did it.
    """

    at: dt.datetime
    kind: str
    text: str
    detail: str
    staff: str | None
    row_id: int


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """All of one customer: the line, every field by key, and the rows of the other tables."""

    line: CustomerLine
    values: Mapping[str, Value]
    vehicles: tuple[Mapping[str, Value], ...]
    deals: tuple[Mapping[str, Value], ...]
    service_visits: tuple[Mapping[str, Value], ...]
    timeline: tuple[TimelineEntry, ...]
    aliases: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff: `role` is salesperson, manager, service or admin."""

    id: int
    name: str
    role: str
    active: bool
