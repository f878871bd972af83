"""Workbooks about owners and orders, and those in which several rows speak of one person."""

from __future__ import annotations

from scripts.testfiles.books import book
from scripts.testfiles.made import PEOPLE, Row, file
from showroom_crm.values.masking import masked

_VINS = ("1M8GDM9AXKP042788", "LB37722S8JH000101", "lb37722sxjh000102", "LB37722S1JH00O103", "LB3")
_PLATES = ("浙A12345", "浙A·D12345", "沪b-88888", "未上牌", "12345")


@file("after_sales.xlsx")
def after_sales() -> bytes:
    rows: list[Row] = [
        [
            "车主",
            "联系电话",
            "车牌号",
            "车架号",
            "车型",
            "购车日期",
            "最近一次保养时间",
            "行驶里程",
        ],
    ]
    for i, person in enumerate(PEOPLE):
        rows.append(
            [
                person[1],
                person[2],
                _PLATES[i],
                _VINS[i],
                person[4],
                "2023-05-01",
                "2026-05-01",
                12000 + i,
            ]
        )
    return book(("保有客户", rows))


@file("id_numbers.xlsx")
def id_numbers() -> bytes:
    rows: list[Row] = [
        ["姓名", "手机", "身份证号"],
        ["张伟", "13800000001", "11010519491231002X"],
        ["李娜", "13900000002", "11010519491231002x"],
        ["王强", "15000000003", 110105194912310000],
        ["欧阳静", "18600000004", "110105194912310021"],
        ["赵敏", "17700000005", "110105491231002"],
        ["孙丽", "17700000006", "1.10105E+17"],
    ]
    return book(("客户", rows))


@file("companies.xlsx")
def companies() -> bytes:
    rows: list[Row] = [
        ["客户名称", "联系电话", "统一社会信用代码", "意向车型"],
        ["宁波海星贸易有限公司", "0574-87650001", "91350100M000100Y43", "星越"],
        ["张伟", "13800000001", "", "星瑞"],
        ["宁波海星贸易有限公司", "0574-87650001", "91350100M000100Y43", "豪越"],
    ]
    return book(("客户", rows))


@file("family_on_one_phone.xlsx")
def family_on_one_phone() -> bytes:
    rows: list[Row] = [
        ["姓名", "手机", "意向车型"],
        ["张伟", "13800000001", "星越"],
        ["李娜", "13800000001", "星瑞"],
        ["王强", "15000000003", "豪越"],
    ]
    return book(("客户", rows))


@file("forty_families.xlsx")
def forty_families() -> bytes:
    """Two people on each of forty numbers: forty times family, or one person?"""
    first, second = "赵钱孙李周吴郑王", "冯陈褚卫蒋沈韩杨"
    given = ("一鸣", "晓雨", "建国", "思远", "丽华")
    rows: list[Row] = [["姓名", "手机", "意向车型"]]
    for i in range(40):
        number = f"1390002{i:04}"
        rows.append([first[i % 8] + given[i // 8], number, "星越"])
        rows.append([second[i % 8] + given[(i // 8 + 1) % 5], number, "星瑞"])
    return book(("客户", rows))


@file("switchboard.xlsx")
def switchboard() -> bytes:
    rows: list[Row] = [
        ["姓名", "手机", "意向车型"],
        ["张伟", "13800000000", "星越"],
        ["李娜", "13800000000", "星瑞"],
        ["王强", "13800000000", "豪越"],
        ["赵敏", "13800000000", "豪越"],
    ]
    return book(("客户", rows))


@file("namesakes.xlsx")
def namesakes() -> bytes:
    rows: list[Row] = [
        ["姓名", "手机", "意向车型"],
        ["张伟", "13800000001", "星越"],
        ["张伟", "13800000002", "星瑞"],
        ["张伟", "13800000003", "豪越"],
    ]
    return book(("客户", rows))


@file("no_phones_at_all.xlsx")
def no_phones_at_all() -> bytes:
    rows: list[Row] = [
        ["姓名", "手机", "车牌号"],
        ["张伟", "", "浙A12345"],
        ["李娜", "无", "浙A12346"],
        ["王强", "", "浙A12347"],
    ]
    return book(("客户", rows))


@file("same_person_twice.xlsx")
def same_person_twice() -> bytes:
    rows: list[Row] = [
        ["姓名", "手机", "意向车型", "最近跟进", "备注"],
        ["张先生", "13800000001", "星越", "2026-11-01", "第一次来"],
        ["张伟", "138-0000-0001", "", "2026-11-10", "带太太来"],
        ["张伟", "13800000001", "星瑞", "2026-11-10", "带太太来"],
    ]
    return book(("客户", rows))


@file("exact_duplicates.xlsx")
def exact_duplicates() -> bytes:
    rows: list[Row] = [["姓名", "手机", "意向车型"]]
    rows += [["张伟", "13800000001", "星越"]] * 3 + [["李娜", "13900000002", "星瑞"]]
    return book(("客户", rows))


@file("rows_without_person.xlsx")
def rows_without_person() -> bytes:
    rows: list[Row] = [
        ["姓名", "手机", "意向车型"],
        ["张伟", "13800000001", "星越"],
        ["", "", "星瑞"],
        ["匿名", "无", "豪越"],
        ["", "13900000002", "缤越"],
    ]
    return book(("客户", rows))


@file("traditional.xlsx")
def traditional() -> bytes:
    rows: list[Row] = [
        ["客戶姓名", "行動電話", "電子郵件", "車牌號碼", "購車日期", "銷售顧問", "備註"],
        ["陳志豪", "13800000021", "a@example.com", "浙A12345", "2024/03/01", "李强", "老客戶"],
        ["林雅婷", "13800000022", "b@example.com", "浙A12346", "2024/03/02", "王芳", ""],
    ]
    return book(("客戶資料", rows))


_OWN: Row = ["客户编号", "姓名", "手机", "身份证号", "地址", "级别", "车牌号", "车架号", "备注"]
_OWN_ROWS: list[Row] = [
    ["C000001", "张伟", "13800000001", "11010519491231002X", "浙江省宁波市海曙区中山路1号",
     "H", "浙A12345", "1M8GDM9AXKP042788", "电话13800000001可打"],
    ["C000002", "李娜", "13900000002", "", "浙江省宁波市江北区", "A", "", "", "要白色"],
]  # fmt: skip


@file("own_export_whole.xlsx")
def own_export_whole() -> bytes:
    return book(("客户", [_OWN, *_OWN_ROWS]))


@file("own_export_masked.xlsx")
def own_export_masked() -> bytes:
    keys = ("source_id", "name", "mobile", "id_no", "address", "level", "plate", "vin", "remark")
    rows: list[Row] = [_OWN]
    for row in _OWN_ROWS:
        rows.append([masked(key, cell) for key, cell in zip(keys, row, strict=True)])
    return book(("客户", rows))
