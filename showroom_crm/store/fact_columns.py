"""Facts put together, column by column, from what each table says of the customers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[Any]
Columns = dict[str, Column]
_MONTH, _YEAR = 30.4375, 365  # days


def combined(
    told: Columns, day: float, cadences: Mapping[str, int], months: tuple[int, int], required: int
) -> Columns:
    """Return the facts as of a Julian day; what is not known is not a number.

    `months` lie between two services, and until the warranty ends; `required` fields make a
    record complete.
    """
    owner = (_most(told["is_level_d"], told["owned"], told["delivered"]) > 0).astype("float64")
    facts = {
        "level": told["level"],
        "is_owner": owner,
        "open_deal": told_or(told["open_deal"], 0.0),
        "days_since_registered": told["days_since_registered"],
        "completeness": _completeness(told, owner, required),
        "satisfaction_last": told["satisfaction_last"],
        "open_complaints": told_or(told["open_complaints"], 0.0),
    }
    _pursue(facts, told, day, cadences)
    _own(facts, told, day, months[1])
    _serve(facts, told, day, months[0])
    return facts


def unset_unknown_spending(facts: Columns, told: Columns) -> None:
    """Unset the year's spending of those who came or bought, but whose amounts nobody wrote."""
    came = (told["services_12m"] > 0) | (facts["service_visits_12m"] > 0)
    unknown = came & np.isnan(told["amount_12m"])
    facts["service_amount_12m"] = np.where(unknown, np.nan, facts["service_amount_12m"])
    bought = (told["goods_12m"] > 0) & np.isnan(told["goods_amount_12m"])
    facts["goods_amount_12m"] = np.where(bought, np.nan, facts["goods_amount_12m"])


def is_told(column: Column) -> bool:
    """Tell whether anything is known of anybody."""
    return not bool(np.isnan(column).all())


def told_or(column: Column, instead: float | Column) -> Column:
    """Return a column with something in the place of what is not known."""
    return np.where(np.isnan(column), instead, column)


def _where(condition: Column, column: Column) -> Column:
    return np.where(condition, column, np.nan)


def _most(first: Column, *others: Column) -> Column:
    for other in others:
        first = np.fmax(first, other)
    return first


def _pursue(facts: Columns, told: Columns, day: float, cadences: Mapping[str, int]) -> None:
    visits = _most(told["visit_count"], told["visits"])
    facts["visit_count"] = _where(visits != 0, visits)
    facts["days_since_last_visit"] = day - _most(told["last_visit"], told["visited"])
    facts["test_drive_done"] = _most(told["test_drive_done"], told["driven"])
    facts["quote_given"] = _most(told["quote_given"], told["quoted"])
    facts["has_trade_in"] = told["has_trade_in"]
    facts["budget"] = told["budget"]
    facts["days_to_expected_purchase"] = told["days_to_expected_purchase"]
    days = [cadences.get(level, np.nan) for level in told["level"]]
    facts["cadence_days"] = np.array(days, dtype="float64")
    facts["days_since_last_contact"] = day - _most(told["last_contact"], told["contacted"])
    facts["days_overdue"] = told["days_overdue"]


def _own(facts: Columns, told: Columns, day: float, warranty_months: int) -> None:
    vehicles = told_or(told["vehicle_count"], 0.0)
    since_delivery = day - _most(told["car_delivered"], told["deal_delivered"])
    facts["vehicle_count"] = vehicles
    facts["days_since_delivery"] = since_delivery
    facts["car_age_months"] = (day - told["oldest"]) / _MONTH
    facts["months_to_warranty_end"] = warranty_months - since_delivery / _MONTH
    facts["deal_count"] = told_or(told["deals"], vehicles)
    facts["deal_price"] = told["deal_price"]
    facts["insurance_here"] = _where(told["here_stated"] > 0, told["here"])
    facts["loan"] = _where(told["loan"] > 0, told["loan"])
    facts["referral_count"] = told["referrals"]


def _serve(facts: Columns, told: Columns, day: float, service_months: int) -> None:
    serviced = told["car_serviced"]
    claimed = _where(~np.isnan(serviced), (day - serviced <= _YEAR).astype("float64"))
    facts["service_count"] = _most(told["services"], told["claimed_services"])
    facts["service_visits_12m"] = told_or(told["services_12m"], claimed)
    facts["service_amount_12m"] = told["amount_12m"]
    facts["service_amount_total"] = _most(told["amount_total"], told["claimed_amount"])
    facts["days_since_last_service"] = day - _most(told["serviced"], serviced)
    facts["goods_count_12m"] = told["goods_12m"]
    facts["goods_amount_12m"] = told["goods_amount_12m"]
    facts["service_interval_months"] = told_or(told["purchase_interval"], service_months)
    facts["usual_interval_months"] = told["purchase_interval"]


def _completeness(told: Columns, owner: Column, required: int) -> Column:
    who = told["who_filled"] + told_or(told["has_phone"], 0.0)
    filled = who + np.where(owner == 0, told["intent_filled"], told_or(told["car_filled"], 0.0))
    return np.asarray(np.round(filled / required * 100))
