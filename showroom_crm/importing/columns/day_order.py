"""Asks whether day or month comes first where a column of dates does not tell."""

from showroom_crm.importing import date_columns
from showroom_crm.importing.columns.column import Column
from showroom_crm.importing.columns.rule import Rule


class DayOrder(Rule):
    """Dates such as 03/05/2026 in a column of which none has a part above 12."""

    def column(self, column: Column) -> None:
        """Ask where the column does not tell and nobody has answered."""
        if column.field.kind in date_columns.KINDS:
            year = self.table.conventions.file_year
            question = date_columns.order_question(
                column.mapped, column.cells, year, self.table.answers
            )
            self.table.questions += [question] if question else []
