"""Writing customers, the template, follow-ups and the customers' own data into files."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from showroom_crm.errors import InvalidInput
from showroom_crm.exporting import columns, csv_table, follow_ups, tables, template
from showroom_crm.exporting.belongings import SideTable
from showroom_crm.exporting.look import ExportNote, Palette, TableLook
from showroom_crm.followup.defaults import name_of
from showroom_crm.i18n import _, ngettext
from showroom_crm.operations import levels, value_lists
from showroom_crm.operations.desk import Desk
from showroom_crm.store import customers, listing, own_fields, records, staff
from showroom_crm.values.computed import BY_KEY as COMPUTED
from showroom_crm.values.customers import CustomerLine, Value
from showroom_crm.values.exports import Belonging
from showroom_crm.values.fields import FIELDS, Entity
from showroom_crm.values.followups import FollowUpSheet
from showroom_crm.values.queries import CustomerQuery

_PAGE = 2000
_CSV = ".csv"
_NUMBER = "customer_no"


@dataclass(frozen=True, slots=True)
class Style:
    """How tables look: the palette, and the words for segments, stages and flags by column key."""

    palette: Palette
    words: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Whether numbers are shown in full, and what for: an open export needs a purpose."""

    unmasked: bool = False
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an export shall hold: columns by key (None: the usual ones), further sheets, numbers."""

    keys: tuple[str, ...] | None = None
    beside: tuple[Belonging, ...] = ()
    disclosure: Disclosure = Disclosure()


@dataclass(frozen=True, slots=True)
class Written:
    """How many customers, and rows of further sheets, were read back from the written file."""

    customers: int
    beside: tuple[int, ...] = ()


EVERY_KEY: tuple[str, ...] = (
    "customer_no",
    *(each.key for each in FIELDS if each.importable and each.entity is not Entity.ALIAS),
    *(each for each in columns.DEFAULT_KEYS if each in COMPUTED),
)
"""Everything kept and computed of a customer, the showroom's own number first.

