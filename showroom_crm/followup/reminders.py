"""What becomes due from the dates of customers and cars, and what of it must be held back."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from showroom_crm.followup import rules, suppression
from showroom_crm.followup.dates import short
from showroom_crm.followup.defaults import name_of, pick
from showroom_crm.values.followups import (
    OwnedVehicle,
    Reminder,
    ReminderAnchors,
    reminder_id,
)
from showroom_crm.values.reminders import (
    Anchor,
    Closing,
    Hold,
    Purpose,
    ReminderSettings,
    ServiceInterval,
    Span,
    SpanUnit,
)

WEEK_AHEAD = 6  # days after today that still belong to "this week"
_DRIVEN_ENOUGH = 30  # days of use from which kilometres a day can be told
_TOO_FAR = 3650

_Date = tuple[Anchor, dt.date | None]
load = rules.load


def due(
    anchors: Iterable[ReminderAnchors],
    settings: ReminderSettings,
    today: dt.date,
    horizon: int = WEEK_AHEAD,
) -> tuple[Reminder, ...]:
    """Return what is due from the dates of `anchors`: shown by `today` or within `horizon` days.

    What a customer has refused, was just reached about, or rests from is left out; of several
    marketing reminders of one customer only the first is given.
    """
    return tuple(
        _reminder(one, item, today)
        for one, found in _found(anchors, settings, today, horizon)
        for item, held in _judged(one, found, settings, today)
        if held is None
    )


def next_service(vehicle: OwnedVehicle, settings: ReminderSettings) -> dt.date | None:
    """Return when the car should come next: as noted, else by months or km, whichever is first.

    Kilometres a day are those at the last service over the days since the delivery.
    """
    last, noted = vehicle.last_service_on, vehicle.next_service_on
    if noted is not None and (last is None or noted > last):
        return noted
    interval = _interval(vehicle.model or "", settings.intervals)
    if interval is None:
        return None
    if last is None:
        delivered = vehicle.delivered_on
        return delivered and Span(interval.first_months, SpanUnit.MONTHS).after(delivered)
    by_months = Span(interval.months, SpanUnit.MONTHS).after(last)
    by_km = _days_for(interval.km, vehicle)
    return by_months if by_km is None else min(by_months, last + dt.timedelta(days=by_km))


class _Found(NamedTuple):
    anchor_on: dt.date
    node: rules.Node
    vehicle: OwnedVehicle | None


def _found(
    anchors: Iterable[ReminderAnchors], settings: ReminderSettings, today: dt.date, horizon: int
) -> Iterator[tuple[ReminderAnchors, list[_Found]]]:
    """Yield the customers with something open, and what is open, the earliest first."""
    tables = rules.unroll(settings, today, horizon)
    for one in anchors:
        found = [
            _Found(date, node, vehicle)
            for vehicle, dates in _all_dates(one, settings)
            for anchor, date in dates
            if date is not None and anchor in tables
            for nodes in tables[anchor].get(date, ())
            if (node := _first_open(one, nodes, vehicle)) is not None
        ]
        if found:
            yield one, sorted(found, key=lambda item: item.node.due_on)


def _judged(
    one: ReminderAnchors, found: list[_Found], settings: ReminderSettings, today: dt.date
) -> Iterator[tuple[_Found, Hold | None]]:
    """Yield what is open for one customer with the reason to hold it back, if any."""
    serviced = max((v.last_service_on for v in one.vehicles if v.last_service_on), default=None)
    marketed = False
    for item in found:
        rule, vehicle = item.node.rule, item.vehicle
        held = suppression.hold(rule, one.customer.standing, today, settings.quiet, serviced)
        if held is None and vehicle is not None and vehicle.transferred:
            held = Hold.TRANSFERRED
        if held is None and rule.purpose is Purpose.MARKETING:
            held, marketed = (Hold.RECENTLY_MARKETED if marketed else None), True
        yield item, held


def _first_open(
    one: ReminderAnchors, nodes: tuple[rules.Node, ...], vehicle: OwnedVehicle | None
) -> rules.Node | None:
    return next((node for node in nodes if not _settled(one, node, vehicle)), None)


def _all_dates(
    one: ReminderAnchors, settings: ReminderSettings
) -> Iterator[tuple[OwnedVehicle | None, tuple[_Date, ...]]]:
    own = (
        (Anchor.REGISTERED, one.registered_on),
        (Anchor.LAST_VISIT, one.last_visit_on),
        (Anchor.LOST, one.lost_on),
        (Anchor.BIRTH, one.birth_date),
    )
    yield None, own
    for vehicle in one.vehicles:
        yield vehicle, _vehicle_dates(vehicle, settings)


def _vehicle_dates(vehicle: OwnedVehicle, settings: ReminderSettings) -> tuple[_Date, ...]:
    """Return the anchors of one car; before the delivery only those of the order."""
    delivered, last = vehicle.delivered_on, vehicle.last_service_on
    common = (
        (Anchor.LOAN_END, vehicle.loan_end_on),
        (Anchor.LICENSED, None if vehicle.inspection_end else vehicle.licensed_on),
        (Anchor.INSPECTION_END, vehicle.inspection_end),
        (Anchor.INSURANCE_END, vehicle.insurance_end),
        (Anchor.FIRST_SERVICE if last is None else Anchor.NEXT_SERVICE,
         next_service(vehicle, settings)),
        (Anchor.SERVICED, last),
        (Anchor.IN_SHOP, last or delivered),
    )  # fmt: skip
    if delivered is None:
        return (
            *common,
            (Anchor.ORDERED, vehicle.ordered_on),
            (Anchor.EXPECTED_DELIVERY, vehicle.expected_delivery_on),
            (Anchor.WARRANTY_END, vehicle.warranty_end),
        )
    warranty = vehicle.warranty_end or settings.warranty.after(delivered)
    return (*common, (Anchor.DELIVERED, delivered), (Anchor.WARRANTY_END, warranty))


def _settled(one: ReminderAnchors, node: rules.Node, vehicle: OwnedVehicle | None) -> bool:
    if one.answered and _id(one, node, vehicle) in one.answered:
        return True
    reached = one.customer.reached_on
    if reached is None or node.rule.closes is Closing.ANSWER:
        return False
    since = node.due_on if node.rule.closes is Closing.DUE else node.shown_from
    return reached >= since


def _id(one: ReminderAnchors, node: rules.Node, vehicle: OwnedVehicle | None) -> str:
    car = vehicle.vehicle_id if vehicle else None
    return reminder_id(node.rule.key, one.customer.customer_id, car, node.due_on)


def _reminder(one: ReminderAnchors, item: _Found, today: dt.date) -> Reminder:
    anchor_on, node, vehicle = item
    rule, customer = node.rule, one.customer
    advisor = vehicle.service_advisor if vehicle and rule.owner == "service" else None
    return Reminder(
        id=_id(one, node, vehicle),
        rule=rule.key,
        customer=customer,
        vehicle_id=vehicle.vehicle_id if vehicle else None,
        anchor_on=anchor_on,
        due_on=node.due_on,
        shown_from=node.shown_from,
        topic=name_of(rule),
        reason=_reason(item, today),
        purpose=rule.purpose,
        occasion=rule.occasion,
        channels=suppression.open_channels(rule.channels, customer.standing),
        owner=rule.owner,
        assigned_to=advisor or customer.salesperson,
    )


def _reason(item: _Found, today: dt.date) -> str:
    anchor_on, node, vehicle = item
    due_on = node.due_on
    not_yet = (due_on.month, due_on.day) < (anchor_on.month, min(anchor_on.day, 28))
    car = (vehicle.label or vehicle.model or "") if vehicle else ""
    text = pick(node.rule.text_zh, node.rule.text_en).format(
        date=short(anchor_on, today),
        days=abs((anchor_on - today).days),
        years=due_on.year - anchor_on.year - not_yet,
        car=car,
    )
    return text if car else text.replace("（）", "").replace(" ()", "")


def _interval(model: str, intervals: tuple[ServiceInterval, ...]) -> ServiceInterval | None:
    """Return the interval of the longest name that `model` contains."""
    fitting = [row for row in intervals if row.model.lower() in model.lower()]
    return max(fitting, key=lambda row: len(row.model), default=None)


def _days_for(km: int, vehicle: OwnedVehicle) -> int | None:
    """Return in how many days the car runs `km`; None where that cannot be told."""
    last, delivered, run = vehicle.last_service_on, vehicle.delivered_on, vehicle.last_service_km
    if not run or last is None or delivered is None or (last - delivered).days < _DRIVEN_ENOUGH:
        return None
    days = km * (last - delivered).days // run
    return days if days < _TOO_FAR else None
