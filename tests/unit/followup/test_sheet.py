"""The list for paper."""

import datetime as dt

from showroom_crm.followup import agenda
from showroom_crm.followup.sheet import follow_up_sheet
from showroom_crm.values.followups import CustomerBrief, FollowUpDue, FollowUpSheet

TODAY = dt.date(2026, 11, 21)
AT = dt.datetime(2026, 11, 21, 9, 5)
WHOLE = CustomerBrief(
    1,
    "C000001",
    "张伟",
    "H",
    mobile="13800138000",
    model="瑞界 X5",
    color="珍珠白",
    salesperson="王芳",
    expected_on=dt.date(2027, 1, 5),
    concerns="空间、油耗",
    competitor="竞品甲",
    last_contact_on=dt.date(2026, 11, 18),
    last_contact_note="约周末试驾\n第二行",
)


def sheet(*plan: FollowUpDue) -> FollowUpSheet:
    found = agenda.today(plan, (), TODAY, by="王芳", settings=agenda.setup(TODAY))
    return follow_up_sheet(found, "Follow-up list", "王芳", AT)


def test_a_row_says_what_a_caller_needs_and_leaves_room_to_write() -> None:
    made = sheet(FollowUpDue(WHOLE, dt.date(2026, 11, 19), "到店邀约"))
    row = dict(zip((column.key for column in made.columns), made.rows[0], strict=True))
    assert row == {
        "check": "1",
        "level": "H",
        "name": "张伟",
        "mobile": "138 0013 8000",
        "model": "瑞界 X5 / 珍珠白",
        "last": "11-18 约周末试驾",
        "purpose": "到店邀约 · 11-19",
        "interest": "竞品甲; 空间、油耗",
        "expected": "2027-01-05",
        "overdue": "2",
        "result": "",
        "next": "",
        "sign": "",
    }
    assert [column.key for column in made.columns if column.blank] == ["result", "next", "sign"]


def test_head_and_foot_say_whose_when_and_how_many() -> None:
    made = sheet(FollowUpDue(WHOLE, TODAY))
    assert made.subtitle == "2026-11-21 · 王芳"
    assert made.footer == "Printed by 王芳, 2026-11-21 09:05 · 1 customer"
    assert made.confidential


def test_the_day_is_not_said_twice() -> None:
    found = agenda.today((), (), dt.date(2026, 9, 24))
    made = follow_up_sheet(found, "Follow-up list 2026-09-24", "王芳", AT)
    assert made.subtitle == "Mid-Autumn Festival on 09-25"


def test_sections_stand_where_the_urgency_changes() -> None:
    plan = [
        FollowUpDue(CustomerBrief(n, f"C{n}", "李娜", salesperson="王芳"), TODAY + dt.timedelta(d))
        for n, d in enumerate((-3, -2, 0, 2), 1)
    ]
    assert sheet(*plan).sections == ((0, "Overdue · 2"), (2, "Today · 1"), (3, "This week · 1"))


def test_an_empty_day_makes_an_empty_sheet() -> None:
    made = sheet()
    assert (made.rows, made.sections) == ((), ())
    assert made.footer.endswith("0 customers")


def test_little_known_of_a_customer_leaves_cells_empty() -> None:
    bare = FollowUpDue(
        CustomerBrief(1, "C1", "李娜", mobile="0531-88123456", salesperson="王芳"), TODAY
    )
    row = sheet(bare).rows[0]
    assert row[3] == "0531-88123456"
    assert row[4] == row[5] == row[7] == row[8] == row[9] == ""
