"""Keeps the medium of customers whose source is the name of one."""

from collections.abc import Sequence

from showroom_crm.importing import media
from showroom_crm.importing.columns.column import Column
from showroom_crm.importing.columns.gathered import Gathered
from showroom_crm.importing.columns.rule import Rule
from showroom_crm.importing.readers import value_list


class Sources(Rule):
    """Sources such as 抖音, taken as online leads: the medium goes to a field of its own."""

    def __init__(self, table: Gathered) -> None:
        super().__init__(table)
        self._media: list[Sequence[str | None]] = []

    def column(self, column: Column) -> None:
        """Put the media of a column aside."""
        if column.field.key == "source_l1":
            lists = [value_list(self.table.conventions, name) for name in ("source", "media")]
            sources = column.values["source_l1"]
            self._media.append(media.beside(column.cells, sources, media.words(*lists)))

    def finish(self) -> None:
        """Fill in the media where no column of their own names one."""
        for named in self._media:
            if any(named):
                self.table.fill("source_l2", named)
