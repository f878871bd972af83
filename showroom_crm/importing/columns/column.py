"""One column of a table while it is cleaned."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from showroom_crm.importing.cells import Read
from showroom_crm.importing.readers import Reader
from showroom_crm.values.customers import Value
from showroom_crm.values.fields import Field
from showroom_crm.values.mappings import ColumnMapping
from showroom_crm.values.sheets import CellValue


@dataclass
class Column:
    """A column on its way into the table; all lists are aligned with the rows.

    `results` is what `read` made of each of the `cells`, and what the log tells of them.
    """

    mapped: ColumnMapping
    field: Field
    title: str
    cells: Sequence[CellValue]
    read: Reader
    results: list[Read]

    @cached_property
    def values(self) -> dict[str, list[Value]]:
        """What is kept, by stored key: the values read, unless a rule puts others here."""
        return {self.field.key: [result.value for result in self.results]}
