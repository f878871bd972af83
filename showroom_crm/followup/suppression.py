"""Who must not be called, and by which channel: refusals, consent, complaints, quiet periods."""

import datetime as dt

from showroom_crm.values.followups import Standing
from showroom_crm.values.reminders import Hold, Purpose, QuietPeriods, ReminderRule

_NEEDS_NUMBER = frozenset(("phone", "sms"))


def hold(
    rule: ReminderRule,
    standing: Standing,
    today: dt.date,
    quiet: QuietPeriods,
    serviced_on: dt.date | None = None,
) -> Hold | None:
    """Return why a reminder of `rule` must not be acted on `today`; None when it may.

    Marketing needs a yes and no complaint, and rests after a service and after the last marketing
    (Consumer Protection Law art. 29, PIPL art. 13 to 15; the days are dealer practice). Contract
    and service need neither. A refused channel is refused for every purpose.
    """
    if standing.deceased:
        return Hold.DECEASED
    if rule.purpose is Purpose.MARKETING:
        held = _marketing(standing, today, quiet, serviced_on)
        if held is not None:
            return held
    if open_channels(rule.channels, standing):
        return None
    return Hold.NUMBER_INVALID if standing.number_invalid else Hold.NO_CHANNEL


def open_channels(channels: tuple[str, ...], standing: Standing) -> tuple[str, ...]:
    """Return those of `channels` by which the customer may and can be reached, in order."""
    no = standing
    if not (no.no_call or no.no_sms or no.no_wechat or no.number_invalid):
        return channels
    refused = {"phone": no.no_call, "sms": no.no_sms, "wechat": no.no_wechat}
    if no.number_invalid:
        refused |= dict.fromkeys(_NEEDS_NUMBER, True)
    return tuple(channel for channel in channels if not refused.get(channel, False))


def _marketing(
    standing: Standing, today: dt.date, quiet: QuietPeriods, serviced_on: dt.date | None
) -> Hold | None:
    checks = (
        (standing.no_marketing or standing.consent is False, Hold.NO_MARKETING),
        (standing.consent is None, Hold.CONSENT_UNKNOWN),
        (standing.open_complaint, Hold.OPEN_COMPLAINT),
        (standing.number_invalid, Hold.NUMBER_INVALID),
        (_within(serviced_on, quiet.after_service, today), Hold.RECENTLY_SERVICED),
        (_within(standing.last_marketing_on, quiet.after_marketing, today), Hold.RECENTLY_MARKETED),
    )
    return next((reason for applies, reason in checks if applies), None)


def _within(day: dt.date | None, days: int, today: dt.date) -> bool:
    """Tell whether `day` lies less than `days` days before `today`, or after it."""
    return day is not None and (today - day).days < days
