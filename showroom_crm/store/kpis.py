"""The quantities behind the indicators of a month, counted in SQL as `values.kpis` defines them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import _
from showroom_crm.store import kpi_care, kpi_ground, kpi_ownership, kpi_trade, settings
from showroom_crm.store.database import Store
from showroom_crm.store.kpi_topics import BREAKDOWNS, Month, execute, month_of, months_before, sums
from showroom_crm.values.insight import KpiCount
from showroom_crm.values.kpis import QUANTITIES
from showroom_crm.values.reminders import ServiceInterval

DELIVERY_TARGETS = "delivery_targets"  # the setting: cars by month, {"2026-12": 30}

# Visitors who left no data have neither model nor source.
_NOT_BY = {"walk_ins": {"model", "source"}}
# First visits of customers alone are half of these: visitors without data must be on record too.
_HALF_KEPT = frozenset({"walk_ins"})

_Sums = dict[tuple[str | None, str], float]


def counted(
    store: Store,
    month: dt.date,
    today: dt.date,
    breakdown: str | None = None,
    intervals: Sequence[ServiceInterval] = (),
) -> tuple[KpiCount, ...]:
    """Return every quantity of the month that `month` lies in, as known on `today`.

    With a breakdown (salesperson, model or source) the whole shop comes first, then every group
    with anything to count; things without a group are in the whole alone. What the shop does not
    keep is left out, and so are first services without the service intervals that tell when they
    are due. A month still to come has no counts. Raises InvalidInput for another breakdown.
    """
    if breakdown is not None and breakdown not in BREAKDOWNS:
        raise InvalidInput(
            _("Indicators cannot be broken down by “{field}”.").format(field=breakdown)
        )
    span = month_of(month, today)
    if span.start > today:
        return ()
    with store.read() as connection:
        found, kept = _look(connection, span, breakdown, intervals)
    if breakdown is None:
        found |= _target(store, span)
    return _listed(span, found, kept, breakdown)


def _look(
    connection: Connection,
    month: Month,
    breakdown: str | None,
    intervals: Sequence[ServiceInterval],
) -> tuple[_Sums, set[str]]:
    """Return the sums by group and quantity, and which quantities the shop keeps."""
    parameters = month.parameters()
    kpi_ground.lay(connection, parameters)
    found: _Sums = {}
    conditions: dict[str, str] = {}
    for topic in (
        *kpi_trade.TOPICS,
        kpi_ownership.active(month),
        *kpi_ownership.TOPICS,
        *kpi_care.TOPICS,
    ):
        found |= sums(connection, topic, breakdown, parameters)
        conditions |= topic.kept
    if intervals:
        found |= kpi_ownership.first_services(connection, month, breakdown, intervals)
        conditions |= kpi_ownership.FIRST_SERVICES
    seen = {name for (_part, name), number in found.items() if number} - _HALF_KEPT
    return found, _kept(connection, conditions, seen, parameters)


def _kept(
    connection: Connection,
    conditions: Mapping[str, str],
    seen: set[str],
    parameters: Mapping[str, str | bool],
) -> set[str]:
    """Return the quantities seen, and of the others those whose condition holds."""
    asked = [name for name in conditions if name not in seen]
    different = list(dict.fromkeys(conditions[name] for name in asked))
    if not different:
        return seen
    answers = execute(connection, f"SELECT {', '.join(different)}", parameters).one()
    held = dict(zip(different, answers, strict=True))
    return seen | {name for name in asked if held[conditions[name]]}


def _target(store: Store, month: Month) -> _Sums:
    following = months_before(month.start, -1)
    targets = settings.value(store, DELIVERY_TARGETS, {})
    target = targets.get(f"{following:%Y-%m}")
    return {} if target is None else {(None, "delivery_target"): float(target)}


def _listed(
    month: Month, found: _Sums, kept: set[str], breakdown: str | None
) -> tuple[KpiCount, ...]:
    known = kept | {name for _part, name in found if name == "delivery_target"}
    names = [each.key for each in QUANTITIES if each.key in known]
    whole: dict[str, float] = {}
    for (_part, name), number in found.items():
        whole[name] = whole.get(name, 0) + number
    groups = sorted({part for (part, _name), number in found.items() if part and number})
    by_group = [name for name in names if breakdown not in _NOT_BY.get(name, ())]
    return (
        *(KpiCount(month.start, name, whole.get(name, 0)) for name in names),
        *(
            KpiCount(month.start, name, found.get((group, name), 0), group)
            for group in groups
            for name in by_group
        ),
    )
