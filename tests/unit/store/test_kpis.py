"""Every quantity of a month is counted as it is defined, from events and from what sources tell."""

import datetime as dt
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from showroom_crm.errors import InvalidInput
from showroom_crm.store import kpis, tables
from showroom_crm.store.database import Store
from showroom_crm.values.kpis import QUANTITIES
from showroom_crm.values.reminders import ServiceInterval

NOW = dt.datetime(2026, 11, 20, 9, 30)
TODAY = NOW.date()
NOVEMBER = dt.date(2026, 11, 1)
INTERVALS = (ServiceInterval("", 6, 5000, 6, 10000), ServiceInterval("深蓝", 12, 10000, 12, 20000))


def day(text: str) -> dt.date:
    """Return the day of 2026 written "11-05", or a full date."""
    return dt.date.fromisoformat(text if len(text) == 10 else f"2026-{text}")


def at(text: str) -> dt.datetime:
    """Return ten in the morning of a day."""
    return dt.datetime.combine(day(text), dt.time(10))


def add(store: Store, table: str, *rows: dict[str, Any]) -> list[int]:
    """Write rows; text in a column of dates is read as a day, in one of instants as its morning."""
    kinds = {column.name: column.type.python_type for column in tables.BY_NAME[table].c}
    read = {dt.date: day, dt.datetime: at}
    typed = [
        {
            k: read[kinds[k]](v) if kinds[k] in read and isinstance(v, str) else v
            for k, v in r.items()
        }
        for r in rows
    ]
    with store.write("import", "History", None, NOW) as writing:
        return list(writing.insert(table, typed))


def customers(store: Store, *rows: dict[str, Any]) -> list[int]:
    """Write customers and return their ids."""
    return add(store, "customer", *rows)


def scored(store: Store, stages: dict[int, str], completeness: int = 67) -> None:
    """Give customers a stage as the scores would."""
    rows = [
        {"customer_id": c, "stage": s, "coverage": 100, "completeness": completeness}
        for c, s in stages.items()
    ]
    with store.derive() as adding:
        adding.connection.execute(tables.BY_NAME["score"].insert(), rows)


def month_end(store: Store, month: dt.date, stages: dict[int, str]) -> None:
    """Keep the stages that customers had at a month's end."""
    rows = [{"customer_id": c, "stage": s, "month": month} for c, s in stages.items()]
    with store.derive() as adding:
        adding.connection.execute(tables.BY_NAME["score_snapshot"].insert(), rows)


def counts(store: Store, month: dt.date = NOVEMBER, today: dt.date = TODAY) -> dict[str, float]:
    """Return the quantities of the whole shop."""
    return {
        each.quantity: each.count for each in kpis.counted(store, month, today, None, INTERVALS)
    }


def groups(store: Store, breakdown: str, quantity: str) -> dict[str, float]:
    """Return one quantity by group, the whole under ""."""
    found = kpis.counted(store, NOVEMBER, TODAY, breakdown)
    return {each.breakdown: each.count for each in found if each.quantity == quantity}


def test_a_shop_that_keeps_nothing_has_nothing_to_count(store: Store) -> None:
    assert counts(store) == {}

    customers(store, {"name": "王小明"})

    assert counts(store) == {}


def test_a_month_to_come_is_not_counted(store: Store) -> None:
    customers(store, {"registered_on": "11-05"})

    assert counts(store, dt.date(2026, 12, 1)) == {}
    assert counts(store, dt.date(2026, 11, 15))["new_prospects"] == 1


def test_only_the_known_breakdowns_are_answered(store: Store) -> None:
    with pytest.raises(InvalidInput):
        kpis.counted(store, NOVEMBER, TODAY, "weather")


def test_walk_ins_count_visitors_without_data_and_customers_once(store: Store) -> None:
    ids = customers(
        store,
        {"registered_on": "11-03", "first_visit_on": "11-03"},  # with a visit row of the same day
        {"registered_on": "11-04", "visit_count": 1},  # a visit row alone
        {"registered_on": "11-05"},  # registered by phone
        {"registered_on": "10-05", "first_visit_on": "10-05", "last_visit_on": "11-06"},
    )
    add(
        store,
        "visit",
        {"customer_id": ids[0], "arrived_at": "11-03"},
        {"customer_id": ids[1], "arrived_at": "11-04"},
    )
    before = counts(store)
    add(store, "visit", *[{"arrived_at": "11-08"}] * 2, {"arrived_at": "10-08"})
    after = counts(store)

    assert "walk_ins" not in before  # nobody writes down those who leave no data
    assert (after["walk_ins"], after["records_made"], after["new_prospects"]) == (4, 2, 3)


