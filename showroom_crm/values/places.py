"""Where tables lie in a workbook, and what each of them offers to an import."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table lies: rows as the spreadsheet numbers them, columns counted from 0.

    Without columns it is as wide as the sheet, without `last_data_row` it goes on to the end.
    `first_row` 0 stands for a table without a header line, whose data begin after `last_row`.
    """

    first_row: int
    last_row: int
    first_column: int | None = None
    last_column: int | None = None
    last_data_row: int | None = None


@dataclass(frozen=True, slots=True)
class SheetOffer:
    """One table of a workbook: `rows` of data, whether it likely is a list of people, why not.

    `place` is set where the table is not the main one of its sheet. A sheet without any table is
    offered too, with the reason why it cannot be taken (a sentence, translated).
    """

    name: str
    hidden: bool
    rows: int
    likely: bool
    reason: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row inside a table that is no data: the word for the reason, and what stands in it."""

    row: int
    reason: str
    text: str
