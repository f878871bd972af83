"""The agenda of the day."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from showroom_crm.followup import agenda, reminders
from showroom_crm.values.followups import (
    CustomerBrief,
    FollowUpDue,
    OwnedVehicle,
    ReminderAnchors,
    Standing,
    Urgency,
)
from showroom_crm.values.reminders import Purpose

TODAY = dt.date(2026, 11, 21)


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


def brief(number: int = 1, **values: object) -> CustomerBrief:
    made = CustomerBrief(number, f"C{number:06d}", "张伟", "B", salesperson="王芳")
    return replace(made, **values)  # type: ignore[arg-type]


def due(offset: int, number: int = 1, topic: str | None = None, **values: object) -> FollowUpDue:
    return FollowUpDue(brief(number, **values), day(offset), topic)


def test_groups_of_urgency() -> None:
    plan = [due(-9, 1), due(-2, 2), due(0, 3), due(6, 4), due(7, 5)]
    found = agenda.today(plan, (), TODAY, settings=agenda.setup(away_since=day(-5)))
    assert [(item.customer_id, item.urgency) for item in found.items] == [
        (2, Urgency.MISSED),
        (1, Urgency.OVERDUE),
        (3, Urgency.TODAY),
        (4, Urgency.THIS_WEEK),
    ]
    assert [item.customer_id for item in found.group(Urgency.TODAY)] == [3]
    assert found.items[1].days_overdue == 9


def test_who_looked_yesterday_missed_nothing() -> None:
    found = agenda.today([due(-1)], (), TODAY, settings=agenda.setup(away_since=day(-1)))
    assert found.items[0].urgency is Urgency.OVERDUE


def test_within_a_group_the_hotter_level_then_the_higher_score_comes_first() -> None:
    plan = [
        due(0, 1, level="C", score=99),
        due(0, 2, level="H", score=10),
        due(0, 3, level="H", score=80),
        due(0, 4, level=None),
        due(0, 5, level="O", score=None),
    ]
    found = agenda.today(plan, (), TODAY)
    assert [item.customer_id for item in found.items] == [5, 3, 2, 1, 4]


def test_all_that_is_due_of_one_customer_is_one_call() -> None:
    customer = brief(level="D", standing=Standing(consent=True))
    car = OwnedVehicle(9, "鲁A·12345", delivered_on=day(-3), insurance_end=day(30))
    anchors = ReminderAnchors(customer, birth_date=dt.date(1985, 11, 23), vehicles=(car,))
    found = reminders.due([anchors], reminders.load(), TODAY)
    plan = [FollowUpDue(customer, day(0), "送资料")]
    (item,) = agenda.today(plan, found, TODAY).items
    assert item.urgency is Urgency.TODAY
    assert len(item.reasons) == 5
    assert item.topic.startswith("送资料; ")
    assert "Birthday" in item.topic
    assert len(item.reminder_ids) == 4
    assert item.purpose is Purpose.MARKETING


def test_the_day_of_one_salesperson() -> None:
    others = due(0, 2, salesperson="李强")
    served = brief(3, salesperson="李强")
    car = OwnedVehicle(9, "鲁A·12345", delivered_on=day(-50), service_advisor="王芳")
    found = reminders.due([ReminderAnchors(served, vehicles=(car,))], reminders.load(), TODAY)
    mine = agenda.today([due(0, 1), others], found, TODAY, by="王芳")
    assert mine.by == "王芳"
    assert {item.customer_id for item in mine.items} == {1, 3}
    assert {item.customer_id for item in agenda.today([due(0), others], found, TODAY).items} == {
        1,
        2,
        3,
    }


def test_the_reason_tells_topic_and_day() -> None:
    (item,) = agenda.today([due(-2, topic="到店邀约")], (), TODAY).items
    assert item.reasons == ("到店邀约 · 11-19",)
    (item,) = agenda.today([due(-2)], (), TODAY).items
    assert item.topic == "Planned follow-up"


def test_what_to_mind_and_what_to_say_stand_beside() -> None:
    customer = brief(
        model="瑞界 X5", level="H", standing=Standing(open_complaint=True), level_since=day(-20)
    )
    (item,) = agenda.today([FollowUpDue(customer, TODAY)], (), TODAY).items
    assert item.cautions == ("Complaint open: settle it first",)
    assert "瑞界 X5" in item.playbook
    assert [hint.kind for hint in item.suggestions] == ["hot_too_long"]


def test_nobody_calls_the_dead() -> None:
    plan = [due(0, standing=Standing(deceased=True))]
    assert agenda.today(plan, (), TODAY).items == ()


def test_patience_depends_on_the_level() -> None:
    plan = [due(-3, 1, level="H"), due(-3, 2, level="C")]
    found = agenda.today(plan, (), TODAY).items
    assert [item.alarming for item in found] == [True, False]


def test_a_festival_in_three_days_is_announced() -> None:
    (festival,) = agenda.today((), (), dt.date(2026, 9, 22)).festivals
    assert festival.key == "mid_autumn_festival"


def test_only_of_those_whose_entries_are_kept_more_is_asked() -> None:
    asked: list[list[int]] = []

    def briefs(customers: Sequence[int]) -> dict[int, CustomerBrief]:
        asked.append(list(customers))
        return {number: brief(number, name="李静", model="小满") for number in customers}

    plan = [due(-number, number) for number in (1, 2, 3)]
    found = agenda.today(plan, (), TODAY, settings=replace(agenda.setup(most=2), briefs=briefs))
    assert asked == [[3, 2]]
    assert [(item.name, item.model) for item in found.items] == [("李静", "小满")] * 2
    assert found.totals[Urgency.OVERDUE] == 3


PLANS = st.lists(
    st.builds(
        due,
        st.integers(-400, 30),
        st.integers(1, 40),
        level=st.sampled_from([*"OHABCNDFSLT", None]),
        score=st.none() | st.integers(0, 100),
    ),
    max_size=60,
)


@given(plan=PLANS, most=st.integers(0, 20), away=st.none() | st.integers(-30, 0))
def test_nobody_is_lost_and_nobody_called_twice(
    plan: list[FollowUpDue], most: int, away: int | None
) -> None:
    settings = agenda.setup(None if away is None else day(away))
    whole = agenda.today(plan, (), TODAY, settings=settings)
    cut = agenda.today(plan, (), TODAY, settings=replace(settings, most=most))
    expected = {one.customer.customer_id for one in plan if one.due_on <= day(6)}
    assert sorted(item.customer_id for item in whole.items) == sorted(expected)
    assert sum(whole.totals.values()) == len(expected)
    assert {u: len(whole.group(u)) for u in Urgency} == whole.totals
    order = [list(Urgency).index(item.urgency) for item in whole.items]
    assert order == sorted(order)
    assert (cut.items, cut.totals) == (whole.items[:most], whole.totals)
