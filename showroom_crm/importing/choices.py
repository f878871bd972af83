"""Brings words of a spreadsheet to the values of the showroom's lists."""

import re
import tomllib
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from showroom_crm.i18n import N_
from showroom_crm.importing import people
from showroom_crm.importing.cells import (
    EMPTY,
    MEANS_EMPTY,
    Clean,
    folded,
    means_empty,
    shown,
    written,
)
from showroom_crm.importing.cells import text as plain_text
from showroom_crm.importing.vocabulary import simplified
from showroom_crm.paths import resource
from showroom_crm.values.sheets import CellValue
from showroom_crm.values.value_lists import ListEntry, ValueList

_CODE = re.compile(r"\d{1,2}")
_SEPARATORS = re.compile(r"[、,，;；/|+＋\n]+|\s{2,}")
_AFTER_LETTER = re.compile(
    r"([a-z])(?:\d?\s*(?:级|类|级客户|类客户)?)?(?:[\s(:\-/].*)?", re.IGNORECASE
)

_NO_STAFF = frozenset(
    (
        *(
            "未分配",
            "待分配",
            "未指派",
            "公海",
            "公海池",
            "公共池",
            "线索池",
            "系统",
            "系统管理员",
            "管理员",
        ),
        *("自动分配", "店内", "展厅", "前台", "离职", "已离职", "无人"),
        *("admin", "administrator", "system", "unassigned", "house", "nobody"),
    )
)

LIST_WORD = N_("word of the list used")
DECIDED = N_("as decided for this word")
NOT_IN_LIST = N_("not in the list")
NO_LEVEL = N_("no level has this letter")
NO_MARK = N_("neither yes nor no")
NOT_STAFF = N_("nobody in the showroom has this name")
MARK = N_("mark read as yes or no")
NAME_ALONE = N_("only the name of the salesperson is kept")


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
            tuple(content.get("nothing", ())),
        )
        for name, content in data.items()
    }


def words(value_list: ValueList) -> dict[str, str]:
    """Return the value for each spelling of its names, compared by `key`; "" for nothing."""
    found = {key(spelling): "" for spelling in value_list.nothing}
    for entry in value_list.entries:
        for spelling in (*entry.synonyms, entry.en, entry.zh, entry.value):
            found[key(spelling)] = entry.value
    return found


def says_yes(text: str) -> bool:
    """Tell whether a text is one of the marks and words for yes."""
    return words(default_lists()["boolean"]).get(key(text)) == "yes"


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """Return a word as lists compare it: half width, simplified, lower case, without blanks."""
    return simplified(re.sub(r"[\s　]+", "", folded(text))).lower()


@dataclass(frozen=True, slots=True)
class ListReader(ABC):
    """What all readers of listed words share: the words known, and what a person said of others.

    Both are keyed by `key`; `told` holds the value of the list for a word, "" for "leave it empty".
    """

    words: Mapping[str, str]
    told: Mapping[str, str] = field(default_factory=dict)

    @abstractmethod
    def __call__(self, cell: CellValue) -> Clean:
        """Return what a cell holds."""

    def unknown(self, cell: CellValue) -> tuple[str, ...]:
        """Return the words of a cell that neither the list nor a person has told."""
        text = " ".join(folded(cell).split())
        known = means_empty(text) or key(text) in self.words or key(text) in self.told
        return () if known else (text,)

    def _decided(self, cell: CellValue) -> Clean | None:
        """Return what a person decided for the word in a cell, None where nobody did."""
        value = self.told.get(key(shown(cell))) if self.told else None
        if value is None:
            return None
        return Clean(value or None, "" if value == shown(cell) else DECIDED)


