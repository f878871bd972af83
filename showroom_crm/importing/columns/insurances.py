"""Tells the end of one kind of insurance from that of another."""

from showroom_crm.importing import insurance
from showroom_crm.importing.columns.column import Column
from showroom_crm.importing.columns.rule import Rule


class Insurances(Rule):
    """Columns such as 交强险到期 beside 商业险到期: each is the end of a policy of its own."""

    def column(self, column: Column) -> None:
        """Keep the days of a kind of insurance under the key of this kind too."""
        kind = insurance.kind_of(column.mapped.column.text)
        if kind and column.field.key == "insurance_end":
            column.values[kind] = list(column.values["insurance_end"])
