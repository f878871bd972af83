"""Headers nobody has seen before, made of the words of known ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom_crm.importing import headers, mapping
from showroom_crm.importing.vocabulary import header_words, vocabulary
from showroom_crm.values.mappings import ColumnMappings
from showroom_crm.values.sheets import CellValue
from tests.unit.importing.ledger import sheet


def suggested(header: str, *cells: CellValue) -> ColumnMappings:
    first = ["姓名", "姓名2"] if header == "电话" else ["姓名", "手机"]
    rows: list[list[CellValue]] = [[*first, header]]
    rows += [["张伟", f"1380000000{i}", cell] for i, cell in enumerate(cells or ("",))]
    table = sheet(*rows)
    found = headers.find(table)
    assert found is not None
    return mapping.suggest(found, table)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("拟购车种", "model"), ("屬意車款", "model"), ("心水車款", "model"),
        ("想买什么车", "model"),
        ("意向商品", "model"), ("想试驾的车型", "model"), ("您目前开什么车", "owned_car"),
        ("旧车品牌车型", "owned_car"), ("评估金额(万)", "trade_in_value"),
        ("客戶代號", "source_id"), ("user_id", "source_id"), ("custNo", "source_id"),
        ("查詢日期", "registered_on"), ("线索下达时间", "registered_on"),
        ("reg_date", "registered_on"),
        ("线索子渠道", "source_l2"), ("src_code", "source_l1"),
        ("Original Traffic Source", "source_l1"),
        ("下次接触日", "next_follow_up_on"), ("再联系", "next_follow_up_on"),
        ("Next Task Due", "next_follow_up_on"), ("Last Attempted Contact", "last_contact_on"),
        ("接触内容", "last_contact_note"), ("追蹤紀錄", "last_contact_note"),
        ("预定购车日", "expected_on"), ("什么时候买", "expected_on"),
        ("您计划什么时候购车？", "expected_on"), ("Expected Close Date", "expected_on"),
        ("來店日", "first_visit_on"), ("购车发票日期", "invoiced_on"), ("去年保险公司", "insurer"),
        ("贷款本金", "loan_amount"), ("邀请人", "referrer"), ("跟進同事", "salesperson"),
        ("sales_name", "salesperson"), ("veh_series", "model"), ("意願等級", "level"),
        ("Primary Associated Company", "employer"), ("定位城市", "city"), ("單位地址", "address"),
    ],
)  # fmt: skip
def test_headers_of_known_words_in_another_order(header: str, field: str) -> None:
    assert suggested(header).columns[2].field == field


@pytest.mark.parametrize(
    "header",
    [
        "回访方式", "车辆编号", "车辆状态", "Service Date", "Lead Score", "Car Code",
        "意向客户", "首次跟进时间", "最近成交金额", "公司网址", "保险金额", "试驾车牌",
        "类型",
        "Model Year", "Name Code", "Days Since Last Contact", "跟进状态更新时间", "贷款到期日期",
    ],
)  # fmt: skip
def test_headers_with_a_word_more_are_nothing_else(header: str) -> None:
    assert suggested(header).columns[2].field is None


def test_letters_of_levels_under_an_unknown_header_are_asked_about() -> None:
    found = suggested("判定", "H", "A", "B", "C", "A")
    assert [q.key for q in found.questions] == ["column:判定"]
    assert [choice.value for choice in found.questions[0].choices] == ["level", ""]
    assert not suggested("判定", "A", "B", "C", "A").questions  # of a school, perhaps


def test_a_car_is_the_one_wanted_only_where_the_values_tell() -> None:
    assert suggested("车", "朗逸 1.5L", "途岳 2.0T").columns[2].field == "model"
    assert [q.key for q in suggested("车", "朗逸", "途岳").questions] == ["column:车"]


@given(st.permutations(["上次", "跟进", "时间"]), st.sampled_from(["", "客户", "您的"]))
def test_the_order_of_words_does_not_count(words: list[str], before: str) -> None:
    keys = header_words().keys(before + "".join(words))
    assert "last_contact_on" in [vocabulary().said.get(key) for key in keys]


@given(st.text(max_size=80))
def test_any_text_has_some_words(text: str) -> None:
    assert all(header_words().keys(text))