def test_second_visits_by_column_and_by_rows(store: Store) -> None:
    ids = customers(
        store,
        {"second_visit_on": "11-07", "visit_count": 2},  # stated
        {"first_visit_on": "10-20"},  # the row in November is the second day
        {"first_visit_on": "10-02", "last_visit_on": "11-09", "visit_count": 2},
        {"first_visit_on": "10-02", "last_visit_on": "11-09", "visit_count": 5},  # not the second
        {},  # twice on one day, the second day in November
        {},  # the second visit was in October
    )
    add(store, "visit", {"customer_id": ids[0], "arrived_at": "11-07"})
    add(store, "visit", {"customer_id": ids[1], "arrived_at": "11-10"})
    add(store, "visit", *({"customer_id": ids[4], "arrived_at": d} for d in ("11-11", "11-11")))
    add(store, "visit", {"customer_id": ids[4], "arrived_at": "11-12"})
    for text in ("10-01", "10-09", "11-12"):
        add(store, "visit", {"customer_id": ids[5], "arrived_at": text})

    assert counts(store)["second_visits"] == 4


def test_leads_and_the_visits_they_were_invited_to(store: Store) -> None:
    lead = {"registered_on": "11-02", "source_l1": "网络"}
    customers(
        store,
        lead,
        lead | {"first_visit_on": "11-09"},
        lead | {"number_status": "空号", "first_visit_on": "11-09"},
        lead | {"source_l1": "来店", "first_visit_on": "11-02"},
        lead | {"source_l1": None},
        lead | {"registered_on": "10-30", "first_visit_on": "11-09"},
    )
    found = counts(store)

    assert (found["valid_leads"], found["invited_visits"]) == (2, 1)


def test_test_drives_and_orders_after_them(store: Store) -> None:
    ids = customers(
        store,
        {"test_drive_on": "11-05", "test_drive_done": True},  # and a row: one customer
        {"test_drive_on": "11-05"},
        {},  # a row alone, ordered the same day
        {"test_drive_on": "10-31"},  # in October, ordered in November
        {"test_drive_done": True},  # nobody knows when
    )
    add(store, "test_drive", {"customer_id": ids[0], "on": "11-06"})
    add(store, "test_drive", {"customer_id": ids[2], "on": "11-10"})
    without_orders = counts(store)
    add(
        store,
        "deal",
        {"customer_id": ids[1], "ordered_on": "11-02"},  # before the drive
        {"customer_id": ids[2], "ordered_on": "11-10"},
        {"customer_id": ids[3], "ordered_on": "11-10"},
    )
    found = counts(store)

    assert without_orders["test_drives"] == 3
    assert "test_drive_orders" not in without_orders
    assert (found["test_drives"], found["test_drive_orders"]) == (3, 1)


def test_orders_from_deals_and_from_levels_without_a_deal(store: Store) -> None:
    ids = customers(
        store,
        {"level": "O", "last_contact_on": "11-10"},  # has a deal and a contact: one order
        {"level": "O", "last_contact_on": "11-11"},  # the contact alone tells the order
        {"level": "O"},  # imported as ordered: open, but nobody knows since when
        {},
        {"level": "D"},  # delivered by its level
    )
    add(
        store,
        "deal",
        {"customer_id": ids[0], "ordered_on": "11-10"},
        {"customer_id": ids[3], "ordered_on": "11-04", "cancelled_on": "11-06"},
        {"customer_id": ids[3], "ordered_on": "11-07"},
        {"customer_id": ids[3], "ordered_on": "10-07", "delivered_on": "11-03"},
        {"customer_id": ids[4], "ordered_on": "10-07"},
    )
    add(
        store,
        "contact",
        {"customer_id": ids[0], "at": "11-10", "level_after": "O"},
        {"customer_id": ids[1], "at": "11-11", "level_after": "O"},
    )
    now, october = counts(store), counts(store, day("10-01"))

    assert (now["orders"], now["open_orders"]) == (3, 4)
    assert (october["orders"], october["open_orders"]) == (2, 1)


