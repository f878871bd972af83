"""The indicators of a showroom by month, and the quantities they are computed from."""

from __future__ import annotations

from showroom_crm.i18n import N_
from showroom_crm.values.insight import Kpi, Quantity

# "in the month": the date named lies in the month; "at the end": as of the month's last day, or
# today in the month that still runs. A quantity the shop does not keep is left out, not counted 0.
QUANTITIES: tuple[Quantity, ...] = (
    Quantity("walk_ins", "first visits in the month, those who left no data too"),
    Quantity("records_made", "customers registered in the month who visited in it"),
    Quantity(
        "valid_leads",
        "customers registered in the month whose source is not a visit, number not invalid",
    ),
    Quantity("invited_visits", "of valid_leads, those who visited in the month"),
    Quantity("new_prospects", "customers registered in the month"),
    Quantity("test_drives", "customers with a test drive in the month"),
    Quantity(
        "test_drive_orders",
        "of test_drives, those who ordered in the month, after it or on its day",
    ),
    Quantity("second_visits", "customers whose second visit lies in the month"),
    Quantity("orders", "deals ordered in the month, not cancelled"),
    Quantity("deliveries", "deals delivered in the month"),
    Quantity("referred_deliveries", "of deliveries, those to customers someone referred"),
    Quantity("trade_in_deliveries", "of deliveries, not referred, those with a trade-in"),
    Quantity(
        "further_deliveries",
        "of deliveries, not referred, no trade-in, to customers with an earlier delivery",
    ),
    Quantity("open_orders", "deals ordered, neither delivered nor cancelled, at the end"),
    Quantity("delivery_target", "the shop's delivery target of the next month"),
    Quantity("orders_of_new", "of new_prospects, those who ordered in the month"),
    Quantity(
        "carried_over",
        "prospects registered earlier and neither ordered nor lost at the month's begin",
    ),
    Quantity("orders_of_carried", "of carried_over, those who ordered in the month"),
    Quantity(
        "carried_over_90", "of carried_over, those registered at most 90 days before the month"
    ),
    Quantity("orders_of_carried_90", "of carried_over_90, those who ordered in the month"),
    Quantity("lost", "prospects lost in the month"),
    Quantity("lost_with_reason", "of lost, those with a reason"),
    Quantity("owners_at_start", "owners at the month's begin"),
    Quantity("owners_active_at_end", "owners at the end who are not dormant"),
    Quantity("new_owners", "customers whose first delivery lies in the month"),
    Quantity("served_half_year_ago", "owners with a service visit in the month six months before"),
    Quantity(
        "served_again", "of served_half_year_ago, those with a later service visit up to the end"
    ),
    Quantity("first_services_due", "cars whose first service fell due in the month"),
    Quantity("first_services_done", "of first_services_due, those with a service visit by the end"),
    Quantity(
        "policies_ending", "insurance policies (else insurance ends of cars) ending in the month"
    ),
    Quantity("policies_renewed", "of policies_ending, those followed by a policy bought here"),
    Quantity("owners_of_year", "owners at the end"),
    Quantity(
        "repurchases_of_year",
        "of owners_of_year, those with a further delivery in the last 365 days",
    ),
    Quantity("survey_answers", "surveys with a score in the month"),
    Quantity("survey_promoters", "of survey_answers, scores of 9 and 10"),
    Quantity("survey_detractors", "of survey_answers, scores below 7"),
    Quantity("survey_points", "sum of the scores of survey_answers"),
    Quantity("complaints", "complaints opened in the month"),
    Quantity("service_visits", "service visits in the month"),
    Quantity("fields_required", "required fields of all customers, at the end"),
    Quantity("fields_filled", "of fields_required, those filled"),
    Quantity("tasks_due", "follow-ups and reminders due in the month, up to the end"),
    Quantity("tasks_on_time", "of tasks_due, those done on or before their day"),
)

