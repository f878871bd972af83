"""Keeps the two ends of an amount from … to … apart."""

from showroom_crm.importing.amounts import Amounts
from showroom_crm.importing.columns.column import Column
from showroom_crm.importing.columns.rule import Rule
from showroom_crm.values.fields import FieldKind


class MoneyRanges(Rule):
    """Budgets such as 10-15万: one cell, kept as the lowest and the highest amount in fen."""

    def column(self, column: Column) -> None:
        """Put the ends of each amount under keys of their own."""
        if column.field.kind is FieldKind.MONEY_RANGE:
            found = [each for each in column.results if isinstance(each, Amounts)]
            key = column.field.key
            column.values = {
                f"{key}_min": [each.ends[0] for each in found],
                f"{key}_max": [each.ends[1] for each in found],
            }
