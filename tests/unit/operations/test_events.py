"""Visits, orders and payments of a spreadsheet are kept, shown, scored and taken back."""

import datetime as dt
from pathlib import Path

import pytest

from showroom_crm.errors import FileUnreadable
from showroom_crm.operations import exports, history, imports, returned
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.exports import Disclosure, Style, Wish
from showroom_crm.operations.imports import ImportResult, Proposal
from showroom_crm.store import counts, customers, listing, matching
from showroom_crm.values.exports import Belonging
from showroom_crm.values.import_choices import Choices
from showroom_crm.values.matches import KnownCustomer
from showroom_crm.values.queries import CustomerQuery

SERVICES = """车主,电话,车牌号,工单号,进厂日期,行驶里程,维修类型,结算金额
张伟,13800000001,浙A12345,RO1,2026-03-05,15000,定保,1280
张伟,13800000001,浙A12345,RO2,2026-09-05,21000,一般维修,900
李娜,13900000002,浙A12346,RO3,2026-05-01,8000,定保,
"""
LATER = """车牌号,进厂日期,里程,金额
浙A12345,2026-10-10,23000,300
京A12345,2026-10-10,100,300
"""
PAYMENTS = """手机,收款日期,收款金额,款项类型,收据号
13800000001,2026-10-01,5000,定金,R1
13800000001,2026-10-20,-5000,退款,R2
"""


def propose(desk: Desk, folder: Path, text: str, choices: Choices | None = None) -> Proposal:
    path = folder / "file.csv"
    path.write_text(text, "utf-8")
    return imports.propose(desk, imports.read(path), path, choices=choices)


def bring_in(desk: Desk, folder: Path, text: str, choices: Choices | None = None) -> ImportResult:
    return imports.apply(desk, propose(desk, folder, text, choices))


def everyone(desk: Desk) -> dict[int, KnownCustomer]:
    ids = listing.ids(desk.store, CustomerQuery(), desk.today)
    return matching.current(desk.store, ids, "any")


def test_visits_are_kept_with_their_cars_and_come_in_once(desk: Desk, tmp_path: Path) -> None:
    first = bring_in(desk, tmp_path, SERVICES)
    assert (first.read, first.inserted) == (3, 3)
    assert counts.customers(desk.store) == 2
    for known in everyone(desk).values():
        cars = {car["id"]: car for car in known.rows["vehicle"]}
        assert all(visit["vehicle_id"] in cars for visit in known.rows["service_visit"])
    before = everyone(desk)
    second = bring_in(desk, tmp_path, SERVICES)
    assert (second.inserted, second.updated, second.unchanged) == (0, 0, 3)
    assert everyone(desk) == before


@pytest.mark.parametrize(
    "text",
    [
        PAYMENTS,
        "姓名,电话,日期,离店时间,来店人数\n张伟,13800000001,2026-03-05,10:20,2\n",
        "姓名,电话,保单号,险种,起保日期,保费\n张伟,13800000001,P1,商业险,2026-01-01,3800\n",
        "姓名,手机,单号,商品名称,数量,金额,销售日期\n张伟,13800000001,S1,机油,1,280,2026-03-05\n",
    ],
)
def test_every_sort_of_event_comes_in_once(desk: Desk, tmp_path: Path, text: str) -> None:
    assert bring_in(desk, tmp_path, text).inserted > 0
    before = everyone(desk)
    assert bring_in(desk, tmp_path, text).unchanged == text.count("\n") - 1
    assert everyone(desk) == before


def test_the_timeline_and_the_scores_know_the_visits(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, tmp_path, SERVICES)
    bring_in(desk, tmp_path, LATER)
    bring_in(desk, tmp_path, PAYMENTS)
    owner = next(key for key, one in everyone(desk).items() if one.values["name"] == "张伟")
    card = customers.card(desk.store, owner, desk.today)
    told = [entry.text for entry in card.timeline]
    assert "Service visit, ¥1,280" in told
    assert "Payment, ¥5,000" in told
    assert "Money back, ¥5,000" in told
    assert len(card.service_visits) == 3
    assert card.values["last_service_on"] == dt.date(2026, 10, 10)
    assert card.values["km"] == 23000


