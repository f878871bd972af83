"""The data dictionary as a sheet: what may stand in which column, and how personal it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from showroom_crm.exporting.cells import write_text
from showroom_crm.exporting.styles import Styles
from showroom_crm.exporting.workbook import page_setup
from showroom_crm.i18n import N_, _
from showroom_crm.values.fields import FIELDS, Field, FieldKind, Privacy
from showroom_crm.values.groups import GROUP_LABELS

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

FORMATS: dict[FieldKind, str] = {
    FieldKind.TEXT: N_("Any text"),
    FieldKind.LONG_TEXT: N_("Any text, several sentences if need be"),
    FieldKind.PHONE: N_("11 digits, or a landline with its area code; spaces and dashes may stand"),
    FieldKind.ID_NUMBER: N_("18 characters, as text"),
    FieldKind.VIN: N_("17 characters without I, O and Q"),
    FieldKind.PLATE: N_("Province, letter and 5 or 6 characters"),
    FieldKind.DATE: N_("A date"),
    FieldKind.INSTANT: N_("A date with time"),
    FieldKind.MONEY: N_("Yuan, or a number with 万"),
    FieldKind.MONEY_RANGE: N_("Yuan or 万, one number or from-to"),
    FieldKind.INTEGER: N_("A whole number"),
    FieldKind.DECIMAL: N_("A number"),
    FieldKind.BOOLEAN: N_("Yes or no"),
    FieldKind.CHOICE: N_("One of the list; other texts are kept where the list is open"),
    FieldKind.CHOICES: N_("One or more of the list, separated by 、"),
    FieldKind.LEVEL: N_("The letter of an intent level"),
    FieldKind.STAFF: N_("The name of a salesperson"),
}
EXAMPLES: dict[FieldKind, str] = {
    FieldKind.PHONE: "13800138000",
    FieldKind.ID_NUMBER: "11010519491231002X",
    FieldKind.VIN: "1M8GDM9AXKP042788",
    FieldKind.PLATE: "京A12345",
    FieldKind.DATE: "2026-03-05",
    FieldKind.INSTANT: "2026-03-05 14:30",
    FieldKind.MONEY: "158000",
    FieldKind.MONEY_RANGE: "15-20万",
    FieldKind.INTEGER: "3",
    FieldKind.DECIMAL: "8.5",
    FieldKind.LEVEL: "H",
    FieldKind.STAFF: "王芳",
}
PRIVACY_LABELS = {
    Privacy.NONE: N_("Not personal"),
    Privacy.PERSONAL: N_("Personal"),
    Privacy.SENSITIVE: N_("Sensitive"),
}
_HEADERS = (
    (N_("Section"), 20),
    (N_("Column title"), 28),
    (N_("Form"), 60),
    (N_("Example"), 22),
    (N_("Allowed values"), 60),
    (N_("Protection"), 14),
)


def example(field: Field) -> str:
    """Return an invented value of the field, "" where any text will do."""
    return _("Yes") if field.kind is FieldKind.BOOLEAN else EXAMPLES.get(field.kind, "")


def explained(field: Field) -> str:
    """Return in one or two lines what may stand in a column of the field."""
    text, sample = _(FORMATS[field.kind]), example(field)
    if not sample:
        return text
    return "\n".join((text, _("{name}: {value}").format(name=_("Example"), value=sample)))


def add(workbook: Workbook, styles: Styles, lists: Mapping[str, Sequence[str]]) -> None:
    """Add the sheet with one row for every field that can be imported."""
    sheet = workbook.add_worksheet(_("Data dictionary"))
    for column, (header, width) in enumerate(_HEADERS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, _(header), styles.header())
    sheet.freeze_panes(1, 2)
    wrapped = styles.wrapped()
    for row, field in enumerate((field for field in FIELDS if field.importable), 1):
        for column, text in enumerate(_row(field, lists)):
            write_text(sheet, row, column, text, wrapped)
    page_setup(sheet, _("Data dictionary"), "")


def _row(field: Field, lists: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    return (
        _(GROUP_LABELS[field.group]),
        _(field.label),
        _(FORMATS[field.kind]),
        example(field),
        "、".join(lists.get(field.key, ())),
        _(PRIVACY_LABELS[field.privacy]),
    )
