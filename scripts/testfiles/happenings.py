"""Workbooks whose rows tell what happened: order lines, visits, payments, policies, contacts."""

from __future__ import annotations

from scripts.testfiles.books import book
from scripts.testfiles.made import Row, file
from scripts.testfiles.texts import table_text


@file("service_visits.xlsx")
def service_visits() -> bytes:
    """One row for each visit, with the customer on each: the usual export of a workshop."""
    rows: list[Row] = [
        ["车主", "联系电话", "车牌号", "工单号", "进厂日期", "出厂日期", "行驶里程", "维修类型",
         "工时费", "材料费", "结算金额", "服务顾问"],
        ["张伟", "13800000001", "浙A12345", "RO1001", "2026-03-05", "2026-03-05", 15000, "定保",
         200, 280, 480, "何伟"],
        ["张伟", "13800000001", "浙A12345", "RO1002", "2026-09-05", "2026-09-07", 21000,
         "一般维修", 300, 980, 1280, "何伟"],
        ["李娜", "13900000002", "浙A12346", "RO1003", "2026-05-01", "2026-05-01", 8000, "定保",
         200, 280, "", "何伟"],
        ["李娜", "13900000002", "浙A12346", "RO1004", "", "", 8100, "定保", 200, 280, 480, "何伟"],
        ["合计", "", "", "", "", "", "", "", 900, 1820, 2240, ""],
    ]  # fmt: skip
    return book(("维修台账", rows))


@file("service_visits_by_plate.xlsx")
def service_visits_by_plate() -> bytes:
    rows: list[Row] = [
        ["车牌号", "进厂日期", "里程", "金额"],
        ["浙A12345", "2026-03-05", 15000, 480],
        ["浙A12345", "2026-09-05", 21000, 1280],
        ["浙AD12345", "2026-09-06", 3000, 300],
    ]
    return book(("进厂记录", rows))


@file("order_lines_with_customers.xlsx")
def order_lines_with_customers() -> bytes:
    """Orders of several lines; one line came back, one has no amount."""
    rows: list[Row] = [
        ["单号", "客户姓名", "手机", "商品编码", "商品名称", "数量", "单价", "金额", "销售日期"],
        ["SO1", "张伟", "13800000001", "P01", "机油", 2, 280, 560, "2026-03-05"],
        ["SO1", "张伟", "13800000001", "P02", "机滤", 1, 60, 60, "2026-03-05"],
        ["SO2", "李娜", "13900000002", "P03", "脚垫", 1, 500, "", "2026-03-06"],
        ["SO2", "李娜", "13900000002", "P04", "坐垫", 1, 300, 300, "2026-03-06"],
        ["SO3", "李娜", "13900000002", "P04", "坐垫", -1, 300, -300, "2026-03-09"],
    ]
    return book(("精品销售", rows))


@file("online_shop_lines.csv")
def online_shop_lines() -> bytes:
    rows: list[Row] = [
        ["Order ID", "Order Date", "Ship Date", "Customer ID", "Customer Name", "Product Name",
         "Sales", "Quantity"],
        ["CA-1", "2026-03-05", "2026-03-08", "CG-1", "Anna Smith", "Oil filter", 261.96, 2],
        ["CA-1", "2026-03-05", "2026-03-08", "CG-1", "Anna Smith", "Wiper", 731.94, 3],
        ["CA-2", "2026-03-06", "2026-03-10", "DV-2", "Jack Miller", "Battery", 14.62, 2],
    ]  # fmt: skip
    return table_text(rows).encode()


@file("invoice_lines_by_number.csv")
def invoice_lines_by_number() -> bytes:
    """Customers by number alone, as the shop of the file knows them."""
    rows: list[Row] = [
        ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice",
         "CustomerID", "Country"],
        ["536365", "85123A", "HOLDER", 6, "12/13/2010 8:26", 2.55, 17850, "UK"],
        ["536365", "71053", "LANTERN", 6, "12/13/2010 8:26", 3.39, 17850, "UK"],
        ["C536379", "D", "Discount", -1, "12/14/2010 9:41", 27.5, 14527, "UK"],
        ["536380", "22960", "JAM", 1, "12/14/2010 9:45", 4.25, "", "UK"],
    ]  # fmt: skip
    return table_text(rows).encode()


@file("payments_by_phone.csv")
def payments_by_phone() -> bytes:
    rows: list[Row] = [
        ["收据号", "收款日期", "手机号", "款项类型", "收款金额", "收款方式", "备注"],
        ["R1", "2026-03-05", "13800000001", "定金", 5000, "微信", ""],
        ["R2", "2026-03-20", "13800000001", "尾款", 153000, "转账", "提车前"],
        ["R3", "2026-03-21", "13900000002", "定金", 5000, "现金", ""],
        ["R4", "2026-03-28", "13900000002", "退款", -5000, "现金", ""],
    ]
    return table_text(rows).encode("gb18030")