Numbers other systems gave may be several, and by them a row would be told apart: they have a sheet
of their own.
"""


def customer_table(
    desk: Desk, path: Path, query: CustomerQuery, style: Style, wish: Wish | None = None
) -> Written:
    """Write the customers the query finds as a coloured .xlsx, or a .csv by the file's ending.

    Rows stand in the order of the query, columns in that of the wish; the export is noted in the
    history. Raises InvalidInput for an open export without purpose, for an unknown column and for
    further sheets in a .csv; TargetInUse, DiskFull, NoPermission, NotFound.
    """
    wanted = wish or Wish()
    shown = wanted.disclosure
    _require_purpose(shown)
    chosen = _columns(desk, wanted)
    found = listing.ids(desk.store, query, desk.today)
    lines = _lines(desk, found, whole=not columns.in_list(chosen))
    rows: tuple[int, ...]
    if path.suffix.lower() == _CSV:
        if wanted.beside:
            raise InvalidInput(_("A .csv file holds one table. Save as .xlsx to have them all."))
        words = _words(style)
        rows = (csv_table.write(path, lines, chosen, words=words, masked=not shown.unmasked),)
    else:
        beside = [SideTable(each, _beside(desk, each, found)) for each in wanted.beside]
        look = _look(desk, style, shown)
        rows = tables.write_customers(path, lines, chosen, look=look, beside=beside)
    title = _("Export {count} customers to {file}").format(count=rows[0], file=path.name)
    _note(desk, title, shown)
    return Written(rows[0], rows[1:])


def customer_records(
    desk: Desk, found: Sequence[int], shown: Disclosure
) -> tuple[CustomerLine, ...]:
    """Return customers as another program may read them: masked, or in full with a purpose.

    Full numbers are noted in the history, as those of a file are. Raises InvalidInput for full
    numbers without purpose.
    """
    _require_purpose(shown)
    lines = customers.lines(desk.store, found, desk.today)
    if not shown.unmasked:
        own = {each.field_key: each.field for each in own_fields.everything(desk.store)}
        return tuple(columns.covered(line, own) for line in lines)
    text = ngettext(
        "List {count} customer with full numbers",
        "List {count} customers with full numbers",
        len(lines),
    )
    _note(desk, text.format(count=len(lines)), shown)
    return tuple(lines)


def _require_purpose(shown: Disclosure) -> None:
    if shown.unmasked and not shown.purpose.strip():
        raise InvalidInput(_("Say what the full numbers are needed for."))


def _note(desk: Desk, title: str, shown: Disclosure) -> None:
    """Note in the history what left the store, and what for."""
    with desk.write("export", f"{title} · {shown.purpose}" if shown.purpose else title):
        pass


def named(path: Path) -> Path:
    """Return where a table is written: "list.v2" has no ending a spreadsheet would open."""
    known = path.suffix.lower() in (".xlsx", _CSV)
    return path if known else path.with_name(path.name + ".xlsx")


def free(path: Path) -> Path:
    """Return `path`, or the first of "list (2).xlsx", "list (3).xlsx" that is not there yet."""
    others = (path.with_stem(f"{path.stem} ({number})") for number in itertools.count(2))
    return next(each for each in itertools.chain((path,), others) if not each.exists())


def told(path: Path, written: Written) -> str:
    """Return the sentence for a finished export: how many rows were found in the file itself."""
    count, more = written.customers, sum(written.beside)
    text = ngettext(
        "{count} customer written to {file}", "{count} customers written to {file}", count
    )
    if written.beside:
        text += " · " + ngettext(
            "{more} row on further sheets", "{more} rows on further sheets", more
        )
    return text.format(count=f"{count:,}", file=path.name, more=f"{more:,}")


def _columns(desk: Desk, wish: Wish) -> tuple[columns.ExportColumn, ...]:
    """Return the columns wished for, the customer's number always among them.

    By it a row that comes back from a spreadsheet finds its customer, whatever else is covered.
    The usual columns, and all of them, end with the showroom's own fields.
    """
    own = {each.field_key: each.field for each in own_fields.everything(desk.store)}
    keys = columns.DEFAULT_KEYS if wish.keys is None else wish.keys
    if wish.keys in (None, EVERY_KEY):
        keys = (*keys, *own)
    try:
        return columns.columns(keys if _NUMBER in keys else (_NUMBER, *keys), own)
    except KeyError as error:
        text = _("There is no field “{field}”.").format(field=error.args[0])
        raise InvalidInput(text) from None


def empty_template(desk: Desk, path: Path, palette: Palette) -> None:
    """Write the empty import template with the showroom's lists to choose from."""
    template.write(path, palette=palette, lists=_lists(desk))


def follow_up_table(path: Path, sheet: FollowUpSheet, palette: Palette) -> int:
    """Write a follow-up list as .xlsx; return how many customers were read back from it."""
    return follow_ups.write(path, sheet, palette)


def _lines(desk: Desk, found: Sequence[int], *, whole: bool) -> Iterator[columns.Line]:
    """Yield the customers page by page, with all that is kept of them where the list has less."""
    for start in range(0, len(found), _PAGE):
        page = customers.lines(desk.store, found[start : start + _PAGE], desk.today)
        yield from records.whole(desk.store, page) if whole else page


def _beside(desk: Desk, each: Belonging, found: Sequence[int]) -> Iterator[Mapping[str, Value]]:
    yield from records.belonging(desk.store, each, found)


def _look(desk: Desk, style: Style, shown: Disclosure) -> TableLook:
    names = {level.code: name_of(level) for level in levels.current(desk.store)}
    return TableLook(
        title=_("Customers"),
        palette=style.palette,
        note=ExportNote(desk.staff.name, desk.now(), shown.purpose),
        words=_words(style),
        lists=_lists(desk),
        level_names=names,
        masked=not shown.unmasked,
    )


def _words(style: Style) -> Mapping[str, Mapping[str, str]]:
    """Return by column key the word for each stored value, those of the value lists too."""
    listed = {
        each.key: dict(value_lists.choices(each.value_list)) for each in FIELDS if each.value_list
    }
    return {**listed, **style.words}


def _lists(desk: Desk) -> dict[str, Sequence[str]]:
    """Return by field key what a cell may be chosen from."""
    offered = value_lists.by_field()
    offered["level"] = [level.code for level in levels.current(desk.store)]
    offered["salesperson"] = [member.name for member in staff.everyone(desk.store) if member.active]
    return offered
