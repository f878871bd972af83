"""What single cells become, whatever people wrote into them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom_crm.importing import amounts, cells, choices, identity, people, phones, policies
from showroom_crm.importing.dates import DateReader, Direction, Order, order_of
from showroom_crm.values.import_choices import Policy
from showroom_crm.values.sheets import CellValue
from tests.unit.importing.ledger import LEVELS, TODAY

_MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


def past(cell: CellValue, order: Order | None = None) -> cells.Clean:
    return DateReader(TODAY, 2026, Direction.PAST, order)(cell)


@given(_MOBILES, st.sampled_from(["{}", "+86 {}", "86-{}", " {} ", "{}\t", "0{}", "张伟 {}"]))
def test_a_mobile_survives_every_spelling(number: str, form: str) -> None:
    spaced = f"{number[:3]} {number[3:7]}-{number[7:]}"
    for text in (form.format(number), form.format(spaced)):
        assert phones.parse(text).numbers == (number,)
    wide = number.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})
    assert phones.parse(wide).numbers == phones.parse(float(number)).numbers == (number,)


@given(_MOBILES, _MOBILES, st.sampled_from("/、,; \n"))
def test_two_mobiles_in_one_cell(one: str, other: str, between: str) -> None:
    found = phones.parse(one + between + other).numbers
    assert found == tuple(dict.fromkeys((one, other)))


@pytest.mark.parametrize(
    ("cell", "numbers", "problem"),
    [
        ("0755-88886666转801", ("075588886666",), phones.NO_EXTENSION),
        ("(010) 6554-1234", ("01065541234",), ""),
        ("+852 9123 4567", ("85291234567",), ""),
        (65541234.0, ("65541234",), phones.NO_AREA),
        ("1.38E+10", (), phones.ROUNDED),
        ("1381234567", (), phones.SHORT),
        ("138****1234", (), phones.MASKED),
        ("没留", (), phones.NO_PHONE),
        (True, (), phones.NO_PHONE),
        ("无", (), ""),
        ("", (), ""),
    ],
)
def test_other_numbers(cell: CellValue, numbers: tuple[str, ...], problem: str) -> None:
    found = phones.parse(cell)
    assert (found.numbers, found.problem) == (numbers, problem)


@given(st.dates(dt.date(1930, 1, 1), TODAY))
def test_a_day_survives_every_spelling(day: dt.date) -> None:
    serial = float((day - dt.date(1899, 12, 30)).days)
    forms = ("{:%Y-%m-%d}", "{:%Y/%m/%d}", "{:%Y.%m.%d}", "{:%Y年%m月%d日}", "{:%Y%m%d}")
    spellings: list[CellValue] = [form.format(day) for form in forms]
    spellings += [
        f"{day.year}-{day.month}-{day.day}",
        f"{day} 14:30:05",
        serial,
        float(f"{day:%Y%m%d}"),
    ]
    if day not in {dt.date(1970, 1, 1)}:
        assert {past(cell).value for cell in spellings} == {day}


@pytest.mark.parametrize(
    ("cell", "value", "flagged"),
    [
        ("3月5日", dt.date(2026, 3, 5), False),
        ("12月28日", dt.date(2025, 12, 28), False),
        ("2026-3-5 下午2:30", dt.date(2026, 3, 5), False),
        ("2026年3月", dt.date(2026, 3, 1), False),
        ("2026-02-30", None, True),
        ("2062-11-18", None, True),
        ("9999-12-31", None, False),
        ("2050-01-01", None, False),
        ("0000-00-00", None, False),
        ("待定", None, True),
        ("2026-12-24", dt.date(2026, 12, 24), True),
        (3.5, None, True),
    ],
)
def test_dates_of_the_past(cell: CellValue, value: dt.date | None, flagged: bool) -> None:
    found = past(cell)
    assert (found.value, bool(found.problem)) == (value, flagged)


def test_dates_ahead_take_the_next_year() -> None:
    reader = DateReader(TODAY, 2026, Direction.FUTURE, None)
    assert reader("2月13日").value == dt.date(2027, 2, 13)
    birthday = DateReader(TODAY, 2026, Direction.BIRTH, None)
    assert birthday("10月17日") == cells.Clean(
        None, problem="a birthday without a year cannot be kept"
    )


def test_the_column_decides_the_order_of_day_and_month() -> None:
    assert order_of(["03/05/2026", "25/12/2026"], 2026) == (Order.DAY, True)
    assert order_of(["03/05/2026", "12/25/2026"], 2026) == (Order.MONTH, True)
    assert order_of(["26-3-5", "26-11-30"], 2026) == (Order.YEAR, True)
    assert order_of(["03/05/2026"], 2026) == (None, True)
    assert order_of(["2026-03-05"], 2026) == (None, False)
    assert past("03/05/2026").value is None
    assert past("03/05/2026", Order.DAY).value == dt.date(2026, 5, 3)


def test_years_of_the_republic_tell_that_those_of_two_digits_are_of_it_too() -> None:
    assert order_of(["113/5/6", "98/3/2", "12/5/6"], 2026) == (Order.REPUBLIC, True)
    assert order_of(["民國77年8月15日", "85.1.2"], 2026) == (Order.REPUBLIC, True)
    assert order_of(["113.05.06"], 2026) == (Order.REPUBLIC, False)
    assert order_of(["113/5/6", "12/5/6"], 2026) == (None, True)  # 2012 or 1923
    assert order_of(["113/5/6", "26/5/6"], 2026) == (None, True)  # 2026 or 1937
    assert order_of(["113/5/6", "03/05/2026"], 2026) == (None, True)
    assert order_of(["98/3/2", "85/1/2"], 2026) == (None, True)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("98/3/2", dt.date(2009, 3, 2)),
        ("113.05.06", dt.date(2024, 5, 6)),
        ("98年3月2日", dt.date(2009, 3, 2)),
        ("民國98年3月2日", dt.date(2009, 3, 2)),
        ("25年3月2日", dt.date(2025, 3, 2)),
        ("2024/5/6", dt.date(2024, 5, 6)),
    ],
)
def test_a_column_of_the_republic_counts_years_from_1911(cell: str, day: dt.date) -> None:
    assert past(cell, Order.REPUBLIC).value == day


@given(st.dates(dt.date(1912, 1, 1), TODAY), st.sampled_from("/.-"))
def test_every_day_of_the_republic_is_read_back(day: dt.date, sign: str) -> None:
    cell = f"{day.year - 1911}{sign}{day.month}{sign}{day.day}"
    reader = DateReader(TODAY, 2026, Direction.ANY, Order.REPUBLIC)
    if day not in {dt.date(1970, 1, 1)}:
        assert reader(cell).value == day


@given(st.integers(0, 10**9))
def test_money_is_fen_in_every_spelling(yuan: int) -> None:
    for cell in (float(yuan), str(yuan), f"¥{yuan:,}", f"{yuan}元"):
        assert amounts.money(cell).value == yuan * 100


@pytest.mark.parametrize(
    ("cell", "ends"),
    [
        ("15.8万", (15_800_000, 15_800_000)),
        ("15-20万", (15_000_000, 20_000_000)),
        ("15万～20万", (15_000_000, 20_000_000)),
        ("10万以内", (None, 10_000_000)),
        ("50w以上", (50_000_000, None)),
        ("14~19", (14_000_000, 19_000_000)),
        (15.8, (15_800_000, 15_800_000)),
        ("面议", (None, None)),
    ],
)
def test_budgets(cell: CellValue, ends: tuple[int | None, int | None]) -> None:
    assert amounts.money_range(cell, car=True)[0] == ends


def test_money_of_a_column_in_ten_thousands() -> None:
    assert amounts.money(15.8, unit=10_000).value == 15_800_000


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        *((3.0, 3), ("3次", 3), ("12,345公里", 12345), ("1.2万", 12000)),
        *(("两次", 2), ("十二", 12), ("x", None), (-1, None)),
    ],
)
def test_counts(cell: CellValue, value: int | None) -> None:
    assert amounts.whole(cell).value == value


def test_numbers_of_cars_and_people() -> None:
    assert identity.vin_is_sound("1M8GDM9AXKP042788")
    assert identity.vin("1m8gdm9axkp042788").value == "1M8GDM9AXKP042788"
    assert identity.vin("1M8GDM9AXKPO42788").value == "1M8GDM9AXKP042788"  # O for 0
    assert identity.vin("042788").problem == identity.VIN_LENGTH
    assert identity.id_is_sound("11010519491231002X")
    assert identity.id_number("11010519491231002x").value == "11010519491231002X"
    assert identity.id_number(110105194912310000.0) == cells.Clean(None, problem=identity.ROUNDED)
    assert identity.id_number("110105194912310000").problem == identity.ROUNDED
    assert identity.uscc_is_sound("91350100M000100Y43")


@pytest.mark.parametrize("text", ["粤B·AG1234", "京A12345", "沪AD12345", "粤Z1234港", "鲁C12345F"])
def test_plates_as_they_are_issued(text: str) -> None:
    assert identity.plate(text).problem == ""


def test_plates_that_are_none() -> None:
    assert identity.plate("未上牌").value is None
    assert identity.plate("A12345").problem == identity.PLATE_WRONG


@given(st.text(max_size=30))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    readers = (
        cells.text,
        cells.prose,
        people.name,
        identity.vin,
        identity.plate,
        identity.id_number,
    )
    for read in readers:
        once = read(text).value
        again = read(once if isinstance(once, str) else None)
        assert again.value == once
        assert again.reason == ""


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("H", "H"),
        ("h级", "H"),
        ("Ｈ（7天内）", "H"),
        ("战败", "F"),
        ("A类", "A"),
        ("X", None),
        ("无", None),
    ],
)
def test_levels(cell: str, level: str | None) -> None:
    codes = frozenset(each.code for each in LEVELS)
    words = choices.words(choices.default_lists()["level"])
    assert choices.LevelReader(words, codes=codes)(cell).value == level


def test_marks_lists_and_words() -> None:
    marks = choices.MarkReader(choices.words(choices.default_lists()["boolean"]))
    assert [marks(c).value for c in ("√", "✓", "○", "是", "Y", "1", True)] == [True] * 7
    assert [marks(c).value for c in ("×", "否", "N", "0", "", "也许")] == [False] * 4 + [None] * 2
    concerns = choices.ChoicesReader(choices.words(choices.default_lists()["concerns"]))
    assert concerns("外观/省油，空间").value == "外型、油耗、空间"


def test_names() -> None:
    assert people.name("张 伟").value == "张伟"
    assert people.name("匿名用户").value is None
    assert people.name("张伟13800000001").value == "张伟"
    assert people.name("12345").problem == people.NO_NAME
    assert people.is_company("云州市恒启商贸有限公司")
    assert not people.is_company("张伟")


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        ("张先生", "张伟", True), ("张伟", "张 伟", True), ("张**", "张伟", True), ("", "张", True),
        ("张女士", "张先生", False), ("张伟", "张强", False), ("张先生", "李伟", False),
        ("欧阳先生", "欧阳静", True), ("单总", "单志鹏", True), ("张伟", "张伟先生", True),
    ],
)  # fmt: skip
def test_names_that_may_be_one_person(one: str, other: str, fits: bool) -> None:
    assert people.compatible(one, other) is people.compatible(other, one) is fits


@pytest.mark.parametrize("cell", [110105194912310020.0, 1e15, "1.10105E+17", " 3.2E+18 "])
def test_a_number_the_spreadsheet_rounded_identifies_nobody(cell: CellValue) -> None:
    assert cells.number(cell) == cells.Clean(None, problem=cells.ROUNDED)
    assert cells.text(cell).problem == cells.ROUNDED
    assert cells.text(cell).value is not None


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (999999999999999.0, "999999999999999"),
        (123456789.12, "123456789.12"),
        (0.1 + 0.2, "0.3"),
        ("E+12", "E+12"),
        ("A1E+05", "A1E+05"),
    ],
)
def test_other_numbers_stay_whole(cell: CellValue, shown: str) -> None:
    assert cells.number(cell) == cells.Clean(shown)


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x7f", "\ud800"])
def test_signs_no_text_has_are_left_out(sign: str) -> None:
    assert cells.text(f"a{sign}b").value == "ab"
    assert cells.prose(f"a{sign}b\nc").value == "ab\nc"
    assert cells.text(f"a{sign}b").reason == cells.SPACES


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("a\r\nb", "a b", "a\r\nb"),
        ("长" * 40_000, "长" * 32_766 + "…", "长" * 40_000),
        ("长话", "长", "长"),
        ("张 三", "张三", "张三"),
    ],
)
def test_a_text_that_says_no_more_changes_nothing(old: str, new: str, kept: str) -> None:
    assert policies.merged(old, new, Policy.OVERWRITE) == kept