def test_a_delivered_car_closes_the_order_it_belongs_to(store: Store) -> None:
    linked, loose, older = customers(store, {}, {}, {})
    cars = add(
        store,
        "vehicle",
        {"customer_id": linked, "delivered_on": "11-08"},
        {"customer_id": loose, "delivered_on": "11-09"},
        {"customer_id": older, "purchased_on": "2020-03-01"},
    )
    add(
        store,
        "deal",
        {"customer_id": linked, "vehicle_id": cars[0], "ordered_on": "10-08"},
        {"customer_id": loose, "ordered_on": "10-09"},
        {"customer_id": older, "ordered_on": "11-10"},  # waits for another car
    )
    found = counts(store)

    assert (found["open_orders"], found["deliveries"]) == (1, 2)


def test_deliveries_are_told_apart_and_never_counted_twice(store: Store) -> None:
    referred, by_name, traded, again, first, elsewhere = customers(
        store,
        {"trade_in_plate": "浙A12345"},
        {"referrer": "李雷"},
        {"trade_in_value": 5_000_000},
        {},
        {},
        {},
    )
    add(store, "referral", {"customer_id": first, "referred_id": referred})
    (linked,) = add(store, "vehicle", {"customer_id": referred, "delivered_on": "11-05"})
    add(
        store,
        "vehicle",
        {"customer_id": by_name, "purchased_on": "11-06"},
        {"customer_id": again, "purchased_on": "2022-05-01"},
        {"customer_id": again, "delivered_on": "11-07"},
        {"customer_id": first, "delivered_on": "11-30"},  # planned after today
        {"customer_id": elsewhere, "purchased_on": "11-07", "sold_here": False},
    )
    add(
        store,
        "deal",
        {"customer_id": referred, "vehicle_id": linked, "delivered_on": "11-05"},
        {"customer_id": by_name, "delivered_on": "11-08"},  # the car above, not linked
        {"customer_id": traded, "delivered_on": "11-09"},  # no car on record
        {"customer_id": first, "delivered_on": "11-09", "cancelled_on": "11-10"},
    )
    found = counts(store)

    assert found["deliveries"] == 4
    assert found["referred_deliveries"] == 2
    assert found["trade_in_deliveries"] == 1
    assert found["further_deliveries"] == 1


def test_referrals_and_trade_ins_are_left_out_where_not_kept(store: Store) -> None:
    (owner,) = customers(store, {})
    add(store, "vehicle", {"customer_id": owner, "delivered_on": "11-05"})
    found = counts(store)

    assert (found["deliveries"], found["further_deliveries"]) == (1, 0)
    assert not {"referred_deliveries", "trade_in_deliveries", "orders"} & found.keys()


def test_the_delivery_target_is_that_of_the_next_month(store: Store) -> None:
    assert "delivery_target" not in counts(store)

    value = '{"2026-11": 20, "2026-12": 30}'
    add(store, "setting", {"key": kpis.DELIVERY_TARGETS, "value": value})

    assert counts(store)["delivery_target"] == 30
    assert counts(store, day("10-01"))["delivery_target"] == 20


def test_who_was_carried_over_and_who_of_them_ordered(store: Store) -> None:
    ids = customers(
        store,
        {"registered_on": "10-15", "level": "H"},
        {"registered_on": "10-15", "level": "O", "last_contact_on": "11-09"},  # ordered since
        {"registered_on": "05-15", "level": "C"},
        {"registered_on": "05-15", "level": "C"},  # ordered in June, cancelled in July
        {"registered_on": "05-15", "level": "F", "lost_on": "11-04", "lost_reason": "价格"},
        {"registered_on": "05-15", "level": "F", "lost_on": "10-04"},  # lost before
        {"registered_on": "05-15", "level": "F"},  # lost, nobody knows when
        {"registered_on": "05-15", "level": "D"},  # an owner
        {"registered_on": "11-02", "level": "O"},  # new
        {"level": "H"},  # nobody knows since when
    )
    add(
        store,
        "deal",
        {"customer_id": ids[2], "ordered_on": "11-12"},
        {"customer_id": ids[3], "ordered_on": "06-12", "cancelled_on": "07-01"},
        {"customer_id": ids[7], "ordered_on": "06-12", "delivered_on": "07-12"},
        {"customer_id": ids[8], "ordered_on": "11-12"},
    )
    add(store, "contact", {"customer_id": ids[1], "at": "11-09", "level_after": "O"})
    found = counts(store)

    assert (found["carried_over"], found["orders_of_carried"]) == (5, 2)
    assert (found["carried_over_90"], found["orders_of_carried_90"]) == (2, 1)
    assert (found["new_prospects"], found["orders_of_new"]) == (1, 1)
    assert (found["lost"], found["lost_with_reason"]) == (1, 1)
    assert counts(store, day("10-01"))["lost_with_reason"] == 0


