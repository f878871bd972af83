"""Which unknown columns may be kept, and as what kind of field."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom_crm.importing import own_columns
from showroom_crm.values.fields import FieldKind
from showroom_crm.values.own_fields import OwnField, as_kept, from_kept, key_of
from showroom_crm.values.sheets import CellValue


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ([12.0, "3.5", "1,200", ""], FieldKind.DECIMAL),
        (["007", "008", "012"], FieldKind.TEXT),
        (["13812345678", "13912345678"], FieldKind.TEXT),
        ([20260101123456.0, 20260101123457.0], FieldKind.TEXT),
        (["85%", "90%"], FieldKind.TEXT),
        ([dt.date(2026, 1, 2), "2026年3月5日", "20260307", None], FieldKind.DATE),
        (["25/12/2026", "03/05/2026"], FieldKind.DATE),
        (["03/05/2026", "04/06/2026"], FieldKind.TEXT),
        (["3月5日", "2026年3月"], FieldKind.TEXT),
        ([dt.datetime(2026, 1, 2, 10, 30)], FieldKind.TEXT),
        (["√", "", "√"], FieldKind.BOOLEAN),
        (["是", "否", "无"], FieldKind.BOOLEAN),
        ([1.0, 0.0, 1.0], FieldKind.BOOLEAN),
        ([1.0, 1.0], FieldKind.DECIMAL),
        (["钓鱼", "露营", "钓鱼", "露营", "露营", "钓鱼"], FieldKind.CHOICE),
        (["钓鱼", "露营", "登山"], FieldKind.TEXT),
        (["第一行\n第二行", "x"], FieldKind.LONG_TEXT),
        ([], FieldKind.TEXT),
        (["无", "NaN"], FieldKind.TEXT),
    ],
)
def test_kind_is_suggested_so_that_every_cell_fits(cells: list[CellValue], kind: FieldKind) -> None:
    assert own_columns.suggested_kind(cells) is kind


@pytest.mark.parametrize(
    "header", ["密码", "登录密码", "Password", "银行卡（尾号）", "证件照片", "信用卡号码", "民族"]
)
def test_what_must_not_be_kept_is_refused_by_its_header(header: str) -> None:
    assert own_columns.refusal(header)


@pytest.mark.parametrize("header", ["抖音账号", "爱好标签", "健康险到期", "Pinboard", "会员卡等级"])
def test_words_that_only_sound_alike_are_kept(header: str) -> None:
    assert own_columns.refusal(header) == ""


def test_card_numbers_are_refused_whatever_their_header() -> None:
    cards: list[CellValue] = ["4111 1111 1111 1111", "4012-8888-8888-1881", None]
    assert own_columns.refusal("代码", cards)
    assert own_columns.refusal("代码", ["4111111111111112", "4012888888881882"]) == ""


def test_a_header_that_is_taken_is_marked() -> None:
    assert own_columns.label_for("爱好标签") == "爱好标签"
    assert own_columns.label_for("备注") != "备注"


def test_fields_are_found_again_by_label_and_by_first_name() -> None:
    field = OwnField(1, "爱好标签", "周末去处", FieldKind.TEXT)
    taken = OwnField(2, "备注", "备注（自有）", FieldKind.TEXT)
    own = (field, taken)
    assert own_columns.recognised("周末去处：", own) is field
    assert own_columns.recognised("爱好标签", own) is field
    assert own_columns.recognised("备注", own) is None
    assert own_columns.recognised("备注（自有）", own) is taken
    assert own_columns.recognised("别的", own) is None


@given(st.one_of(st.booleans(), st.dates(), st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9)))
def test_kept_text_becomes_the_same_value(value: bool | dt.date | float) -> None:
    kinds = {bool: FieldKind.BOOLEAN, dt.date: FieldKind.DATE}
    text = as_kept(value)
    assert text is not None
    assert from_kept(kinds.get(type(value), FieldKind.DECIMAL), text) == value


@given(st.text(max_size=80))
def test_keys_are_words_and_stay_what_they_are(label: str) -> None:
    key = key_of(label)
    assert key_of(key) == key
    assert key_of(f"custom:{key}") == key
