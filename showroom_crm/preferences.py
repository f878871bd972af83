"""How the window looks on this machine: one frozen record, kept in one small file."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

TEXT_SMALLEST, TEXT_LARGEST = 100, 175
_RECENT = 5


class Theme(StrEnum):
    """Light, dark, or whatever the system shows."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Preferences:
    """All preferences of one user on one machine; the showroom's own settings are in its store."""

    language: str = ""  # "" follows the system
    theme: Theme = Theme.SYSTEM
    text_percent: int = TEXT_SMALLEST
    compact_rows: bool = False
    last_store: str = ""  # folder; "" is the default one
    recent_stores: tuple[str, ...] = ()
    last_user: str = ""
    last_folder: str = ""  # where files were last opened or saved
    place: str = "today"
    geometry: str = ""  # of the main window, base64
    splitters: str = ""  # of the main window, base64
    list_columns: tuple[str, ...] = ()  # () shows the standard columns
    list_widths: Mapping[str, int] = field(default_factory=dict)  # column -> pixels
    list_sort: str = ""
    list_descending: bool = False

    def with_store(self, folder: Path) -> "Preferences":
        """Return these preferences with `folder` as the last store and first of the recent ones."""
        path = str(folder)
        others = tuple(known for known in self.recent_stores if known != path)
        return replace(self, last_store=path, recent_stores=(path, *others)[:_RECENT])


def load(file: Path) -> Preferences:
    """Read `file`; what is missing, unknown or out of range takes its default.

    A file that cannot be understood at all is renamed to `*.damaged` so that nothing is lost.
    """
    try:
        kept = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return Preferences()
    except (OSError, ValueError):
        kept = None
    if not isinstance(kept, dict):
        _set_aside(file)
        return Preferences()
    return _from_dict(kept)


def save(preferences: Preferences, file: Path) -> None:
    """Write `preferences` to `file` so that a crash leaves either the old or the new one.

    Raises OSError where the folder cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_name(file.name + ".new")
    with half.open("w", encoding="utf-8") as out:
        json.dump(asdict(preferences), out, ensure_ascii=False, indent=1)
        out.flush()
        os.fsync(out.fileno())
    half.replace(file)


def _from_dict(kept: dict[str, Any]) -> Preferences:
    defaults = Preferences()
    known = {
        item.name: value
        for item in fields(Preferences)
        if item.name in kept
        and (value := _fitting(kept[item.name], getattr(defaults, item.name))) is not None
    }
    percent = known.get("text_percent", TEXT_SMALLEST)
    known["text_percent"] = min(max(percent, TEXT_SMALLEST), TEXT_LARGEST)
    return replace(defaults, **known)


def _fitting(value: object, default: object) -> Any:
    """Return `value` as the type of `default`, or None where it is of another kind."""
    match default:
        case Theme():
            return Theme(value) if isinstance(value, str) and value in set(Theme) else None
        case tuple():
            texts = isinstance(value, list) and all(isinstance(text, str) for text in value)
            return tuple(value) if texts and isinstance(value, list) else None
        case dict():
            widths = isinstance(value, dict) and all(type(n) is int for n in value.values())
            return value if widths else None
        case _:
            return value if type(value) is type(default) else None


def _set_aside(file: Path) -> None:
    try:
        file.replace(file.with_name(file.name + ".damaged"))
    except OSError:
        return  # a folder that cannot be written must not keep the window from opening
