"""What the command line decides about the rows of an import: cells typed over, policies."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from showroom_crm.errors import InvalidInput
from showroom_crm.i18n import _
from showroom_crm.importing import policies
from showroom_crm.values.fields import BY_KEY
from showroom_crm.values.import_choices import EVERY_FIELD, Policy
from showroom_crm.values.mappings import Header, HeaderColumn
from showroom_crm.values.own_fields import is_own
from showroom_crm.values.sheets import Sheet

_EDIT = re.compile(r"(\d{1,7}):(.+?)=(.*)", re.DOTALL)
_STANDARD_INPUT = "-"


def edits(texts: Iterable[str], page: Sheet, header: Header) -> dict[tuple[int, str], str]:
    """Return what is typed over cells, from texts as ROW:HEADER=TEXT; a header may be letters.

    Raises InvalidInput for what is written differently, and for cells the table does not have.
    """
    rows: set[int] | None = None
    found = {}
    for text in texts:
        parts = _EDIT.fullmatch(text)
        if parts is None:
            raise InvalidInput(_("Write --edit as ROW:HEADER=TEXT, as in 15:手机=13900000001."))
        rows = rows or {page.row_number(index) for index in header.data}
        if int(parts[1]) not in rows:
            raise InvalidInput(_("Row {row} is no row of the table.").format(row=parts[1]))
        found[int(parts[1]), _column(header, parts[2]).key] = parts[3]
    return found


def _column(header: Header, name: str) -> HeaderColumn:
    for known in ("text", "label", "letters"):
        for column in header.columns:
            if getattr(column, known) == name:
                return column
    raise InvalidInput(_("The file has no column “{header}”.").format(header=name))


def policies_of(texts: Iterable[str]) -> dict[str, Policy]:
    """Return what filled cells do to filled fields, from texts as FIELD=POLICY; * is every field.

    Raises InvalidInput for fields and policies that do not exist or do not fit each other.
    """
    found = {}
    for text in texts:
        key, _sign, how = text.partition("=")
        field = BY_KEY.get(key)
        if field is None and key != EVERY_FIELD and not is_own(key):
            raise InvalidInput(_("There is no field “{field}”.").format(field=key))
        able = (Policy.FILL, Policy.OVERWRITE) if field is None else policies.offered(field)
        if how not in able:
            raise InvalidInput(
                _("Write --policy as field=policy; for {field}: {able}.").format(
                    field=key, able=_(", ").join(able) or "—"
                )
            )
        found[key] = Policy(how)
    return found


def brought(stage: ExitStack, path: Path) -> Path:
    """Return a file for what is to be read; - is the table on standard input.

    That one lies in a folder of its own until `stage` is left.
    """
    if str(path) != _STANDARD_INPUT:
        return path
    folder = stage.enter_context(tempfile.TemporaryDirectory())
    file = Path(folder, "stdin")
    file.write_bytes(sys.stdin.buffer.read())
    return file
