"""Keeps what goes to the showroom's own fields as text, whatever kind they are of."""

from showroom_crm.importing.columns.column import Column
from showroom_crm.importing.columns.rule import Rule
from showroom_crm.values.own_fields import as_kept


class OwnFields(Rule):
    """Columns for which the showroom has made a field, or makes one with the import."""

    def column(self, column: Column) -> None:
        """Write the values as they are kept, and tell the id of the field."""
        key = column.field.key
        if own := self.table.conventions.own.get(key):
            self.table.own[key] = own.id
            column.values[key] = [as_kept(value) for value in column.values[key]]