def test_reasons_are_left_out_where_nobody_writes_them_down(store: Store) -> None:
    customers(store, {"lost_on": "11-04"}, {"lost_on": "10-04", "lost_reason": ""})
    found = counts(store)

    assert found["lost"] == 1
    assert "lost_with_reason" not in found


def test_owners_at_both_ends_of_the_month(store: Store) -> None:
    old, new, sold, level, served, dealt = customers(
        store, {"level": "D"}, {}, {}, {"level": "D"}, {}, {}
    )
    customers(store, {"level": "H"})
    add(
        store,
        "vehicle",
        {"customer_id": old, "delivered_on": "2021-05-01"},
        {"customer_id": old, "delivered_on": "11-06"},  # buys again
        {"customer_id": new, "delivered_on": "11-05"},
        {"customer_id": sold, "purchased_on": "2019-05-01", "transferred_on": "11-02"},
        {"customer_id": served, "last_service_on": "10-02"},  # bought elsewhere
        {"customer_id": served},  # a car on order
    )
    add(store, "deal", {"customer_id": dealt, "delivered_on": "2023-01-01"})
    unscored = counts(store)
    scored(store, {old: "loyal", new: "owner", level: "dormant", served: "owner"})
    found = counts(store)

    assert "owners_active_at_end" not in unscored
    assert found["owners_at_start"] == 5  # all but the new one
    assert found["owners_of_year"] == 5  # all but the one who sold the car
    assert found["owners_active_at_end"] == 3
    assert found["new_owners"] == 1
    assert found["repurchases_of_year"] == 1


def test_who_was_dormant_at_a_past_months_end_is_what_was_kept_then(store: Store) -> None:
    awake, asleep = customers(store, {"level": "D"}, {"level": "D"})
    scored(store, {awake: "dormant", asleep: "dormant"})
    unkept = counts(store, day("10-01"))
    month_end(store, day("10-01"), {awake: "owner", asleep: "dormant"})

    assert "owners_active_at_end" not in unkept
    assert counts(store, day("10-01"))["owners_active_at_end"] == 1
    assert counts(store)["owners_active_at_end"] == 0


def test_owners_back_within_half_a_year(store: Store) -> None:
    rows, column, gone, early = customers(store, {}, {}, {}, {})
    add(
        store,
        "service_visit",
        {"customer_id": rows, "in_on": "05-10"},
        {"customer_id": rows, "in_on": "05-20"},
        {"customer_id": rows, "in_on": "11-10"},
        {"customer_id": column, "in_on": "05-31"},
        {"customer_id": gone, "in_on": "05-01"},
        {"customer_id": gone, "in_on": "11-25"},  # after today
        {"customer_id": early, "in_on": "04-30"},
        {"customer_id": early, "in_on": "06-01"},
    )
    add(store, "vehicle", {"customer_id": column, "last_service_on": "08-01"})
    found = counts(store)

    assert (found["served_half_year_ago"], found["served_again"]) == (3, 2)


def test_returns_cannot_be_told_from_the_last_service_of_cars(store: Store) -> None:
    (owner,) = customers(store, {})
    add(store, "vehicle", {"customer_id": owner, "last_service_on": "05-10"})
    found = counts(store)

    assert not {"served_half_year_ago", "served_again"} & found.keys()
    assert found["service_visits"] == 0


def test_service_visits_of_rows_and_columns_are_counted_once(store: Store) -> None:
    both, column = customers(store, {}, {})
    cars = add(
        store,
        "vehicle",
        {"customer_id": both, "last_service_on": "11-06"},
        {"customer_id": column, "last_service_on": "11-07"},
        {"customer_id": column, "last_service_on": "10-07"},
    )
    add(
        store,
        "service_visit",
        {"customer_id": both, "vehicle_id": cars[0], "in_on": "11-05", "out_on": "11-06"},
        {"customer_id": both, "vehicle_id": cars[0], "in_on": "11-16"},
    )

    assert counts(store)["service_visits"] == 3


