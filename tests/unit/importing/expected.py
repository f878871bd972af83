"""What must come of each file in tests/data."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

NO_PERSON = "no column with the name of the customer"
DAY = dt.date(2026, 3, 5)


@dataclass(frozen=True)
class Case:
    """Only what is given is compared; `columns` are stored values by key, in the order of rows.

    `counts` are rows inserted, updated, unchanged, skipped, rejected; `repairs` and `problems`
    (row, column letter, value shown) say which cells must be mentioned, and that no other is.
    """

    counts: tuple[int, int, int, int, int] | None = None
    header: int = 1
    last: int = 0
    sheet: str = ""
    kind: str = ""
    encoding: str = ""
    fields: Mapping[str, str | None] = field(default_factory=dict)
    columns: Mapping[str, list[object]] = field(default_factory=dict)
    phones: list[tuple[str, ...]] | None = None
    skipped: tuple[tuple[int, str], ...] = ()
    repaired: str = ""
    problems: tuple[tuple[int, str], ...] = ()
    questions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sentence: str = ""


def _days(*days: int) -> list[object]:
    return [dt.date(2026, 11, day) for day in days]


def _phones(*numbers: str) -> list[tuple[str, ...]]:
    return [(number,) if number else () for number in numbers]


def _each(count: int) -> list[tuple[str, ...]]:
    """Return the phones beside which the cells of one column stand."""
    return [(f"138000010{i:02}",) for i in range(count)]


NAMES: list[object] = ["张伟", "李娜", "王强", "欧阳静", "赵敏"]
NUMBERS = _phones("13800000001", "13900000002", "15000000003", "18600000004", "17700000005")
PEOPLE = Case(
    counts=(5, 0, 0, 0, 0),
    fields={
        "客户编号": "source_id", "姓名": "name", "手机": "mobile", "意向级别": "level",
        "意向车型": "model", "登记日期": "registered_on", "备注": "remark",
    },
    columns={
        "source_id": ["001", "002", "003", "004", "005"],
        "name": NAMES,
        "level": ["H", "A", "B", "C", "A"],
        "model": ["星越", "星瑞", "豪越", "星越", "缤越"],
        "registered_on": _days(1, 3, 5, 8, 10),
        "remark": ["周末带家人看车", "要白色", None, "比较油耗", "预算十五万"],
    },
    phones=NUMBERS,
)  # fmt: skip
"""The five people under the usual header, whatever package they come in."""

TEXTS = {
    "csv_utf8_bom.csv": replace(PEOPLE, kind="csv", encoding="utf-8-sig"),
    "csv_utf8.csv": replace(PEOPLE, encoding="utf-8"),
    "csv_utf16_bom.csv": replace(PEOPLE, encoding="utf-16"),
    "text_utf16_big_endian.txt": replace(PEOPLE, encoding="utf-16"),
    "text_utf16_no_mark.txt": replace(PEOPLE, encoding="utf-16-le"),
    "csv_gb18030.csv": Case(
        (6, 0, 0, 0, 0), encoding="gb18030", columns={"name": [*NAMES, "𠮷田靓"]}
    ),
    "csv_gbk_one_row.csv": Case((1, 0, 0, 0, 0), encoding="gb18030", columns={"name": ["张伟"]}),
    "csv_big5.csv": Case(
        (3, 0, 0, 0, 0),
        encoding="big5",
        fields={"客戶姓名": "name", "行動電話": "mobile", "建檔日期": "registered_on"},
        columns={"name": ["陳志豪", "林雅婷", "黃建國"], "registered_on": _days(1, 2, 3)},
        repaired="EEE",
    ),
    "csv_cp1252.csv": Case(
        (4, 0, 0, 0, 0),
        encoding="cp1252",
        columns={"name": ["Jürgen Müller", "José Núñez", "Zoë Brontë", "François Lefèvre"]},
    ),
    "csv_cp1252_few_accents.csv": Case(
        (3, 0, 0, 0, 0),
        encoding="cp1252",
        columns={
            "name": ["Müller", "Smith", "Jones"],
            "remark": [None, "none of them pays by card", "café"],
        },
    ),
    "csv_sep_line.csv": PEOPLE,
    "csv_semicolons.csv": Case(
        (3, 0, 0, 0, 0),
        fields={"报价金额": "quote_amount"},
        columns={
            "quote_amount": [12_880_000, 13_650_000, 9_980_000],
            "remark": ["含保险,不含税", "优惠3,000", "分期, 首付30%"],
        },
        repaired="CCC",
    ),
    "text_tabs.tsv": PEOPLE,
    "text_pipes.txt": PEOPLE,
    "text_wide_commas.txt": PEOPLE,
    "csv_carriage_returns.csv": PEOPLE,
    "csv_line_breaks.csv": Case(
        (3, 0, 0, 0, 0),
        fields={"联系 电话": "mobile"},
        columns={
            "last_contact_note": [
                '第一次：说"再想想"\n第二次：要带太太来',
                "一行",
                "上午来\n下午走",
            ]
        },
    ),
    "csv_cells_held_as_text.csv": Case(
        (3, 0, 0, 0, 0), columns={"source_id": ["001", "002", "003"]}, phones=NUMBERS[:3]
    ),
    "csv_open_quote.csv": Case((401, 0, 0, 0, 0)),
    "csv_title_and_footer.csv": replace(PEOPLE, header=4, skipped=((10, "total"), (11, "note"))),
    "csv_one_column.csv": Case((3, 0, 0, 0, 0), fields={"手机号": "mobile"}, phones=NUMBERS[:3]),
    "csv_no_header.csv": Case(
        (5, 0, 0, 0, 0),
        header=0,
        columns={"name": NAMES},
        phones=NUMBERS,
        questions=("column:d",),
    ),
    "csv_ragged.csv": Case(
        (3, 0, 0, 0, 0), fields={"D": None}, columns={"remark": [None, "要白色", None]}
    ),
    "csv_stray_bytes.csv": Case((5, 0, 0, 0, 0), notes=("characters could not be read",)),
    "csv_ends_with_ctrl_z.csv": PEOPLE,
    "csv_utf8_cut_off.csv": Case(
        (5, 0, 0, 0, 0), encoding="utf-8", columns={"name": NAMES}, notes=("could not be read",)
    ),
    "csv_zero_bytes.csv": replace(PEOPLE, encoding="gb18030"),
    "csv_sep_line_carriage_returns.csv": PEOPLE,
    "csv_plain_but_two_names.csv": Case((62, 0, 0, 0, 0), encoding="gb18030"),
}

PACKAGES = dict.fromkeys(
    (
        "plain.xlsx",
        "strict.xlsx",
        "inline_strings.xlsx",
        "prefixed_xml.xlsx",
        "macros.xlsm",
        "whole_sheet_dimension.xlsx",
        "wrong_dimension.xlsx",
        "one_stray_cell_far_away.xlsx",
        "backslashes_in_names.xlsx",
        "old_excel.xls",
        "workbook_named_csv.csv",
        "text_named_xls.xls",
        "open_document.ods",
        "web_page.xls",
        "xml_spreadsheet.xls",
        "blank_rows.xlsx",
        "hidden_sheet.xlsx",
        "phones_as_numbers.xlsx",
        "links_and_comments.xlsx",
    ),
    PEOPLE,
) | {
    "old_excel_numbers.xls": Case(
        (5, 0, 0, 0, 0),
        sheet="客户",
        columns={"registered_on": _days(1, 2, 3, 4, 5), "budget_min": [15_800_000] * 5},
        phones=NUMBERS,
        repaired="CDCDCDCDCD",
    ),
    "excel_5.xls": replace(PEOPLE, kind="xls", sheet="客户", notes=("1 hidden row",)),
    "binary_workbook.xlsb": replace(PEOPLE, kind="xlsb", notes=("2 hidden rows",)),
    **dict.fromkeys(
        ("excel_2.xls", "excel_4.xls", "excel_5_numbers.xls", "binary_workbook_1904.xlsb"),
        Case(
            (5, 0, 0, 0, 0),
            fields={"登记日期": "registered_on"},
            columns={"registered_on": _days(1, 2, 3, 4, 5)},
            phones=NUMBERS,
            repaired="C" * 5,
        ),
    ),
    "old_excel_1904.xls": Case(
        (5, 0, 0, 0, 0),
        columns={"registered_on": _days(1, 2, 3, 4, 5)},
        phones=NUMBERS,
        repaired="C" * 5,
        notes=("2 columns are hidden", "1 hidden row", "1 cell holds an error"),
    ),
    "hidden_rows.ods": Case(
        (5, 0, 0, 0, 0),
        columns={"registered_on": _days(1, 2, 3, 4, 5)},
        phones=NUMBERS,
        repaired="C" * 5,
        notes=("2 hidden rows",),
    ),
    **dict.fromkeys(
        ("zeros_by_format.xlsx", "old_excel_zeros_by_format.xls"),
        Case(
            (5, 0, 0, 0, 0),
            columns={"source_id": [f"00004{i}" for i in range(1, 6)]},
            phones=[(n[0], f"05718888000{i}") for i, n in enumerate(NUMBERS, 1)],
            repaired="D" * 5,
        ),
    ),
    "formulas_without_results.xlsx": Case(
        (5, 0, 0, 0, 0), notes=("5 formulas were saved without their results",)
    ),
    "hidden_columns.xlsx": replace(PEOPLE, notes=("2 columns are hidden",)),
    "web_archive.xls": replace(PEOPLE, kind="html", encoding="gb18030"),
    "web_page_rows_joined.xls": Case(
        (3, 0, 0, 0, 0),
        columns={"name": ["张伟", "李娜", "王强"]},
        phones=NUMBERS[:3],
        notes=("1 hidden row",),
    ),
    "xml_spreadsheet_gaps.xls": Case(
        (2, 0, 0, 0, 0),
        header=4,
        columns={"name": ["张伟", "李娜"], "model": [None, None], "remark": ["要白色", None]},
        phones=NUMBERS[:2],
        notes=("1 hidden row", "1 cell holds an error"),
        repaired="C",
    ),
    "web_page_with_layout.xls": Case(
        (2, 0, 0, 0, 0),
        kind="html",
        columns={"name": ["张伟", "李娜"], "remark": ["看车\n再来", "A&B"]},
    ),
}

LAYOUTS = {
    "hidden_rows.xlsx": replace(PEOPLE, notes=("2 hidden rows",)),
    "autofilter_and_freeze.xlsx": replace(PEOPLE, notes=("3 rows are hidden by a filter",)),
    "title_rows.xlsx": replace(PEOPLE, header=4),
    "two_line_header.xlsx": Case(
        (3, 0, 0, 0, 0),
        last=2,
        fields={"预算": "budget", "最近跟进": "last_contact_on", "下次跟进": "next_follow_up_on"},
        columns={
            "budget_min": [15_000_000, 12_000_000, None],
            "budget_max": [18_000_000, 12_000_000, 20_000_000],
            "next_follow_up_on": _days(25, 26, 27),
        },
        repaired="EEE",
    ),
    "two_line_same_words.xlsx": Case(
        (3, 0, 0, 0, 0),
        last=2,
        columns={
            "name": ["张伟", "李娜", "赵敏"],
            "salesperson": [1, 2, 1],
            "km": [12000, 23000, 8000],
        },
        phones=_phones("13800000001", "13900000002", "17700000005"),
    ),
    "bilingual_header.xlsx": replace(PEOPLE, last=2),
    "bilingual_cells.xlsx": Case(
        (5, 0, 0, 0, 0),
        fields={
            "客户姓名 Name": "name",
            "手机 Mobile": "mobile",
            "意向级别/Level": "level",
            "车型(Model)": "model",
            "备注 Remark": "remark",
        },
        phones=NUMBERS,
    ),
    "totals_and_footer.xlsx": replace(PEOPLE, skipped=((5, "total"), (8, "total"), (10, "note"))),
    "lookup_sheets.xlsx": replace(PEOPLE, sheet="客户信息"),
    "sheets_per_month.xlsx": replace(PEOPLE, sheet="10月"),
    "merged_cells.xlsx": Case(
        (5, 0, 0, 0, 0),
        columns={
            "salesperson": [1, 1, 1, 2, 2],
            "source_l1": ["来店", "来店", "来店", "车展", "车展"],
        },
        repaired="DDD",
    ),
    "far_away_table.xlsx": replace(PEOPLE, header=25),
    "example_before_header.xlsx": replace(PEOPLE, header=6, skipped=((3, "example"),)),
    "repeated_header.xlsx": replace(PEOPLE, skipped=((4, "header"),)),
    "duplicate_headers.xlsx": Case(
        (3, 0, 0, 0, 0),
        fields={"F": None},
        columns={"remark": ["要白色\n本月签", "下月看", "再比较"]},
        phones=NUMBERS[:3],
        questions=("column:电话#2",),
    ),
    "line_numbers.xlsx": Case((5, 0, 0, 0, 0), fields={"序号": None, "姓名": "name"}),
    "unknown_columns.xlsx": Case((5, 0, 0, 0, 0), fields={"星座": None, "会议室编码": None}),
    "order_lines.xlsx": Case(sentence=NO_PERSON),
    "policies_only.xlsx": Case(sentence=NO_PERSON),
    "vertical_card.xlsx": Case(
        (1, 0, 0, 0, 0), header=0, columns={"name": ["张伟"], "level": ["H"]}, phones=NUMBERS[:1]
    ),
    "empty.xlsx": Case(sentence="no filled cell"),
    "header_only.xlsx": Case((0, 0, 0, 0, 0)),
}

VALUES = {
    "ids_with_zeros.xlsx": Case(
        (5, 0, 0, 0, 0), columns={"source_id": ["001", "0010", "1", "10", "A-007"]}
    ),
    "phones_in_every_spelling.xlsx": Case(
        (21, 0, 0, 0, 0),
        phones=[
            *_phones(*(f"1380000000{i}" for i in range(1, 7))),
            ("13800000007", "13900000007"),
            ("13800000008", "057188880008"),
            *_phones("02155550009", "01066660010", "057188880011", "4008000012"),
            *_phones("13800000013", "13800000014"),
            ("13800000015", "13900000015"),
            *_phones("13800000016", "13800000017", "85291230018", "", "", ""),
        ],
        problems=((12, "extension 802"),),
        repaired="B" * 17,
    ),
    "phones_beyond_repair.xlsx": Case(
        (6, 0, 0, 0, 0),
        phones=_phones("", "", "", "", "13800000005", ""),
        problems=(
            (2, "rounded"),
            (3, "11 digits"),
            (4, "masked"),
            (5, "not a phone"),
            (7, "11 digits"),
        ),
    ),
    "dates_in_every_spelling.xlsx": Case(
        (16, 0, 0, 0, 0), columns={"registered_on": [DAY] * 16}, repaired="C" * 14
    ),
    "dates_beyond_repair.xlsx": Case(
        (8, 0, 0, 0, 0),
        columns={"registered_on": [None] * 8},
        repaired="CCC",
        problems=tuple((row, "") for row in (2, 4, 5, 6, 7)),
    ),
    "dates_day_first.xlsx": Case(
        (4, 0, 0, 0, 0),
        columns={"registered_on": [dt.date(2026, 5, day) for day in (3, 4, 25, 6)]},
        repaired="CCCC",
    ),
    "dates_unclear.xlsx": Case(
        (3, 0, 0, 0, 0),
        columns={"registered_on": [None] * 3},
        problems=tuple((row, "day or month first") for row in (2, 3, 4)),
        questions=("date_order:登记日期",),
    ),
    "serial_numbers.xlsx": Case(
        (5, 0, 0, 0, 0), columns={"registered_on": _days(1, 2, 3, 4, 5)}, repaired="F" * 5
    ),
    "epoch_1904.xlsx": Case(
        (5, 0, 0, 0, 0),
        columns={"registered_on": _days(1, 2, 3, 4, 5), "next_follow_up_on": _days(1, 2, 3, 4, 5)},
        repaired="D" * 5,
    ),
    "formula_cells.xlsx": Case(
        (5, 0, 0, 0, 0), columns={"name": NAMES}, phones=NUMBERS, notes=("without their results",)
    ),
    "error_cells.xlsx": Case(
        (5, 0, 0, 0, 0),
        columns={"model": ["星越", None, None, "星越", "缤越"]},
        phones=NUMBERS,
        notes=("3 cells hold an error",),
    ),
    "rich_text.xlsx": replace(
        PEOPLE,
        columns={
            **PEOPLE.columns,
            "remark": ["周末带家人看车", "要白色，急", None, "比较油耗", "预算十五万"],
        },
    ),
    "money.xlsx": Case(
        (16, 0, 0, 0, 0),
        columns={
            "budget_min": [
                15_800_000,
                15_000_000,
                15_000_000,
                15_000_000,
                15_800_000,
                15_800_000,
                15_800_000,
                None,
                50_000_000,
                15_000_000,
                15_800_000,
                15_800_000,
                None,
                None,
                15_800_000,
                None,
            ],
            "budget_max": [
                15_800_000,
                20_000_000,
                20_000_000,
                20_000_000,
                15_800_000,
                15_800_000,
                15_800_000,
                20_000_000,
                None,
                15_000_000,
                15_800_000,
                15_800_000,
                None,
                None,
                15_800_000,
                None,
            ],
        },
        repaired="C" * 11,
        problems=((14, "not an amount"), (15, "not an amount"), (17, "negative")),
    ),
    "money_in_wan.xlsx": Case(
        (5, 0, 0, 0, 0),
        columns={"price": [12_500_000 + i * 1_000_000 for i in range(5)]},
        repaired="C" * 5,
    ),
    "marks.xlsx": Case(
        (13, 0, 0, 0, 0),
        columns={"no_marketing": [*[True] * 7, *[False] * 4, None, None]},
        repaired="C" * 8,
        problems=((14, "neither yes nor no"),),
        questions=("value:no_marketing:也许",),
    ),
    "empty_words.xlsx": Case((10, 0, 0, 0, 0), columns={"model": [None] * 10}, repaired="C" * 9),
    "genders.xlsx": Case(
        (10, 0, 0, 0, 0),
        columns={"gender": [*["male", "female"] * 3, "male", None, "male", "male"]},
        repaired="C",
    ),
    "levels.xlsx": Case(
        (10, 0, 0, 0, 0),
        columns={"level": ["H", "H", "A", "B", "C", "H", "F", None, None, "N"]},
        repaired="C" * 6,
        problems=((10, "no level"),),
        questions=("value:level:Q",),
    ),
    "words_no_list_knows.xlsx": Case(
        (8, 0, 0, 0, 0),
        columns={
            "source_l1": [
                *(
                    "朋友圈广告",
                    "来店",
                    "朋友圈 广告",
                    "保客推荐",
                    "汽车之家专线",
                    "CRM",
                    "朋友圈广告",
                ),
                None,
            ],
            "level": [None, "H", None, None, "A", None, "B", None],
            "concerns": [
                "空间、后备箱",
                "油耗",
                "后备箱、空间",
                None,
                None,
                "安全性",
                None,
                "后备箱",
            ],
        },
        repaired="CECCE",
        problems=((2, "no level"), (4, "no level"), (5, "no level"), (9, "no level")),
        questions=(
            "value:source_l1:朋友圈广告",
            "value:source_l1:汽车之家专线",
            "value:level:重点",
            "value:level:一般",
            "value:concerns:后备箱",
        ),
    ),
    "level_d_with_h.xlsx": Case(
        (5, 0, 0, 0, 0),
        columns={"level": ["H", "A", "B", None, "C"]},
        problems=((5, "not decided"),),
        questions=("level_d:级别",),
    ),
    "level_d_without_h.xlsx": Case(
        (5, 0, 0, 0, 0), fields={"级别": None}, questions=("level_d:级别",)
    ),
    "bare_date.xlsx": Case((3, 0, 0, 0, 0), fields={"日期": None}, questions=("column:日期",)),
    "grade_is_membership.xlsx": Case((5, 0, 0, 0, 0), fields={"客户等级": "membership"}),
    "grade_is_open.xlsx": Case(
        (5, 0, 0, 0, 0), fields={"客户等级": None}, questions=("column:客户等级",)
    ),
    "sources_are_websites.xlsx": Case(
        (5, 0, 0, 0, 0), fields={"来源": None}, questions=("column:来源",)
    ),
    "two_phone_columns.xlsx": Case(
        (5, 0, 0, 0, 0),
        fields={"手机号码": "mobile", "联系电话": None},
        phones=NUMBERS,
        questions=("column:联系电话",),
    ),
    "mobile_and_landline.xlsx": Case(
        (5, 0, 0, 0, 0),
        fields={"电话": "mobile", "联系电话": "phone2"},
        phones=[(n[0], f"05718888{i:04}") for i, n in enumerate(NUMBERS)],
        repaired="C" * 5,
    ),
    "salesperson_phone.xlsx": Case(
        (3, 0, 0, 0, 0),
        fields={"销售顾问电话": None, "介绍人": "referrer", "介绍人电话": None},
        phones=NUMBERS[:3],
    ),
    "phone_under_odd_header.xlsx": Case((5, 0, 0, 0, 0), fields={"客资": "mobile"}),
    "refused_columns.xlsx": Case(
        (2, 0, 0, 0, 0),
        fields=dict.fromkeys(("登录密码", "银行卡号", "身份证照片", "宗教信仰", "孩子姓名")),
    ),
    "phone_in_name.xlsx": Case(
        (4, 0, 0, 0, 0),
        columns={"name": ["张伟", "李娜", "王先生", "赵敏"]},
        phones=_phones("13800000001", "13900000002", "15000000003", "17700000005"),
        repaired="AAAA",
    ),
}

OWNERS = {
    "after_sales.xlsx": Case(
        (5, 0, 0, 0, 0),
        fields={"车型": "vehicle_model", "购车日期": "purchased_on", "行驶里程": "km"},
        columns={
            "plate": ["浙A12345", "浙AD12345", "沪B88888", None, "12345"],
            "vin": [
                "1M8GDM9AXKP042788",
                "LB37722S8JH000101",
                "LB37722SXJH000102",
                "LB37722S1JH000103",
                "LB3",
            ],
        },
        repaired="CCDCD",
        problems=((6, "plate"), (6, "17 characters")),
    ),
    "id_numbers.xlsx": Case(
        (5, 0, 0, 1, 0),
        columns={
            "id_no": [
                "11010519491231002X",
                "11010519491231002X",
                None,
                "110105194912310021",
                "110105491231002",
                None,
            ]
        },
        repaired="C",
        problems=((4, "rounded"), (5, "check digit"), (7, "rounded")),
        questions=("id_no:11010519491231002X",),
    ),
    "companies.xlsx": Case(
        (2, 0, 1, 0, 0),
        columns={"kind": ["company", None, "company"]},
        phones=_phones("057487650001", "13800000001", "057487650001"),
        repaired="BB",
    ),
    "family_on_one_phone.xlsx": Case((2, 0, 0, 1, 0), questions=("phone:13800000001",)),
    "forty_families.xlsx": Case(
        (40, 0, 0, 40, 0), questions=tuple(f"phone:1390002{i:04}" for i in range(40))
    ),
    "switchboard.xlsx": Case((4, 0, 0, 0, 0)),
    "namesakes.xlsx": Case((3, 0, 0, 0, 0)),
    "no_phones_at_all.xlsx": Case((3, 0, 0, 0, 0), phones=_phones("", "", "")),
    "same_person_twice.xlsx": Case((1, 1, 1, 0, 0), repaired="B"),
    "exact_duplicates.xlsx": Case((2, 0, 2, 0, 0)),
    "rows_without_person.xlsx": Case((2, 0, 0, 0, 2), repaired="A"),
    "traditional.xlsx": Case(
        (2, 0, 0, 0, 0),
        fields={
            "行動電話": "mobile",
            "電子郵件": "email",
            "車牌號碼": "plate",
            "購車日期": "purchased_on",
            "銷售顧問": "salesperson",
            "備註": "remark",
        },
        repaired="EE",
    ),
    "own_export_whole.xlsx": Case(
        (2, 0, 0, 0, 0),
        fields={"客户编号": "source_id", "身份证号": "id_no", "级别": "level", "车架号": "vin"},
    ),
    "own_export_masked.xlsx": Case(
        (2, 0, 0, 0, 0),
        columns={"name": ["张伟", "李娜"], "address": [None, None], "remark": [None, "要白色"]},
        phones=[(), ()],
        repaired="EGIE",
    ),
    "crm_english.csv": Case(
        (3, 0, 0, 0, 0),
        columns={"name": ["Wei Zhang", "Anna Smith", "Peter O'Neil"]},
        phones=_phones("13800000001", "13900000002", ""),
        repaired="EHEHH",
        problems=((2, "nobody in the showroom"), (3, "nobody"), (4, "nobody")),
    ),
    "crm_surname_given_name.csv": Case(
        (3, 0, 0, 0, 0), columns={"name": ["张伟", "李娜", "欧阳静"]}, repaired="D"
    ),
    "contacts_of_a_phone.csv": Case(
        (3, 0, 0, 0, 0),
        columns={"name": ["张伟", "李娜", "王强"]},
        phones=[("13800000001", "057188880001"), ("13900000002",), ("15000000003",)],
        repaired="EGEE",
    ),
}

EVENTS = {
    "service_visits.xlsx": Case(
        (3, 0, 0, 1, 0),
        fields={
            "工单号": "work_no", "进厂日期": "work_in_on", "出厂日期": "work_out_on",
            "行驶里程": "work_km", "维修类型": "work_kind", "结算金额": "work_amount",
            "工时费": "work_labour", "服务顾问": "work_advisor", "车主": "name",
        },
        columns={"work_amount": [48000, 128000, None, 48000]},
        skipped=((6, "total"),),
    ),
    "service_visits_by_plate.xlsx": Case(
        (0, 0, 0, 3, 0), fields={"里程": "work_km", "金额": "work_amount"}
    ),
    "order_lines_with_customers.xlsx": Case(
        (5, 0, 0, 0, 0),
        fields={"单号": "order_no", "数量": "order_quantity", "单价": "order_unit_price",
                "金额": "order_amount", "销售日期": "bought_on", "商品名称": "order_goods"},
        columns={"order_amount": [56000, 6000, None, 30000, -30000]},
    ),
    "online_shop_lines.csv": Case(
        (3, 0, 0, 0, 0),
        fields={"Order Date": "bought_on", "Ship Date": None, "Sales": "order_amount"},
        columns={"order_amount": [26196, 73194, 1462]},
        questions=("day_column",),
    ),
    "invoice_lines_by_number.csv": Case(
        (0, 0, 0, 4, 0),
        fields={"InvoiceNo": "order_no", "CustomerID": "source_id", "Country": None},
        columns={"order_unit_price": [255, 339, 2750, 425]},
        repaired="EEEE",
    ),
    "payments_by_phone.csv": Case(
        (4, 0, 0, 0, 0),
        fields={"收款金额": "pay_amount", "收款方式": "pay_method", "备注": "pay_note"},
        columns={"pay_amount": [500000, 15300000, 500000, -500000]},
        encoding="gb18030",
    ),
    "several_amounts_and_days.xlsx": Case(
        (2, 0, 0, 0, 0),
        fields={"应收金额": None, "实收金额": None, "下单日期": "bought_on", "付款日期": None},
        questions=("amount_column", "day_column"),
    ),
    "showroom_visits.xlsx": Case(
        (3, 0, 0, 0, 0),
        fields={"日期": "visit_on", "开始时间": "visit_time", "结束时间": "visit_left"},
        columns={"visit_people": [2, 3, 1]},
    ),
    "policies_with_plates.xlsx": Case(
        (2, 0, 0, 0, 0),
        fields={"起保日期": "policy_from", "保险到期": "policy_to", "保费": "policy_amount"},
        columns={"policy_amount": [380000, 95000]},
    ),
    "calls_through_one_number.csv": Case(
        (4, 0, 0, 0, 0),
        fields={"主叫号码": None, "被叫号码": "mobile", "开始时间": "contact_on",
                "呼叫ID": None, "接通状态": "contact_result"},
        repaired="DDDD",
    ),
    "day_report_with_signatures.xlsx": Case(
        (3, 0, 0, 0, 0),
        columns={"name": ["张伟", "李娜", "王强"]},
        skipped=((5, "note"), (6, "note")),
    ),
    "workshop_lines_of_items.csv": Case(
        (3, 0, 0, 0, 0),
        fields={"结算单号": "work_no", "金额": "work_amount", "预计交车时间": None},
        columns={"work_amount": [32000, 8000, 12000]},
    ),
    "workshop_of_another_country.csv": Case(
        (3, 0, 0, 0, 0),
        fields={"Rego": "plate", "Owner": "name", "Model": "vehicle_model",
                "Odometer In": "work_km", "Total Inc GST": "work_amount"},
        columns={"work_in_on": [dt.date(2026, 10, day) for day in (16, 17, 18)]},
        repaired="GGG", problems=tuple((row, "as they are issued") for row in (2, 3, 4)),
    ),
    "receipts_with_void_ones.xlsx": Case(
        (2, 0, 0, 1, 0),
        fields={"交款人": "name", "收款事由": "pay_kind", "金额(小写)": "pay_amount",
                "金额(大写)": None, "作废": "pay_status"},
        repaired="GGG",
    ),
    "deals_last_and_first.csv": Case(
        (3, 0, 0, 0, 0),
        fields={"Cell Ph": "mobile", "Home Ph": "phone2", "Sold Date": "purchased_on"},
        columns={"name": ["Maria Garcia", "Tom Nguyen", "Ann Smith"]},
        repaired="II",
        problems=tuple((row, w) for row in (2, 3, 4) for w in ("mainland", "mainland", "nobody")),
    ),
    "leads_behind_hidden_numbers.csv": Case(
        (4, 0, 0, 0, 0),
        fields={"虚拟号": None, "真实号码": "mobile", "车系名称": "model",
                "购车时间": "expected_on", "看过的车": None, "初次接触": None},
        repaired="FFFF",
    ),
    "cars_to_be_handed_over.xlsx": Case(
        (2, 0, 0, 0, 0),
        columns={"delivered_on": [dt.date(2026, 11, 18), None],
                 "expected_delivery_on": [None, dt.date(2027, 1, 5)]},
        fields={"移动电话 2": "phone2", "实销价": "price"},
        repaired="A",
    ),
    "enquiries_called_orders.csv": Case(
        (2, 0, 0, 0, 0), fields={"订单编号": None, "意向车系": "model"}, repaired="BB"
    ),
    "contact_log.xlsx": Case(
        (4, 0, 0, 1, 0),
        fields={
            "跟进时间": "contact_on", "跟进方式": "contact_channel", "跟进内容": "contact_note",
            "跟进结果": "contact_result", "跟进前级别": "contact_before",
            "跟进后级别": "contact_after", "下次跟进时间": "contact_next_on",
            "跟进人": "event_staff",
        },
        columns={"contact_after": ["B", "A", "B", None, None]},
    ),
    "activities.csv": Case(
        (2, 0, 0, 0, 0),
        fields={
            "Activity Type": "contact_channel", "Activity Date": "contact_on",
            "Subject": "contact_topic", "Description": "contact_note",
            "Outcome": "contact_result", "Activity Owner": "event_staff",
        },
        columns={"contact_channel": ["电话", "邮件"]},
        repaired="AA",
        problems=((2, "nobody in the showroom"), (3, "nobody in the showroom")),
    ),
    "test_drive_register.xlsx": Case(
        (3, 0, 0, 0, 0),
        header=2,
        fields={
            "日期": "drive_on", "试驾车型": "drive_model", "陪同顾问": "event_staff",
            "意向级别": "level", "客户反馈": "drive_feedback", "开始时间": None,
        },
        columns={"drive_model": ["朗逸", "途岳", "朗逸"]},
    ),
}  # fmt: skip

SYSTEMS = {
    "phone_book_of_a_mail_program.csv": Case(
        (3, 0, 0, 0, 0),
        fields={
            "Given Name": None, "Nickname": None, "Photo": None, "Phone 1 - Type": None,
            "Phone 1 - Value": "mobile", "Phone 2 - Value": "phone2",
            "E-mail 1 - Value": "email", "Address 1 - Formatted": "address",
            "Organization 1 - Name": "employer", "Website 1 - Value": None,
        },
        columns={
            "name": ["张伟", "Anna Smith", "李娜"],
            "birth_date": [dt.date(1985, 3, 5), None, None],
        },
        phones=[
            ("13800000001", "02155550001"),
            ("447700900123", "14155550132"),
            ("13900000002", "13900000003"),
        ],
        repaired="KMKMK",
        problems=((3, "birthday without a year"),),
    ),
    "headers_name_the_record.csv": Case(
        (2, 0, 0, 0, 0),
        fields={
            "Person - ID": "source_id", "Person - First name": None,
            "Person - Organization": "employer", "Person - Phone - Work": "phone2",
            "Person - Owner": "salesperson", "Person - Next activity date": "next_follow_up_on",
        },
        columns={"name": ["Anna Smith", "Tom Jones"]},
        phones=[("4155550132",), ("13800000002",)],
        repaired="F",
        problems=((2, "nobody in the showroom"), (3, "nobody in the showroom")),
    ),
    "names_beside_accounts.csv": Case(
        (2, 0, 0, 0, 0),
        fields={
            "Account Name": "employer", "State": "province", "Country": None, "Phone": "phone2",
            "Lead Owner": "salesperson", "Price ($)": None,
        },
        columns={
            "name": ["Tom Jones", "Ann Lee"],
            "registered_on": _days(3, 4),
            "last_contact_on": _days(14, 15),
            "no_call": [False, True],
        },
        phones=[("4155550132", "4155550199"), ("4155550134",)],
        repaired="EFKLMFKLM",
        problems=((2, "nobody in the showroom"), (3, "nobody in the showroom")),
    ),
    "leads_of_a_portal.csv": Case(
        (3, 0, 0, 0, 0),
        fields={
            "销售线索ID": "source_id", "用户昵称": None, "意向车系": "model", "意向车款": "trim",
            "首次跟进时间": None, "最后一次跟进时间": "last_contact_on",
            "线索渠道二级": "source_l2", "最近一次进店日期": "last_visit_on",
        },
        columns={
            "name": ["周先生", "小王", "李女士"],
            "level": [None, None, None],
            "salesperson": [1, None, 2],
            "last_visit_on": [None, dt.date(2026, 11, 19), None],
        },
        problems=((2, "no level"), (3, "no level"), (4, "no level")),
        repaired="GMGIG",
        questions=("value:level:高", "value:level:中"),
    ),
    "form_with_numbered_questions.csv": Case(
        (2, 0, 0, 0, 0),
        fields={"提交者": None, "③性别": "gender", "5、年龄（岁）": "age_band"},
        columns={
            "name": ["张伟", "李娜"],
            "budget_min": [15_000_000, None],
            "budget_max": [20_000_000, 10_000_000],
            "km": [12_345, 8_000],
        },
        phones=_phones("13800000001", "13900000002"),
        repaired="BFHBFH",
    ),
    "headers_mistyped.csv": Case(
        (2, 0, 0, 0, 0),
        fields={
            "手机号玛": "mobile", "销售故问": "salesperson", "客户来原": "source_l1",
            "登记日其": "registered_on", "意向极别": "level",
        },
        columns={"salesperson": [1, 2], "level": ["H", "A"], "registered_on": _days(1, 2)},
        repaired="D",
    ),
    "list_of_a_salesperson.csv": Case(
        (3, 0, 0, 0, 0),
        columns={
            "name": ["张先生", "李姐", "王强"],
            "first_visit_on": _days(1, 2, 3),
            "next_follow_up_on": [*_days(25, 28), None],
            "remark": ["老板", None, "15000000003 老婆"],
        },
        phones=_phones("13800000001", "13900000002", "15000000003"),
        repaired="AEGAEGBE",
        problems=((2, "no level"), (3, "no level"), (4, "no level")),
        questions=("value:level:高", "value:level:中"),
    ),
    "cards_and_pictures.csv": Case(
        (2, 0, 0, 0, 0),
        fields={
            "车主银行卡号": None, "还款": None, "会员登录密码": None, "驾驶证照片地址": None,
            "附件": None, "会员卡号": "source_id",
        },
        columns={"source_id": ["K001", "K002"]},
    ),
    "names_with_phones.xlsx": Case(
        counts=(4, 0, 0, 0, 0),
        fields={"姓名/电话": "name", "意向": "model", "跟进": "last_contact_note"},
        columns={
            "name": ["张伟", "李女士", "王强", "赵敏"],
            "model": ["朗逸 1.5 白", "朗逸 1.5 黑", "途岳 1.4T", "帕萨特 2.0"],
        },
        phones=_phones("13800000001", "13900000002", "13600000003", "02166778899"),
        repaired="AAAA",
    ),
    "name_in_three_parts.csv": Case(
        counts=(3, 0, 0, 0, 0),
        fields={
            "First Name": "name", "Middle Name": "name", "Last Name": "name", "Nickname": None,
        },
        columns={"name": ["周明", "吴华", "Anna Maria Smith"]},
        repaired="EFFF",
    ),
    "nicknames_and_given_names.csv": Case(
        counts=(3, 0, 0, 0, 0),
        fields={"昵称": None, "备注名": "name", "手机": "mobile"},
        columns={"name": ["张伟", "李娜", "王强"]},
        repaired="DDD",
        questions=("value:source_l1:扫描二维码", "value:source_l1:搜索手机号"),
    ),
    "ticked_columns.xlsx": Case(
        counts=(4, 0, 0, 0, 0),
        header=2,
        skipped=((8, "total"),),
        fields={"性别": "gender", "意向级别": "level", "接待顾问": "salesperson"},
        columns={"level": ["H", "A", None, "C"], "gender": ["male", "female", "male", "female"]},
        problems=((6, ""),),
        questions=("value:level:B、C",),
    ),
    "lists_beside_each_other.xlsx": Case(
        counts=(4, 0, 0, 0, 0),
        header=0,
        last=2,
        columns={"name": ["张伟", "张芳", "张娜", "张敏"]},
        phones=_phones("13800000100", "13800000101", "13800000102", "13800000103"),
    ),
    "cards_of_a_telephone.vcf": Case(
        counts=(2, 0, 0, 0, 0),
        kind="vcf",
        fields={"Full name": "name", "Company": "employer", "Notes": "remark", "Photo": None},
        columns={
            "name": ["张伟", "李娜"],
            "remark": ["周末带家人看车, 要 白色", None],
            "employer": ["某某物流 车队", None],
        },
        phones=[("13800000001", "02166778899"), ("13900000002",)],
        repaired="BCB",
    ),
    "cards_quoted_printable.vcf": Case(
        counts=(2, 0, 0, 0, 0),
        columns={
            "name": ["张伟", "李娜"],
            "remark": ["周末带家人来看车，想要白色的那一辆，价格谈得差不多", None],
        },
        phones=_phones("13800000001", "13900000002"),
    ),
    "text_lined_up.txt": Case(
        counts=(3, 0, 0, 0, 0),
        header=2,
        columns={
            "name": ["张伟", "欧阳静", "王强"],
            "model": ["星越", None, "豪越"],
            "remark": ["要白色", "下周 再来", None],
        },
        phones=_phones("13800000001", "13900000002", "15000000003"),
    ),
    "text_with_single_blanks.txt": Case(
        counts=(3, 0, 0, 0, 0),
        header=0,
        columns={"name": ["张伟", "欧阳静", "王强"]},
        phones=_phones("13800000001", "13900000002", "15000000003"),
    ),
    "questionnaire_from_a_chat.csv": Case(
        counts=(3, 0, 0, 0, 0),
        columns={"name": ["张伟", "李娜", "王强"]},
        phones=_phones("13800000001", "13900000002", "15000000003"),
        repaired="BBB",
        questions=("column:来源",),
    ),
    "visits_with_short_days.csv": Case(
        counts=(2, 0, 0, 0, 0),
        fields={"日期": "visit_on", "进店时间": "visit_time", "离店时间": "visit_left"},
        columns={"visit_on": [dt.datetime(2026, 11, 1), dt.datetime(2026, 11, 2)]},
        repaired="AA",
    ),
    "title_beside_salutation.csv": Case(
        counts=(2, 0, 0, 0, 0),
        fields={
            "Salutation": "salutation", "Title": "occupation", "Company / Account": "employer",
            "Rating": "level",
        },
        columns={"name": ["Wei Li", "Na Zhang"], "employer": ["Acme", "Acme"]},
        repaired="HH",
        questions=("value:occupation:CEO", "value:occupation:CFO"),
    ),
}  # fmt: skip

_FOUR = _phones("13800000001", "13900000002", "15000000003", "17700000005")
HABITS = {
    "visitors_of_a_month.xlsx": Case(
        counts=(3, 0, 0, 0, 0),
        header=2,
        fields={
            "来店时间": "visit_on", "离店时间": "visit_left", "人数": "visit_people",
            "来店次数": "visit_flow", "意向级别": "level", "来店渠道": "source_l1",
            "居住区域": "address", "是否试驾": "test_drive_done",
        },
        columns={
            "visit_on": [
                dt.datetime(2026, 3, 1, 14, 20), dt.datetime(2026, 3, 1, 15, 40),
                dt.datetime(2026, 3, 2, 9, 30),
            ],
            "visit_left": ["15:05", "16:10", "10:00"],
            "level": ["H", "B", "A"],
        },
        repaired="BLBBL",
    ),
    "renewals_of_two_kinds.xlsx": Case(
        counts=(2, 0, 0, 0, 0),
        fields={
            "交强险止期": "insurance_end", "商业险止期": "insurance_end", "去年保险公司": "insurer",
        },
        columns={
            "insurance_end": [dt.date(2026, 12, 2), dt.date(2027, 1, 5)],
            "compulsory_end": [dt.date(2026, 12, 10), dt.date(2027, 1, 5)],
            "commercial_end": [dt.date(2026, 12, 2), None],
        },
    ),
    "survey_on_a_scale_of_five.xlsx": Case(
        counts=(4, 0, 0, 0, 0),
        columns={
            "satisfaction": [10.0, 8.0, 6.0, 2.0],
            "remark": [None, "加个充电桩", None, "等太久"],
        },
        repaired="CCCC",
    ),
    "plans_in_words.xlsx": Case(
        counts=(4, 0, 0, 0, 0),
        columns={
            "expected_on": [
                dt.date(2027, 1, 18), dt.date(2026, 11, 30), dt.date(2027, 5, 1), None,
            ],
            "next_follow_up_on": [
                dt.date(2026, 10, 19), dt.date(2026, 10, 26), dt.date(2026, 10, 27),
                dt.date(2026, 11, 1),
            ],
            "remark": [None, None, None, "什么时候买：不急"],
        },
        repaired="DEEDDE",
        problems=((5, "no day is meant"),),
    ),
    "timestamps_of_an_app.csv": Case(
        counts=(4, 0, 0, 0, 0),
        fields={"real_name": "name", "user_id": "source_id", "car_series": "model"},
        columns={
            "registered_on": [dt.date(2026, 3, day) for day in (5, 6, 7, 8)],
            "last_contact_on": [dt.date(2026, 3, day) for day in (5, 6, 7, 8)],
        },
        phones=_FOUR,
        repaired="DEDEDEDE",
    ),
    "leads_of_short_videos.csv": Case(
        counts=(4, 0, 0, 0, 0),
        fields={"客户来源": None, "意向商品": "model"},
        questions=("column:客户来源",),
    ),
    "numbers_of_abroad.csv": Case(
        counts=(3, 0, 0, 0, 0),
        phones=_phones("14155550132", "16045550199", "13800000001"),
        problems=((2, "not a number of the mainland"), (3, "not a number of the mainland")),
    ),
    "list_of_staff.xlsx": Case(sentence="looks like a list of staff"),
    "codes_of_a_program.csv": Case(
        counts=(4, 0, 0, 0, 0),
        columns={"status": ["1", "2", "3", "1"], "registered_on": _days(1, 2, 3, 4)},
        repaired="EEEE",
        problems=tuple((row, "not in the list") for row in (2, 3, 4, 5)),
        questions=(
            "value:gender:1", "value:gender:0",
            "value:status:1", "value:status:2", "value:status:3",
        ),
    ),
    "companies_with_contacts.xlsx": Case(
        counts=(1, 0, 0, 0, 0),
        columns={
            "name": ["宁波海星贸易有限公司"], "kind": ["company"], "remark": ["联系人：张伟"],
        },
        phones=_phones("13800000001"),
    ),
    "friends_of_a_chat.csv": Case(
        counts=(2, 0, 0, 0, 0),
        fields={"昵称": None, "备注": "name"},
        columns={"name": ["张伟", "罗总"], "remark": ["看星越", None]},
        phones=_phones("13800000001", "13900000002"),
        repaired="BB",
    ),
    "headers_in_other_words.xlsx": Case(
        counts=(2, 0, 0, 0, 0),
        fields={
            "客戶代號": "source_id", "客人姓名": "name", "屬意車款": "model",
            "旧车品牌车型": "owned_car", "评估金额(万)": "trade_in_value",
            "预定购车日": "expected_on",
            "下次接触日": "next_follow_up_on", "接触内容": "last_contact_note",
            "Lead Create Time": "registered_on",
        },
        columns={"trade_in_value": [3500000, None]},
        repaired="F",
    ),
}  # fmt: skip

EXPECTED: Mapping[str, Case] = (
    HABITS | TEXTS | PACKAGES | LAYOUTS | VALUES | OWNERS | EVENTS | SYSTEMS
)
