"""The named profiles of import sources: listing, renaming, forgetting, and sharing as a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from showroom_crm.errors import FileUnreadable, InvalidInput, NotFound
from showroom_crm.exporting.target import replacing
from showroom_crm.i18n import _, ngettext
from showroom_crm.importing import profile_files
from showroom_crm.operations.desk import Desk, changes_of
from showroom_crm.store import profiles as stored
from showroom_crm.values.operations import Changes
from showroom_crm.values.profiles import Profile

_KIND = "profile"
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Source:
    """One source of spreadsheets as people know it: its name, its layouts, its last use."""

    name: str
    layouts: int
    columns: int
    used_at: dt.datetime


def listed(desk: Desk) -> tuple[Source, ...]:
    """Return all sources, the one used last first; `columns` are those of the newest layout."""
    found: dict[str, Source] = {}
    for profile in stored.everything(desk.store):
        first = found.get(profile.name)
        if first is None:
            found[profile.name] = Source(profile.name, 1, len(profile.fields), profile.used_at)
        else:
            found[profile.name] = replace(first, layouts=first.layouts + 1)
    return tuple(found.values())


def rename(desk: Desk, old: str, new: str) -> Changes:
    """Call a source otherwise; one that has the new name already takes the layouts in.

    Raises NotFound, InvalidInput.
    """
    title = " ".join(new.split())[:_LONGEST]
    if not title:
        raise InvalidInput(_("Give the profile a name."))
    layouts = _named(desk, old)
    name = _("Rename the profile {old} to {new}").format(old=old, new=title)
    with desk.write(_KIND, name) as writing:
        stored.put(writing, [replace(each, name=title, named=True) for each in layouts])
    return replace(changes_of(writing, _KIND), settings=True)


def forget(desk: Desk, name: str) -> Changes:
    """Let all layouts of a source go; raises NotFound."""
    layouts = _named(desk, name)
    with desk.write(_KIND, _("Forget the profile {name}").format(name=name)) as writing:
        stored.forget(writing, layouts)
    return replace(changes_of(writing, _KIND), settings=True)


def save(desk: Desk, path: Path, name: str | None = None) -> int:
    """Write one profile, or all, into a file for another machine; return how many sources.

    Raises NotFound for an unknown name or where there is none, TargetInUse, DiskFull,
    NoPermission.
    """
    chosen = _named(desk, name) if name else list(stored.everything(desk.store))
    if not chosen:
        raise NotFound(_("There is no profile yet; the first import makes one."))
    with replacing(path) as draft:
        draft.write_text(profile_files.written(chosen), "utf-8")
    return len({each.name for each in chosen})


def load(desk: Desk, path: Path) -> tuple[tuple[str, ...], Changes]:
    """Take the profiles of a file over, in place of those of the same layouts; return the names.

    All or nothing. Raises NotFound, FileUnreadable, InvalidInput with one sentence.
    """
    found = profile_files.read(_text_of(path))
    sources = {each.name: each.source for each in stored.everything(desk.store)}
    taken = [replace(each, source=sources.get(each.name, each.source)) for each in found]
    names = tuple(dict.fromkeys(each.name for each in taken))
    text = ngettext("Take over {count} profile", "Take over {count} profiles", len(names))
    with desk.write(_KIND, text.format(count=len(names))) as writing:
        stored.put(writing, taken)
    return names, replace(changes_of(writing, _KIND), settings=True)


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise NotFound(_("There is no file {name}.").format(name=path.name)) from None
    except UnicodeDecodeError:
        raise InvalidInput(_(profile_files.NO_PROFILES)) from None
    except OSError:
        raise FileUnreadable(_("{name} cannot be read.").format(name=path.name)) from None


def _named(desk: Desk, name: str) -> Sequence[Profile]:
    found = [each for each in stored.everything(desk.store) if each.name == name]
    if not found:
        raise NotFound(_("There is no profile “{name}”.").format(name=name))
    return found
