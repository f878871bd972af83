"""Which tables of a workbook are lists of people, and why the others are not."""

from __future__ import annotations

import re
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from showroom_crm.errors import FileUnreadable, InvalidInput
from showroom_crm.i18n import N_, _, ngettext
from showroom_crm.importing import cards, headers, mapping, staff_lists, ticks
from showroom_crm.importing.cells import shown
from showroom_crm.importing.lines import cell_at, filled, is_blank
from showroom_crm.importing.table_rows import WORDS
from showroom_crm.values.fields import Subject
from showroom_crm.values.mappings import Header
from showroom_crm.values.places import LeftOut, Place, SheetOffer
from showroom_crm.values.sheets import CellValue, Sheet, Workbook

Table = tuple[Sheet, Header]
"""A sheet, turned where it holds cards, and where its table lies."""

Places = Mapping[str, Place]
"""Where tables lie that a person has pointed at, by the name of the sheet."""

EMPTY = N_("empty")
HIDDEN = N_("hidden")
NO_TABLE = N_("no table with a header line")
NO_ROWS = N_("a header without rows")
CHOICES = N_("a list to choose from")
STAFF = N_("a list of staff, not of customers")
NOT_ASKED = N_("not asked for")
NO_PERSON = N_("no column with a name or a phone")
_SUBJECTS = (
    (("订单", "商品", "数量", "单价", "order", "quantity"), N_("order lines")),
    (("工单", "结算", "工时", "配件", "service order"), N_("workshop orders")),
    (("保单", "险种", "保费", "policy", "premium"), N_("policies")),
    (("收款", "付款", "支付", "发票", "payment", "invoice"), N_("payments")),
    (("库存", "配置", "指导价", "stock", "inventory"), N_("cars or goods")),
)
_LISTS = re.compile(
    r"字典|下拉|选项|参数|数据源|枚举|码表|基础数据|数据验证|值列表|^lists?$|lookup|dict|options"
    r"|drop.?down|validation|^codes?$",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"^(?:员工|销售顾问|顾问|人员|职员|团队|同事)(?:名单|信息|表|通讯录)?$|^staff", re.I
)
_LONGEST_CHOICE = 20  # characters of a word to choose
_GLIMPSE = 80  # characters of a row shown
_PEEK = 200  # rows looked at

_NOWHERE: Places = {}
_found: dict[int, tuple[weakref.ref[Sheet], Sheet | None, tuple[Header, ...]]] = {}


def tables_in(sheet: Sheet, place: Place | None = None) -> tuple[Table, ...]:
    """Return the tables of a sheet, the likeliest first; cards are turned into a table.

    They are looked for once as long as the sheet is in use, unless a person says where they lie.
    """
    if place is not None:
        found = tuple(pair for pair in tables_in(sheet) if headers.place_of(pair[1]) == place)
        page = ticks.turn(sheet) or sheet
        return found or tuple((page, header) for header in headers.tables(page, place))
    known = _found.get(id(sheet))
    if known is None or known[0]() is not sheet:
        turned = ticks.turn(sheet)
        tables = headers.tables(turned or sheet)
        if not any(map(headers.speaks_of_people, tables)):
            card = cards.turn(sheet)
            turned, tables = (card, headers.tables(card)) if card is not None else (turned, tables)
        # Nothing here may hold the sheet itself, or it would stay for ever.
        known = (weakref.ref(sheet, partial(_found.pop, id(sheet))), turned, tables)
        _found[id(sheet)] = known
    _seen, turned, tables = known
    return tuple((turned or sheet, header) for header in tables)


def of(workbook: Workbook, places: Places = _NOWHERE) -> tuple[SheetOffer, ...]:
    """Return what each sheet offers, in the order of the file; more tables of one after the main.

    A table without people is not likely, nor is one that is hidden, empty or made to choose from.
    `places` say where the table lies, by the name of the sheet.
    """
    return tuple(
        offer for sheet in workbook.sheets for offer in _of_sheet(sheet, places.get(sheet.name))
    )


