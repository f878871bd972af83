"""What the desks of a dealer keep: cashier, telephone, workshop, reception; here and abroad."""

from __future__ import annotations

from scripts.testfiles.books import book
from scripts.testfiles.made import Row, file


def _lines(*lines: str) -> bytes:
    return "\r\n".join((*lines, "")).encode()


@file("calls_through_one_number.csv")
def calls_through_one_number() -> bytes:
    """The number of the showroom stands in every row, that of the customer in another column."""
    return _lines(
        "呼叫ID,主叫号码,被叫号码,呼叫类型,开始时间,通话时长(秒),接通状态,客户姓名",
        "c1,021-66778899,13800000001,外呼,2026-11-02 09:13,35,已接通,张伟",
        "c2,021-66778899,13900000002,外呼,2026-11-02 10:20,0,未接通,李娜",
        "c3,021-66778899,13800000001,外呼,2026-11-03 09:00,128,已接通,张伟",
        "c4,021-66778899,15000000003,外呼,2026-11-03 11:40,61,已接通,王强",
    )


@file("day_report_with_signatures.xlsx")
def day_report_with_signatures() -> bytes:
    """Below the numbered rows stand counts and the boss's orders, as many cells wide as a row."""
    rows: list[Row] = [
        ["序号", "客户姓名", "车型", "电话", "访问经过"],
        [1, "张伟", "凯美瑞", "13800000001", "约明天到店"],
        [2, "李娜", "荣放", "13900000002", "已报价"],
        [3, "王强", "凯美瑞", "15000000003", "等置换"],
        ["本日止意向客户数", "H", "2", "A", "3"],
        ["主管指示事项：", "加强邀约"],
    ]
    return book(("日报", rows))


@file("workshop_lines_of_items.csv")
def workshop_lines_of_items() -> bytes:
    """Lines of a workshop look like lines of a shop; and the promised day is no order of a car."""
    return _lines(
        "结算单号,结算日期,预计交车时间,牌照,客户,手机,项目名称,数量,单价,金额",
        "JS001,2026-10-11,2026-10-11,粤BA1234,张伟,13800000001,机油,4,80,320",
        "JS001,2026-10-11,2026-10-11,粤BA1234,张伟,13800000001,更换空滤,1,80,80",
        "JS002,2026-10-12,2026-10-13,粤BB2345,李娜,13900000002,四轮定位,1,120,120",
    )


@file("workshop_of_another_country.csv")
def workshop_of_another_country() -> bytes:
    """Owner is the customer, Rego the plate; the year is the part that stays the same."""
    return _lines(
        "RO Number,Rego,Owner,Mobile,Model,Odometer In,Date In,Labour,Parts,Total Inc GST",
        "R1,1AB2CD,Noah Kelly,0412345608,CX-5,45120,16/10/26,200,75.50,303.05",
        "R2,XYZ789,Olive Webb,0412345618,BT-50,46100,17/10/26,200,77.30,305.05",
        "R3,CC12DD,Pete Quinn,0412345628,CX-5,47080,18/10/26,200,79.10,307.05",
    )


@file("receipts_with_void_ones.xlsx")
def receipts_with_void_ones() -> bytes:
    """A mark in a column of its own says which receipt does not count."""
    rows: list[Row] = [
        [
            "收据编号",
            "收款日期",
            "交款人",
            "联系方式",
            "收款事由",
            "金额(大写)",
            "金额(小写)",
            "作废",
        ],
        ["N1", "2026-11-01", "张伟", "13800000001", "购车定金", "伍仟元整", "5,000.00", ""],
        ["N2", "2026-11-02", "李娜", "13900000002", "购车定金", "贰仟元整", "2,000.00", "是"],
        ["N3", "2026-11-03", "张伟", "13800000001", "购车尾款", "壹拾万元整", "100,000.00", ""],
    ]
    return book(("收据", rows))


@file("deals_last_and_first.csv")
def deals_last_and_first() -> bytes:
    """Short headers of a showroom in America; none of them is a word for the whole name."""
    return _lines(
        "Customer #,Last,First,Home Ph,Cell Ph,Model,Salesperson 1,Deal Status,Sold Date",
        "10021,Garcia,Maria,5550142030,5550198807,CR-V,Rick Dean,Sold,10/22/2026",
        "10022,Nguyen,Tom,5550142131,5550198817,Civic,Rick Dean,Working,",
        "10023,Smith,Ann,5550142232,5550198827,CR-V,Rick Dean,Sold,10/24/2026",
    )


@file("leads_behind_hidden_numbers.csv")
def leads_behind_hidden_numbers() -> bytes:
    """Numbers a portal lends are nobody's; L7 and M9 are cars, and first talks have days."""
    return _lines(
        "线索ID,客户昵称,虚拟号,真实号码,车系名称,购车时间,看过的车,初次接触",
        "1,张伟,17100000001,13800000001,海豹06,1个月内,L7,2026年11月3日",
        "2,李娜,17100000002,13900000002,秦L,3个月内,M9,2026年11月4日",
        "3,王强,17100000003,15000000003,海豹06,半年内,M7,2026年11月5日",
        "4,赵敏,17100000004,17700000005,秦L,1个月内,L6,2026年11月6日",
    )


@file("cars_to_be_handed_over.xlsx")
def cars_to_be_handed_over() -> bytes:
    """The plan of a week: the cars of tomorrow are not delivered yet."""
    rows: list[Row] = [
        ["提车日期", "客户", "移动电话 1", "移动电话 2", "车型", "车牌号", "实销价"],
        ["2026-11-18", "张伟", "13800000001", "", "极氪001", "浙A12345", 259000],
        ["2027-01-05", "李娜", "13900000002", "13900000012", "极氪7X", "", 229000],
    ]
    return book(("交车", rows))


@file("enquiries_called_orders.csv")
def enquiries_called_orders() -> bytes:
    """A website calls each enquiry an order; nothing of an order is told."""
    return _lines(
        "订单编号,提交时间,用户姓名,用户电话,意向车系,处理状态",
        "550000001,2026-11-02 09:13,张伟,13800000001,朗逸,待处理",
        "550000002,2026-11-02 10:13,李娜,13900000002,帕萨特,已处理",
    )
