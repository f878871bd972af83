"""What every new workbook shares: opening, widths, page set-up, drop-downs, counting its rows."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from showroom_crm.i18n import _

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FONT = {"font_name": "Microsoft YaHei", "font_size": 10}
NARROWEST, WIDEST = 6.0, 46.0
_A4 = 9
_TEXT_LIMIT = 32767
_HEADER_LIMIT = 240
_NAME_LIMIT = 31
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))


@contextmanager
def new_workbook(
    draft: Path, title: str, author: str = "", *, rows_on_disk: bool = True
) -> Iterator[Workbook]:
    """Yield a workbook to fill; it is complete when the block ends.

    With `rows_on_disk` it keeps one row in memory; without, charts carry a copy of their figures.

    Raises OSError when the disk does not take it.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    options = {
        "constant_memory": rows_on_disk,
        "tmpdir": str(draft.parent),
        "default_format_properties": dict(FONT),
    }
    workbook = Workbook(str(draft), options)
    workbook.set_properties({"title": title, "author": author})
    try:
        yield workbook
        workbook.close()
    except FileCreateError as error:
        raise error.args[0] from None
    finally:
        for sheet in workbook.worksheets() if rows_on_disk else ():
            sheet.row_data_fh.close()


def sheet_name(text: str) -> str:
    """Return `text` as Excel allows a sheet to be called."""
    return text.translate(_NOT_IN_A_NAME)[:_NAME_LIMIT].strip("' ") or "1"


def safe_text(text: str) -> str:
    """Return `text` as a cell can hold it: not longer than Excel allows, never taken for markup."""
    if len(text) > _TEXT_LIMIT:
        text = text[: _TEXT_LIMIT - 1] + "…"
    return text + " " if text.startswith("<r>") and text.endswith("</r>") else text


def text_width(text: str) -> int:
    """Return how many Latin letters wide a text is; Chinese characters count double."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def fitted(widest: float) -> float:
    """Return the column width for content `widest` letters wide, within what is readable."""
    return min(max(widest + 2.0, NARROWEST), WIDEST)


def page_setup(sheet: Worksheet, title: str, footer: str, *, landscape: bool = True) -> None:
    """Print on A4, fitted to the width, header row on every page, who and when at the foot."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header("&L&11" + _page_text(title))
    sheet.set_footer("&L&8" + _page_text(footer) + "&R&8&P / &N")


def _page_text(text: str) -> str:
    """Escape what Excel reads as a code, and keep a leading digit from joining the font size."""
    return " " + text.replace("&", "&&")[:_HEADER_LIMIT].rstrip("&")


def drop_downs(
    workbook: Workbook, sheet: Worksheet, columns: Mapping[int, Sequence[str]], last_row: int
) -> None:
    """Offer the values of each list in its column, rows 2 to `last_row`; other values only warn.

    The lists stand on a hidden sheet, so that they may be long and hold any character.
    """
    filled = {column: values for column, values in columns.items() if values}
    if not filled:
        return
    lists = workbook.add_worksheet(_("Lists"))
    lists.very_hidden()
    for row in range(max(len(values) for values in filled.values())):
        for place, values in enumerate(filled.values()):
            if row < len(values):
                lists.write_string(row, place, values[row])
    for place, (column, values) in enumerate(filled.items()):
        letter = _column_letter(place)
        name = _("Lists").replace("'", "''")
        sheet.data_validation(
            1,
            column,
            last_row,
            column,
            {
                "validate": "list",
                "source": f"='{name}'!${letter}$1:${letter}${len(values)}",
                "error_type": "warning",
            },
        )


def text_cells(sheet: Worksheet, columns: Iterable[int], last_row: int) -> None:
    """Keep Excel from marking phones and numbers kept as text in these columns as doubtful."""
    ranges = [f"{_column_letter(column)}1:{_column_letter(column)}{last_row}" for column in columns]
    if ranges:
        sheet.ignore_errors({"number_stored_as_text": " ".join(ranges)})


def count_rows(workbook: Path, sheet: int = 1) -> int:
    """Read a written workbook back from the disk and count the rows of its n-th sheet.

    The whole sheet is unpacked and its check sum compared; the window stays free meanwhile.
    """
    count, rest, mark = 0, b"", b"<row "
    part = f"xl/worksheets/sheet{sheet}.xml"
    with zipfile.ZipFile(workbook) as archive, archive.open(part) as stream:
        while block := stream.read(1 << 20):
            count += (rest + block).count(mark)
            rest = (rest + block)[1 - len(mark) :]
    return count


def _column_letter(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))
