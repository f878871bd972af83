"""What of a workbook comes in and what does not: sheets, tables, rows that are no data."""

from __future__ import annotations

from collections.abc import Sequence

from showroom_crm.importing import headers, layouts, offers
from showroom_crm.operations.desk import Desk
from showroom_crm.store import profiles
from showroom_crm.values.mappings import Header
from showroom_crm.values.places import LeftOut, Place, SheetOffer
from showroom_crm.values.sheets import Sheet, Workbook


def offered(desk: Desk, workbook: Workbook) -> tuple[SheetOffer, ...]:
    """Return what each sheet offers, places corrected earlier considered."""
    return offers.of(workbook, remembered(desk, workbook))


def taken(
    desk: Desk, workbook: Workbook, sheet: str | None = None, place: Place | None = None
) -> tuple[SheetOffer, ...]:
    """Return the tables imported where nobody chooses: all likely ones, or those of one sheet.

    Raises InvalidInput for a sheet that is not there, FileUnreadable where there is no table.
    """
    return offers.taken(workbook, sheet, place, remembered(desk, workbook))


def others(desk: Desk, workbook: Workbook, chosen: Sequence[SheetOffer]) -> tuple[SheetOffer, ...]:
    """Return what is in the file beside the chosen tables, each with the reason why not."""
    return offers.others(workbook, chosen, remembered(desk, workbook))


def remembered(desk: Desk, workbook: Workbook) -> dict[str, Place]:
    """Return where tables lie that were pointed at in a sheet of the same layout, by sheet."""
    kept = [profile for profile in profiles.everything(desk.store) if profile.place]
    found: dict[str, Place] = {}
    for sheet in workbook.sheets if kept else ():
        known = layouts.recognised(workbook, sheet.name, kept)
        if known is not None and known[1].place is not None:
            found[sheet.name] = known[1].place
    return found


def found_place(workbook: Workbook, sheet: str) -> Place | None:
    """Return where the table of a sheet is found when nobody says where it is."""
    tables = offers.tables_in(page_of(workbook, sheet))
    return headers.place_of(tables[0][1]) if tables else None


def page_of(workbook: Workbook, sheet: str | None) -> Sheet:
    """Return a sheet as the file has it; without a name the largest that is not hidden."""
    if sheet is not None:
        return next(each for each in workbook.sheets if each.name == sheet)
    return max(workbook.sheets, key=lambda each: (not each.hidden, len(each.rows)))


def offer_of(offered: Sequence[SheetOffer], sheet: str) -> SheetOffer | None:
    """Return the offer of the main table of a sheet."""
    return next((each for each in offered if each.name == sheet and each.place is None), None)


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
