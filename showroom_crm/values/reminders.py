"""The rules by which dates of a customer or a car become reminders."""

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """Why a customer is called: the contract, a service they have, or to sell (PIPL art. 13)."""

    CONTRACT = "contract"
    SERVICE = "service"
    MARKETING = "marketing"


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
    IN_SHOP = "last_in_shop_on"  # the last service, or the delivery


class Closing(StrEnum):
    """What settles a reminder, beside a person ticking it off or its anchor moving on."""

    SHOWN = "shown"  # the customer was reached since it is shown
    DUE = "due"  # the customer was reached on or after the day itself
    ANSWER = "answer"  # nothing else


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
        last = 28 if day.day <= 28 else calendar.monthrange(year, month + 1)[1]
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
    `closes` says which contact settles it. `owner` is a role: salesperson, service, manager, care.
    `occasion` names the playbook's line. The texts know {date} of the anchor, {days} to or from
    it, {years} full years since, and {car}.
    """

    key: str
    name_zh: str
    name_en: str
    text_zh: str
    text_en: str
    anchor: Anchor
    offsets: tuple[Span, ...]
    every: Span | None
    every_from: Span | None
    times: int
    lead: int
    lead_months: int | None
    keep: int
    closes: Closing
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
class FollowUpLimits:
    """The numbers that follow-up goes by beside the levels' own; days unless said otherwise."""

    quick_days: tuple[int, ...]
    after_visit_days: int
    new_lead_hours: int
    first_visit_hours: int
    hot_days: int
    failed_contacts: int
    unchanged_days: int
    unreached_cadences: int
    new_days: int
