"""The empty import template: the columns people need, drop-downs, notes, the data dictionary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from showroom_crm.exporting import dictionary
from showroom_crm.exporting.columns import columns
from showroom_crm.exporting.look import Palette
from showroom_crm.exporting.styles import NUMBER_FORMATS, Styles
from showroom_crm.exporting.target import all_there, replacing
from showroom_crm.exporting.workbook import (
    count_rows,
    drop_downs,
    fitted,
    new_workbook,
    page_setup,
    text_cells,
    text_width,
)
from showroom_crm.i18n import _
from showroom_crm.values.fields import BY_KEY

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

TEMPLATE_KEYS: tuple[str, ...] = (
    "name", "mobile", "phone2", "wechat", "gender", "level", "salesperson", "source_l1",
    "source_l2", "registered_on", "customer_type", "model", "ext_color", "budget", "pay_type",
    "usage", "concerns", "competitor", "owned_car", "expected_on", "last_contact_on",
    "last_contact_note", "next_follow_up_on", "birth_date", "vehicle_model", "plate", "vin",
    "delivered_on", "insurance_end", "remark",
)  # fmt: skip
_ROWS_TO_FILL = 5000
_FIRST_WIDTH = 10.0


def write(path: Path, *, palette: Palette, lists: Mapping[str, Sequence[str]]) -> None:
    """Write the template; `lists` gives by field key the values of its drop-down.

    No example row stands in it, as it would be imported: every header carries a note instead.
    Raises TargetInUse, DiskFull, NoPermission, NotFound.
    """
    with replacing(path) as draft:
        with new_workbook(draft, _("Import template")) as workbook:
            styles = Styles(workbook, palette)
            sheet = workbook.add_worksheet(_("Customers"))
            _headers(workbook, sheet, styles)
            dictionary.add(workbook, styles, lists)
            chosen = {place: lists.get(key, ()) for place, key in enumerate(TEMPLATE_KEYS)}
            drop_downs(workbook, sheet, chosen, _ROWS_TO_FILL)
        all_there(count_rows(draft), 1)


def _headers(workbook: Workbook, sheet: Worksheet, styles: Styles) -> None:
    """Write the header row with notes, and give whole columns the format of what goes there."""
    for place, column in enumerate(columns(TEMPLATE_KEYS)):
        form = workbook.add_format({"num_format": NUMBER_FORMATS.get(column.kind, "General")})
        width = fitted(max(text_width(column.header), _FIRST_WIDTH))
        sheet.set_column(place, place, width, form)
        sheet.write_string(0, place, column.header, styles.header())
        note = dictionary.explained(BY_KEY[column.key])
        sheet.write_comment(0, place, note, {"x_scale": 1.6, "author": _("Import template")})
    text_cells(sheet, range(len(TEMPLATE_KEYS)), _ROWS_TO_FILL)
    sheet.freeze_panes(1, 1)
    page_setup(sheet, _("Import template"), "")
