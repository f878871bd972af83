"""How sales desks really write dates, amounts, numbers, names and plates, cell by cell."""

import datetime as dt

import pytest

from showroom_crm.importing import amounts, cells, choices, dates, identity, people, phones
from showroom_crm.importing.dates import DateReader, Direction
from tests.unit.importing.ledger import TODAY

DAY = dt.date(2026, 3, 5)
past = DateReader(TODAY, 2026, Direction.PAST, None)
birth = DateReader(TODAY, 2026, Direction.BIRTH, None)


@pytest.mark.parametrize(
    "text",
    [
        "2026年3月5号",
        "2026年03月05日",
        "2026 年 3 月 5 日",
        "26年3月5日",
        "二〇二六年三月五日",
        "二零二六年三月五日",
        "5-Mar-26",
        "05-MAR-2026",
        "Mar 5, 2026",
        "March 5th, 2026",
        "5th March 2026",
        "Thu, 5 Mar 2026",
        "Thursday, March 5, 2026",
        "Mar-05-2026",
        "2026-Mar-05",
        "5 MARCH 2026",
        "2026-03-05T10:22:00Z",
        "2026-03-05T10:22:00+08:00",
        "2026-03-05T10:22:00.123Z",
        "2026-03-05 10:22:33.000",
        "20260305 10:22",
        "20260305102233",
        "202603051022",
        "2026/03/05 下午 2:30",
        "2026/3/5 上午10:22:33",
        "2026-3-5 10时22分",
        "2026.03.05.",
        "2026-03-05 星期四",
        "2026-03-05(周四)",
        "2026年3月5日（星期四）",
        "46086",
        "46086.5",
        "3月5号",
        "03-05",
        "3/5",
        "3.5",
        "2026、3、5",
        "2026 3 5",
        "'2026-03-05",
        "115/03/05",
        "民国115年3月5日",
        "２０２６／３／５",
    ],
)
def test_every_spelling_of_a_day(text: str) -> None:
    assert past(text).value == DAY


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2026-02-30", dates.IMPOSSIBLE),
        ("2026-13-01", dates.IMPOSSIBLE),
        ("20260230", dates.IMPOSSIBLE),
        ("2063-05-04", dates.TOO_FAR),
        ("1885-03-05", dates.TOO_FAR),
        ("正月十五", dates.LUNAR),
        ("农历八月初二", dates.LUNAR),
        ("腊月廿三", dates.LUNAR),
        ("昨天", dates.SAID),
        ("上周三", dates.SAID),
        ("约2026-3-5", dates.NO_DATE),
        ("2026-03-05,2026-04-01", dates.NO_DATE),
        ("2026Q1", dates.NO_DATE),
        ("2026-01-10：", dates.NO_DATE),
        ("3/4/2010:", dates.NO_DATE),
        ("1月10:", dates.NO_DATE),
        ("Mar-26", dates.NO_DATE),
        ("26/3/5", dates.UNCLEAR),
        ("3/5/26", dates.UNCLEAR),
        ("03/05/2026", dates.UNCLEAR),
    ],
)
def test_what_is_no_day_is_said_to_be_none(text: str, problem: str) -> None:
    assert (past(text).value, past(text).problem) == (None, problem)


@pytest.mark.parametrize(
    "text",
    [
        "9999-12-31",
        "2050-12-31",
        "2050-01-01",
        "2099/12/31",
        "0000-00-00",
        "1970-01-01",
        "1899-12-30",
        "长期",
        "永久",
        "至今",
        "-",
        "待补",
        "00:00:00",
    ],
)
def test_words_and_days_for_never_are_nothing(text: str) -> None:
    found = past(text)
    assert (found.value, found.reason, found.problem) == (None, "means empty", "")


