"""The facts about a customer that rules may speak of, each with how it is computed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from showroom_crm.i18n import N_


class FactKind(StrEnum):
    """What sort of value a fact has in the facts frame.

    NUMBER is a float64 column, BOOLEAN a float64 column of 0.0 and 1.0, both NaN without data;
    CHOICE is a column of texts (object or categorical), None or NaN without data.
    """

    NUMBER = "number"
    BOOLEAN = "boolean"
    CHOICE = "choice"


class Unit(StrEnum):
    """In what a number is counted; decides how it is written in a sentence."""

    NONE = "none"
    COUNT = "count"
    DAYS = "days"
    MONTHS = "months"  # of 30.4375 days
    FEN = "fen"
    RATIO = "ratio"
    PERCENT = "percent"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Fact:
    """One column of the facts frame.

    `meaning` tells exactly how the column is computed and when it has no data. `derived` facts are
    computed by the scoring room from other columns and are not delivered by the store.
    """

    key: str
    label: str
    unit: Unit
    kind: FactKind
    meaning: str
    derived: bool = False


_N, _B, _C = FactKind.NUMBER, FactKind.BOOLEAN, FactKind.CHOICE
_COUNT, _DAYS, _MONTHS, _FEN = Unit.COUNT, Unit.DAYS, Unit.MONTHS, Unit.FEN

# "kept": the shop has recorded this at least once, for any customer. Absence of a record then
# means "no" (0); where the shop never keeps such records, absence means "not known" (NaN).

_STANDING = (
    Fact("level", N_("Intent level"), Unit.NONE, _C, "customer.level"),
    Fact(
        "is_owner", N_("Owner"), Unit.NONE, _B,
        "1 if the customer has a deal delivered and not cancelled, or a vehicle not transferred "
        "with delivered_on, purchased_on or a service visit, or level D; else 0, never NaN",
    ),
    Fact(
        "open_deal", N_("Open order"), Unit.NONE, _B,
        "1 if a deal has ordered_on or a deposit and neither delivered_on nor cancelled_on; "
        "else 0, never NaN",
    ),
    Fact(
        "days_since_registered", N_("Days since registration"), _DAYS, _N,
        "today - customer.registered_on",
    ),
    Fact(
        "completeness", N_("Completeness of the record"), Unit.PERCENT, _N,
        "filled required fields / required fields x 100, never NaN",
    ),
)  # fmt: skip

_PURSUIT = (
    Fact(
        "visit_count", N_("Visits"), _COUNT, _N,
        "the greater of customer.visit_count, the number of visit rows, and 2 or 1 if "
        "second_visit_on or first_visit_on/last_visit_on is filled; 0 if none and kept",
    ),
    Fact(
        "days_since_last_visit", N_("Days since the last visit"), _DAYS, _N,
        "today - latest of the visit rows, last_visit_on, second_visit_on, first_visit_on",
    ),
    Fact(
        "test_drive_done", N_("Test drive"), Unit.NONE, _B,
        "1 if test_drive_done, test_drive_on or a test_drive row; 0 if stated not, or none "
        "and kept",
    ),
    Fact(
        "quote_given", N_("Quote"), Unit.NONE, _B,
        "1 if quote_on, quote_amount or a quote row; 0 if none and kept",
    ),
    Fact(
        "has_trade_in", N_("Trade-in"), Unit.NONE, _B,
        "1 if trade_in_plate, trade_in_value or owned_car is filled; 0 if none and kept",
    ),
    Fact(
        "budget", N_("Budget"), _FEN, _N,
        "customer.budget_max, else budget_min, in fen",
    ),
    Fact(
        "days_to_expected_purchase", N_("Days to the expected purchase"), _DAYS, _N,
        "customer.expected_on - today, negative when past",
    ),
    Fact(
        "cadence_days", N_("Cadence of the level"), _DAYS, _N,
        "days between two contacts of the customer's level; NaN where the level has none",
    ),
    Fact(
        "days_since_last_contact", N_("Days since the last contact"), _DAYS, _N,
        "today - latest of the successful contact rows (any contact row if none tells its "
        "success) and customer.last_contact_on",
    ),
    Fact(
        "last_contact_within_cadence", N_("Contacted within the cadence"), Unit.NONE, _B,
        "1 if days_since_last_contact <= cadence_days, else 0; never contacted: 0 once "
        "days_since_registered > cadence_days; NaN without a cadence",
        derived=True,
    ),
    Fact(
        "days_overdue", N_("Days overdue"), _DAYS, _N,
        "today - customer.next_follow_up_on, at least 0; NaN without a next follow-up",
    ),
)  # fmt: skip

_OWNERSHIP = (
    Fact(
        "vehicle_count", N_("Number of cars"), _COUNT, _N,
        "vehicles of the customer not transferred; 0 if none",
    ),
    Fact(
        "days_since_delivery", N_("Days since delivery"), _DAYS, _N,
        "today - latest of vehicle.delivered_on (else purchased_on) and deal.delivered_on, "
        "over cars not transferred",
    ),
    Fact(
        "car_age_months", N_("Age of the car"), _MONTHS, _N,
        "months since licensed_on (else delivered_on, else purchased_on) of the oldest car "
        "not transferred",
    ),
    Fact(
        "months_to_warranty_end", N_("Months to the end of warranty"), _MONTHS, _N,
        "warranty of the newest car (the setting's years from delivered_on, else "
        "purchased_on) - today, negative when past",
    ),
    Fact(
        "deal_count", N_("Purchases"), _COUNT, _N,
        "deals not cancelled with ordered_on, invoiced_on or delivered_on; vehicle_count if "
        "the customer has no deal row; 0 if neither",
    ),
    Fact(
        "deal_price", N_("Price of the car"), _FEN, _N,
        "price of the dearest deal not cancelled, in fen",
    ),
    Fact(
        "insurance_here", N_("Insured here"), Unit.NONE, _B,
        "1 if an insurance of the customer was bought here and has not ended; 0 if stated "
        "not, or none and kept",
    ),
    Fact(
        "loan", N_("Financed here"), Unit.NONE, _B,
        "1 if a deal has a lender or a loan_amount > 0; 0 if none and kept",
    ),
    Fact(
        "referral_count", N_("Referrals"), _COUNT, _N,
        "customers referred by this one; 0 if none and kept",
    ),
)  # fmt: skip

_SERVICE = (
    Fact(
        "service_count", N_("Service visits"), _COUNT, _N,
        "the greater of the service_visit rows and vehicle.service_count; 0 if none and kept",
    ),
    Fact(
        "service_visits_12m", N_("Service visits in 12 months"), _COUNT, _N,
        "service_visit rows in the last 365 days; with no row at all but a "
        "vehicle.last_service_on: 1 if in the last 365 days, else 0; 0 if none and kept",
    ),
    Fact(
        "service_amount_12m", N_("Service spending in 12 months"), _FEN, _N,
        "sum of service_visit.amount in the last 365 days, in fen; NaN if the customer has "
        "visits in that time but none with an amount; 0 if no visits and amounts are kept",
    ),
    Fact(
        "service_amount_total", N_("Service spending in all"), _FEN, _N,
        "the greater of the sum of service_visit.amount and vehicle.service_amount, in fen; "
        "0 if none and kept",
    ),
    Fact(
        "days_since_last_service", N_("Days since the last service"), _DAYS, _N,
        "today - latest of service_visit and vehicle.last_service_on over cars not transferred",
    ),
    Fact(
        "service_interval_months", N_("Service interval"), _MONTHS, _N,
        "the interval set for the car's model, else customer.purchase_interval, else the "
        "setting's default",
    ),
    Fact(
        "usual_interval_months", N_("Usual interval between visits"), _MONTHS, _N,
        "customer.purchase_interval: how often this customer comes or buys, where a list says so",
    ),
    Fact(
        "months_since_last_service", N_("Months without service"), _MONTHS, _N,
        "days_since_last_service / 30.4375; for an owner without one: since delivery, where "
        "service is kept (service_count = 0) or usual_interval_months is known",
        derived=True,
    ),
    Fact(
        "services_per_year", N_("Service visits a year"), _COUNT, _N,
        "service_visits_12m; if service_count, spread evenly since delivery (over a year at "
        "least), is more and the last service lies within 365 days: that",
        derived=True,
    ),
    Fact(
        "visits_ratio", N_("Service interval used"), Unit.RATIO, _N,
        "months_since_last_service / service_interval_months (6 if unknown)",
        derived=True,
    ),
)  # fmt: skip

_GOODS = (
    Fact(
        "goods_count_12m", N_("Goods bought in 12 months (times)"), _COUNT, _N,
        "payment rows of kind purchase in the last 365 days, returns (below zero) not counted; "
        "0 if none and kept",
    ),
    Fact(
        "goods_amount_12m", N_("Spent on goods in 12 months"), _FEN, _N,
        "sum of payment.amount of kind purchase in the last 365 days, returns taken off, in fen; "
        "NaN if the customer has such purchases but none with an amount; 0 if none and kept",
    ),
)  # fmt: skip

_CONTENTMENT = (
    Fact(
        "satisfaction_last", N_("Satisfaction (0-10)"), Unit.POINTS, _N,
        "score of the latest survey, 0 to 10",
    ),
    Fact(
        "open_complaints", N_("Open complaints"), _COUNT, _N,
        "complaints without closed_on; 0 if none",
    ),
)  # fmt: skip

FACTS: tuple[Fact, ...] = _STANDING + _PURSUIT + _OWNERSHIP + _SERVICE + _GOODS + _CONTENTMENT

BY_KEY: dict[str, Fact] = {fact.key: fact for fact in FACTS}

STORED: tuple[str, ...] = tuple(fact.key for fact in FACTS if not fact.derived)
