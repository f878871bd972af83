"""Lists as other programs and other hands write them: words for days, scales, codes, media."""

from __future__ import annotations

from scripts.testfiles.books import book
from scripts.testfiles.made import Row, file
from scripts.testfiles.texts import table_text

_WHO: list[tuple[str, str]] = [
    ("张伟", "13800000001"),
    ("李娜", "13900000002"),
    ("王强", "15000000003"),
    ("赵敏", "17700000005"),
]


def _people(*columns: list[str | int]) -> list[Row]:
    """Return name, phone and further cells of each person."""
    return [[*who, *rest] for who, rest in zip(_WHO, zip(*columns, strict=True), strict=True)]


@file("visitors_of_a_month.xlsx")
def visitors_of_a_month() -> bytes:
    """The form at the door: hours without a year, which the title tells, and what people want."""
    rows: list[Row] = [
        ["展厅来店客户登记表 2026年3月"],
        [
            "序",
            "来店时间",
            "离店时间",
            "人数",
            "客户姓名",
            "联系电话",
            "来店次数",
            "意向车型",
            "意向级别",
            "来店渠道",
            "居住区域",
            "是否试驾",
        ],
        [
            1,
            "3/1 14:20",
            "15:05",
            2,
            "张伟",
            "13800000001",
            "首次",
            "星越",
            "H",
            "来店",
            "江北",
            "√",
        ],
        [
            2,
            "3/1 15:40",
            "16:10",
            1,
            "李娜",
            "13900000002",
            "二次",
            "星瑞",
            "B",
            "网络",
            "鄞州",
            "",
        ],
        [
            3,
            "3/2 9:30",
            "10:00",
            3,
            "王强",
            "15000000003",
            "首次",
            "豪越",
            "A",
            "来电",
            "海曙",
            "×",
        ],
    ]
    return book(("来店", rows))


@file("renewals_of_two_kinds.xlsx")
def renewals_of_two_kinds() -> bytes:
    rows: list[Row] = [
        ["被保险人", "联系电话", "车牌号码", "交强险止期", "商业险止期", "去年保险公司"],
        ["张伟", "13800000001", "浙A12345", "2026-12-10", "2026-12-02", "人保"],
        ["李娜", "13900000002", "浙A12346", "2027-01-05", "", "平安"],
    ]
    return book(("续保", rows))


@file("survey_on_a_scale_of_five.xlsx")
def survey_on_a_scale_of_five() -> bytes:
    head: Row = ["客户姓名", "手机", "总体满意度（1-5分）", "客户建议"]
    return book(("回访", [head, *_people([5, 4, 3, 1], ["", "加个充电桩", "", "等太久"])]))


@file("plans_in_words.xlsx")
def plans_in_words() -> bytes:
    """Days that are only meant, counted from the last contact of the row."""
    head: Row = ["姓名", "电话", "最近跟进", "什么时候买", "再联系"]
    days: list[str | int] = ["2026-10-18", "2026-10-19", "2026-10-20", "2026-10-21"]
    plans: list[str | int] = ["3个月内", "下个月", "五一前", "不急"]
    again: list[str | int] = ["下周", "10.26", "本月底", "2026-11-01"]
    return book(("2026年10月", [head, *_people(days, plans, again)]))


@file("timestamps_of_an_app.csv")
def timestamps_of_an_app() -> bytes:
    """Noon in China as seconds, and as thousandths of them."""
    head: Row = [
        "real_name",
        "mobile_no",
        "user_id",
        "create_time",
        "last_contact_at",
        "car_series",
    ]
    seconds: list[str | int] = [1772683200, 1772769600, 1772856000, 1772942400]
    thousandths: list[str | int] = [f"{second}000" for second in seconds]
    rows = _people(["1001", "1002", "1003", "1004"], seconds, thousandths, ["ES6"] * 4)
    return table_text([head, *rows]).encode()


@file("leads_of_short_videos.csv")
def leads_of_short_videos() -> bytes:
    head: Row = ["姓名", "电话", "客户来源", "意向商品"]
    media: list[str | int] = ["抖音", "懂车帝", "小红书", "路过"]
    return table_text([head, *_people(media, ["星越"] * 4)]).encode()


@file("numbers_of_abroad.csv")
def numbers_of_abroad() -> bytes:
    """Numbers as long as a mobile number that no network of the mainland has."""
    rows: list[Row] = [
        ["姓名", "手机", "意向车型"],
        ["Tom Jones", "14155550132", "星越"],
        ["Ann Lee", "16045550199", "星瑞"],
        ["张伟", "13800000001", "豪越"],
    ]
    return table_text(rows).encode()


@file("list_of_staff.xlsx")
def list_of_staff() -> bytes:
    rows: list[Row] = [
        ["工号", "姓名", "部门", "职务", "手机"],
        ["E001", "张伟", "销售部", "销售顾问", "13800000001"],
        ["E002", "李娜", "售后部", "服务顾问", "13900000002"],
    ]
    return book(("Sheet1", rows))


@file("codes_of_a_program.csv")
def codes_of_a_program() -> bytes:
    head: Row = ["cust_name", "mobile_no", "sex", "cust_status", "reg_date", "sales_name"]
    days: list[str | int] = ["20261101", "20261102", "20261103", "20261104"]
    return table_text([head, *_people([1, 0, 1, 0], [1, 2, 3, 1], days, ["李强"] * 4)]).encode()


@file("companies_with_contacts.xlsx")
def companies_with_contacts() -> bytes:
    rows: list[Row] = [
        ["单位名称", "统一社会信用代码", "联系人", "联系人手机", "单位地址", "预计采购时间"],
        [
            "宁波海星贸易有限公司",
            "91350100M000100Y43",
            "张伟",
            "13800000001",
            "江北路1号",
            "2026-12-01",
        ],
    ]
    return book(("大客户", rows))


@file("friends_of_a_chat.csv")
def friends_of_a_chat() -> bytes:
    rows: list[Row] = [
        ["昵称", "备注", "微信号", "地区"],
        ["雨过天晴", "张伟 13800000001 看星越", "yu_88", "浙江 宁波"],
        ["老罗", "罗总13900000002", "luo66", "浙江 杭州"],
    ]
    return table_text(rows).encode()


@file("headers_in_other_words.xlsx")
def headers_in_other_words() -> bytes:
    """Headers no list has, made of words that many have."""
    rows: list[Row] = [
        [
            "客戶代號",
            "客人姓名",
            "手机号码",
            "屬意車款",
            "旧车品牌车型",
            "评估金额(万)",
            "预定购车日",
            "下次接触日",
            "接触内容",
            "Lead Create Time",
        ],
        [
            "K01",
            "张伟",
            "13800000001",
            "星越",
            "朗逸",
            3.5,
            "2027-01-10",
            "2026-12-01",
            "要白色，周末再来",
            "2026-11-01",
        ],
        [
            "K02",
            "李娜",
            "13900000002",
            "星瑞",
            "",
            "",
            "2027-02-10",
            "2026-12-02",
            "嫌贵，想要优惠两万",
            "2026-11-02",
        ],
    ]
    return book(("客户", rows))
