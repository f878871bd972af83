"""Which typeface the window speaks: the system's Chinese UI font, 13 px, numbers of one width."""

import sys

from PySide6.QtGui import QFont

from showroom_crm.ui.theme import px

BODY, SMALL, HEADING, FIGURE = 13, 12, 20, 22  # pixels at 100 % text size

_FAMILIES = {
    "win32": ["Microsoft YaHei UI", "Microsoft YaHei", "Segoe UI"],
    "darwin": ["PingFang SC", "Hiragino Sans GB"],
}
_ELSEWHERE = ["Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "DejaVu Sans"]


def families() -> list[str]:
    """Return the families to try, best first."""
    return _FAMILIES.get(sys.platform, _ELSEWHERE)


def font(size: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the UI font of `size` pixels (at 100 % text size)."""
    made = QFont()
    made.setFamilies(families())
    made.setPixelSize(px(size))
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def bold(size: int = BODY) -> QFont:
    """Return the UI font in its semibold weight."""
    return font(size, QFont.Weight.DemiBold)