def test_a_row_of_somebody_unknown_is_set_aside_and_given_back(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, tmp_path, SERVICES)
    proposal = propose(desk, tmp_path, LATER)
    assert imports.apply(desk, proposal).skipped == 1
    assert returned.write([proposal], tmp_path / "back.xlsx") == 1


def test_an_import_of_visits_is_undone_whole(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, tmp_path, SERVICES)
    before = everyone(desk)
    result = bring_in(desk, tmp_path, LATER)
    assert everyone(desk) != before
    history.undo(desk, result.operation)
    assert everyone(desk) == before


def test_what_each_row_tells_is_remembered_with_the_layout(desk: Desk, tmp_path: Path) -> None:
    text = "姓名,手机,订单号,订单日期,成交价\n张伟,13800000001,HT1,2026-03-05,158000\n"
    assert propose(desk, tmp_path, text).mapping.subject == "customers"
    bring_in(desk, tmp_path, text, Choices(subject="orders"))
    again = propose(desk, tmp_path, text)
    assert again.mapping.subject == "orders"
    assert not any(row.records for row in again.plan.rows)
    told = propose(desk, tmp_path, text, Choices(subject="customers"))
    assert told.mapping.subject == "customers"


def test_an_open_question_is_asked_again_next_time(desk: Desk, tmp_path: Path) -> None:
    text = "工单号,车主,车牌号,进厂日期,维修类型,应收,实收\nRO1,张伟,浙A12345,2026-03-05,定保,9,8\n"
    bring_in(desk, tmp_path, text)
    again = propose(desk, tmp_path, text)
    assert [question.key for question in again.mapping.questions] == ["amount_column"]
    told = Choices(answers={"amount_column": again.mapping.questions[0].choices[1].value})
    bring_in(desk, tmp_path, text, told)
    (known,) = everyone(desk).values()
    assert [visit["amount"] for visit in known.rows["service_visit"]] == [800]


def test_numbers_of_another_name_find_the_customers_they_are_those_of(
    desk: Desk, tmp_path: Path
) -> None:
    bring_in(desk, tmp_path, "客户编号,姓名,手机\n001,张伟,13800000001\n002,李娜,13900000002\n")
    result = bring_in(
        desk,
        tmp_path,
        "CustomerID,InvoiceNo,Quantity,UnitPrice,Item,Date\n001,5,2,3.5,oil,2026-03-05\n",
    )
    assert (result.inserted, result.skipped) == (1, 0)
    assert counts.customers(desk.store) == 2


def test_a_table_without_customers_says_which_column_is_missing(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="客户编号"):
        propose(desk, tmp_path, "订单号,商品名称,数量,金额\nSO1,机油,2,560\nSO2,机滤,1,60\n")


def test_sheets_we_exported_come_back_to_the_same_events(
    desk: Desk, tmp_path: Path, style: Style
) -> None:
    bring_in(desk, tmp_path, SERVICES)
    bring_in(desk, tmp_path, PAYMENTS)
    bring_in(
        desk,
        tmp_path,
        "姓名,手机,订单号,订单日期,成交价,订单状态\n张伟,13800000001,HT1,2026-03-05,158000,已订\n",
        Choices(subject="orders"),
    )
    before = everyone(desk)
    file = tmp_path / "out.xlsx"
    beside = (Belonging.SERVICES, Belonging.PAYMENTS, Belonging.ORDERS)
    wish = Wish(beside=beside, disclosure=Disclosure(True, "a second computer"))
    exports.customer_table(desk, file, CustomerQuery(), style, wish)
    book = imports.read(file)
    for name, subject in zip(
        [sheet.name for sheet in book.sheets[1:4]], ("services", "payments", "orders"), strict=True
    ):
        proposal = imports.propose(desk, book, file, name)
        assert proposal.mapping.subject == subject, name
        assert not any(row.records for row in proposal.plan.rows)
        assert imports.apply(desk, proposal).inserted == 0
    assert everyone(desk) == before