def test_a_last_contact_ahead_is_kept_and_flagged() -> None:
    assert past("2026-11-21") == (dt.date(2026, 11, 21), "", dates.IN_FUTURE, "")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("3月5日", dates.NO_YEAR),
        ("--05-17", dates.NO_YEAR),
        ("0000-05-17", dates.NO_YEAR),
        ("1985年3月", dates.NO_DAY),
        ("2026-12-01", dates.IN_FUTURE),
        ("正月十五", dates.LUNAR),
    ],
)
def test_half_a_birthday_is_none(text: str, problem: str) -> None:
    assert (birth(text).value, birth(text).problem) == (None, problem)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("15.8万", 158000, 158000),
        ("15.8万元", 158000, 158000),
        ("15.8W", 158000, 158000),
        ("15.8w左右", 158000, 158000),
        ("158k", 158000, 158000),
        ("15千", 15000, 15000),
        ("¥158,000", 158000, 158000),
        ("￥158000.00", 158000, 158000),
        ("RMB 158,000", 158000, 158000),
        ("158000元整", 158000, 158000),
        ("人民币15.8万", 158000, 158000),
        ("约15万", 150000, 150000),
        ("大概15万左右", 150000, 150000),
        ("15万多", 150000, 150000),
        ("15万+", 150000, None),
        ("15-20万", 150000, 200000),
        ("15万-20万", 150000, 200000),
        ("15～20万", 150000, 200000),
        ("15—20万", 150000, 200000),
        ("15至20万", 150000, 200000),
        ("15到20万元", 150000, 200000),
        ("150,000-200,000", 150000, 200000),
        ("150k-200k", 150000, 200000),
        ("20-15万", 150000, 200000),
        ("15万以上", 150000, None),
        ("至少15万", 150000, None),
        ("≥20万", 200000, None),
        (">20万", 200000, None),
        ("超过20万", 200000, None),
        ("15万以下", None, 150000),
        ("10万内", None, 100000),
        ("不超过15万", None, 150000),
        ("<=20万", None, 200000),
        ("≤20万", None, 200000),
        ("１５．８万", 158000, 158000),
        ("十五万", 150000, 150000),
        ("二十万左右", 200000, 200000),
        ("十五到二十万", 150000, 200000),
        ("15万8", 158000, 158000),
        ("三万五", 35000, 35000),
        ("12.88万/台", 128800, 128800),
        ("全款12.88万", 128800, 128800),
        ("12.88万(含税)", 128800, 128800),
        ("158 000", 158000, 158000),
        ("0", 0, 0),
    ],
)
def test_every_spelling_of_an_amount(text: str, low: int | None, high: int | None) -> None:
    ends, reason, problem = amounts.money_range(text)
    assert [end if end is None else end // 100 for end in ends] == [low, high]
    assert (bool(reason), problem) == (text != "0", "")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("(1,200)", amounts.NEGATIVE),
        ("-1200", amounts.NEGATIVE),
        ("95%", amounts.NO_AMOUNT),
        ("US$26,000", amounts.FOREIGN),
        ("$26000", amounts.FOREIGN),
        ("€26000", amounts.FOREIGN),
        ("HK$200,000", amounts.FOREIGN),
        ("26000美元", amounts.FOREIGN),
        ("面议", amounts.NO_AMOUNT),
        ("15,80", amounts.NO_AMOUNT),
        ("15 8000", amounts.NO_AMOUNT),
        ("15.8.8", amounts.NO_AMOUNT),
        ("1.234.567,89", amounts.NO_AMOUNT),
        ("送保养", amounts.NO_AMOUNT),
    ],
)
def test_what_is_no_amount_in_yuan_is_none(text: str, problem: str) -> None:
    assert amounts.money_range(text) == ((None, None), "", problem)


