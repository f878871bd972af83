"""Paints the pictures of the README: every place, in both languages, light and dark."""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QSpinBox

from showroom_crm import paths
from showroom_crm.app import use_language
from showroom_crm.operations import imports, opening, sample
from showroom_crm.operations.desk import Desk
from showroom_crm.preferences import Theme
from showroom_crm.store import listing
from showroom_crm.ui import place, places, snapshot
from showroom_crm.ui.appearance import Appearance
from showroom_crm.ui.importing.page import ImportPage
from showroom_crm.ui.settings.criteria import CriteriaSection
from showroom_crm.ui.settings.levels import LevelsSection
from showroom_crm.ui.settings.page import SettingsPage
from showroom_crm.ui.snapshot import Stage
from showroom_crm.ui.today.page import TodayPage
from showroom_crm.values.queries import CustomerQuery

T = TypeVar("T")
OUT = Path("docs/screenshots")
LANGUAGES = {"en": "en", "zh": "zh_CN"}  # Qt's own texts stay as loaded last
THEMES = {"light": Theme.LIGHT, "dark": Theme.DARK}
SIZES = ((1280, 720), (1920, 1080))
_WISH = 2  # the tab of the dimension
_NINE = dt.time(9, 0)
_SECRET = "three calm words"
_LEADS, _DMS = "线上线索_20261119.csv", "DMS潜客月报_2026年11月.xlsx"


@dataclass(frozen=True)
class Showrooms:
    """The stores to picture: the sample, one begun today, a locked one, and none at all."""

    full: Desk
    fresh: Desk
    locked: Path
    none: Path


Act = Callable[[Stage, Showrooms], object]


@dataclass(frozen=True)
class Scene:
    """One picture: its name, the store it shows ("" for none), and what leads there."""

    name: str
    store: str
    act: Act


def _way_in(stage: Stage, folder: Path) -> None:
    places.way_in(stage.tasks, stage.remembered, stage.window).begin(folder)


def _at(key: str) -> Act:
    return lambda stage, _rooms: stage.window.go_to(key)


def _page(stage: Stage, key: str, kind: type[T]) -> T:
    page = stage.window.go_to(key)
    snapshot.settle(stage.tasks)
    if not isinstance(page, kind):
        raise TypeError(key)
    return page


def _today(stage: Stage, _rooms: Showrooms) -> None:
    _page(stage, place.TODAY, TodayPage).cards[0].unfold()


def _print_preview(stage: Stage, _rooms: Showrooms) -> None:
    _page(stage, place.TODAY, TodayPage).print_out()


def _customers(stage: Stage, rooms: Showrooms) -> None:
    best = CustomerQuery(sort="score", descending=True)
    stage.go.customer.emit(listing.ids(rooms.full.store, best, rooms.full.today)[0])


def _import_plan(stage: Stage, rooms: Showrooms) -> None:
    leads = paths.resource("samples", _LEADS)
    imports.apply(rooms.fresh, imports.propose(rooms.fresh, imports.read(leads), leads))
    page = _page(stage, place.IMPORT, ImportPage)
    page.open_files((paths.resource("samples", _DMS),))
    snapshot.settle(stage.tasks)
    page.review.plan.tabs.choose(1)  # what is known already and would change


def _import_result(stage: Stage, _rooms: Showrooms) -> None:
    page = _page(stage, place.IMPORT, ImportPage)
    page.open_files((paths.resource("samples", _DMS),))
    snapshot.settle(stage.tasks)
    page.carry_out()


def _settings(stage: Stage, _rooms: Showrooms) -> None:
    _page(stage, place.SETTINGS, SettingsPage).section(LevelsSection)


def _criteria(stage: Stage, _rooms: Showrooms) -> None:
    """Give less for the first rule about the wish to buy, so that the preview tells who moves."""
    section = _page(stage, place.SETTINGS, SettingsPage).section(CriteriaSection)
    if isinstance(section, CriteriaSection):
        section.tabs.choose(_WISH)
        snapshot.settle(stage.tasks)
        points = next(box for box in section.findChildren(QSpinBox) if box.isVisible())
        points.setValue(points.value() - 15)


SCENES = (
    Scene("opening", "", lambda stage, rooms: _way_in(stage, rooms.none)),
    Scene("unlock", "", lambda stage, rooms: _way_in(stage, rooms.locked)),
    Scene("today", "full", _today),
    Scene("customers", "full", _customers),
    Scene("segments", "full", _at(place.SEGMENTS)),
    Scene("reports", "full", _at(place.REPORTS)),
    Scene("settings", "full", _settings),
    Scene("criteria", "full", _criteria),
    Scene("print", "full", _print_preview),
    Scene("customers-empty", "fresh", _at(place.CUSTOMERS)),
    Scene("import-empty", "fresh", _at(place.IMPORT)),
    Scene("import-plan", "fresh", _import_plan),
    Scene("import-result", "fresh", _import_result),
)


def main(wanted: list[str]) -> None:
    """Paint all pictures, or those whose name has one of the words `wanted`."""
    app = QApplication([])
    app.setCursorFlashTime(0)
    appearance = Appearance(app, Theme.LIGHT, 100)
    for short, language in LANGUAGES.items():
        use_language(app, language)
        with tempfile.TemporaryDirectory() as folder, _sample(Path(folder)) as full:
            for look, theme in THEMES.items():
                appearance.choose(theme, 100)
                with _showrooms(Path(folder, look), full) as rooms:
                    _paint(rooms, Path(folder, look), f"{short}-{look}", wanted)


def _paint(rooms: Showrooms, folder: Path, look: str, wanted: list[str]) -> None:
    for scene in SCENES:
        names = {size: f"{scene.name}-{look}-{size[0]}x{size[1]}" for size in SIZES}
        names = {s: n for s, n in names.items() if not wanted or any(w in n for w in wanted)}
        if not names:
            continue
        desk: Desk | None = getattr(rooms, scene.store) if scene.store else None
        stage = Stage(folder / f"{scene.name}.json", desk)
        scene.act(stage, rooms)
        for size, name in names.items():
            snapshot.save(stage.picture(size), OUT / f"{name}.png")
            print(name)
        stage.close()


@contextmanager
def _sample(folder: Path) -> Iterator[Desk]:
    made = sample.make(folder / "sample")
    opening.start_day(made)
    yield _standing(made)
    made.store.close()


@contextmanager
def _showrooms(folder: Path, full: Desk) -> Iterator[Showrooms]:
    name, person = opening.showroom_name(full), full.staff.name
    fresh = _standing(opening.create_sample(folder / "fresh", name, person, full.today))
    locked, _code = opening.create(folder / "locked", name, person, _SECRET)
    locked.store.close()
    yield Showrooms(full, fresh, folder / "locked", paths.default_store())
    fresh.store.close()


def _standing(desk: Desk) -> Desk:
    """Let the clock stand at nine, so that two runs give the same pictures."""
    morning = dt.datetime.combine(desk.today, _NINE)
    return replace(desk, clock=lambda: morning)


if __name__ == "__main__":
    main(sys.argv[1:])
