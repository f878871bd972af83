"""A logged contact: what the form offers, what is filled in, and what it changes."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from showroom_crm.values.customers import Value
from showroom_crm.values.followups import Suggestion
from showroom_crm.values.reminders import Purpose


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list offered in the contact form; `success` None: says nothing about it."""

    key: str
    name_zh: str
    name_en: str
    success: bool | None = None


@dataclass(frozen=True, slots=True)
class ContactLists:
    """What the contact form offers."""

    channels: tuple[Choice, ...]
    results: tuple[Choice, ...]
    topics: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """A contact as filled in: keys of the lists, the level after it, and the next step.

    `topic` and `next_topic` are keys of the list or words of one's own. `purpose` is that of the
    agenda's item the contact answers.
    """

    at: dt.datetime
    channel: str
    result: str
    topic: str
    note: str
    level_after: str | None
    next_on: dt.date | None
    next_topic: str | None
    purpose: Purpose = Purpose.CONTRACT


@dataclass(frozen=True, slots=True)
class ContactOutcome:
    """What logging a contact changes, ready to be written.

    `contact` holds the columns of the new row (at, channel, topic, success, content, level_before,
    level_after, next_on, next_topic, marketing), `customer` the customer's changed fields only.
    """

    contact: Mapping[str, Value]
    customer: Mapping[str, Value]
    suggestions: tuple[Suggestion, ...]
