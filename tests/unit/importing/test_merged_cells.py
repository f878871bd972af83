"""Cells merged over several rows count for each of them, and take nothing away."""

import time

from showroom_crm.values.sheets import CellValue, Sheet
from tests.unit.importing.ledger import Ledger, cleaned


def test_what_another_program_left_beneath_a_merged_cell_stays() -> None:
    rows: list[list[CellValue]] = [[name, f"1380000000{i}"] for i, name in enumerate("张李")]
    rows = [["姓名", "手机"], *rows, ["", "13800000009"]]
    table, _source = cleaned(Sheet("表", False, rows, ((1, 0, 3, 0),)))
    assert table.columns["name"] == ["张", "李", "张"]


def test_merged_cells_over_each_other_take_no_time() -> None:
    rows: list[list[CellValue]] = [[f"张{i}", f"138{i:08}"] for i in range(1000)]
    merges = tuple((1, 0, 1_048_575 - i, 0) for i in range(20_000))
    begun = time.process_time()
    ledger = Ledger()
    plan = ledger.load(Sheet("表", False, [["姓名", "手机"], *rows], merges))
    assert time.process_time() - begun < 20
    assert len(plan.rows) == 1000
    assert len({row["name"] for row in ledger.rows("customer")}) == 1000
