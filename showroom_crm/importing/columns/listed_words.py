"""Asks about the words that no list knows, once for each of them."""

from collections import Counter

from showroom_crm.importing import value_questions
from showroom_crm.importing.cells import each_once
from showroom_crm.importing.choices import ListReader
from showroom_crm.importing.columns.column import Column
from showroom_crm.importing.columns.gathered import Gathered
from showroom_crm.importing.columns.rule import Rule


class ListedWords(Rule):
    """Words in the columns whose values stand in a list, of several columns of a field together."""

    def __init__(self, table: Gathered) -> None:
        super().__init__(table)
        self._unknown: dict[str, Counter[str]] = {}

    def column(self, column: Column) -> None:
        """Count the words that the list of a column does not know."""
        if isinstance(column.read, ListReader):
            counts = self._unknown.setdefault(column.field.key, Counter())
            for texts in each_once(column.cells, column.read.unknown):
                counts.update(texts)

    def finish(self) -> None:
        """Ask about each word, the most frequent ones first."""
        for field, counts in self._unknown.items():
            title = self.table.titles[field]
            self.table.questions += value_questions.ask(
                field, title, counts, self.table.conventions
            )