def taken(
    workbook: Workbook,
    wanted: str | None = None,
    place: Place | None = None,
    places: Places = _NOWHERE,
) -> tuple[SheetOffer, ...]:
    """Return the tables that are imported where nobody chooses: all likely ones.

    Of a sheet asked for by name its tables, likely or not; where no sheet is likely, that with
    the best table. Raises as `table_of`.
    """
    everything = of(workbook, places)
    if wanted is None and place is None and any(offer.likely for offer in everything):
        likely = [offer for offer in everything if offer.likely]
        return tuple(sorted(likely, key=partial(_comes_after, workbook, places)))
    page, header = table_of(workbook, wanted, place or places.get(wanted or ""))
    if place is not None:
        return (SheetOffer(page.name, page.hidden, len(header.data), likely=True, place=place),)
    main, *more = (offer for offer in everything if offer.name == page.name)
    return (main, *(offer for offer in more if offer.likely))


def _comes_after(workbook: Workbook, places: Places, offer: SheetOffer) -> bool:
    """Tell whether a table tells what happened to customers whom another table may bring."""
    place = offer.place or places.get(offer.name)
    return _tells_events(*table_of(workbook, offer.name, place))


def others(
    workbook: Workbook, chosen: Sequence[SheetOffer], places: Places = _NOWHERE
) -> tuple[SheetOffer, ...]:
    """Return what is in the file beside the chosen tables, each with the reason."""
    names = {offer.name for offer in chosen}
    return tuple(
        offer if offer.reason else replace(offer, reason=_(NOT_ASKED))
        for offer in of(workbook, places)
        if offer not in chosen and (offer.place is not None or offer.name not in names)
    )


def told_of(offer: SheetOffer) -> str:
    """Return the sentence about a table that is not imported."""
    if offer.place is not None:
        return _("The table in row {row} of sheet “{name}” is not imported: {reason}.").format(
            row=offer.place.first_row, name=offer.name, reason=offer.reason
        )
    if not offer.rows:
        return _("Sheet “{name}” is not imported: {reason}.").format(
            name=offer.name, reason=offer.reason
        )
    text = ngettext(
        "Sheet “{name}” with {rows} row is not imported: {reason}.",
        "Sheet “{name}” with {rows} rows is not imported: {reason}.",
        offer.rows,
    )
    return text.format(name=offer.name, rows=offer.rows, reason=offer.reason)


def left_out(sheet: Sheet, header: Header) -> tuple[LeftOut, ...]:
    """Return the rows of a table that are no data, with the reason and what stands in them."""
    return tuple(LeftOut(row, why, _glimpse(sheet.rows[row - 1])) for row, why in header.skipped)


def why_left_out(reason: str) -> str:
    """Return the phrase for the word that says why a row is no data."""
    return _(WORDS[reason])


def notes(sheet: Sheet, header: Header) -> tuple[str, ...]:
    """Return the sentences about how a table was found that nobody would expect."""
    if sheet.numbers:
        text = ngettext(
            "The sheet is the card of one person.",
            "The sheet holds the cards of {count} people; they are numbered in their order.",
            len(header.data),
        )
        inside = _("Tables inside a card, such as its contacts, are not read.")
        return text.format(count=len(header.data)), inside
    if header.first_row == 0:
        return (_("There is no header line; the columns were told by their values."),)
    return tuple(
        _("Ticks under “{header}” stand for: {options}.").format(
            header=title, options=_(", ").join(words)
        )
        for title, words in sheet.ticked
    )


def _glimpse(row: Sequence[CellValue]) -> str:
    return " · ".join(shown(cell) for cell in filled(row))[:_GLIMPSE]