@pytest.mark.parametrize(
    ("text", "unit", "count"),
    [
        ("6.5", 10_000, 65_000),
        ("12345", 10_000, 12_345),
        ("1.2万公里", 10_000, 12_000),
        ("12,345公里", 1, 12_345),
        ("三次", 1, 3),
        ("3次", 1, 3),
        ("12 345", 1, 12_345),
        ("3.5", 1, None),
    ],
)
def test_counts_and_kilometres(text: str, unit: int, count: int | None) -> None:
    assert amounts.whole(text, unit).value == count


def test_an_odometer_is_rounded_down() -> None:
    assert amounts.whole(1000.5, rounded=True)[:2] == (1000, amounts.ROUNDED_DOWN)


@pytest.mark.parametrize(
    ("text", "numbers", "note"),
    [
        ("老婆13900000002", ("13900000002",), "老婆"),
        ("13800000001（老婆）/13900000002", ("13800000001", "13900000002"), "老婆"),
        ("13800000001（微信同号）", ("13800000001",), ""),
        ("Tel: 13800000001", ("13800000001",), ""),
        ("13800000001或13900000002", ("13800000001", "13900000002"), ""),
        ("139-0000-0002 ::: 13900000003", ("13900000002", "13900000003"), ""),
        ("13800000001;0571-88880002", ("13800000001", "057188880002"), ""),
        ("（+86）13800000001", ("13800000001",), ""),
        ("+86(0)13800000001", ("13800000001",), ""),
        ("013800000001", ("13800000001",), ""),
        ("86-571-88880002", ("057188880002",), ""),
        ("+86-571-88880002", ("057188880002",), ""),
        ("400-800-0012", ("4008000012",), ""),
        ("+1 (415) 555-0132", ("14155550132",), ""),
        ("(415) 555-0132", ("4155550132",), ""),
        ("775.555.0133", ("7755550133",), ""),
        ("+44 (0)20 7946 0018", ("442079460018",), ""),
        ("07700 900456", ("07700900456",), ""),
        ("+852 9123 4567", ("85291234567",), ""),
        ("9123 4567", ("91234567",), ""),
        ("0912-345-678", ("0912345678",), ""),
        ("(02)2345-6789", ("0223456789",), ""),
        ("+886 912 345 678", ("886912345678",), ""),
        ("1380000000", (), ""),
        ("138000000061", (), ""),
        ("130-0000-00012", (), ""),
        ("2026-11-01", (), ""),
        ("6222020000000000001", (), ""),
        ("12345.67", (), ""),
    ],
)
def test_phones_of_everywhere(text: str, numbers: tuple[str, ...], note: str) -> None:
    found = phones.parse(text)
    assert (found.numbers, found.note) == (numbers, note)
    assert numbers or found.problem


@pytest.mark.parametrize(
    ("text", "name", "note"),
    [
        ("张 伟", "张伟", ""),
        ("张伟 先生", "张伟先生", ""),
        ("王总（老板）", "王总", "老板"),
        ("张伟【已战败】", "张伟", "已战败"),
        ("张伟(朋友介绍)", "张伟", "朋友介绍"),
        ("张伟\n李娜", "张伟、李娜", ""),
        ("JONES, TOM", "TOM JONES", ""),
        ("Tom  Jones", "Tom Jones", ""),
        ("Smith, Jones & Co", "Smith, Jones & Co", ""),
        ("迪丽热巴 · 迪力木拉提", "迪丽热巴·迪力木拉提", ""),
        ("Chan Tai Man 陳大文", "Chan Tai Man 陳大文", ""),
        ("李Ａｎｎａ", "李Anna", ""),
        ("未留", None, ""),
        ("不愿透露", None, ""),
        ("先生", None, ""),
        ("匿名", None, ""),
        ("1", None, ""),
    ],
)
def test_names(text: str, name: str | None, note: str) -> None:
    assert (people.name(text).value, people.remark(text)) == (name, note)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Mary Ann Lee", "Mary Ann Lee"),
        ("Lee, Mary Ann", "Mary Ann Lee"),
        ("李 强", "李强"),
        ("李强001", "李强"),
        ("李强（销售一部）", "李强"),
        ("001-李强", "李强"),
        ("未分配", ""),
        ("公海", ""),
        ("系统管理员", ""),
        ("O'Neill", "O'Neill"),
    ],
)
def test_staff_keep_the_blanks_of_their_names(cell: str, name: str) -> None:
    assert choices.staff_name(cell) == name
    if name:
        reader = choices.StaffReader({choices.staff_key(name): 7})
        assert reader(cell.upper()).value == 7


