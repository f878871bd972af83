"""The one icon family (Phosphor, from resources/icons): tinted, cached, sharp on every screen."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt, QTemporaryDir
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from showroom_crm.paths import resource
from showroom_crm.ui import theme

SMALL, NORMAL, LARGE = 14, 17, 40  # pixels at 100 % text size


def icon(name: str, colour: str | None = None, active: str | None = None) -> QIcon:
    """Return the icon `name` in `colour` (muted by default), `active` where it is checked."""
    look = theme.tokens()
    return _icon(name, colour or look.muted, active or colour or look.muted, theme.px(NORMAL))


def pixmap(name: str, colour: str, size: int = NORMAL, ratio: float = 0) -> QPixmap:
    """Return the icon `name` in `colour`, `size` pixels at 100 % text size.

    `ratio` is the device pixel ratio of the screen painted on; 0 takes that of the sharpest one.
    """
    return _pixmap(name, colour, theme.px(size), ratio or _sharpest())


def file(name: str, colour: str) -> str:
    """Return the path of a tinted copy of the icon, for style sheets, which know no colours."""
    target = Path(_folder().path()) / f"{name}-{colour[1:]}.svg"
    if not target.exists():
        target.write_bytes(_svg(name, colour))
    return target.as_posix()


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, active: str, size: int) -> QIcon:
    made = QIcon()
    for ratio in sorted({1.0, 2.0, _sharpest()}):
        made.addPixmap(_pixmap(name, colour, size, ratio))
        made.addPixmap(_pixmap(name, active, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
    return made


@lru_cache(maxsize=1024)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    side = round(size * ratio)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(_svg(name, colour))).render(painter, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def _svg(name: str, colour: str) -> bytes:
    return resource("icons", f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())


def _sharpest() -> float:
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)


@lru_cache(maxsize=1)
def _folder() -> QTemporaryDir:
    return QTemporaryDir()
