"""The style sheet takes every token, the icons take every colour, and both follow the choice."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import showroom_crm
from showroom_crm.paths import resource
from showroom_crm.preferences import Theme
from showroom_crm.ui import icons, theme
from showroom_crm.ui.appearance import Appearance, style_sheet
from showroom_crm.ui.widgets.badges import Badge, ScoreRing
from showroom_crm.ui.widgets.buttons import IconButton, PrimaryButton
from showroom_crm.ui.widgets.chips import Chip
from showroom_crm.ui.widgets.empty import EmptyState
from showroom_crm.ui.widgets.search_box import SearchBox
from showroom_crm.ui.widgets.skeleton import SkeletonRows
from showroom_crm.ui.widgets.tabs import SegmentedTabs
from showroom_crm.values.levels import Tier


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_style_sheet_is_filled_in(qapp: QApplication, look: theme.Tokens) -> None:
    sheet = style_sheet(look)
    assert "$" not in sheet
    assert not re.search(r"\dsp\b", sheet)
    assert look.accent in sheet


def test_choice_changes_colours_and_size(qapp: QApplication, appearance: Appearance) -> None:
    appearance.choose(Theme.DARK, 150)
    assert theme.tokens() is theme.DARK
    assert qapp.font().pixelSize() == 20
    appearance.choose(Theme.LIGHT, 100)
    assert theme.tokens() is theme.LIGHT
    assert qapp.font().pixelSize() == 13


def test_icons_wear_the_colour_asked_for(qapp: QApplication) -> None:
    picture = icons.pixmap("heart-fill", "#FF0000", 20, 2.0)
    assert picture.width() == 40
    assert picture.toImage().pixelColor(20, 20).name() == "#ff0000"


def test_every_icon_of_the_signs_is_shipped() -> None:
    for sign in (*theme.SEGMENTS.values(), *theme.FLAGS.values()):
        assert resource("icons", f"{sign.icon}.svg").is_file(), sign.icon


@pytest.mark.parametrize("choice", [Theme.LIGHT, Theme.DARK])
def test_every_small_widget_paints(qtbot: QtBot, appearance: Appearance, choice: Theme) -> None:
    appearance.choose(choice, 100)
    ring = ScoreRing()
    ring.show_score(82, theme.tokens().tier[Tier.A])
    made: list[QWidget] = [
        Badge("H", theme.tokens().level["H"]),
        Chip("Level"),
        EmptyState("users-three", "No customers yet", "Import a list."),
        IconButton("x", "Close"),
        PrimaryButton("Register", "user-plus", "Ctrl+N"),
        SearchBox("Search", "Ctrl+F"),
        SegmentedTabs(["Timeline", "Data"]),
        SkeletonRows(),
        ring,
    ]
    for widget in made:
        qtbot.addWidget(widget)
        assert not widget.grab().isNull()
    appearance.choose(Theme.LIGHT, 100)


def test_every_shipped_icon_is_used() -> None:
    shipped = {file.stem for file in resource("icons").glob("*.svg")}
    sources = "\n".join(
        file.read_text("utf-8") for file in Path(showroom_crm.__path__[0]).rglob("*.py")
    )
    assert {name for name in shipped if f'"{name}"' not in sources} <= {"app"}
