"""Layouts met before: which kept profile helps a table, and what a source is called."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from showroom_crm.importing import corrections, mapping, offers
from showroom_crm.importing.offers import Table
from showroom_crm.values.mappings import Header
from showroom_crm.values.profiles import Profile
from showroom_crm.values.sheets import Workbook

_LEAST_SHARED, _LEAST_ALIKE = 4, 0.6  # columns, and share of all columns of both layouts
_DATES = re.compile(r"[(（\[]?\d[\d年月日.\-_ 至~]*[)）\]]?")
_COPY = re.compile(r"\s*(?:[-_ ]+副本|副本|\bcopy\b|[-_ ]+returned\b|[-_ ]+退回)\s*", re.IGNORECASE)
_LONGEST_NAME = 40


def known(header: Header, profiles: Sequence[Profile], name: str | None = None) -> Profile | None:
    """Return the profile that tells how a table is imported; None where nothing like it came yet.

    That is the one of this very layout; else, of the source `name` or of all sources, the one
    with the most headers in common (the newest of equal ones), where they are much alike.
    """
    of_source = [profile for profile in profiles if profile.name == name]
    candidates = of_source or profiles
    layout = mapping.fingerprint(header)
    for profile in candidates:
        if profile.fingerprint == layout and _has_words(header):
            return profile
    keys = {column.key for column in header.columns if column.text}
    best = max(candidates, key=lambda each: _alike(keys, each), default=None)
    if best is None:
        return None
    shared = len(keys & best.fields.keys())
    if of_source:
        return best if shared else of_source[0]
    alike = shared >= _LEAST_SHARED and _alike(keys, best) >= _LEAST_ALIKE
    return best if alike else None


def recognised(
    workbook: Workbook, sheet: str | None, profiles: Sequence[Profile]
) -> tuple[Table, Profile] | None:
    """Return the table of a layout that was imported before, wherever in the workbook it lies.

    A table a person once pointed at is found at its place again. None where there is none.
    """
    by_layout = {profile.fingerprint: profile for profile in profiles}
    pages = [each for each in workbook.sheets if sheet in (None, each.name)]
    pages = [each for each in pages if sheet or not each.hidden]
    for profile in profiles:
        for page in pages if profile.place else ():
            place = corrections.found_again(page, profile)
            for table in offers.tables_in(page, place) if place else ():
                if _has_words(table[1]):
                    return table, replace(profile, place=place)
    for page in pages:
        for table in offers.tables_in(page):
            found = by_layout.get(mapping.fingerprint(table[1]))
            if found is not None and found.place is None and _has_words(table[1]):
                return table, found
    return None


def name_of(file_name: str, sheet: str = "", taken: Collection[str] = ()) -> str:
    """Return what a source is called after its file: without day, number and copy mark.

    Where the name is `taken`, by another sheet of the file as a rule, that of the sheet follows.
    """
    stem = file_name.rpartition(".")[0] or file_name
    first = _plain(stem) or stem.strip()[:_LONGEST_NAME]
    if first not in taken:
        return first
    own = _plain(sheet)
    name = first = f"{first} · {own}" if own and own != first else first
    number = 2
    while name in taken:
        name, number = f"{first} {number}", number + 1
    return name


def _plain(text: str) -> str:
    bare = _COPY.sub(" ", _DATES.sub(" ", text))
    words = re.sub(r"[_\s\-]+", " ", bare).split()
    return " ".join(words).strip(" ._-()（）")[:_LONGEST_NAME]


def _has_words(header: Header) -> bool:
    return any(column.text for column in header.columns)


def _alike(keys: Collection[str], profile: Profile) -> float:
    both = {*keys, *profile.fields}
    return len(set(keys) & profile.fields.keys()) / len(both) if both else 0.0
