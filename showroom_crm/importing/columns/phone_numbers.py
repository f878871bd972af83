"""Gathers the numbers of all columns of phones, with what is said beside them."""

from showroom_crm.importing.columns.column import Column
from showroom_crm.importing.columns.rule import Rule
from showroom_crm.importing.phones import Phones
from showroom_crm.values.fields import FieldKind


class PhoneNumbers(Rule):
    """All numbers of a row stand together, whichever columns they come from."""

    def column(self, column: Column) -> None:
        """Add the numbers of a column, and note words such as 老婆 that stand beside them."""
        if column.field.kind is not FieldKind.PHONE:
            return
        column.values = {}
        for i, found in enumerate(column.results):
            if isinstance(found, Phones) and found.numbers:
                self.table.add_phones(i, found)
                if found.note:
                    self.table.note(i, f"{'/'.join(found.numbers)} {found.note}")
