"""Says where a remark comes from when its column has a name of its own."""

from showroom_crm.importing.column_rules import says
from showroom_crm.importing.columns.column import Column
from showroom_crm.importing.columns.rule import Rule


class Remarks(Rule):
    """Columns that were put to the remark by hand, such as 职业."""

    def column(self, column: Column) -> None:
        """Write the header before each text, unless it is a word for a remark itself."""
        if column.field.key == "remark" and not says(column.mapped.column, "remark"):
            label = column.mapped.column.label
            texts = column.values["remark"]
            column.values["remark"] = [f"{label}：{text}" if text else text for text in texts]
