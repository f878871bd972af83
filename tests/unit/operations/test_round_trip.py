"""What was exported imports again and changes nothing, whether masked or not, as .xlsx or .csv."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.samples import large
from showroom_crm.operations import customers, exports, imports, opening
from showroom_crm.operations.desk import Desk
from showroom_crm.operations.exports import EVERY_KEY, Disclosure, Style, Wish, Written
from showroom_crm.values.customers import Value
from showroom_crm.values.import_plans import Action
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
@pytest.mark.parametrize("keys", [None, EVERY_KEY, ("name", "level", "segment")])
def test_an_export_imported_again_changes_nothing(
    desk: Desk,
    tmp_path: Path,
    style: Style,
    ending: str,
    unmasked: bool,
    keys: tuple[str, ...] | None,
) -> None:
    file = tmp_path / f"again{ending}"
    wish = Wish(keys, disclosure=Disclosure(unmasked=unmasked, purpose="test"))
    written = exports.customer_table(desk, file, CustomerQuery(), style, wish)
    assert written == Written(ROWS)

    proposal = imports.propose(desk, imports.read(file), file)

    changed = [row.records for row in proposal.plan.rows if row.action is not Action.UNCHANGED]
    assert changed == []
    assert len(proposal.plan.rows) == ROWS
