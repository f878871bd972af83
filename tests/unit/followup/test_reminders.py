"""What becomes due for a customer."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from showroom_crm.followup import reminders
from showroom_crm.followup.windows import windows
from showroom_crm.values.followups import (
    CustomerBrief,
    OwnedVehicle,
    Reminder,
    ReminderAnchors,
    Standing,
)
from showroom_crm.values.reminders import Purpose, ServiceInterval

TODAY = dt.date(2026, 11, 21)
SETTINGS = reminders.load()
YES = Standing(consent=True)
WINDOWS = windows(SETTINGS, TODAY)


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


def anchors(
    vehicle: OwnedVehicle | None = None, standing: Standing = YES, **brief: object
) -> ReminderAnchors:
    customer = replace(
        CustomerBrief(7, "C000007", "张伟", salesperson="王芳", standing=standing),
        **brief,  # type: ignore[arg-type]
    )
    return ReminderAnchors(customer, vehicles=(vehicle,) if vehicle else ())


def car(**dates: object) -> OwnedVehicle:
    return replace(OwnedVehicle(3, "鲁A·12345"), **dates)  # type: ignore[arg-type]


def found(one: ReminderAnchors, today: dt.date = TODAY) -> dict[str, Reminder]:
    return {item.rule: item for item in reminders.due([one], SETTINGS, today)}


def test_three_and_six_days_after_delivery() -> None:
    due = found(anchors(car(delivered_on=day(-3))))
    assert due["deliver_3"].due_on == TODAY
    assert due["deliver_7"].due_on == day(3)
    assert due["deliver_3"].reason == "Delivered on 11-18 (鲁A·12345): thank, ask how the car runs"
    assert due["deliver_3"].id == "deliver_3:7:3:2026-11-21"


def test_a_call_since_it_shows_settles_it() -> None:
    one = anchors(car(delivered_on=day(-3)), last_success_on=TODAY, last_contact_on=TODAY)
    assert "deliver_3" not in found(one)


def test_an_attempt_without_answer_does_not_settle_it() -> None:
    one = anchors(car(delivered_on=day(-3)), last_contact_on=TODAY, failed_in_a_row=1)
    assert "deliver_3" in found(one)


def test_what_was_ticked_off_stays_away() -> None:
    one = anchors(car(delivered_on=day(-3)))
    ticked = replace(one, answered=frozenset({found(one)["deliver_3"].id}))
    assert "deliver_3" not in found(ticked)
    assert "deliver_7" in found(ticked)


def test_of_the_insurance_days_only_the_latest_is_shown() -> None:
    due = reminders.due([anchors(car(insurance_end=day(29)))], SETTINGS, TODAY)
    assert [(r.rule, r.due_on) for r in due] == [("insurance", day(-1))]
    assert due[0].reason == "Insurance ends on 12-20, in 29 days (鲁A·12345)"


def test_after_a_call_the_next_insurance_day_comes() -> None:
    end = day(33)
    called = anchors(car(insurance_end=end), last_success_on=TODAY)
    assert found(called)["insurance"].due_on == day(3)
    assert found(called)["insurance"].shown_from == day(3)


def test_a_lapsed_insurance_is_one_more_reason() -> None:
    assert "insurance_lapsed" in found(anchors(car(insurance_end=day(-7))))
    assert "insurance_lapsed" not in found(anchors(car(insurance_end=day(-60))))


def test_the_first_service_is_due_by_months_and_the_next_by_whichever_is_first() -> None:
    fresh = car(delivered_on=dt.date(2026, 9, 1))
    assert reminders.next_service(fresh, SETTINGS) == dt.date(2026, 12, 1)
    hard_driven = car(
        delivered_on=dt.date(2026, 1, 1),
        last_service_on=dt.date(2026, 4, 11),
        last_service_km=10000,
    )
    assert reminders.next_service(hard_driven, SETTINGS) == dt.date(2026, 5, 31)
    hardly_driven = replace(hard_driven, last_service_km=1000)
    assert reminders.next_service(hardly_driven, SETTINGS) == dt.date(2026, 10, 11)


def test_a_noted_date_counts_unless_the_service_has_been_done() -> None:
    noted = car(last_service_on=day(-100), next_service_on=day(20))
    assert reminders.next_service(noted, SETTINGS) == day(20)
    done = replace(noted, last_service_on=day(30))
    assert reminders.next_service(done, SETTINGS) != day(20)


def test_a_model_may_have_an_interval_of_its_own() -> None:
    yearly = ServiceInterval("X3", 12, 10000, 12, 10000)
    settings = replace(SETTINGS, intervals=(*SETTINGS.intervals, yearly))
    bmw = car(model="宝马 X3 四驱", delivered_on=dt.date(2026, 2, 1))
    assert reminders.next_service(bmw, settings) == dt.date(2027, 2, 1)
    assert reminders.next_service(bmw, SETTINGS) == dt.date(2026, 5, 1)


def test_a_known_end_of_inspection_outweighs_the_licence_date() -> None:
    due = found(anchors(car(licensed_on=dt.date(2024, 12, 10), inspection_end=day(40))))
    assert "inspection" in due
    assert "inspection_mark" not in due
    assert "inspection_mark" in found(anchors(car(licensed_on=dt.date(2024, 12, 10))))


def test_warranty_ends_three_years_after_delivery() -> None:
    due = found(anchors(car(delivered_on=dt.date(2024, 1, 20)), last_success_on=day(-30)))
    assert due["warranty"].anchor_on == dt.date(2027, 1, 20)


def test_orders_are_cared_for_until_the_delivery() -> None:
    ordered = car(ordered_on=day(-7), expected_delivery_on=day(3))
    assert {"order_care", "before_delivery"} <= set(found(anchors(ordered)))
    delivered = replace(ordered, delivered_on=day(-1))
    assert not {"order_care", "before_delivery"} & set(found(anchors(delivered)))


def test_a_birthday_shows_three_days_ahead_and_a_call_before_it_is_no_greeting() -> None:
    one = replace(anchors(last_success_on=day(-1)), birth_date=dt.date(1985, 11, 24))
    assert found(one)["birthday"].due_on == day(3)
    greeted = replace(one, customer=replace(one.customer, last_success_on=day(3)))
    assert "birthday" not in found(greeted, day(3))


def test_a_birthday_on_29_february_in_a_common_year() -> None:
    one = replace(anchors(), birth_date=dt.date(1992, 2, 29))
    assert found(one, dt.date(2027, 2, 28))["birthday"].due_on == dt.date(2027, 2, 28)


def test_years_are_counted_full() -> None:
    one = anchors(car(delivered_on=dt.date(2024, 11, 21)))
    assert found(one)["car_birthday"].reason == "Delivered 2 years ago (鲁A·12345)"


def test_marketing_waits_for_consent_and_contract_does_not() -> None:
    one = replace(
        anchors(car(delivered_on=day(-3)), standing=Standing()), birth_date=dt.date(1985, 11, 23)
    )
    assert set(found(one)) == {"deliver_3", "deliver_7"}
    agreed = replace(one, customer=anchors().customer)
    assert set(found(agreed)) == {"deliver_3", "deliver_7", "birthday"}


def test_one_marketing_contact_at_a_time() -> None:
    one = replace(
        anchors(car(delivered_on=dt.date(2024, 11, 23))), birth_date=dt.date(1985, 11, 22)
    )
    assert "birthday" in found(one)
    assert "car_birthday" not in found(one)
    assert "car_birthday" in found(replace(one, birth_date=None))


def test_a_transferred_car_is_left_alone() -> None:
    one = anchors(car(insurance_end=day(1), transferred=True))
    assert found(one) == {}
    assert found(anchors(car(insurance_end=day(1))))


def test_the_service_advisor_calls_about_service() -> None:
    one = anchors(car(delivered_on=day(-50), service_advisor="刘师傅"))
    assert found(one)["deliver_50"].assigned_to == "刘师傅"
    assert found(anchors(car(delivered_on=day(-3))))["deliver_3"].assigned_to == "王芳"


def test_lost_customers_are_checked() -> None:
    one = replace(anchors(level="F"), lost_on=day(-30))
    assert found(one)["lost_check"].due_on == TODAY


def test_a_car_without_a_name_leaves_no_empty_brackets() -> None:
    due = found(anchors(replace(car(delivered_on=day(-3)), label="")))
    assert due["deliver_3"].reason == "Delivered on 11-18: thank, ask how the car runs"


DATES = st.none() | st.dates(dt.date(2015, 1, 1), dt.date(2030, 1, 1))
VEHICLES = st.builds(
    OwnedVehicle,
    st.just(1),
    delivered_on=DATES,
    ordered_on=DATES,
    expected_delivery_on=DATES,
    licensed_on=DATES,
    inspection_end=DATES,
    insurance_end=DATES,
    warranty_end=DATES,
    last_service_on=DATES,
    last_service_km=st.none() | st.integers(0, 300000),
    next_service_on=DATES,
    loan_end_on=DATES,
)


@given(
    vehicle=VEHICLES,
    birth=DATES,
    standing=st.builds(
        Standing,
        consent=st.none() | st.booleans(),
        no_marketing=st.booleans(),
        open_complaint=st.booleans(),
        last_marketing_on=DATES,
    ),
)
def test_what_is_due_is_due_without_any_refusal_too(
    vehicle: OwnedVehicle, birth: dt.date | None, standing: Standing
) -> None:
    one = replace(anchors(vehicle, standing), birth_date=birth)
    due = reminders.due([one], SETTINGS, TODAY)
    assert len({item.id for item in due}) == len(due)
    assert all(item.shown_from <= day(reminders.WEEK_AHEAD) for item in due)
    free = reminders.due([replace(one, customer=anchors().customer)], SETTINGS, TODAY)
    binding = {item.id for item in due if item.purpose is not Purpose.MARKETING}
    assert binding <= {item.id for item in free}
    marketing = [item for item in due if item.purpose is Purpose.MARKETING]
    assert len(marketing) <= 1
    assert not marketing or (standing.consent and not standing.no_marketing)


@given(vehicle=VEHICLES, birth=DATES, lost=DATES, visit=DATES)
def test_the_windows_let_nobody_slip(
    vehicle: OwnedVehicle, birth: dt.date | None, lost: dt.date | None, visit: dt.date | None
) -> None:
    one = replace(anchors(vehicle), birth_date=birth, lost_on=lost, last_visit_on=visit)
    due = reminders.due([one], SETTINGS, TODAY)
    fields = {
        field: getattr(one, field, None) or getattr(vehicle, field, None) for field in WINDOWS
    }
    inside = {
        field
        for field, date in fields.items()
        if date and any(first <= date <= last for first, last in WINDOWS[field])
    }
    assert inside or not due


def test_the_windows_are_narrow() -> None:
    assert WINDOWS["last_visit_on"] == ((day(-8), day(5)),)
    assert not any(first <= day(-300) <= last for first, last in WINDOWS["delivered_on"])
    assert sum((last - first).days for first, last in WINDOWS["insurance_end"]) < 100
