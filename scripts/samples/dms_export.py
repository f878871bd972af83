"""The month export of prospects as a dealer system and its users leave it, flaws and all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import TYPE_CHECKING

from scripts.samples import showroom
from scripts.samples.people import mobile
from scripts.samples.prospects import Prospect, prospect
from scripts.samples.writing import (
    Cell,
    Row,
    mark,
    written_budget,
    written_date,
    written_phone,
    written_price,
)

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

FILE_NAME = "DMS潜客月报_2026年11月.xlsx"
SHEET_NAME = "11月级别状况表"
TITLE = f"{showroom.SHOWROOM} 2026年11月意向客户级别状况表"
PROSPECTS = 588
SAME_ROW, SAME_PHONE, SAME_NAME = 4, 5, 3
HIDDEN = 96
TOGETHER = 40
REMARK_OF_TWO = "两人是同事，一起来看车"
SEED = 20261120

GROUPS: dict[str, tuple[tuple[str, int], ...]] = {
    "": (("序号", 6),),
    "客户信息": (
        ("潜客ID", 9),
        ("客户姓名", 12),
        ("性别", 6),
        ("联系电话", 15),
        ("微信号", 12),
        ("证件号码", 20),
    ),
    "来源与归属": (
        ("客户来源", 10),
        ("二级渠道", 10),
        ("介绍人", 9),
        ("销售顾问", 9),
        ("登记日期", 12),
    ),
    "到店情况": (
        ("是否到店", 9),
        ("首次到店时间", 13),
        ("最近一次到店时间", 16),
        ("到店次数", 9),
        ("是否试驾", 9),
    ),
    "购车意向": (
        ("意向级别", 9),
        ("客户类型", 11),
        ("意向车型", 15),
        ("意向颜色", 9),
        ("预算", 11),
        ("报价", 11),
        ("付款方式", 10),
        ("购车用途", 10),
        ("关注点", 16),
        ("竞品车型", 10),
        ("现有车型", 15),
        ("预计购车时间", 13),
    ),
    "跟进情况": (
        ("最近一次跟进时间", 16),
        ("未跟进天数", 10),
        ("跟进记录", 46),
        ("下次跟进日期", 13),
        ("跟进次数", 9),
        ("战败原因", 16),
    ),
    "其他": (("备注", 22),),
}
HEADERS = tuple(header for columns in GROUPS.values() for header, _ in columns)
_HEADER_ROW = 3  # counted from 0: title, line of the maker, groups, headers
_SUMS = ("到店次数", "跟进次数")


@dataclass(frozen=True, slots=True)
class Fault:
    """A value nobody can mean, put into the `place`-th distinct prospect."""

    place: int
    header: str
    value: Cell


FAULTS = (
    Fault(17, "登记日期", "2026-02-30"),
    Fault(48, "联系电话", 1541234567.0),
    Fault(77, "联系电话", "无"),
    Fault(111, "联系电话", "154xxxx8812"),
    Fault(140, "证件号码", 649901198803120000.0),
    Fault(205, "证件号码", 649901197511040000.0),
    Fault(230, "意向级别", "X"),
    Fault(266, "预算", "面议"),
    Fault(301, "预算", "面议"),
    Fault(333, "下次跟进日期", "待定"),
    Fault(368, "预计购车时间", "年底前"),
    Fault(402, "最近一次跟进时间", date(2062, 11, 18)),
    Fault(437, "客户姓名", None),
    Fault(470, "性别", "不详"),
    Fault(505, "报价", "同上"),
    Fault(540, "到店次数", "两次"),
)


def prospects() -> list[Prospect]:
    """The 588 distinct prospects of the export."""
    rng = Random(SEED)
    return [prospect(rng, number) for number in range(1, PROSPECTS + 1)]


def rows() -> list[Row]:
    """The 600 data rows by header, grouped by salesperson, without title, sums and blank lines."""
    rng = Random(SEED + 1)
    found = prospects()
    written = [_row(rng, each) for each in found]
    for fault in FAULTS:
        written[fault.place][fault.header] = fault.value
    written += _duplicates(rng, found, written)
    order = {name: place for place, name in enumerate(showroom.SALES_STAFF)}
    rng.shuffle(written)
    written.sort(key=lambda row: order[str(row["销售顾问"])])
    for number, row in enumerate(written, start=1):
        row["序号"] = number
    written[TOGETHER - 1]["备注"], written[TOGETHER]["备注"] = REMARK_OF_TWO, None
    return written


def _duplicates(rng: Random, found: list[Prospect], written: list[Row]) -> list[Row]:
    """The whole row again; the same phone written otherwise; the same name with another phone."""
    faulty = {fault.place for fault in FAULTS}
    usable = [n for n, each in enumerate(found) if n not in faulty and each.person.gender]
    places = rng.sample(usable, SAME_ROW + SAME_PHONE + SAME_NAME)
    again = [dict(written[place]) for place in places[:SAME_ROW]]
    for count, place in enumerate(places[SAME_ROW:]):
        each = found[place]
        row = _row(rng, each) | {"潜客ID": f"{PROSPECTS + 1 + count:05d}"}
        if count < SAME_PHONE:
            row |= {
                "客户姓名": each.person.polite if count % 2 else each.person.name,
                "联系电话": f"+86 {each.person.phone[:3]}-{each.person.phone[3:]}",
                "销售顾问": showroom.SALES_STAFF[count],
                "意向级别": "A" if each.level == "B" else each.level,
            }
        else:
            row |= {"客户姓名": each.person.name, "联系电话": mobile(60_000_000 + place)}
        again.append(row)
    return again


def _row(rng: Random, each: Prospect) -> Row:
    return (
        _who(rng, each)
        | _visit_cells(rng, each)
        | _wish_cells(rng, each)
        | _follow_up_cells(rng, each)
    )


def _who(rng: Random, each: Prospect) -> Row:
    who, origin = each.person, each.origin
    name = who.polite if who.gender and rng.random() < 0.05 else who.name
    gender = {"男": "先生", "女": "女士"}.get(who.gender) if rng.random() < 0.1 else who.gender
    return {
        "潜客ID": each.number if each.number in {12, 305} else f"{each.number:05d}",
        "客户姓名": f"{name} " if rng.random() < 0.03 else name,
        "性别": gender or None,
        "联系电话": written_phone(rng, who.phone, each.second_phone),
        "微信号": each.wechat or None,
        "证件号码": each.id_no or None,
        "客户来源": origin.source,
        "二级渠道": origin.media or None,
        "介绍人": origin.referrer or None,
        "销售顾问": origin.salesperson,
        "登记日期": written_date(rng, origin.registered, origin.salesperson),
    }


def _visit_cells(rng: Random, each: Prospect) -> Row:
    visits, writer = each.visits, each.origin.salesperson
    last = written_date(rng, visits.last, writer)
    if isinstance(last, date):
        last = datetime(
            last.year, last.month, last.day, rng.randint(9, 17), rng.choice((5, 20, 40))
        )
    return {
        "是否到店": mark(rng, yes=visits.count > 0),
        "首次到店时间": written_date(rng, visits.first, writer),
        "最近一次到店时间": last,
        "到店次数": visits.count or None,
        "是否试驾": mark(rng, yes=visits.test_drive),
    }


def _wish_cells(rng: Random, each: Prospect) -> Row:
    wish, writer = each.wish, each.origin.salesperson
    level = each.level
    if rng.random() < 0.04:
        level = rng.choice((f"{level}级", level.lower(), f"{level} ", chr(ord(level) + 0xFEE0)))
    return {
        "意向级别": level,
        "客户类型": wish.kind,
        "意向车型": f"{wish.model.name} {wish.trim}".strip(),
        "意向颜色": wish.color if rng.random() < 0.7 else None,
        "预算": written_budget(rng, *wish.budget) if rng.random() < 0.8 else None,
        "报价": written_price(rng, wish.quote),
        "付款方式": wish.payment if rng.random() < 0.6 else None,
        "购车用途": wish.use if rng.random() < 0.7 else None,
        "关注点": rng.choice(("、", "，", "/")).join(wish.concerns),
        "竞品车型": wish.rival or None,
        "现有车型": wish.owned or None,
        "预计购车时间": written_date(rng, wish.expected, writer),
    }


def _follow_up_cells(rng: Random, each: Prospect) -> Row:
    follow_up, writer = each.follow_up, each.origin.salesperson
    last = written_date(rng, follow_up.last, writer)
    since = (showroom.AS_OF - follow_up.last).days if follow_up.last else None
    return {
        "最近一次跟进时间": last,
        "未跟进天数": since,
        "跟进记录": follow_up.note,
        "下次跟进日期": written_date(rng, follow_up.next, writer),
        "跟进次数": follow_up.count or None,
        "战败原因": follow_up.lost_reason or None,
        "备注": each.remark or None,
    }


def write(path: Path) -> None:
    """Writes the workbook: the month sheet and a page that explains the levels."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"author": "周敏", "created": datetime(2026, 11, 20, 8, 30)})
        _MonthSheet(book).write(rows())
        _explain_levels(book.add_worksheet("级别说明"))


