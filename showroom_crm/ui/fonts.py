"""Which typeface the window speaks: the system's UI font, 13 px, numbers of one width."""

import sys

from PySide6.QtGui import QFont

from showroom_crm import i18n
from showroom_crm.ui.theme import px

BODY, SMALL, HEADING, FIGURE = 13, 12, 20, 22  # pixels at 100 % text size

_CHINESE = {
    "win32": ["Microsoft YaHei UI", "Microsoft YaHei"],
    "darwin": ["PingFang SC", "Hiragino Sans GB"],
}
_ELSEWHERE = ["Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei"]
_LATIN = {"win32": ["Segoe UI"], "darwin": ["Helvetica Neue"]}
_LAST = ["DejaVu Sans"]


def families() -> list[str]:
    """Return the families to try, best first: in Chinese the Chinese one for all letters."""
    chinese = _CHINESE.get(sys.platform, _ELSEWHERE)
    latin = _LATIN.get(sys.platform, [])
    return [*chinese, *latin, *_LAST] if _is_chinese() else [*latin, *chinese, *_LAST]


def font(size: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the UI font of `size` pixels (at 100 % text size)."""
    made = QFont()
    made.setFamilies(families())
    made.setPixelSize(px(size))
    made.setWeight(weight)
    made.clearFeatures()  # a new one has those of the application
    made.setFeature(QFont.Tag("tnum"), 1)
    if not _is_chinese():
        made.setFeature(QFont.Tag("pwid"), 1)  # quotation marks of a letter's width, not of two
    return made


def bold(size: int = BODY) -> QFont:
    """Return the UI font in its semibold weight."""
    return font(size, QFont.Weight.DemiBold)


def _is_chinese() -> bool:
    return i18n.language().startswith("zh")
