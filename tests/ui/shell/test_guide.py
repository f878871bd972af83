"""The guide opens where one is, and says the same in both languages."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from showroom_crm import i18n
from showroom_crm.ui.place import PLACES
from showroom_crm.ui.shell import guide


@pytest.fixture(params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = i18n.language()
    i18n.set_language(request.param)
    yield request.param
    i18n.set_language(before)


def test_every_place_has_its_chapter(language: str, qtbot: QtBot) -> None:
    opened = guide.Guide("import", None)
    qtbot.addWidget(opened)
    opened.show()
    text = guide.read()
    for entry in PLACES:
        opened.open_at(entry.key)
        assert opened.chapters.currentItem().text() == text.of_place[entry.key]
        assert opened.pages.textCursor().block().text() == text.of_place[entry.key]
    assert "<!--" not in opened.pages.toPlainText()


def test_both_languages_have_the_same_chapters(language: str) -> None:
    here = guide.read()
    i18n.set_language("en")
    english = guide.read()
    assert len(here.chapters) == len(english.chapters)
    places = {here.chapters.index(c): p for p, c in here.of_place.items()}
    assert places == {english.chapters.index(c): p for p, c in english.of_place.items()}
