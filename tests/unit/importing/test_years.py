"""The year of days without one, and days that are only meant."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from showroom_crm.importing import cleaning, headers, mapping, years
from showroom_crm.values.clean_tables import CleanTable, Conventions
from showroom_crm.values.mappings import ColumnMappings, Header
from showroom_crm.values.questions import Sort
from showroom_crm.values.sheets import CellValue, Sheet, Workbook
from tests.unit.importing.ledger import TODAY, conventions, sheet


def suggested(given: Sheet) -> tuple[Header, ColumnMappings]:
    header = headers.find(given)
    assert header is not None
    return header, mapping.suggest(header, given)


def cleaned(
    *rows: list[CellValue],
    answers: Mapping[str, str] | None = None,
    given: Conventions | None = None,
) -> CleanTable:
    table = sheet(*rows)
    header, columns = suggested(table)
    asked = given or replace(conventions(TODAY.year), year_told=False)
    return cleaning.clean(table, header, columns, asked, answers)


def test_the_year_stands_in_a_title_or_a_name() -> None:
    today = dt.date(2027, 1, 3)
    header = Header(2, 2, (), (), title="查询条件：2019-03-01 至 2026-11-20")
    plain = Header(1, 1, (), ())
    given = Sheet("客户", False, [])
    book = Workbook("月报20251130.xlsx", "xlsx", (given,))
    assert years.told(book, given, header, today) == years.FileYear(2026, 11, told=True)
    assert years.told(book, given, plain, today) == years.FileYear(2025, 11, told=True)
    other = Workbook("a.csv", "csv", (given,))
    assert years.told(other, given, plain, today) == years.FileYear(2027)
    for name in ("2026年3月", "202603", "2026-03", "客户2026.3"):
        month = Sheet(name, False, [])
        assert years.told(other, month, plain, today) == years.FileYear(2026, 3, told=True), name
    for name in ("2026年度", "2026-27", "2026第3批"):
        assert years.told(other, Sheet(name, False, []), plain, today).month == 0, name


def test_days_of_a_monthly_list_lie_around_its_month() -> None:
    given = replace(conventions(2026), file_month=3)
    table = cleaned(
        ["姓名", "手机", "登记日期", "下次跟进"],
        ["张伟", "13800000001", "3.1", "3.8"],
        ["李娜", "13800000002", "12.30", "1.4"],
        given=given,
    )
    assert table.columns["registered_on"] == [dt.date(2026, 3, 1), dt.date(2025, 12, 30)]
    assert table.columns["next_follow_up_on"] == [dt.date(2026, 3, 8), dt.date(2027, 1, 4)]


def test_one_column_of_the_republic_tells_the_years_of_the_others() -> None:
    table = cleaned(
        ["姓名", "手機", "生日", "登記日期"],
        ["張偉", "13800000001", "77/8/15", "113/5/6"],
        ["李娜", "13800000002", "98.3.2", "民國113年5月8日"],
    )
    assert table.columns["birth_date"] == [dt.date(1988, 8, 15), dt.date(2009, 3, 2)]
    assert table.columns["registered_on"] == [dt.date(2024, 5, 6), dt.date(2024, 5, 8)]
    assert not table.questions
    reasons = {repair.reason for repair in table.repairs if repair.after}
    assert "year of the Republic turned into the common one" in reasons


def test_a_header_tells_the_republic_and_nothing_else_does() -> None:
    rows: tuple[list[CellValue], ...] = (
        ["張偉", "13800000001", "77/8/15"],
        ["李娜", "13800000002", "85/3/2"],
    )
    told = cleaned(["姓名", "手機", "生日(民國)"], *rows)
    assert told.columns["birth_date"] == [dt.date(1988, 8, 15), dt.date(1996, 3, 2)]
    assert not told.questions
    unclear = cleaned(["姓名", "手機", "生日"], *rows)
    assert unclear.columns["birth_date"] == [None, None]
    (question,) = unclear.questions
    assert [choice.value for choice in question.choices] == ["dmy", "mdy", "ymd", "roc"]
    for answer, year in (("roc", 1988), ("ymd", 1977)):
        answered = cleaned(["姓名", "手機", "生日"], *rows, answers={question.key: answer})
        assert answered.columns["birth_date"][0] == dt.date(year, 8, 15)


def test_words_for_days_gone_by_count_from_the_day_a_person_names() -> None:
    rows: tuple[list[CellValue], ...] = (
        ["姓名", "手机", "最近联系日期"],
        ["张伟", "13800000001", "昨天"],
        ["李娜", "13800000002", "2026-11-14"],
        ["王芳", "13800000003", "上周五 15:30"],
        ["赵六", "13800000004", "3天前"],
    )
    asked = cleaned(*rows)
    (question,) = asked.questions
    assert (question.key, question.where) == ("written_on", "C 最近联系日期")
    assert [choice.value for choice in question.choices] == [TODAY.isoformat(), "2026-11-14"]
    known = dt.date(2026, 11, 14)
    assert asked.columns["last_contact_on"] == [None, known, None, None]
    assert len([each for each in asked.problems if each.message]) == 3
    told = cleaned(*rows, answers={"written_on": "2026-11-14"})  # a Saturday
    assert told.columns["last_contact_on"] == [
        dt.date(2026, 11, 13),
        known,
        dt.date(2026, 11, 6),
        dt.date(2026, 11, 11),
    ]
    assert not told.questions


def test_other_days_of_the_file_tell_the_year() -> None:
    table = cleaned(
        ["姓名", "手机", "登记日期", "首次到店时间"],
        ["张伟", "13800000001", "2025-03-01", "3/2 14:20"],
        ["李娜", "13800000002", "2025-03-05", "3/6 9:30"],
    )
    assert table.columns["first_visit_on"] == [dt.date(2025, 3, 2), dt.date(2025, 3, 6)]
    assert not table.questions


def test_the_year_is_asked_where_the_days_may_be_of_an_older_list() -> None:
    rows: list[list[CellValue]] = [
        ["姓名", "手机", "首次到店时间"],
        ["张伟", "13800000001", "3/2 14:20"],
        ["李娜", "13800000002", "3/6 9:30"],
    ]
    table = cleaned(*rows)
    (question,) = table.questions
    assert question.key == Sort.YEAR
    assert [choice.value for choice in question.choices] == ["2026", "2025", "2024"]
    assert table.columns["first_visit_on"] == [dt.date(2026, 3, 2), dt.date(2026, 3, 6)]
    told = cleaned(*rows, answers={Sort.YEAR: "2025"})
    assert not told.questions
    assert told.columns["first_visit_on"] == [dt.date(2025, 3, 2), dt.date(2025, 3, 6)]


def test_days_of_the_last_months_are_of_this_year() -> None:
    recent = TODAY - dt.timedelta(days=20)
    table = cleaned(
        ["姓名", "手机", "首次到店时间"],
        ["张伟", "13800000001", f"{recent.month}/{recent.day} 14:20"],
    )
    assert not table.questions
    assert table.columns["first_visit_on"] == [recent]


def test_words_for_days_to_come_are_counted_from_the_days_of_the_row() -> None:
    table = cleaned(
        ["姓名", "手机", "登记日期", "最近跟进", "预计购车时间", "下次跟进"],
        ["张伟", "13800000001", "2026-10-01", "2026-10-18", "3个月内", "下周"],
        ["李娜", "13800000002", "2026-10-02", "", "下个月", "2026-11-20"],
        ["王强", "13800000003", "", "", "半年后", ""],
        ["赵敏", "13800000004", "", "", "不急，看看再说", ""],
    )
    later = TODAY.replace(year=TODAY.year + (TODAY.month > 6), month=(TODAY.month + 5) % 12 + 1)
    assert table.columns["expected_on"] == [
        dt.date(2027, 1, 18),
        dt.date(2026, 11, 30),
        later,
        None,
    ]
    assert table.columns["next_follow_up_on"][0] == dt.date(2026, 10, 19)
    assert [(r.row, r.before, r.after) for r in table.repairs if "个月" in r.before] == [
        (2, "3个月内", "2027-01-18"),
        (3, "下个月", "2026-11-30"),
    ]
    assert table.columns["remark"] == [None, None, None, "预计购车时间：不急，看看再说"]
    assert [(p.row, p.value) for p in table.problems] == [(5, "不急，看看再说")]


def test_timestamps_are_days() -> None:
    noon = int(dt.datetime(2026, 3, 5, 12, 0).timestamp())
    table = cleaned(
        ["姓名", "手机", "create_time", "最后跟进时间"],
        ["张伟", "13800000001", noon, f"{noon}000"],
        ["李娜", "13800000002", f"{noon}", float(noon) * 1000],
    )
    assert table.columns["registered_on"] == [dt.date(2026, 3, 5)] * 2
    assert table.columns["last_contact_on"] == [dt.date(2026, 3, 5)] * 2
    assert len(table.repairs) == 4