@pytest.mark.parametrize(
    ("text", "plate", "detail"),
    [
        ("浙A·12345", "浙A12345", ""),
        ("浙 a 12345", "浙A12345", ""),
        ("浙A•D12345", "浙AD12345", ""),
        ("浙A12345D", "浙A12345D", ""),
        ("粤B·AG1234", "粤BAG1234", ""),
        ("粤Z1234港", "粤Z1234港", ""),
        ("浙A1234挂", "浙A1234挂", ""),
        ("浙A12345(已卖)", "浙A12345", "已卖"),
        ("浙A12345/浙B67890", "浙A12345", "浙B67890"),
        ("临牌", None, ""),
        ("未上牌", None, ""),
        ("-", None, ""),
        ("浙A***45", None, ""),
    ],
)
def test_plates(text: str, plate: str | None, detail: str) -> None:
    found = identity.plate(text)
    assert (found.value, found.detail) == (plate, detail)


@pytest.mark.parametrize(
    ("text", "vin"),
    [
        ("VIN:1M8GDM9AXKP042788", "1M8GDM9AXKP042788"),
        ("1m8gdm9axkp042788", "1M8GDM9AXKP042788"),
        ("1M8GDM9AXKP042788/", "1M8GDM9AXKP042788"),
        ("*1M8GDM9AXKP042788*", "1M8GDM9AXKP042788"),
        ("1M8GDM9AXKPO42788", "1M8GDM9AXKP042788"),
        ("无", None),
    ],
)
def test_vins(text: str, vin: str | None) -> None:
    assert identity.vin(text).value == vin


def test_a_masked_id_number_is_not_kept_in_pieces() -> None:
    assert identity.id_number("110105********002X") == (None, "", identity.MASKED, "")


@pytest.mark.parametrize("number", ["14155550132", "14405550132", "16055550132", "17912345678"])
def test_numbers_as_long_as_a_mobile_number_but_in_no_range_of_one(number: str) -> None:
    found = phones.parse(number)
    assert found.numbers == (number,)
    assert found.problem == phones.ABROAD
    assert not phones.is_mobile(number)
    beside = phones.parse(f"老婆 {number}")
    assert (beside.numbers, beside.problem) == ((number,), phones.ABROAD)


@pytest.mark.parametrize(
    "start", ["134", "145", "149", "153", "162", "167", "170", "178", "189", "190", "192", "199"]
)
def test_ranges_given_to_mobile_networks(start: str) -> None:
    assert phones.parse(f"{start}00001111") == phones.Phones((f"{start}00001111",))


@pytest.mark.parametrize(
    ("cell", "name", "note"),
    [
        ("周一鸣 13500000001 看星越", "周一鸣", "看星越"), ("沈佳怡13500000002", "沈佳怡", ""),
        ("张伟（老客户）13800000001", "张伟", "老客户"),
        ("张伟 13800000001（老客户）", "张伟", "老客户"),
        ("张伟（老客户）13800000001 要白色", "张伟", "老客户；要白色"),
        ("13800000001 张伟", "张伟", ""), ("张伟 13800000001 先生", "张伟先生", ""),
    ],
)  # fmt: skip
def test_what_stands_behind_the_number_is_no_part_of_the_name(
    cell: str, name: str, note: str
) -> None:
    assert people.name(cell) == cells.Clean(name, people.PHONE_IN_NAME)
    assert people.remark(cell) == note