def test_first_services_due_by_the_interval_of_the_model(store: Store) -> None:
    done, column, missed, electric, gone = customers(store, {}, {}, {}, {}, {})
    cars = add(
        store,
        "vehicle",
        {"customer_id": done, "delivered_on": "05-02"},
        {"customer_id": column, "purchased_on": "05-10", "last_service_on": "11-01"},
        {"customer_id": missed, "delivered_on": "05-20"},  # due today
        {"customer_id": missed, "delivered_on": "05-21"},  # due tomorrow
        {"customer_id": electric, "delivered_on": "2025-11-15", "model": "深蓝 S07"},
        {"customer_id": electric, "delivered_on": "05-15", "model": "深蓝 S07"},
        {"customer_id": gone, "delivered_on": "05-02", "transferred_on": "09-01"},
    )
    add(store, "service_visit", {"customer_id": done, "vehicle_id": cars[0], "in_on": "10-28"})
    found = counts(store)

    assert (found["first_services_due"], found["first_services_done"]) == (4, 2)
    without = {each.quantity for each in kpis.counted(store, NOVEMBER, TODAY)}
    assert not {"first_services_due", "first_services_done"} & without


def test_policies_ending_and_renewed_here(store: Store) -> None:
    here, other, late, column = customers(store, {}, {}, {}, {})
    (car,) = add(store, "vehicle", {"customer_id": here, "insurance_end": "11-05"})
    add(store, "vehicle", {"customer_id": column, "insurance_end": "11-30"})
    add(store, "vehicle", {"customer_id": column, "insurance_end": "12-01"})
    unkept = counts(store)
    policy: dict[str, Any] = {"customer_id": here, "vehicle_id": car, "here": True}
    add(
        store,
        "insurance_policy",
        policy | {"ends_on": "11-05", "here": False},
        policy | {"starts_on": "11-06", "ends_on": "2027-11-05"},
        {"customer_id": other, "ends_on": "11-10", "here": True},
        {"customer_id": other, "starts_on": "11-11", "ends_on": "2027-11-10", "here": False},
        {"customer_id": late, "ends_on": "11-12", "here": True},
        {"customer_id": late, "starts_on": "2027-05-11", "ends_on": "2028-05-10", "here": True},
    )
    found = counts(store)

    assert unkept["policies_ending"] == 2
    assert "policies_renewed" not in unkept
    assert (found["policies_ending"], found["policies_renewed"]) == (4, 1)


def test_answers_and_complaints(store: Store) -> None:
    (owner,) = customers(store, {})
    scores = {"11-01": 10.0, "11-02": 9.0, "11-03": 7.5, "11-04": 6.5, "10-31": 1.0}
    add(store, "survey", *({"customer_id": owner, "on": d, "score": s} for d, s in scores.items()))
    add(store, "complaint", {"customer_id": owner, "opened_on": "11-04", "text": "等太久"})
    add(store, "complaint", {"customer_id": owner, "opened_on": "10-04", "text": "异响"})
    found = counts(store)

    assert found["survey_answers"] == 4
    assert (found["survey_promoters"], found["survey_detractors"]) == (2, 1)
    assert found["survey_points"] == 33.0
    assert found["complaints"] == 1
    assert counts(store, day("09-01"))["complaints"] == 0


def test_required_fields_of_those_registered_by_the_end(store: Store) -> None:
    ids = customers(store, {"registered_on": "10-01"}, {"registered_on": "11-02"}, {})
    assert "fields_required" not in counts(store)
    scored(store, dict.fromkeys(ids, "prospect"), completeness=67)  # six of nine

    assert (counts(store)["fields_required"], counts(store)["fields_filled"]) == (27, 18)
    assert counts(store, day("10-01"))["fields_filled"] == 12


