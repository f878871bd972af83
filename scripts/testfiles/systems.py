"""Exports of other systems: phone books, other programs for customers, portals, lists of forms."""

from __future__ import annotations

from scripts.testfiles.made import file


@file("phone_book_of_a_mail_program.csv")
def phone_book() -> bytes:
    """Numbered values beside their types, halves beside the whole name, two numbers in a cell."""
    return _lines(
        "Name,Given Name,Family Name,Nickname,Birthday,Notes,Photo,E-mail 1 - Type,"
        "E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,"
        "Address 1 - Formatted,Address 1 - City,Organization 1 - Name,Website 1 - Value",
        "张伟,伟,张,老张,1985-03-05,喜欢越野车,,Work,zw@example.com,Mobile,+86 138 0000 0001,Home,"
        "021-5555 0001,南京西路1号,上海,上海某某贸易有限公司,",
        "Anna Smith,Anna,Smith,,--05-17,,,Home,anna@example.com,Mobile,+44 7700 900123,Work,"
        "+1 (415) 555-0132,,,,",
        "李娜,娜,李,,,,,,,Mobile,139-0000-0002 ::: 13900000003,,,,,,",
    )


@file("headers_name_the_record.csv")
def headers_name_the_record() -> bytes:
    return _lines(
        "Person - ID,Person - Name,Person - First name,Person - Last name,Person - Organization,"
        "Person - Phone - Work,Person - Phone - Mobile,Person - Owner,Person - Next activity date",
        '1,Anna Smith,Anna,Smith,Kite Ltd,(415) 555-0132,,"Lee, Mary Ann",2026-11-25',
        "2,Tom Jones,Tom,Jones,,,13800000002,Peter Wong,",
    )


@file("names_beside_accounts.csv")
def names_beside_accounts() -> bytes:
    """An account is the employer, State an address; one column tells the order of all days."""
    return _lines(
        "Lead ID,First Name,Last Name,Account Name,Phone,Mobile,City,State,Country,Lead Owner,"
        "Created Date,Last Activity,Do Not Call,Price ($)",
        "L1,Tom,Jones,Kite Ltd,(415) 555-0132,(415) 555-0199,Reno,NV,USA,Mary Ann Lee,11/3/2026,"
        "11/14/2026,0,26000",
        "L2,Ann,Lee,,,(415) 555-0134,Reno,NV,USA,Mary Ann Lee,11/4/2026,11/15/2026,1,",
    )


@file("leads_of_a_portal.csv")
def leads_of_a_portal() -> bytes:
    return _lines(
        "销售线索ID,用户姓名,用户昵称,客户手机号,意向车系,意向车款,线索下发时间,线索等级,跟进销售,线索渠道一级,线索渠道二级,"
        "首次跟进时间,最后一次跟进时间,最后跟进内容,最近一次进店日期",
        "7001,周先生,风一样,13800000001,星越,四驱旗舰型,2026-11-18 21:00:01,高,李强,网络,懂车帝,"
        "2026-11-18 21:10:00,2026-11-19 10:00:00,想周末试驾,",
        "7002,小王,user_88,13900000002,星瑞,,2026-11-18 22:00:01,中,未分配,网络,抖音,,,,2026-11-19",
        "7003,李女士,,15000000003,星瑞,,2026-11-19 09:00:00,高,王芳,网络,懂车帝,,,,",
    )


@file("form_with_numbered_questions.csv")
def form_with_numbered_questions() -> bytes:
    return _lines(
        "提交者,提交时间,1. 您的姓名（必填）,2. 您的手机号（必填）,③性别,4. 您的购车预算,"
        "5、年龄（岁）,里程/公里",
        '匿名,2026年11月8日 10:22,张伟,13800000001,男,15-20万,35,"12,345"',
        "匿名,2026年11月8日 11:22,李娜,13900000002,女,10万以下,28,8000公里",
    )


@file("headers_mistyped.csv")
def headers_mistyped() -> bytes:
    """Words that sound alike: what an input method offers first."""
    return _lines(
        "客户姓名,手机号玛,销售故问,客户来原,登记日其,意向极别",
        "张伟,13800000001,李强,展厅,2026-11-01,H",
        "李娜,13900000002,王芳,网络,2026-11-02,A",
    )


@file("list_of_a_salesperson.csv")
def list_of_a_salesperson() -> bytes:
    """Days without a year, remarks in the cells of names and phones."""
    return _lines(
        "客户,电话,意向,颜色,首次来店,情况,下次",
        "张先生（老板）,13800000001,高,白,11/1,价格谈得差不多,11.25",
        "李姐13900000002,,中,黑/灰,11月2日,,11月28号",
        "王强,老婆15000000003,高,,11/3,等发工资,",
    )


@file("cards_and_pictures.csv")
def cards_and_pictures() -> bytes:
    """What must not be kept is known by a part of its header, and by its values."""
    return _lines(
        "姓名,手机,车主银行卡号,还款,会员登录密码,驾驶证照片地址,附件,会员卡号",
        "张伟,13800000001,6222020000000000,4111111111111111,abc,a.jpg,http://example.com/1.png,K001",
        "李娜,13900000002,,5500005555555559,888888,b.jpg,http://example.com/2.png,K002",
    )


def _lines(*lines: str) -> bytes:
    return "\r\n".join([*lines, ""]).encode()
