"""Asks on which scale scores are of which none is high."""

from showroom_crm.importing import scores
from showroom_crm.importing.columns.column import Column
from showroom_crm.importing.columns.rule import Rule


class Scales(Rule):
    """Scores of satisfaction from 1 to 5, which may be on a scale to 5, to 10 or to 100."""

    def column(self, column: Column) -> None:
        """Ask where neither header nor scores tell and nobody has answered."""
        if column.field.key == "satisfaction":
            question = scores.question(column.mapped, column.cells, self.table.answers)
            self.table.questions += [question] if question else []
