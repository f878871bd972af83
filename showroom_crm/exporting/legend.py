"""The sheet behind a coloured table: what the colours and letters mean, who exported and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from showroom_crm.exporting.cells import write_text
from showroom_crm.exporting.columns import CellKind
from showroom_crm.exporting.look import TableLook
from showroom_crm.exporting.styles import Styles
from showroom_crm.exporting.workbook import page_setup
from showroom_crm.i18n import _

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_WIDTH = 70


def add(workbook: Workbook, styles: Styles, look: TableLook, rows: int) -> None:
    """Add the legend sheet: note, tiers with their tint, levels with their badge.

    All stands in one column, so that nobody, an importer included, takes it for a table.
    """
    sheet = workbook.add_worksheet(_("About this list"))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, _WIDTH)
    lines = [(text, styles.cell(None, CellKind.TEXT)) for text in _note(look, rows)]
    if look.tier_names:
        lines += [
            ("", styles.cell(None, CellKind.TEXT)),
            (_("What the tiers mean"), styles.header()),
        ]
        lines += [
            (f"{tier} · {name}", styles.cell(tier, CellKind.TEXT))
            for tier, name in look.tier_names.items()
        ]
    if look.level_names:
        lines += [
            ("", styles.cell(None, CellKind.TEXT)),
            (_("What the levels mean"), styles.header()),
        ]
        lines += [
            (f"{code} · {name}", styles.legend(code)) for code, name in look.level_names.items()
        ]
    for row, (text, style) in enumerate(lines):
        write_text(sheet, row, 0, text, style)
    page_setup(sheet, look.title, look.note.sentence(), landscape=False)


def _note(look: TableLook, rows: int) -> list[str]:
    note = look.note
    facts = (
        (_("List"), look.title),
        (_("Filter"), note.filtered_by),
        (_("Customers"), str(rows)),
        (_("Exported by"), note.who),
        (_("Exported on"), note.when.strftime("%Y-%m-%d %H:%M")),
        (_("Purpose"), note.purpose),
        (_("Personal data"), _("Masked") if look.masked else _("Shown in full")),
    )
    return [_("{name}: {value}").format(name=label, value=value) for label, value in facts if value]
