"""Whatever stands in a cell, of whatever type, every column takes it without falling over."""

import datetime as dt
import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from showroom_crm.importing import cleaning, headers, mapping
from showroom_crm.values.fields import BY_KEY
from showroom_crm.values.import_plans import Action
from showroom_crm.values.sheets import CellValue
from tests.unit.importing.ledger import Ledger, conventions, sheet

_SIGNS = st.text(
    alphabet="0123456789０９１.,-/:年月日万元张伟男√ ABXx*+()（）~至\n\t\u200b\x00\ufeff½²Ⅷ٣①",
    max_size=24,
)
_CELLS: st.SearchStrategy[CellValue] = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.integers(),
    st.text(max_size=12),
    _SIGNS,
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
)
_FIELDS = [key for key, field in BY_KEY.items() if field.importable]


@settings(max_examples=10)
@given(st.lists(_CELLS, min_size=1, max_size=30))
@example([math.inf, -math.inf, math.nan, 1e308, -1e308, 10**400])
@example([dt.datetime(1, 1, 1), dt.date(9999, 12, 31), dt.timedelta(days=-1), dt.time(0)])
@example(["²", "①", "٣", "½", "1" * 400, "-" * 400, "1e999999999", "9" * 400 + "万", "\ud800"])
@pytest.mark.parametrize("key", _FIELDS)
def test_any_cell_is_taken(key: str, cells: list[CellValue]) -> None:
    table = sheet(["姓名", "手机", "其他"], *(["张伟", "13800000001", cell] for cell in cells))
    header = headers.find(table)
    assert header is not None
    columns = mapping.suggest(header, table, remembered={"其他": key})
    clean = cleaning.clean(table, header, columns, conventions())
    assert len(clean.rows) == len(clean.phones)
    assert all(len(values) == len(clean.rows) for values in clean.columns.values())


@given(st.lists(st.lists(_CELLS, max_size=6), max_size=12))
def test_any_sheet_is_taken(rows: list[list[CellValue]]) -> None:
    table = sheet(["姓名", "手机", "预算", "登记日期", "车牌号", "级别"], *rows)
    ledger = Ledger()
    plan = ledger.load(table)
    assert sum(map(plan.count, Action)) == len(plan.rows)
    assert not any(row.records for row in ledger.plan(table).rows)
