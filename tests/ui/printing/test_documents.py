"""The follow-up list as a PDF, read back."""

import datetime as dt
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from showroom_crm.errors import NotFound, TargetInUse, UserError
from showroom_crm.followup import agenda
from showroom_crm.followup.sheet import follow_up_sheet
from showroom_crm.ui.printing.documents import print_sheet, write_pdf
from showroom_crm.ui.printing.paper import Type, set_up
from showroom_crm.values.followups import CustomerBrief, FollowUpDue, FollowUpSheet

TODAY = dt.date(2026, 11, 21)
NAMES = ("马小龙", "高青", "黄文石", "车金方", "齐一鸣", "白日升")  # glyphs shared with radicals
pytestmark = pytest.mark.usefixtures("qapp")


def sheet(rows: int, title: str = "今日跟进清单") -> FollowUpSheet:
    plan = [
        FollowUpDue(
            CustomerBrief(
                number,
                f"C{number:06d}",
                NAMES[number % len(NAMES)],
                "HABC"[number % 4],
                mobile=f"139{number:08d}",
                model="瑞途 S3",
                salesperson="王芳",
                last_contact_on=TODAY - dt.timedelta(days=9),
                last_contact_note="价格基本认可，等家人周末一起来试驾，关注续航和后排空间，要白色现车",
            ),
            TODAY + dt.timedelta(days=number % 9 - 4),
            "到店邀约",
        )
        for number in range(1, rows + 1)
    ]
    found = agenda.today(plan, (), TODAY)
    return follow_up_sheet(found, title, "王芳", dt.datetime(2026, 11, 21, 9, 5))


