"""The lists of allowed or proposed values, as shipped and as the showroom edits them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One value: what is stored, its names on screen, and other spellings spreadsheets use."""

    value: str
    zh: str
    en: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueList:
    """A named list; an open one also keeps texts that stand in no entry.

    `nothing` are words by which people say that they do not tell.
    """

    name: str
    entries: tuple[ListEntry, ...]
    open: bool = True
    nothing: tuple[str, ...] = ()
