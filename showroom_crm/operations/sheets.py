"""What of a workbook comes in and what does not: sheets, tables, rows that are no data."""

from __future__ import annotations

from collections.abc import Sequence

from showroom_crm.importing import headers, offers
from showroom_crm.values.imports import Header, Sheet, Workbook
from showroom_crm.values.places import LeftOut, Place, SheetOffer


def taken(
    workbook: Workbook, sheet: str | None = None, place: Place | None = None
) -> tuple[SheetOffer, ...]:
    """Return the tables imported where nobody chooses: all likely ones, or those of one sheet.

    Raises InvalidInput for a sheet that is not there, FileUnreadable where there is no table.
    """
    return offers.taken(workbook, sheet, place)


def others(workbook: Workbook, chosen: Sequence[SheetOffer]) -> tuple[SheetOffer, ...]:
    """Return what is in the file beside the chosen tables, each with the reason why not."""
    return offers.others(workbook, chosen)


def told_of(offer: SheetOffer) -> str:
    """Return the sentence about a table that is not imported."""
    return offers.told_of(offer)


def left_out(sheet: Sheet, header: Header) -> tuple[LeftOut, ...]:
    """Return the rows inside the table that are no data, with why; they are not counted as read."""
    return offers.left_out(sheet, header)


def why_left_out(reason: str) -> str:
    """Return the phrase for the word by which a row is left out."""
    return offers.why_left_out(reason)


def notes(sheet: Sheet, header: Header) -> tuple[str, ...]:
    """Return the sentences about how the table was found."""
    return offers.notes(sheet, header)


def described(header: Header) -> str:
    """Return where a table lies as a spreadsheet writes it, such as B3:K90."""
    return headers.described(header)
