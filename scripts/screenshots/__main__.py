"""Paints all pictures, or those whose name has one of the given words."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from scripts.screenshots import importing, places
from scripts.screenshots.scene import Scene
from scripts.screenshots.showrooms import Showrooms, full_sample
from showroom_crm.app import use_language
from showroom_crm.operations.desk import Desk
from showroom_crm.preferences import Theme
from showroom_crm.ui import snapshot
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.snapshot import Stage

LANGUAGES = {"en": "en", "zh": "zh_CN"}  # Qt's own texts stay as loaded last
THEMES = {"light": Theme.LIGHT, "dark": Theme.DARK}
SCENES = (*places.SCENES, *importing.SCENES, *importing.LAST, *places.LAST)


@dataclass(frozen=True, slots=True)
class Picture:
    """One file to be painted."""

    scene: Scene
    language: str
    look: str
    size: tuple[int, int]

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        wide, high = self.size
        return f"{self.scene.name}-{self.language}-{self.look}-{wide}x{high}"


def main() -> None:
    """Paint what the command line asks for."""
    wishes = _wishes()
    wanted = [
        picture
        for picture in _all()
        if not wishes.words or any(word in picture.name for word in wishes.words)
    ]
    app = QApplication([])
    app.setCursorFlashTime(0)
    appearance = Appearance(app, Theme.LIGHT, wishes.text)
    for short, language in LANGUAGES.items():
        here = [picture for picture in wanted if picture.language == short]
        if not here:
            continue
        use_language(app, language)
        with (
            tempfile.TemporaryDirectory() as folder,
            full_sample(Path(folder, "sample")) as full,
        ):
            for look, theme in THEMES.items():
                appearance.choose(theme, wishes.text)
                rooms = Showrooms(Path(folder, look), full)
                _paint([each for each in here if each.look == look], rooms, wishes.into)
                rooms.close()


def _wishes() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="scripts.screenshots", description=__doc__)
    asked.add_argument("words", nargs="*", help="parts of names, such as zh-dark or import")
    asked.add_argument("--into", type=Path, default=Path("docs/screenshots"))
    asked.add_argument("--text", type=int, default=100, help="text size in percent")
    return asked.parse_args()


def _all() -> Iterable[Picture]:
    return (
        Picture(scene, language, look, size)
        for scene in SCENES
        for language in LANGUAGES
        for look in THEMES
        for size in scene.sizes
    )


def _paint(pictures: list[Picture], rooms: Showrooms, into: Path) -> None:
    for scene in SCENES:
        of_scene = [picture for picture in pictures if picture.scene is scene]
        if not of_scene:
            continue
        desk: Desk | None = getattr(rooms, scene.store) if scene.store else None
        with tempfile.TemporaryDirectory() as folder:
            stage = Stage(Path(folder, "preferences.json"), desk)
            scene.act(stage, rooms)
            for picture in of_scene:
                snapshot.save(stage.picture(picture.size), into / f"{picture.name}.png")
                print(picture.name, flush=True)
            stage.close()


if __name__ == "__main__":
    main()
