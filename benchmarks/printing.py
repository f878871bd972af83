"""The follow-up list as a PDF, against every cell drawn bare where it stands."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from benchmarks.lines import Bench, Case, Line
from showroom_crm.operations import agenda
from showroom_crm.ui.printing import documents
from showroom_crm.values.followups import FollowUpSheet

_ROWS_A_PAGE = 22


def _sheet(bench: Bench, rows: int) -> FollowUpSheet:
    """Return a list of exactly so many rows, from the real agenda, repeated where it is shorter."""
    whole = agenda.follow_up_sheet(bench.desk)
    repeated = whole.rows * (rows // len(whole.rows) + 1)
    return replace(whole, rows=repeated[:rows], sections=())


def _bare(sheet: FollowUpSheet, path: Path) -> None:
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(QMarginsF(8, 8, 8, 8), QPageLayout.Unit.Millimeter)
    painter = QPainter(writer)
    font = painter.font()
    font.setFamilies(["Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC"])
    font.setPointSizeF(7)
    painter.setFont(font)
    share = writer.width() / sum(column.weight for column in sheet.columns)
    height = writer.height() / (_ROWS_A_PAGE + 1)
    for number, texts in enumerate(sheet.rows):
        if number and number % _ROWS_A_PAGE == 0:
            writer.newPage()
        left, top = 0.0, (number % _ROWS_A_PAGE) * height
        for column, text in zip(sheet.columns, texts, strict=True):
            width = column.weight * share
            painter.drawText(QRectF(left, top, width, height), Qt.AlignmentFlag.AlignLeft, text)
            left += width
    painter.end()


def _printing(share: int) -> Callable[[Bench], Case]:
    """Return what prepares a list with `share` rows for every 10,000 rows of a file."""

    def prepare(bench: Bench) -> Case:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        application = QGuiApplication.instance() or QGuiApplication([])
        assert application is not None
        sheet = _sheet(bench, bench.size.rows * share // 10_000)
        target = bench.folder / f"list-{share}.pdf"
        floor = partial(_bare, sheet, bench.folder / f"bare-{share}.pdf")
        return Case(partial(documents.write_pdf, sheet, target), floor)

    return prepare


_FLOOR = "QPainter on QPdfWriter, one drawText a cell"
LINES = (
    Line("follow-up PDF, short list (500 rows in full size)", _printing(500), 3, floor=_FLOOR),
    Line("follow-up PDF, long list (5,000 rows in full size)", _printing(5_000), 3, floor=_FLOOR),
)
