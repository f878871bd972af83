"""What holds for cleaning whatever a cell contains: nothing invented, nothing done in silence."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showroom_crm.importing import amounts, cells, choices, identity, people, phones
from showroom_crm.importing.cells import Clean, shown
from showroom_crm.importing.dates import DateReader, Direction, Order
from showroom_crm.values.sheets import CellValue
from tests.unit.importing.ledger import LEVELS, TODAY

Reader = Callable[[CellValue], Clean]
_LISTS = choices.default_lists()
_CODES = frozenset(level.code for level in LEVELS)

READERS: dict[str, Reader] = {
    "text": cells.text,
    "prose": cells.prose,
    "name": people.name,
    "vin": identity.vin,
    "plate": identity.plate,
    "id": identity.id_number,
    "registration": identity.registration,
    "count": amounts.whole,
    "money": amounts.money,
    "date": DateReader(TODAY, 2026, Direction.PAST, None),
    "birthday": DateReader(TODAY, 2026, Direction.BIRTH, None),
    "next": DateReader(TODAY, 2026, Direction.FUTURE, Order.DAY),
    "source": choices.ChoiceReader(choices.words(_LISTS["source"])),
    "gender": choices.ChoiceReader(choices.words(_LISTS["gender"]), open=False, codes=True),
    "concerns": choices.ChoicesReader(choices.words(_LISTS["concerns"])),
    "level": choices.LevelReader(choices.words(_LISTS["level"]), codes=_CODES),
}
_PIECES = st.sampled_from(
    (
        *(
            "张",
            "伟",
            "先生",
            "无",
            "待补",
            "约",
            "万",
            "元",
            "年",
            "月",
            "日",
            "号",
            "周四",
            "农历",
            "级",
        ),
        *("1", "3", "8", "0", "05", "2026", "13800000001", "0571-88880002", "15.8", "20", "26"),
        *(
            "-",
            "/",
            ".",
            ",",
            "，",
            "：",
            " ",
            "　",
            "\n",
            "(",
            ")",
            "+86",
            "~",
            "*",
            "%",
            "¥",
            "$",
        ),
        *("A", "H", "浙A12345", "浙AD12345", "LSVAA49J132047371", "Lee", "May", "ext", "T", "Z"),
        *("11010519491231002X", "来店", "转介绍", "空间", "√", "男", "９", "Ｈ", "\u200b", "\xa0"),
    )
)
TEXTS = st.one_of(st.lists(_PIECES, max_size=6).map("".join), st.text(max_size=20))
NUMBERS = st.one_of(st.integers(-(10**6), 10**12), st.floats(-1e6, 1e12, allow_nan=False))


@pytest.mark.parametrize("name", READERS)
@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_what_is_clean_stays_as_it_is(name: str, text: str) -> None:
    read = READERS[name]
    once = read(text).value
    if once is None or (name == "money" and not isinstance(once, int)):
        return
    again: CellValue = once / 100 if name == "money" and isinstance(once, int) else once
    second = read(again)
    assert second.value == once or (name == "gender" and second.value is None)
    if name not in ("gender", "level"):
        assert second.reason == ""


@pytest.mark.parametrize("name", READERS)
@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_a_cell_is_told_of_exactly_when_it_was_changed(name: str, text: str) -> None:
    found = READERS[name](text)
    if found.value is None:
        said = bool(found.reason or found.problem)
        assert said or name == "prose" or not cells.folded(text).strip("\ufeff\u200e\u202c")
        return
    if isinstance(found.value, str) and name not in ("gender", "prose"):
        assert (found.value != text) == bool(found.reason) or not re.search(r"\S", text)
    if isinstance(found.value, dt.date) and not found.reason:
        assert text.strip().startswith(found.value.isoformat())


@given(text=TEXTS)
@settings(max_examples=400, deadline=None)
def test_no_digit_of_a_phone_is_invented_or_moved(text: str) -> None:
    plain = re.sub(r"\D", "", cells.folded(text))
    for number in phones.parse(text).numbers:
        assert number in plain or number[1:] in plain  # +86 571 stands for 0571


@given(text=TEXTS)
@settings(max_examples=300, deadline=None)
def test_no_digit_of_an_identity_is_invented(text: str) -> None:
    alike = str.maketrans("OIQ", "010")  # O and I are read as 0 and 1 in a VIN
    figures = re.sub(r"\D", "", cells.folded(text).upper().translate(alike))
    for read in (identity.vin, identity.plate, identity.id_number, identity.registration):
        value = read(text).value
        if isinstance(value, str):
            assert re.sub(r"\D", "", value.translate(alike)) in figures


@given(number=NUMBERS)
@settings(max_examples=200, deadline=None)
def test_a_number_gives_its_own_amount_or_none(number: float) -> None:
    found = amounts.money(number)
    assert found.value is None or found.value == round(float(number) * 100)
    assert (found.value is None) == bool(found.problem)


@given(text=TEXTS)
@settings(max_examples=400, deadline=None)
def test_an_amount_is_made_of_the_digits_that_are_there(text: str) -> None:
    """Its figures stand in the cell in this order; only the scale may differ.

    A part of a fen is rounded: then the figures of the fen below stand there.
    """
    (low, high), _reason, _problem = amounts.money_range(text)
    if re.search("[一二三四五六七八九十两]", text):
        return
    plain = re.sub(r"\D", "", cells.folded(text)).replace("0", "")
    for fen in (low, high):
        figures = str(fen or "").replace("0", "")
        below = str(fen - 1 if fen else "").replace("0", "")
        rounded = re.search(r"\.\d{3,}", cells.folded(text))
        assert figures in plain or (rounded and below in plain)


@given(day=st.dates(dt.date(1930, 1, 1), dt.date(2049, 12, 31)), text=TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_date_is_never_another_day(day: dt.date, text: str) -> None:
    """Whatever stands behind a day in ISO form, it is that day or none."""
    value = READERS["date"](f"{day.isoformat()}{text}").value
    assert value in (None, day) or text[:1].isdigit()


def test_shown_and_read_are_inverse() -> None:
    for day in (dt.date(2026, 3, 5), dt.date(1985, 12, 31)):
        assert READERS["date"](shown(day)).value == day
