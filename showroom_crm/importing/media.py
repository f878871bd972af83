"""Where the source of a customer is the name of a medium: an online lead, with the medium kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from showroom_crm.i18n import N_
from showroom_crm.importing import choices
from showroom_crm.importing.cells import Clean, folded
from showroom_crm.values.sheets import CellValue
from showroom_crm.values.value_lists import ValueList

ONLINE, OTHER = "网络", "其他"
"""The source of whoever comes from one of the media, and what is no medium of its own."""

KEPT = N_("an online lead; its medium is kept")
_MOSTLY = 0.5


def words(sources: ValueList, media: ValueList) -> dict[str, str]:
    """Return the medium for each word that names one and is no source itself.

    Where the showroom's own list has no online leads there are none.
    """
    known = choices.words(sources)
    if ONLINE not in known.values():
        return {}
    named = choices.words(media)
    return {word: medium for word, medium in named.items() if word not in known and medium != OTHER}


@dataclass(frozen=True, slots=True)
class SourceReader(choices.ChoiceReader):
    """Reads sources; in a column most of whose words are `media` each of them is an online lead."""

    media: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, cell: CellValue) -> Clean:
        """Return the source of the list, or the text itself where the list is open."""
        found = choices.ChoiceReader.__call__(self, cell)
        medium = choices.key(folded(cell)) in self.media
        return found._replace(reason=KEPT) if medium and found.value == ONLINE else found


def reader(
    sources: ValueList, media: ValueList, told: Mapping[str, str], values: Sequence[CellValue]
) -> SourceReader:
    """Return the reader of a column of sources with these values."""
    named = words(sources, media)
    counts = Counter(values)
    filled = {cell: count for cell, count in counts.items() if folded(cell)}
    of_media = sum(n for cell, n in filled.items() if choices.key(folded(cell)) in named)
    mostly = bool(of_media) and of_media >= _MOSTLY * sum(filled.values())
    online = dict.fromkeys(named, ONLINE) if mostly else {}
    return SourceReader({**online, **choices.words(sources)}, told, sources.open, media=named)


def beside(
    cells: Sequence[CellValue], sources: Sequence[object], named: Mapping[str, str]
) -> list[str | None]:
    """Return the medium of each cell that was taken as an online lead, None for any other."""
    return [
        named.get(choices.key(folded(cell))) if source == ONLINE else None
        for cell, source in zip(cells, sources, strict=True)
    ]
