"""The recovery code on paper: one page for the safe, the same for printer and PDF."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from showroom_crm.i18n import _
from showroom_crm.ui import fonts

_DPI = 300


@dataclass(frozen=True, slots=True)
class CodeSheet:
    """What stands on the page."""

    showroom: str
    user: str
    code: str
    made_on: dt.date

    def text(self) -> str:
        """Return the page as plain text."""
        return "\n\n".join((self._title(), self.code, self._advice(), self._made())) + "\n"

    def paint(self, device: QPagedPaintDevice, dpi: int) -> None:
        """Paint the page onto a printer or a PDF of `dpi` dots per inch."""
        painter, point = QPainter(device), dpi / 72
        area = QRectF(device.pageLayout().paintRectPixels(dpi))
        area.moveTo(0, 0)
        top = 0.0
        for text, size, heavy, gap in (
            (self.showroom, 11, False, 6),
            (self._title(), 20, True, 26),
            (self.code, 17, True, 26),
            (self._advice(), 11, False, 20),
            (self._made(), 9, False, 0),
        ):
            painter.setFont(_font(size * point, heavy))
            box = QRectF(0, top, area.width(), area.height() - top)
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
            painter.drawText(box, flags, text)
            top += painter.boundingRect(box, flags, text).height() + gap * point
        painter.end()

    def _title(self) -> str:
        return _("Recovery code")

    def _advice(self) -> str:
        return _(
            "Whoever has this code can open the showroom without a password. Keep it on paper in "
            "a safe place, away from this computer. It is the only way in when every password is "
            "forgotten."
        )

    def _made(self) -> str:
        return _("Made for {user} on {day}").format(user=self.user, day=self.made_on.isoformat())


def save_pdf(sheet: CodeSheet, file: Path) -> None:
    """Write the page as a PDF."""
    writer = QPdfWriter(str(file))
    writer.setResolution(_DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(20, 20, 20, 20),
            QPageLayout.Unit.Millimeter,
        )
    )
    sheet.paint(writer, _DPI)


def _font(pixels: float, heavy: bool) -> QFont:
    made = QFont()
    made.setFamilies(fonts.families())
    made.setPixelSize(round(pixels))
    made.setBold(heavy)
    return made
