"""Puts names together from their parts, and keeps what a cell or a name tells beside the name."""

from collections.abc import Callable, Mapping
from functools import partial

from showroom_crm.importing import people, phones
from showroom_crm.importing.cells import each_once
from showroom_crm.importing.columns.column import Column
from showroom_crm.importing.columns.gathered import Gathered
from showroom_crm.importing.columns.rule import Rule
from showroom_crm.importing.vocabulary import name_part
from showroom_crm.values.customers import Value
from showroom_crm.values.sheets import CellValue


class Names(Rule):
    """Names in one column, or in columns of family names, given names and names between."""

    def __init__(self, table: Gathered) -> None:
        super().__init__(table)
        self._parts: dict[str, list[Value]] = {}

    def column(self, column: Column) -> None:
        """Keep phone and remark that stand beside a name; put a part of it aside."""
        if column.field.key != "name":
            return
        for i, (cell, result) in enumerate(zip(column.cells, column.results, strict=True)):
            if result.reason == people.PHONE_IN_NAME:
                self.table.add_phones(i, phones.parse(cell))
            if note := people.remark(cell):
                self.table.note(i, note)
        if part := name_part(column.mapped.column.text):
            self._parts[part] = column.values.pop("name")

    def finish(self) -> None:
        """Join the parts of names, and fill blanks with what names tell."""
        if self._parts:
            none: list[Value] = [None] * len(self.table.rows)
            parts = (self._parts.get(part, none) for part in ("family", "given", "middle"))
            self.table.keep("name", [_joined(*name) for name in zip(*parts, strict=True)])
        if names := self.table.columns.get("name"):
            for key, tell in _TOLD.items():
                told = each_once(names, partial(_told, tell=tell))
                if any(told):
                    self.table.fill(key, told)


def _joined(family: Value, given: Value, middle: Value) -> str | None:
    return people.joined(family, people.joined(middle, given))


def _told(name: CellValue, tell: Callable[[str], str | None]) -> str | None:
    return tell(name) if isinstance(name, str) else None


_TOLD: Mapping[str, Callable[[str], str | None]] = {
    "gender": people.gender,
    "salutation": lambda name: people.salutation(name) or None,
    "kind": lambda name: "company" if people.is_company(name) else None,
}
"""What a name tells: 张先生 is a man, …公司 is a company."""