def test_follow_ups_and_reminders_done_by_their_day(store: Store) -> None:
    called, waiting, kept, late, answered = customers(
        store,
        {"next_follow_up_on": "11-25", "last_contact_on": "11-12"},  # due after today
        {"next_follow_up_on": "11-18", "last_contact_on": "11-10"},
        {"next_follow_up_on": "11-10", "last_contact_on": "11-10"},  # no contact on record
        {"next_follow_up_on": "11-10", "last_contact_on": "11-02"},
        {},
    )
    add(
        store,
        "contact",
        {"customer_id": called, "at": "10-30", "next_on": "11-02"},  # called on its day
        {"customer_id": called, "at": "11-02", "next_on": "11-09"},  # called three days late
        {"customer_id": called, "at": "11-12", "next_on": "11-16"},  # moved to 25 November since
        {"customer_id": waiting, "at": "11-10", "next_on": "11-18"},  # once, with the customer's
    )
    for due, closed in (("11-03", "11-03"), ("11-04", "11-06"), ("11-05", None), ("10-05", None)):
        add(
            store,
            "reminder",
            {
                "customer_id": answered,
                "key": f"birthday:{answered}:0:{day(due)}",
                "due_on": closed or due,
                "closed_on": closed,
            },
        )
    found = counts(store)

    assert (found["tasks_due"], found["tasks_on_time"]) == (8, 3)
    assert late != kept


def test_the_groups_of_each_breakdown_with_the_whole_first(store: Store) -> None:
    wang, li = add(
        store,
        "staff",
        {"name": "王芳", "role": "salesperson", "active": True},
        {"name": "李娜", "role": "salesperson", "active": True},
    )
    new = {"registered_on": "11-02", "model": "逸动", "source_l1": "网络", "salesperson_id": wang}
    ids = customers(
        store, new, new, new | {"salesperson_id": li, "model": None, "source_l1": "来电"}
    )
    customers(store, {"registered_on": "11-02"})
    add(store, "deal", {"customer_id": ids[0], "salesperson_id": li, "ordered_on": "11-03"})
    add(store, "vehicle", {"customer_id": ids[2], "delivered_on": "11-03", "model": "深蓝"})
    add(store, "visit", {"arrived_at": "11-03", "staff_id": wang})

    assert groups(store, "salesperson", "new_prospects") == {"": 4, "李娜": 1, "王芳": 2}
    assert groups(store, "salesperson", "orders") == {"": 1, "李娜": 1, "王芳": 0}
    assert groups(store, "salesperson", "orders_of_new") == {"": 1, "李娜": 0, "王芳": 1}
    assert groups(store, "salesperson", "walk_ins") == {"": 1, "李娜": 0, "王芳": 1}
    assert groups(store, "model", "new_prospects") == {"": 4, "逸动": 2, "深蓝": 1}
    assert groups(store, "model", "deliveries") == {"": 1, "深蓝": 1, "逸动": 0}
    assert groups(store, "source", "valid_leads") == {"": 3, "来电": 1, "网络": 2}
    assert groups(store, "source", "walk_ins") == {"": 1}  # visitors without data have no source
    assert kpis.counted(store, NOVEMBER, TODAY, "source")[0].breakdown == ""


def test_counting_leaves_the_store_as_it_was(store: Store) -> None:
    customers(store, {"registered_on": "11-02"})
    first = counts(store)

    assert counts(store) == first
    with store.read() as connection:
        assert not connection.dialect.get_temp_table_names(connection)


_PARTS = {
    "invited_visits": "valid_leads",
    "valid_leads": "new_prospects",
    "records_made": "new_prospects",
    "orders_of_new": "new_prospects",
    "test_drive_orders": "test_drives",
    "orders_of_carried": "carried_over",
    "carried_over_90": "carried_over",
    "orders_of_carried_90": "carried_over_90",
    "lost_with_reason": "lost",
    "referred_deliveries": "deliveries",
    "trade_in_deliveries": "deliveries",
    "further_deliveries": "deliveries",
    "owners_active_at_end": "owners_of_year",
    "repurchases_of_year": "owners_of_year",
    "served_again": "served_half_year_ago",
    "first_services_done": "first_services_due",
    "policies_renewed": "policies_ending",
    "survey_promoters": "survey_answers",
    "survey_detractors": "survey_answers",
    "fields_filled": "fields_required",
    "tasks_on_time": "tasks_due",
}

