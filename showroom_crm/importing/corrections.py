"""A place corrected by hand, found again in the next sheet of its kind."""

from __future__ import annotations

from dataclasses import replace

from showroom_crm.importing import areas, mapping, naming
from showroom_crm.values.mappings import Header
from showroom_crm.values.places import Place
from showroom_crm.values.profiles import Profile
from showroom_crm.values.sheets import Sheet

_SHIFT = 30  # rows by which the header of the next sheet may stand higher or lower


def found_again(sheet: Sheet, profile: Profile) -> Place | None:
    """Return where the place of a layout lies in this sheet; None where its header is not there.

    Titles above may have become more or fewer. The last row is that of the sheet, for the next
    list is longer or shorter.
    """
    kept = profile.place
    if kept is None:
        return None
    for shift in sorted(range(-_SHIFT, _SHIFT + 1), key=abs):
        moved = replace(
            kept,
            first_row=kept.first_row + shift,
            last_row=kept.last_row + shift,
            last_data_row=None,
        )
        if _layout(sheet, moved) == profile.fingerprint:
            return moved
    return None


def _layout(sheet: Sheet, place: Place) -> str:
    """Return the fingerprint of the words in the header rows of a place, "" outside the sheet."""
    if not 1 <= place.first_row <= place.last_row <= len(sheet.rows):
        return ""
    columns = naming.columns_of(sheet, place.first_row - 1, place.last_row - 1)
    left = place.first_column or 0
    right = place.last_column if place.last_column is not None else len(columns)
    chosen = areas.renamed([c for c in columns if left <= c.index <= right])
    return mapping.fingerprint(Header(place.first_row, place.last_row, chosen, ()))