@dataclass(frozen=True, slots=True)
class ChoiceReader(ListReader):
    """Reads the cells of a column whose values stand in a list."""

    open: bool = True
    codes: bool = False  # stored values are codes that nobody reads

    def __call__(self, cell: CellValue) -> Clean:
        """Return the value of the list, or the text itself where the list is open."""
        if decided := self._decided(cell):
            return decided
        text = folded(cell)
        found = self.words.get(key(text)) if text else None
        if found:
            same = self.codes or found == shown(cell)
            return Clean(found, "" if same else LIST_WORD)
        if means_empty(text) or found is not None:
            return Clean(None, MEANS_EMPTY) if text else EMPTY
        if not self.open:
            return Clean(None, problem=NOT_IN_LIST)
        return written(cell, " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class ChoicesReader(ListReader):
    """Reads cells that hold several values of an open list."""

    def __call__(self, cell: CellValue) -> Clean:
        """Return the values joined by "、", in the order they stand, each once."""
        text = folded(cell)
        if means_empty(text):
            return Clean(None, MEANS_EMPTY) if text else EMPTY
        if whole := self.words.get(key(text)):
            return Clean(whole, "" if whole == shown(cell) else LIST_WORD)
        known = {**self.words, **self.told}
        values = dict.fromkeys(known.get(key(part), part) for part in _parts(text))
        after = "、".join(value for value in values if value)
        decided = any(key(part) in self.told for part in _parts(text))
        reason = DECIDED if decided else LIST_WORD
        return Clean(after or None, "" if after == shown(cell) else reason)

    def unknown(self, cell: CellValue) -> tuple[str, ...]:
        """Return the words of a cell that neither the list nor a person has told."""
        text = folded(cell)
        if means_empty(text) or key(text) in self.words:
            return ()
        return tuple(part for part in _parts(text) if super(ChoicesReader, self).unknown(part))


def _parts(text: str) -> list[str]:
    parts = (part.strip() for part in _SEPARATORS.split(text))
    return [part for part in parts if part and not means_empty(part)]


@dataclass(frozen=True, slots=True)
class CodeReader(ListReader):
    """Reads free texts, in which only a bare number is a code that somebody must explain."""

    def __call__(self, cell: CellValue) -> Clean:
        """Return the text, or what a person said that the code means."""
        return self._decided(cell) or plain_text(cell)

    def unknown(self, cell: CellValue) -> tuple[str, ...]:
        """Return the code in a cell that nobody has explained."""
        found = super(CodeReader, self).unknown(cell)
        return found if found and _CODE.fullmatch(found[0]) else ()


@dataclass(frozen=True, slots=True)
class LevelReader(ListReader):
    """Reads intent levels: `codes` are the letters in use, `letters` what a letter means here.

    A letter that `letters` maps to None is left out until somebody says what it means.
    """

    codes: frozenset[str] = frozenset()
    letters: Mapping[str, str | None] = field(default_factory=dict)

    def __call__(self, cell: CellValue) -> Clean:
        """Return the code of the level: H, h级, Ｈ（7天内）, 战败."""
        if decided := self._decided(cell):
            return decided
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

    def unknown(self, cell: CellValue) -> tuple[str, ...]:
        """Return the word of a cell that stands for no level."""
        return super(LevelReader, self).unknown(cell) if self(cell).problem == NO_LEVEL else ()


@dataclass(frozen=True, slots=True)
class MarkReader(ListReader):
    """Reads yes and no: √ ✓ ○ 是 Y 1, × 否 N 0."""

    def __call__(self, cell: CellValue) -> Clean:
        """Return True, False, or nothing for an empty cell."""
        if isinstance(cell, bool):
            return Clean(cell)
        if decided := self._decided(cell):
            return decided._replace(value=decided.value == "yes" if decided.value else None)
        text = folded(cell)
        found = self.words.get(key(text)) if text else None
        if found is not None:
            return Clean(found == "yes", "" if text in {"是", "否"} else MARK)
        if means_empty(text):
            return Clean(None, MEANS_EMPTY) if text else EMPTY
        return Clean(None, problem=NO_MARK)


@dataclass(frozen=True, slots=True)
class StaffReader:
    """Reads names of salespeople as their ids, which are filed under `staff_key`."""

    ids: Mapping[str, int]

    def __call__(self, cell: CellValue) -> Clean:
        """Return the id of the member of staff with that name."""
        text = staff_name(cell)
        if means_empty(text):
            return Clean(None, MEANS_EMPTY) if folded(cell) else EMPTY
        found = self.ids.get(staff_key(text))
        if found is None:
            return Clean(None, problem=NOT_STAFF)
        return Clean(found, "" if staff_key(text) == staff_key(folded(cell)) else NAME_ALONE)


def staff_name(cell: CellValue) -> str:
    """Return the name of a salesperson without number and remark in brackets; "" for nobody.

    Chinese names lose their blanks, others keep one between their words.
    """
    bare = re.sub(r"[(\[【].*?[)\]】]", "", folded(cell))
    bare = re.sub(r"^\d+[\s\-_/.]*|[\s\-_/]*[A-Za-z]?\d+$", "", bare)
    name = people.given_first(people.spaced(bare.strip(" -_/")))
    return "" if staff_key(name) in _NO_STAFF else name


def staff_key(name: str) -> str:
    """Return a name of a salesperson as names are compared: without blanks and capitals."""
    return re.sub(r"\s+", "", name).lower()
