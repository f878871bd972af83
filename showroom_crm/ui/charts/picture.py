"""A chart as a picture file, without a window."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from showroom_crm.errors import TargetInUse
from showroom_crm.i18n import _
from showroom_crm.preferences import Theme
from showroom_crm.ui.appearance import Appearance
from showroom_crm.values.insight import ChartData

STANDARD = (960, 540)  # pixels


def render_chart(chart: ChartData, path: Path, size: tuple[int, int] = STANDARD) -> None:
    """Write `chart` to `path` as PNG of `size` pixels, in the look now shown.

    Without a running application one is made that needs no screen. Raises TargetInUse.
    """
    application()
    from showroom_crm.ui.charts.card import framed

    picture = framed(chart)
    picture.resize(QSize(*size))
    picture.ensurePolished()
    picture.grab()  # the axes learn how wide their labels are while they are painted
    saved = picture.grab().save(str(path), "PNG")
    picture.deleteLater()
    if not saved:
        raise TargetInUse(
            _("{name} cannot be written. Close it elsewhere or choose another folder.").format(
                name=path.name
            )
        )


def application() -> QApplication:
    """Return the running application, or make one that needs no screen."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    headless = sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    if headless:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    made = QApplication([])
    Appearance(made, Theme.LIGHT, 100)
    return made