@file("several_amounts_and_days.xlsx")
def several_amounts_and_days() -> bytes:
    rows: list[Row] = [
        ["订单号", "手机", "商品名称", "数量", "单价", "应收金额", "实收金额", "下单日期",
         "付款日期"],
        ["SO1", "13800000001", "机油", 2, 280, 560, 500, "2026-03-05", "2026-03-06"],
        ["SO2", "13900000002", "脚垫", 1, 500, 500, 450, "2026-03-06", "2026-03-09"],
    ]  # fmt: skip
    return book(("订单", rows))


@file("showroom_visits.xlsx")
def showroom_visits() -> bytes:
    """The register at the door: a day, and hours of coming and leaving."""
    rows: list[Row] = [
        ["日期", "开始时间", "结束时间", "顾客姓名", "电话", "来店人数", "来店目的", "销售人员"],
        ["2026-11-05", "10:20", "11:05", "张伟", "13800000001", 2, "看车", "李强"],
        ["2026-11-09", "14:00", "15:30", "张伟", "13800000001", 3, "试驾", "李强"],
        ["2026-11-09", "16:10", "16:20", "李娜", "13900000002", 1, "看车", "王芳"],
    ]
    return book(("来店登记", rows))


@file("policies_with_plates.xlsx")
def policies_with_plates() -> bytes:
    rows: list[Row] = [
        ["保单号", "客户姓名", "车牌号", "险种", "保险公司", "起保日期", "保险到期", "保费"],
        ["PD1", "张伟", "浙A12345", "商业险", "平安", "2026-01-01", "2026-12-31", 3800],
        ["PD2", "张伟", "浙A12345", "交强险", "平安", "2026-01-01", "2026-12-31", 950],
    ]  # fmt: skip
    return book(("保单", rows))


@file("contact_log.xlsx")
def contact_log() -> bytes:
    """What a CRM exports of its calls: many rows for one customer, the newest in the middle."""
    rows: list[Row] = [
        ["客户姓名", "联系电话", "跟进时间", "跟进方式", "跟进内容", "跟进结果", "跟进前级别",
         "跟进后级别", "下次跟进时间", "跟进人"],
        ["张伟", "13800000001", "2026-10-01 09:30", "电话", "问价格", "已接通", "C", "B",
         "2026-10-05", "李强"],
        ["张伟", "13800000001", "2026-10-12 16:00", "电话", "约周末到店", "邀约成功", "B", "A",
         "2026-10-17", "李强"],
        ["张伟", "13800000001", "2026-10-05 14:00", "微信", "发了配置表", "等老婆决定", "B", "B",
         "2026-10-12", "李强"],
        ["李娜", "13900000002", "2026-10-03 10:00", "电话", "", "无人接听", "", "", "2026-10-04",
         "王芳"],
        ["李娜", "13900000002", "", "电话", "日期没有写", "", "", "", "", "王芳"],
    ]  # fmt: skip
    return book(("跟进记录", rows))


@file("activities.csv")
def activities() -> bytes:
    rows: list[Row] = [
        ["Activity Type", "Contact Name", "Phone", "Activity Date", "Subject", "Description",
         "Outcome", "Activity Owner"],
        ["Call", "Jane Roe", "13800000001", "2026-10-01 09:30", "Price", "asked for a price",
         "No answer", "Li Ming"],
        ["Email", "Jane Roe", "13800000001", "2026-10-02 11:00", "Offer", "sent the offer",
         "Completed", "Li Ming"],
    ]  # fmt: skip
    return table_text(rows).encode()


@file("test_drive_register.xlsx")
def test_drive_register() -> bytes:
    """The register of test drives, with what lists of people have too; two drives of a day."""
    rows: list[Row] = [
        ["试乘试驾登记表"],
        ["日期", "姓名", "性别", "电话", "试驾车型", "开始时间", "结束时间", "陪同顾问",
         "意向级别", "客户反馈"],
        ["2026-03-01", "张伟", "男", "13800000001", "朗逸", "14:30", "14:55", "王芳", "A",
         "动力不错"],
        ["2026-03-01", "张伟", "男", "13800000001", "途岳", "15:10", "15:40", "王芳", "H",
         "空间大"],
        ["2026-03-02", "李娜", "女", "13900000002", "朗逸", "10:00", "10:20", "李强", "B", ""],
    ]  # fmt: skip
    return book(("试驾登记表", rows))
