"""What is typed into a field becomes the value that is kept, or a sentence saying what is wrong."""

import datetime as dt

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import _
from showroom_crm.importing import readers
from showroom_crm.ui import shown
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import Field, FieldKind

_FEN = 100


def read(field: Field, typed: str, today: dt.date) -> Value:
    """Return the value of what was typed, read as an import reads it; raises InvalidInput."""
    found = readers.typed(field, typed.strip(), today)
    if found.value is None and found.problem:
        problem = _(found.problem).format(detail=found.detail)
        raise InvalidInput(_("{field}: {problem}").format(field=field.title, problem=problem))
    return found.value


def written(field: Field, kept: Value) -> str:
    """Return a kept value as one would type it."""
    match kept:
        case None:
            return ""
        case dt.date():
            return kept.isoformat()
        case int() if field.kind in (FieldKind.MONEY, FieldKind.MONEY_RANGE):
            return f"{kept / _FEN:.2f}".removesuffix(".00")
        case str() if field.kind is FieldKind.PHONE:
            return shown.phone(kept)
    return str(kept)
