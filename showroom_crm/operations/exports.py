"""Writing customers, the template, follow-ups and the customers' own data into files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from showroom_crm.errors import InvalidInput
from showroom_crm.exporting import columns, csv_table, follow_ups, tables, template
from showroom_crm.exporting.look import ExportNote, Palette, TableLook
from showroom_crm.followup.defaults import name_of
from showroom_crm.i18n import _
from showroom_crm.operations import levels, value_lists
from showroom_crm.operations.desk import Desk
from showroom_crm.store import customers, listing, staff
from showroom_crm.values.customers import CustomerLine
from showroom_crm.values.fields import FIELDS
from showroom_crm.values.followups import FollowUpSheet
from showroom_crm.values.queries import CustomerQuery

_PAGE = 2000
_CSV = ".csv"


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


def customer_table(
    desk: Desk,
    path: Path,
    query: CustomerQuery,
    style: Style,
    keys: Sequence[str] | None = None,
    disclosure: Disclosure | None = None,
) -> int:
    """Write the customers the query finds as a coloured .xlsx, or a .csv by the file's ending.

    Returns how many were read back from the file; the export is noted in the history.
    Raises InvalidInput for an open export without purpose, TargetInUse, DiskFull, NoPermission.
    """
    shown = disclosure or Disclosure()
    if shown.unmasked and not shown.purpose.strip():
        raise InvalidInput(_("Say what the full numbers are needed for."))
    chosen = columns.columns(keys) if keys else columns.columns()
    lines = _lines(desk, query)
    if path.suffix.lower() == _CSV:
        count = csv_table.write(path, lines, chosen, words=_words(style), masked=not shown.unmasked)
    else:
        look = _look(desk, style, shown)
        count = tables.write_customers(path, lines, chosen, look=look)
    title = _("Export {count} customers to {file}").format(count=count, file=path.name)
    with desk.write("export", f"{title} · {shown.purpose}" if shown.purpose else title):
        pass
    return count


def empty_template(desk: Desk, path: Path, palette: Palette) -> None:
    """Write the empty import template with the showroom's lists to choose from."""
    template.write(path, palette=palette, lists=_lists(desk))


def follow_up_table(path: Path, sheet: FollowUpSheet, palette: Palette) -> int:
    """Write a follow-up list as .xlsx; return how many customers were read back from it."""
    return follow_ups.write(path, sheet, palette)


def _lines(desk: Desk, query: CustomerQuery) -> Iterator[CustomerLine]:
    found = listing.ids(desk.store, query, desk.today)
    for start in range(0, len(found), _PAGE):
        yield from customers.lines(desk.store, found[start : start + _PAGE], desk.today)


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
