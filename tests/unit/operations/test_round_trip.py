"""What was exported imports again and changes nothing, whether masked or not, as .xlsx or .csv."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.samples import large
from showroom_crm.exporting.look import Palette
from showroom_crm.operations import customers, exports, imports, opening
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.exports import Disclosure, Style
from showroom_crm.values.customers import Value
from showroom_crm.values.imports import Action
from showroom_crm.values.levels import Tier
from showroom_crm.values.queries import CustomerQuery

ROWS = 120
AWKWARD: dict[str, Value] = {
    "name": "欧阳 +娜",
    "mobile": "13900139000",
    "remark": "-改天；儿子的号 13912345678，写 zhang@example.com\n=SUM(A1) ****",
    "plate": "粤BD12345",
    "model": "@朗逸",
    "budget_min": 15_850_000,
    "level": "H",
}
STYLE = Style(
    Palette(
        tints=dict.fromkeys(Tier, "#FEF8E7"),
        levels={"H": "#DC4C4C"},
        text="#1F2937",
        line="#E6E8EC",
        header="#2F6FED",
        overdue="#D64545",
    ),
    words={"segment": {"loyal_fan": "忠诚粉丝"}, "stage": {"prospect": "潜客"}},
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opening.create_sample(tmp_path / "store", "展厅", "王芳", dt.date(2026, 11, 20))
    file = tmp_path / "customers.xlsx"
    large.write(file, ROWS - 1)
    imports.apply(opened, imports.propose(opened, imports.read(file), file))
    customers.register(opened, AWKWARD)
    yield opened
    opening.close(opened)


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize("unmasked", [True, False])
def test_an_export_imported_again_changes_nothing(
    desk: Desk, tmp_path: Path, ending: str, unmasked: bool
) -> None:
    file = tmp_path / f"again{ending}"
    disclosure = Disclosure(unmasked=unmasked, purpose="test")
    count = exports.customer_table(desk, file, CustomerQuery(), STYLE, disclosure=disclosure)
    assert count == ROWS

    proposal = imports.propose(desk, imports.read(file), file)

    changed = [row.records for row in proposal.plan.rows if row.action is not Action.UNCHANGED]
    assert changed == []
    assert len(proposal.plan.rows) == ROWS
