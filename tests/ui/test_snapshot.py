"""Pictures of the window: at rest, small, and without a trace in anybody's preferences."""

from pathlib import Path

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from showroom_crm import paths
from showroom_crm.cli import main
from showroom_crm.operations import customers, opening
from showroom_crm.operations.desk import Desk
from showroom_crm.ui import place, snapshot
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.snapshot import Stage


def test_picture_has_the_size_wanted_and_is_taken_at_rest(
    desk: Desk, qtbot: QtBot, appearance: Appearance, tmp_path: Path
) -> None:
    customers.register(desk, {"name": "张静芳", "mobile": "13900000001", "level": "H"})
    stage = Stage(tmp_path / "preferences.json", desk)
    stage.window.go_to(place.CUSTOMERS)
    first, second = stage.picture((1280, 720)), stage.picture((1280, 720))
    stage.close()
    assert (first.width(), first.height()) == (1280, 720)
    assert first == second


def test_few_colours_keep_what_is_small_but_bright(tmp_path: Path, qtbot: QtBot) -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    for x in range(300):
        for y in range(200):
            image.setPixelColor(x, y, QColor(200 + x % 50, 200 + y % 50, 240))
    image.setPixelColor(7, 9, QColor(220, 20, 20))
    snapshot.save(image, tmp_path / "new" / "small.png")
    kept = QImage(str(tmp_path / "new" / "small.png"))
    assert kept.colorCount() == 256
    assert kept.pixelColor(7, 9) == QColor(220, 20, 20)
    shown, meant = kept.pixelColor(250, 150), image.pixelColor(250, 150)
    assert abs(shown.red() - meant.red()) + abs(shown.green() - meant.green()) < 10


def test_command_pictures_the_window(tmp_path: Path, desk: Desk, qtbot: QtBot) -> None:
    opening.close(desk)
    where = ["--store", str(desk.store.folder), "--out", str(tmp_path / "out")]
    assert main(["screenshot", *where]) == 0
    picture = QImage(str(tmp_path / "out" / "window.png"))
    assert (picture.width(), picture.height()) == snapshot.STANDARD
    assert not paths.preferences_file().exists()