def _explain_levels(sheet: Worksheet) -> None:
    lines = (
        "级别判定标准（2026年版）",
        "H：7天内购车　A：15天内　B：30天内　C：30至90天",
        "O：已订未交　N：新接触未判定　F：战败　S：休眠　L：失控　T：退订",
        "每次跟进后必须填写级别与下次跟进日期，月底未成交客户结转下月。",
    )
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, line)


class _MonthSheet:
    """Lays the rows out as a person would: title, two-line header, subtotals, total."""

    def __init__(self, book: Workbook) -> None:
        self._sheet = book.add_worksheet(SHEET_NAME)
        plain = {"font_name": "宋体", "font_size": 10, "border": 1, "valign": "vcenter"}
        head = plain | {"bold": True, "align": "center", "bg_color": "#D9E1F2"}
        self._title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
        self._head = book.add_format(head)
        self._sum = book.add_format(plain | {"bold": True, "bg_color": "#FFF2CC"})
        self._text = book.add_format(plain)
        self._number = book.add_format(plain | {"num_format": "0"})
        self._day = book.add_format(plain | {"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format(plain | {"num_format": "yyyy-mm-dd hh:mm"})
        self._line = _HEADER_ROW + 1

    def write(self, data: list[Row]) -> None:
        """Writes all of the sheet."""
        self._write_head()
        for name in showroom.SALES_STAFF:
            own = [row for row in data if row["销售顾问"] == name]
            first = self._line
            for row in own:
                self._write_row(row)
            self._write_sum(f"小计（{name}）", own, first)
            self._line += name in {"李强", "陈静"}  # an empty line that slipped in
        self._write_sum(f"合计：{len(data)} 位", data, _HEADER_ROW + 1)
        self._sheet.write_string(self._line + 1, 0, "制表人：周敏　　展厅经理签字：")

    def _write_head(self) -> None:
        sheet, last = self._sheet, len(HEADERS) - 1
        sheet.merge_range(0, 0, 0, last, TITLE, self._title)
        sheet.write_string(1, 0, f"单位：{showroom.SHOWROOM}　　导出日期：{showroom.AS_OF}")
        column = 0
        for group, columns in GROUPS.items():
            end = column + len(columns) - 1
            if not group:
                sheet.merge_range(2, column, 3, column, columns[0][0], self._head)
            elif end > column:
                sheet.merge_range(2, column, 2, end, group, self._head)
            else:
                sheet.write_string(2, column, group, self._head)
            for place, (header, width) in enumerate(columns, start=column):
                sheet.set_column(place, place, width)
                if group:
                    sheet.write_string(_HEADER_ROW, place, header, self._head)
            column = end + 1
        sheet.freeze_panes(_HEADER_ROW + 1, 3)

    def _write_row(self, row: Row) -> None:
        for place, header in enumerate(HEADERS):
            value = row[header]
            if header == "未跟进天数" and type(row["最近一次跟进时间"]) is date:
                self._write_days(place, row["最近一次跟进时间"])
            else:
                self._write_cell(place, value)
        if row["序号"] == HIDDEN:
            self._sheet.set_row(self._line, None, None, {"hidden": True})
        self._line += 1
        if row["序号"] == TOGETHER + 1:
            place = HEADERS.index("备注")
            above = self._line - 2
            self._sheet.merge_range(above, place, above + 1, place, REMARK_OF_TWO, self._text)

    def _write_days(self, place: int, last: date) -> None:
        """A formula with its result, as Excel keeps it."""
        import xlsxwriter.utility

        cell = xlsxwriter.utility.xl_rowcol_to_cell(self._line, HEADERS.index("最近一次跟进时间"))
        days = (showroom.AS_OF - last).days
        today = f"DATE({showroom.AS_OF:%Y},{showroom.AS_OF:%m},{showroom.AS_OF:%d})"
        self._sheet.write_formula(self._line, place, f"={today}-{cell}", self._number, days)

    def _write_cell(self, place: int, value: Cell) -> None:
        match value:
            case None:
                self._sheet.write_blank(self._line, place, None, self._text)
            case datetime():
                self._sheet.write_datetime(self._line, place, value, self._moment)
            case date():
                self._sheet.write_datetime(self._line, place, value, self._day)
            case str():
                self._sheet.write_string(self._line, place, value, self._text)
            case _:
                self._sheet.write_number(self._line, place, value, self._number)

    def _write_sum(self, label: str, data: list[Row], first: int) -> None:
        import xlsxwriter.utility

        for place in range(len(HEADERS)):
            self._sheet.write_blank(self._line, place, None, self._sum)
        self._sheet.write_string(self._line, 0, label, self._sum)
        for header in _SUMS:
            place = HEADERS.index(header)
            cells = xlsxwriter.utility.xl_range(first, place, self._line - 1, place)
            total = sum(row[header] for row in data if isinstance(row[header], int))  # type: ignore[misc]
            formula = f"=SUBTOTAL(9,{cells})"
            self._sheet.write_formula(self._line, place, formula, self._sum, total)
        self._line += 1