_DAYS = [
    TODAY - dt.timedelta(days=back) for back in (-20, 0, 3, 10, 19, 20, 45, 130, 185, 200, 500)
]
_ANY: dict[str, list[Any]] = {
    "customer_id": [1, 2, 3],
    "vehicle_id": [None, 1, 2],
    "level": [None, "O", "H", "N", "D", "F", "T"],
    "level_after": [None, "O", "H"],
    "source_l1": [None, "来店", "网络"],
    "lost_reason": [None, "价格"],
    "referrer": [None, None, "李雷"],
    "trade_in_plate": [None, None, "浙A12345"],
    "number_status": [None, "空号"],
    "visit_count": [None, 1, 3],
    "score": [0.0, 6.5, 7.0, 9.5],
    "here": [None, True, False],
    "sold_here": [None, True, False],
    "key": ["x"],
}
_HOW_MANY = {
    "customer": 3, "vehicle": 2, "deal": 3, "service_visit": 5, "insurance_policy": 3, "visit": 3,
    "test_drive": 2, "contact": 4, "survey": 3, "reminder": 2,
}  # fmt: skip


def _history(chance: random.Random) -> dict[str, list[dict[str, Any]]]:
    """Return three customers with anything that may have happened to them, however badly kept."""

    def cell(name: str, kind: type, nullable: bool) -> Any:
        if kind is dt.datetime:
            return dt.datetime.combine(chance.choice(_DAYS), dt.time(10))
        if kind is dt.date:
            return None if nullable and chance.random() < 0.4 else chance.choice(_DAYS)
        return chance.choice(_ANY[name])

    found: dict[str, list[dict[str, Any]]] = {}
    for table, count in _HOW_MANY.items():
        columns = [
            c
            for c in tables.BY_NAME[table].c
            if c.name in _ANY or c.type.python_type in (dt.date, dt.datetime)
        ]
        found[table] = [
            {"id": number}
            | {c.name: cell(c.name, c.type.python_type, bool(c.nullable)) for c in columns}
            for number in range(1, count + 1)
        ]
    for row in found["customer"]:
        row["customer_no"] = f"C{row['id']}"
    return found


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, 2**32), st.sampled_from([NOVEMBER, dt.date(2026, 10, 1), dt.date(2026, 7, 1)])
)
def test_a_part_is_never_more_than_the_whole(store: Store, seed: int, month: dt.date) -> None:
    history = _history(random.Random(seed))
    with store.derive() as adding:
        for name in reversed(list(history)):
            adding.connection.execute(tables.BY_NAME[name].delete())
        for name, rows in history.items():
            adding.connection.execute(tables.BY_NAME[name].insert(), rows)
    for breakdown in (None, "source"):
        found = {
            (each.breakdown, each.quantity): each.count
            for each in kpis.counted(store, month, TODAY, breakdown, INTERVALS)
        }
        for (group, quantity), number in found.items():
            whole = _PARTS.get(quantity)
            assert number >= 0
            assert whole is None or number <= found.get((group, whole), 0), quantity
        for group in {part for part, _ in found}:
            kinds = ("referred_deliveries", "trade_in_deliveries", "further_deliveries")
            of_base = sum(found.get((group, kind), 0) for kind in kinds)
            assert of_base <= found.get((group, "deliveries"), 0)


def test_every_quantity_is_counted_by_some_history(store: Store) -> None:
    (one,) = customers(
        store,
        {"registered_on": "11-01", "source_l1": "网络", "lost_on": "11-01", "lost_reason": "价格",
         "referrer": "李雷", "trade_in_plate": "浙A12345", "next_follow_up_on": "11-01"},
    )  # fmt: skip
    add(store, "visit", {"arrived_at": "11-01"}, {"customer_id": one, "arrived_at": "11-01"})
    add(store, "test_drive", {"customer_id": one, "on": "11-01"})
    add(store, "deal", {"customer_id": one, "ordered_on": "11-01", "delivered_on": "11-02"})
    add(store, "service_visit", {"customer_id": one, "in_on": "11-01"})
    add(store, "insurance_policy", {"customer_id": one, "ends_on": "11-01", "here": True})
    add(store, "survey", {"customer_id": one, "on": "11-01", "score": 9.0})
    add(store, "complaint", {"customer_id": one, "opened_on": "11-01", "text": "异响"})
    add(store, "setting", {"key": kpis.DELIVERY_TARGETS, "value": '{"2026-12": 30}'})
    scored(store, {one: "owner"})

    assert list(counts(store)) == [each.key for each in QUANTITIES]
