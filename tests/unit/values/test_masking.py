"""Covered personal data shows what is needed to recognise it and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom_crm.values import masking


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("mobile", "13800138000", "138****8000"),
        ("mobile", "02165432100", "021****2100"),
        ("phone2", "65432100", "****2100"),
        ("phone2", "12", "****2"),
        ("id_no", "11010519491231002X", "110105********002X"),
        ("id_no", "G12345678", "G******78"),
        ("vin", "LSVAA4187E2123456", "***********123456"),
        ("plate", "京A12345", "京A·***45"),
        ("plate", "粤BD12345", "粤B·****45"),
        ("address", "上海市浦东新区张江路9号", "上海市浦东新区****"),
        ("address", "江苏省苏州市吴中区东吴北路1号2栋", "江苏省苏州市吴中区****"),
        ("address", "东吴北路1号", "****"),
        ("email", "zhang@example.com", "z****@example.com"),
        ("wechat", "zhangsan88", "z****8"),
        ("remark", "儿子电话13900139000，周末打", "儿子电话139****9000，周末打"),
        ("remark", "证件11010519491231002X", "证件110105********002X"),
        ("name", "张三", "张三"),
        ("city", "上海市", "上海市"),
        ("visit_count", 3, 3),
        ("mobile", None, None),
        ("mobile", "", ""),
    ],
)
def test_what_is_shown(key: str, value: str | int | None, shown: str | int | None) -> None:
    assert masking.masked(key, value) == shown


def test_names_of_colleagues_customers() -> None:
    assert masking.name("张三") == "张**"
    assert masking.name("") == ""


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text(max_size=20))
def test_no_mobile_survives_in_a_remark(number: str, around: str) -> None:
    text = f"{around} {number} {around}"
    assert number not in masking.free_text(text) or number in around


@given(st.text(min_size=1, max_size=30))
def test_covered_codes_are_recognised(text: str) -> None:
    assert masking.is_masked("mobile", masking.phone(text))


@pytest.mark.parametrize(
    "text",
    ["电话13900139000", "证件 11010519491231002X", "车架LSVAA4187E2123456", "写 zhang@example.com"],
)
def test_covered_remarks_are_told_from_stars_people_write(text: str) -> None:
    assert not masking.is_masked("remark", text)
    assert masking.is_masked("remark", masking.free_text(text))
    assert not masking.is_masked("remark", "很满意****")
    assert not masking.is_masked("name", "张***")
