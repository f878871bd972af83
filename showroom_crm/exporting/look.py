"""How the coloured table looks and what is said about it: palette, words, lists, who and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from showroom_crm.i18n import _
from showroom_crm.values.levels import Tier


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours as "#RRGGBB": tints of rows by tier, colours of level letters, and the frame."""

    tints: Mapping[Tier, str]
    levels: Mapping[str, str]
    text: str
    line: str
    header: str
    overdue: str


@dataclass(frozen=True, slots=True)
class ExportNote:
    """Who exported, when and what for; stands at the foot of every page and in the legend."""

    who: str
    when: dt.datetime
    purpose: str = ""
    filtered_by: str = ""

    def sentence(self) -> str:
        """Return the note as one line."""
        text = _("Exported by {who} on {when}").format(
            who=self.who, when=self.when.strftime("%Y-%m-%d %H:%M")
        )
        return f"{text} · {self.purpose}" if self.purpose else text


@dataclass(frozen=True, slots=True)
class TableLook:
    """Everything about the table that is not a value.

    `words` gives by column key the word for a value (segment, stage, flags), `lists` by column key
    the values of the drop-down, `level_names` and `tier_names` feed the legend.
    """

    title: str
    palette: Palette
    note: ExportNote
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    level_names: Mapping[str, str] = field(default_factory=dict)
    tier_names: Mapping[Tier, str] = field(default_factory=dict)
    masked: bool = True


def blended(color: str, ground: str, share: float) -> str:
    """Return `share` of a colour laid over a ground, both as "#RRGGBB"."""
    pairs = zip(_channels(color), _channels(ground), strict=True)
    return "#" + "".join(f"{round(top * share + low * (1 - share)):02X}" for top, low in pairs)


def readable(color: str, ground: str) -> str:
    """Darken a colour until a letter in it reads on the ground (4.5:1, WCAG 2.1, 1.4.3)."""
    shades = (blended(color, "#000000", 1 - step / 20) for step in range(20))
    return next((shade for shade in shades if contrast(shade, ground) >= 4.5), "#000000")


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.1), 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _channels(color: str) -> tuple[int, ...]:
    return tuple(int(color[place : place + 2], 16) for place in (1, 3, 5))


def _luminance(color: str) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(color))
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
