"""Brings words of a spreadsheet to the values of the showroom's lists."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from showroom_crm.i18n import N_
from showroom_crm.importing.cells import EMPTY, MEANS_EMPTY, Clean, folded, means_empty, shown
from showroom_crm.paths import resource
from showroom_crm.values.imports import CellValue
from showroom_crm.values.value_lists import ListEntry, ValueList

_SEPARATORS = re.compile(r"[、,，;；/|+＋\n]+|\s{2,}")
_AFTER_LETTER = re.compile(
    r"([a-z])(?:\d?\s*(?:级|类|级客户|类客户)?)?(?:[\s(:\-/].*)?", re.IGNORECASE
)

LIST_WORD = N_("word of the list used")
NOT_IN_LIST = N_("not in the list")
NO_LEVEL = N_("no level has this letter")
NO_MARK = N_("neither yes nor no")
NOT_STAFF = N_("nobody in the showroom has this name")
MARK = N_("mark read as yes or no")


@cache
def default_lists() -> Mapping[str, ValueList]:
    """Return the shipped value lists by name."""
    with resource("defaults", "value_lists.toml").open("rb") as file:
        data = tomllib.load(file)
    return {
        name: ValueList(
            name,
            tuple(
                ListEntry(
                    value=entry["value"],
                    zh=entry.get("zh", entry["value"]),
                    en=entry["en"],
                    synonyms=tuple(entry.get("synonyms", ())),
                )
                for entry in content["entries"]
            ),
            content.get("open", True),
        )
        for name, content in data.items()
    }


def words(value_list: ValueList) -> dict[str, str]:
    """Return the value for each spelling of its names, compared by `key`."""
    found: dict[str, str] = {}
    for entry in value_list.entries:
        for spelling in (*entry.synonyms, entry.en, entry.zh, entry.value):
            found[key(spelling)] = entry.value
    return found


def key(text: str) -> str:
    """Return a word as lists compare it: half width, lower case, without blanks."""
    return re.sub(r"[\s　]+", "", folded(text)).lower()


@dataclass(frozen=True, slots=True)
class ChoiceReader:
    """Reads the cells of a column whose values stand in a list."""

    words: Mapping[str, str]
    open: bool
    codes: bool = False  # stored values are codes that nobody reads

    def __call__(self, cell: CellValue) -> Clean:
        """Return the value of the list, or the text itself where the list is open."""
        text = folded(cell)
        found = self.words.get(key(text)) if text else None
        if found is not None:
            same = self.codes or found == shown(cell)
            return Clean(found, "" if same else LIST_WORD)
        if means_empty(text):
            return Clean(None, MEANS_EMPTY) if text else EMPTY
        if not self.open:
            return Clean(None, problem=NOT_IN_LIST)
        return Clean(" ".join(text.split()))


@dataclass(frozen=True, slots=True)
class ChoicesReader:
    """Reads cells that hold several values of an open list."""

    words: Mapping[str, str]

    def __call__(self, cell: CellValue) -> Clean:
        """Return the values joined by "、", in the order they stand, each once."""
        text = folded(cell)
        if means_empty(text):
            return Clean(None, MEANS_EMPTY) if text else EMPTY
        if whole := self.words.get(key(text)):
            return Clean(whole, "" if whole == shown(cell) else LIST_WORD)
        parts = [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
        values = dict.fromkeys(self.words.get(key(part), part) for part in parts)
        after = "、".join(values)
        return Clean(after or None, "" if after == shown(cell) else LIST_WORD)


@dataclass(frozen=True, slots=True)
class LevelReader:
    """Reads intent levels: `codes` are the letters in use, `letters` what a letter means here.

    A letter that `letters` maps to None is left out until somebody says what it means.
    """

    codes: frozenset[str]
    words: Mapping[str, str]
    letters: Mapping[str, str | None]

    def __call__(self, cell: CellValue) -> Clean:
        """Return the code of the level: H, h级, Ｈ（7天内）, 战败."""
        text = folded(cell)
        if means_empty(text):
            return Clean(None, MEANS_EMPTY) if text else EMPTY
        match = _AFTER_LETTER.fullmatch(text)
        code = match.group(1).upper() if match else self.words.get(key(text), "")
        if match and code in self.letters:
            meant = self.letters[code]
            if meant is None:
                return Clean(None, problem=N_("what this letter means here is not decided yet"))
            return Clean(meant, "" if meant == shown(cell) else LIST_WORD)
        if code not in self.codes:
            return Clean(None, problem=NO_LEVEL)
        return Clean(code, "" if code == shown(cell) else LIST_WORD)


@dataclass(frozen=True, slots=True)
class MarkReader:
    """Reads yes and no: √ ✓ ○ 是 Y 1, × 否 N 0."""

    words: Mapping[str, str]

    def __call__(self, cell: CellValue) -> Clean:
        """Return True, False, or nothing for an empty cell."""
        if isinstance(cell, bool):
            return Clean(cell)
        text = folded(cell)
        found = self.words.get(key(text)) if text else None
        if found is not None:
            return Clean(found == "yes", "" if text in {"是", "否"} else MARK)
        if means_empty(text):
            return Clean(None, MEANS_EMPTY) if text else EMPTY
        return Clean(None, problem=NO_MARK)


@dataclass(frozen=True, slots=True)
class StaffReader:
    """Reads names of salespeople as their ids."""

    ids: Mapping[str, int]

    def __call__(self, cell: CellValue) -> Clean:
        """Return the id of the member of staff with that name."""
        text = staff_name(cell)
        if means_empty(text):
            return EMPTY
        found = self.ids.get(text)
        return Clean(found) if found is not None else Clean(None, problem=NOT_STAFF)


def staff_name(cell: CellValue) -> str:
    """Return the name of a salesperson without blanks, number and remark in brackets."""
    return re.sub(r"[(\[].*?[)\]]|[\s\d]+(?=[A-Za-z]*\d*$)|\s+", "", folded(cell))