def texts(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [page_text(document, number) for number in range(len(document))]
    finally:
        document.close()


def page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            return str(text.get_text_range())
        finally:
            text.close()
    finally:
        page.close()


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_row_stands_on_some_page_and_every_page_has_head_and_foot(tmp_path: Path) -> None:
    made = sheet(50)
    count = write_pdf(made, tmp_path / "list.pdf")
    found = texts(tmp_path / "list.pdf")
    assert len(found) == count == 4
    for number, text in enumerate(found, 1):
        assert text.startswith("今日跟进清单")
        for column in made.columns:
            assert squeezed(column.title) in squeezed(text)
        assert f"Page {number} of {count}" in text
        assert made.confidential in text
        assert made.footer in text
    whole = "\n".join(found)
    for row in made.rows:
        assert row[3] in whole, row
    for _row, heading in made.sections:
        assert heading in whole


def test_chinese_can_be_searched_as_it_was_written(tmp_path: Path) -> None:
    write_pdf(sheet(12), tmp_path / "list.pdf")
    (text,) = texts(tmp_path / "list.pdf")
    assert all(name in text for name in NAMES)
    assert "瑞途 S3" in text
    assert not re.search(r"[\u2e80-\u2fdf\t]", text)


def test_a_page_that_continues_a_section_says_which(tmp_path: Path) -> None:
    made = replace(sheet(40), sections=((0, "Overdue · 40"),))
    write_pdf(made, tmp_path / "list.pdf")
    assert all("Overdue · 40" in text for text in texts(tmp_path / "list.pdf"))


def test_an_empty_list_is_one_page(tmp_path: Path) -> None:
    assert write_pdf(sheet(0), tmp_path / "list.pdf") == 1
    (text,) = texts(tmp_path / "list.pdf")
    assert "Page 1 of 1" in text


def test_long_notes_are_cut_after_two_lines(tmp_path: Path) -> None:
    write_pdf(sheet(1), tmp_path / "list.pdf")
    (text,) = texts(tmp_path / "list.pdf")
    assert "价格基本认" in squeezed(text)
    assert "白色现车" not in squeezed(text)
    assert "…" in text


def test_the_paper_lies_across(tmp_path: Path) -> None:
    write_pdf(sheet(1), tmp_path / "list.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "list.pdf")
    width, height = document.get_page_size(0)
    document.close()
    assert (round(width), round(height)) == (842, 595)


def test_the_fonts_travel_with_the_file(tmp_path: Path) -> None:
    write_pdf(sheet(3), tmp_path / "list.pdf")
    content = (tmp_path / "list.pdf").read_bytes()
    assert content.count(b"/FontFile2") + content.count(b"/FontFile3") >= 2


def test_a_name_taken_by_a_folder_is_said_and_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "list.pdf").mkdir()
    with pytest.raises(TargetInUse, match=re.escape("list.pdf")):
        write_pdf(sheet(1), tmp_path / "list.pdf")
    with pytest.raises(NotFound):
        write_pdf(sheet(1), tmp_path / "nowhere" / "list.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["list.pdf"]


def test_an_older_list_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "list.pdf"
    write_pdf(sheet(40), target)
    write_pdf(sheet(1, title="明日"), target)
    (text,) = texts(target)
    assert text.startswith("明日")


def test_a_printer_gets_the_same_pages(tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    made = sheet(30)
    assert print_sheet(made, printer) == write_pdf(made, tmp_path / "saved.pdf")
    printed = texts(tmp_path / "printed.pdf")
    assert [made.rows[29][3] in text for text in printed] == [False, True]


def test_only_the_pages_chosen_are_printed(tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 3)
    assert print_sheet(sheet(60), printer) == 2
    first, second = texts(tmp_path / "printed.pdf")
    assert "Page 2 of 4" in first
    assert "Page 3 of 4" in second


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_said(tmp_path: Path) -> None:
    nowhere = QPdfWriter(str(tmp_path / "nowhere" / "printed.pdf"))
    with pytest.raises(UserError, match="does not answer"):
        print_sheet(sheet(1), nowhere)


def test_it_works_where_there_is_no_window(tmp_path: Path) -> None:
    script = (
        "import datetime as dt, pathlib, sys\n"
        "from showroom_crm.ui.printing.documents import write_pdf\n"
        "from showroom_crm.values.followups import FollowUpSheet, SheetColumn\n"
        "sheet = FollowUpSheet('清单', '', (SheetColumn('name', '姓名', 1),), (('张伟',),),"
        " '王芳', dt.datetime(2026, 11, 21), 'foot', 'internal')\n"
        "print(write_pdf(sheet, pathlib.Path(sys.argv[1])))\n"
    )
    target = tmp_path / "list.pdf"
    run = subprocess.run(
        [sys.executable, "-c", script, str(target)], capture_output=True, text=True, check=True
    )
    assert run.stdout == "1\n"
    assert "张伟" in texts(target)[0]


@pytest.fixture
def body(qapp: QApplication, tmp_path: Path) -> Type:
    writer = QPdfWriter(str(tmp_path / "measure.pdf"))
    set_up(writer)
    return Type(writer, 9)


def test_lines_break_where_a_reader_expects(body: Type) -> None:
    width = body.width("试乘试驾邀约计")
    assert body.lines("试乘试驾邀约（计划 11-20）", width, 2) == ("试乘试驾邀约", "（计划 11-20）")
    wider = body.width("试乘试驾邀约计划")
    assert body.lines("试乘试驾邀约计划，再约", wider, 2) == ("试乘试驾邀约计", "划，再约")
    assert body.lines("call Mr Smithson", body.width("call Mr Smiths"), 2) == (
        "call Mr",
        "Smithson",
    )


def test_no_line_is_wider_than_its_column(body: Type) -> None:
    text = "对比竞品 CR-6，觉得对方优惠多 8000 元，要求送保养；已报经理 https://example.invalid/a"
    for width in range(400, 2000, 90):
        for most in (1, 2):
            lines = body.lines(text, width, most)
            assert 1 <= len(lines) <= most
            assert all(body.width(line) <= width for line in lines)
            joined = "".join(lines)
            assert joined.endswith("…") or squeezed(joined) == squeezed(text)
