"""Stored values as the log of repairs and problems shows them."""

from showroom_crm.importing.amounts import yuan
from showroom_crm.importing.cells import shown
from showroom_crm.importing.choices import staff_name
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import Field, FieldKind
from showroom_crm.values.sheets import CellValue


def said(value: Value, field: Field, cell: CellValue = None) -> str:
    """Return a stored value as messages show it; of staff only the `cell` tells the name."""
    if field.kind is FieldKind.STAFF:
        return "" if value is None else staff_name(cell)
    if field.kind in (FieldKind.MONEY, FieldKind.MONEY_RANGE) and isinstance(value, int):
        return yuan(value)
    return shown(value)
