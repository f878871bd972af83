"""Stored values as the log of repairs and problems shows them."""

from showroom_crm.importing.cells import shown
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import Field, FieldKind

_MONEY = (FieldKind.MONEY, FieldKind.MONEY_RANGE)


def yuan(fen: int) -> str:
    """Return an amount in yuan, with fen only where there are any."""
    return f"{fen // 100}" if fen % 100 == 0 else f"{fen / 100:.2f}"


def said(value: Value, field: Field) -> str:
    """Return a stored value as messages show it."""
    if field.kind is FieldKind.STAFF:
        return ""
    if field.kind in _MONEY and isinstance(value, int):
        return yuan(value)
    return shown(value)
