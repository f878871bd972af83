"""What a rule about some columns is: it sees each column, and at the end the table."""

from showroom_crm.importing.columns.column import Column
from showroom_crm.importing.columns.gathered import Gathered


class Rule:
    """What is special about some columns; each table that is cleaned has rules of its own."""

    def __init__(self, table: Gathered) -> None:
        self.table = table

    def column(self, column: Column) -> None:
        """See one column, in the order of the file, before it is logged and kept."""

    def finish(self) -> None:
        """Add what can be told only once all columns are kept."""
