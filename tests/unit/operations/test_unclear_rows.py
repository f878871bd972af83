"""What a file says of one of several cars or orders is neither guessed, nor doubled, nor lost."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook

from showroom_crm.operations import imports
from showroom_crm.operations.desk import Desk
from showroom_crm.store import listing, matching
from showroom_crm.values.customers import Value
from showroom_crm.values.import_plans import ImportPlan
from showroom_crm.values.queries import CustomerQuery

Cell = str | int | None
HEAD = ("客户姓名", "手机号码")
WHO = ("张一", "13900000001")


def bring(desk: Desk, folder: Path, head: tuple[str, ...], *rows: tuple[Cell, ...]) -> ImportPlan:
    """Import a table of one customer; return the plan that was carried out."""
    book = Workbook()
    for row in ((*HEAD, *head), *((*WHO, *row) for row in rows)):
        book.worksheets[0].append(row)
    path = folder / "file.xlsx"
    book.save(path)
    proposal = imports.propose(desk, imports.read(path), path)
    imports.apply(desk, proposal)
    return proposal.plan


def kept(desk: Desk, table: str) -> list[Mapping[str, Value]]:
    ids = listing.ids(desk.store, CustomerQuery(), desk.today)
    (known,) = matching.current(desk.store, ids, "any").values()
    return list(known.rows[table]) if table != "customer" else [known.values]


def test_what_may_be_of_any_of_several_cars_is_told(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, ("车牌号",), ("京A12345",), ("京B12345",))
    plan = bring(desk, tmp_path, ("保险到期日", "当前里程"), ("2027-03-05", 52000))
    assert all(car["insurance_end"] is None for car in kept(desk, "vehicle"))
    assert {(problem.row, problem.column) for problem in plan.problems} == {
        (2, "Insurance ends"),
        (2, "Mileage (km)"),
    }
    bring(desk, tmp_path, ("车牌号", "保险到期日"), ("京B12345", "2027-03-05"))
    again = bring(desk, tmp_path, ("保险到期日",), ("2027-03-05",))
    assert again.problems == []  # it says what is known already


def test_an_order_among_several_is_not_made_again_by_each_import(
    desk: Desk, tmp_path: Path
) -> None:
    days = ("D1", "2025-01-01", 100_000), ("D2", "2026-01-01", 200_000)
    bring(desk, tmp_path, ("订单号", "订车日期", "成交价"), *days)
    for _time in range(2):
        plan = bring(desk, tmp_path, ("定金金额", "成交价"), (5000, 150_000))
        assert len(plan.problems) == 2
        assert len(kept(desk, "deal")) == 2
    for _time in range(2):
        bring(desk, tmp_path, ("订车日期", "成交价"), ("2026-05-01", 300_000))
        bring(desk, tmp_path, ("订车日期", "定金金额"), ("2026-01-01", 8000))
        assert [deal["ordered_on"] for deal in kept(desk, "deal")] == [
            dt.date(2025, 1, 1),
            dt.date(2026, 1, 1),
            dt.date(2026, 5, 1),
        ]
    assert [deal["deposit"] for deal in kept(desk, "deal")] == [None, 800_000, None]


def test_a_remark_that_is_part_of_another_is_kept(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, ("备注",), ("不要再联系",))
    for _time in range(2):
        bring(desk, tmp_path, ("备注",), ("联系",))
        assert kept(desk, "customer")[0]["remark"] == "不要再联系\n联系"
