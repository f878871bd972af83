"""A customer on paper: what stands on the card, section by section, already worded."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line: a label, day or points at its left, the text, and a second line in grey."""

    mark: str
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CardSection:
    """Lines below a heading; short ones may stand in two columns."""

    heading: str
    lines: tuple[CardLine, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class CustomerSheet:
    """One customer on A4; the last section may be cut where it would need a third page."""

    title: str
    subtitle: str
    sections: tuple[CardSection, ...]
    footer: str
    confidential: str
    printed_at: dt.datetime
