"""Signs nobody sees come along when texts are copied: around numbers, in names, in headers."""

import datetime as dt

import pytest

from showroom_crm.importing.cells import SPACES, folded, seen, text
from showroom_crm.importing.lines import is_word
from tests.unit.importing.ledger import Ledger, sheet

_MARKS = "\u200b\u200c\u200d\u2060\ufeff\xad\u200e\u200f\u202a\u202c\u202d\u202e\u2066\u2069\u061c"
_BLANKS = "\u180e\u034f\u3164\uffa0\u2800"


@pytest.mark.parametrize("sign", [*_MARKS, *_BLANKS], ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_row_full_of_them_comes_in_as_without(sign: str) -> None:
    header = [f"{sign}姓{sign}名", f"手机{sign}", "意向级别", "登记日期", "邮箱", "备注"]
    cells = ["张伟", "13800000001", "H", "2026-01-02", "a@b.cn", "看车"]
    marked = [f"{sign}{cell[:2]}{sign}{cell[2:]}{sign}" for cell in cells]
    ledger = Ledger()
    plan = ledger.load(sheet([*header], [*marked]))
    assert not plan.problems
    [customer] = ledger.rows("customer")
    assert (customer["name"], customer["level"], customer["remark"]) == ("张伟", "H", "看车")
    assert customer["registered_on"] == dt.date(2026, 1, 2)
    assert [way["value"] for way in ledger.rows("contact_way")] == ["13800000001", "a@b.cn"]
    assert text(marked[0]) == ("张伟", SPACES, "", "")
    assert all(is_word(word) for word in header)


def test_joiners_stay_where_they_make_one_sign_of_several() -> None:
    family = "👨\u200d👩\u200d👧"
    assert seen(family) == folded(family) == family
    assert text(f"张伟{family}").value == f"张伟{family}"