_TRADE = (
    Kpi("record_rate", N_("Record rate"), ("records_made",), ("walk_ins",),
        N_("records made in the showroom ÷ walk-in visitors")),
    Kpi("invitation_rate", N_("Invitation rate"), ("invited_visits",), ("valid_leads",),
        N_("leads who came to the showroom ÷ valid leads")),
    Kpi("second_visit_rate", N_("Second-visit rate"), ("second_visits",), ("new_prospects",),
        N_("customers on their second visit ÷ new customers")),
    Kpi("test_drive_rate", N_("Test-drive rate"), ("test_drives",), ("new_prospects",),
        N_("customers who took a test drive ÷ new customers")),
    Kpi("test_drive_order_rate", N_("Order rate after test drives"), ("test_drive_orders",),
        ("test_drives",), N_("orders after a test drive ÷ customers who took a test drive")),
    Kpi("order_rate", N_("Order rate"), ("orders",), ("new_prospects",),
        N_("orders ÷ new customers")),
    Kpi("new_order_rate", N_("Order rate of new customers"), ("orders_of_new",),
        ("new_prospects",), N_("orders of customers new this month ÷ new customers")),
    Kpi("carried_order_rate", N_("Order rate of earlier customers"), ("orders_of_carried",),
        ("carried_over",), N_("orders of customers carried over ÷ customers carried over")),
    Kpi("carried_90_order_rate", N_("Order rate of customers of 90 days"),
        ("orders_of_carried_90",), ("carried_over_90",),
        N_("orders of customers carried over, at most 90 days old ÷ their number")),
    Kpi("delivery_rate", N_("Delivery rate"), ("deliveries",), ("orders",),
        N_("deliveries ÷ orders")),
    Kpi("order_reserve", N_("Order reserve"), ("open_orders",), ("delivery_target",),
        N_("orders not yet delivered ÷ delivery target of next month")),
    Kpi("lost_rate", N_("Lost rate"), ("lost",), ("carried_over", "new_prospects"),
        N_("customers lost ÷ (carried over + new)")),
    Kpi("lost_reason_rate", N_("Lost with a reason"), ("lost_with_reason",), ("lost",),
        N_("customers lost for a known reason ÷ customers lost")),
)  # fmt: skip

_OWNERSHIP = (
    Kpi("referral_rate", N_("Referral rate"), ("referred_deliveries",), ("deliveries",),
        N_("deliveries to referred customers ÷ deliveries")),
    Kpi("base_share", N_("Share of the customer base"),
        ("referred_deliveries", "trade_in_deliveries", "further_deliveries"), ("deliveries",),
        N_("(referred + trade-in + further car) deliveries ÷ deliveries")),
    Kpi("retention_rate", N_("Retention"), ("owners_active_at_end", "-new_owners"),
        ("owners_at_start",),
        N_("(active owners at the end − new owners) ÷ owners at the start")),
    Kpi("return_rate", N_("Return rate"), ("served_again",), ("served_half_year_ago",),
        N_("owners back within six months ÷ owners served six months ago")),
    Kpi("churn_rate", N_("Churn rate"), ("served_half_year_ago", "-served_again"),
        ("served_half_year_ago",),
        N_("owners not back within six months ÷ owners served six months ago")),
    Kpi("first_service_rate", N_("First-service rate"), ("first_services_done",),
        ("first_services_due",), N_("first services done ÷ first services due")),
    Kpi("renewal_rate", N_("Renewal rate"), ("policies_renewed",), ("policies_ending",),
        N_("insurances renewed here ÷ insurances ending")),
    Kpi("repurchase_rate", N_("Repurchase rate (year)"), ("repurchases_of_year",),
        ("owners_of_year",), N_("owners who bought again within a year ÷ owners")),
)  # fmt: skip

_CARE = (
    Kpi("nps", N_("NPS"), ("survey_promoters", "-survey_detractors"), ("survey_answers",),
        N_("(answers of 9-10 − answers of 0-6) ÷ answers")),
    Kpi("satisfaction", N_("Satisfaction (0-10)"), ("survey_points",), ("survey_answers",),
        N_("sum of the scores ÷ answers"), scale=1),
    Kpi("complaint_rate_sales", N_("Complaints per delivery"), ("complaints",), ("deliveries",),
        N_("complaints ÷ deliveries")),
    Kpi("complaint_rate_service", N_("Complaints per service visit"), ("complaints",),
        ("service_visits",), N_("complaints ÷ service visits")),
    Kpi("completeness", N_("Completeness of records"), ("fields_filled",), ("fields_required",),
        N_("required fields filled ÷ required fields")),
    Kpi("timeliness", N_("On-time follow-up"), ("tasks_on_time",), ("tasks_due",),
        N_("follow-ups and reminders done by their day ÷ due")),
)  # fmt: skip

KPIS: tuple[Kpi, ...] = _TRADE + _OWNERSHIP + _CARE

BY_KEY: dict[str, Kpi] = {kpi.key: kpi for kpi in KPIS}
