"""Texts are translated when shown, and fall back to their source."""

import gettext
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from showroom_crm import i18n
from showroom_crm.i18n import N_, _, ngettext

TITLES = (N_("Customer"),)


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lay a small Chinese catalogue where the program looks for its own."""
    chinese = Catalog(locale="zh_CN")
    chinese.add("Customer", "客户")
    chinese.add(("{count} row", "{count} rows"), ("{count} 行",))
    folder = tmp_path / "i18n" / "zh_CN" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "showroom_crm.mo").open("wb") as out:
        write_mo(out, chinese)
    monkeypatch.setattr(i18n, "resource", tmp_path.joinpath)
    before = i18n.language()
    cached = dict(gettext._translations)  # type: ignore[attr-defined] # noqa: SLF001
    yield
    gettext._translations.clear()  # type: ignore[attr-defined] # noqa: SLF001
    gettext._translations.update(cached)  # type: ignore[attr-defined] # noqa: SLF001
    monkeypatch.undo()
    i18n.set_language(before)


@pytest.mark.usefixtures("catalogue")
def test_a_table_of_texts_follows_the_language() -> None:
    i18n.set_language("zh_CN")
    assert [_(title) for title in TITLES] == ["客户"]
    assert i18n.language() == "zh_CN"

    i18n.set_language("en")
    assert [_(title) for title in TITLES] == ["Customer"]


@pytest.mark.usefixtures("catalogue")
def test_plurals() -> None:
    i18n.set_language("zh_CN")
    assert ngettext("{count} row", "{count} rows", 3).format(count=3) == "3 行"
    i18n.set_language("en")
    assert ngettext("{count} row", "{count} rows", 1).format(count=1) == "1 row"
    assert ngettext("{count} row", "{count} rows", 3).format(count=3) == "3 rows"


@pytest.mark.usefixtures("catalogue")
def test_untranslated_and_empty_texts_stay_as_they_are() -> None:
    i18n.set_language("zh_CN")
    assert _("Not in the catalogue") == "Not in the catalogue"
    assert _("") == ""


def test_an_unknown_language_shows_english() -> None:
    before = i18n.language()
    i18n.set_language("tlh")
    assert i18n.language() == "en"
    i18n.set_language(before)


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("LANG", "zh_CN.UTF-8", "zh_CN"),
        ("LC_ALL", "zh_TW.UTF-8", "zh_CN"),
        ("LANG", "en_US.UTF-8", "en"),
        ("LC_ALL", "C", "en"),
    ],
)
def test_the_system_language(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, expected: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, value)

    assert i18n.system_language() == expected
