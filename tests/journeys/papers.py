"""What came out of the program, read by others: the PDF's text, the workbook's cells."""

import re
from pathlib import Path

import pypdfium2
from openpyxl import load_workbook

from showroom_crm.values.customers import CustomerLine
from showroom_crm.values.followups import FollowUpSheet
from showroom_crm.values.levels import Tier


def check_pdf(file: Path, sheet: FollowUpSheet, names: list[str]) -> None:
    """Check that the PDF names every due customer once and numbers its pages."""
    document = pypdfium2.PdfDocument(file)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    text = re.sub(r"\s", "", "".join(pages))
    missing = [name for name in names if name.replace(" ", "") not in text]
    assert not missing, missing
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
    assert sheet.title in pages[0]


def check_workbook(file: Path, lines: list[CustomerLine], tints: dict[Tier, str]) -> None:
    """Check the cells against the store: names, tints by tier, phones as text."""
    book = load_workbook(file)
    table = book.worksheets[0]
    rows = list(table.iter_rows())
    head = next(n for n, row in enumerate(rows) if "Name" in [cell.value for cell in row])
    titles = [cell.value for cell in rows[head]]
    name, phone, tier = (titles.index(title) for title in ("Name", "Mobile", "Score tier"))
    body = rows[head + 1 : head + 1 + len(lines)]
    assert [row[name].value or "" for row in body] == [line.name for line in lines]
    for row, line in zip(body, lines, strict=True):
        if line.mobile:
            assert row[phone].value == line.mobile
            assert row[phone].data_type == "s"
            assert row[phone].number_format == "@"
        assert row[tier].value == line.tier
        assert line.tier is not None
        assert row[name].fill.fgColor.rgb == "FF" + tints[line.tier].lstrip("#")
    book.close()