def table_of(workbook: Workbook, wanted: str | None = None, place: Place | None = None) -> Table:
    """Return the named sheet, or the likeliest one, and where its table lies.

    Raises InvalidInput for a name that is not there, FileUnreadable where there is no table.
    """
    sheets = [sheet for sheet in workbook.sheets if wanted in (None, sheet.name)]
    if not sheets:
        names = _(", ").join(sheet.name for sheet in workbook.sheets)
        raise InvalidInput(
            _("There is no sheet “{name}”. The file has: {names}.").format(name=wanted, names=names)
        )
    if place is not None and wanted is None:
        sheets = [_likeliest(workbook)]
    shown = [sheet for sheet in sheets if wanted or not sheet.hidden]
    tables = [found[0] for sheet in shown if (found := tables_in(sheet, place))]
    if not tables:
        sentence = _("No table was found.")
        raise FileUnreadable(
            _("{file}: {sentence}").format(file=workbook.name, sentence=sentence),
            _("It needs a header line with a column for the name or the phone."),
        )
    if len(tables) == 1:
        return tables[0]
    return max(
        tables,
        key=lambda pair: (
            not why_not(*pair), names_people(*pair), not _tells_events(*pair), _size(pair),
        ),
    )  # fmt: skip


def _tells_events(sheet: Sheet, header: Header) -> bool:
    """Tell whether a table lists orders, visits or payments of customers, not the customers."""
    return mapping.suggest(header, sheet).subject is not Subject.CUSTOMERS


def _likeliest(workbook: Workbook) -> Sheet:
    """Return the sheet a person means who names none: that of the likeliest table."""
    shown = [sheet for sheet in workbook.sheets if not sheet.hidden] or list(workbook.sheets)
    if not any(map(tables_in, shown)):
        return max(shown, key=lambda sheet: len(sheet.rows))
    found, _header = table_of(workbook)
    return next(sheet for sheet in shown if sheet.name == found.name)


def _size(table: Table) -> int:
    return len(table[1].data)


def names_people(sheet: Sheet, header: Header) -> bool:
    """Tell whether a table has a column for names or phones, by its words or by its values."""
    if header.first_row and headers.speaks_of_people(header):
        return True
    return not mapping.missing(mapping.suggest(header, sheet))


def why_not(sheet: Sheet, header: Header) -> str:
    """Say why a table is no list of customers, "" for one that is."""
    if not header.data:
        return _(NO_ROWS)
    if _LISTS.search(sheet.name):  # an example in a dictionary has a phone too
        return _(CHOICES)
    if not names_people(sheet, header):
        return _(CHOICES) if _only_words(sheet, header) else _without_person(header)
    return _(STAFF) if _of_staff(sheet, header) else ""


def _of_sheet(sheet: Sheet, place: Place | None) -> list[SheetOffer]:
    found = tables_in(sheet, place)
    if not found:
        reason = NO_TABLE if any(map(filled, sheet.rows)) else EMPTY
        return [SheetOffer(sheet.name, sheet.hidden, 0, likely=False, reason=_(reason))]
    offers: list[SheetOffer] = []
    for turned, header in found:
        reason = why_not(turned, header) or (_(HIDDEN) if sheet.hidden else "")
        place = headers.place_of(header) if offers else None
        rows = len(header.data)
        offers.append(SheetOffer(sheet.name, sheet.hidden, rows, not reason, reason, place))
    return offers


def _without_person(header: Header) -> str:
    """Say that the column with the customer is missing, and what the table seems to be about."""
    texts = [column.text.lower() for column in header.columns]
    for words, subject in _SUBJECTS:
        if sum(any(word in text for word in words) for text in texts) > 1:
            return _("{subject}: no column that tells the customer").format(subject=_(subject))
    return _(NO_PERSON)


def _only_words(sheet: Sheet, header: Header) -> bool:
    """Tell whether a table holds nothing but short words, each column for itself."""
    cells = [
        cell
        for column in header.columns
        for row in header.data[:_PEEK]
        if not is_blank(cell := cell_at(sheet, row, column.index))
    ]
    return all(isinstance(c, str) and len(c) <= _LONGEST_CHOICE and not c.isdigit() for c in cells)


def _of_staff(sheet: Sheet, header: Header) -> bool:
    words = [column.text for column in header.columns]
    return bool(_STAFF.search(sheet.name)) or staff_lists.of_staff(words)
