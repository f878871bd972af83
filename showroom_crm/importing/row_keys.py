"""The cells of a file by which its people are told apart, and what was answered about them."""

from collections.abc import Sequence

from showroom_crm.importing.identities import KEYS, Identities
from showroom_crm.importing.people import comparable
from showroom_crm.values.clean_tables import CleanTable
from showroom_crm.values.import_choices import Choices
from showroom_crm.values.matches import Match, Verdict

APART = "apart"  # the answer that two people have the same key


def says_nobody(table: CleanTable, i: int) -> bool:
    """Tell whether row `i` has neither name nor phone."""
    names = table.columns.get("name")
    return not table.phones[i] and (names is None or names[i] is None)


class RowKeys:
    """The cells of a file by which its people are told apart, and what was said about them."""

    def __init__(self, table: CleanTable, choices: Choices) -> None:
        self._table = table
        self.answers = choices.answers
        self._skip = choices.skip
        self.numbers = table.rows
        self.phones = table.phones
        self.names = self._texts("name")
        self._columns = {key: self._texts(key) for key in KEYS if key in table.columns}
        self._name_on, self._names_on = self._count_names()

    def cell(self, key: str, i: int) -> str | None:
        """Return the text of a key in row `i`."""
        column = self._columns.get(key)
        return (column[i] or None) if column else None

    def keys(self, i: int) -> dict[str, str]:
        """Return the keys of row `i`, beside its phones."""
        return {key: value for key, column in self._columns.items() if (value := column[i])}

    def names_on(self, number: str) -> set[str]:
        """Return the different names on a phone, in the file alone."""
        if number in self._names_on:
            return self._names_on[number]
        return {self._name_on[number]} if number in self._name_on else set()

    def is_aside(self, i: int) -> bool:
        """Tell whether a row was switched off or names nobody."""
        return self.numbers[i] in self._skip or says_nobody(self._table, i)

    def tells_events(self, i: int) -> bool:
        """Tell whether a row that names nobody tells what happened to a customer."""
        return self._table.subject != "customers" and self.numbers[i] not in self._skip

    def is_weak(self, i: int) -> bool:
        """Tell whether a row has no name, or neither phone nor number of a person or car."""
        keys = (self.cell(key, i) for key in ("source_id", "vin", "id_no"))
        return not self.names[i] or not (self.phones[i] or any(keys))

    def tell(self, people: Identities, i: int, found: Match) -> None:
        """Let the keys of a row stand for whom it was found to speak of."""
        if found.verdict is not Verdict.ASIDE:
            people.remember(
                found.customer, self.names[i], self.phones[i], self.keys(i), self.said_apart(i)
            )

    def said_apart(self, i: int) -> list[str]:
        """Return the keys of row `i` of which was said that several people have them."""
        if not self.answers:
            return []
        return [key for key, value in self.keys(i).items() if self.answer(key, value) == APART]

    def answer(self, kind: str, value: str) -> str:
        """Return what was answered to a question, "" where it is open."""
        return self.answers.get(f"{kind}:{value}", "") if self.answers else ""

    def _texts(self, key: str) -> Sequence[str | None]:
        values = self._table.columns.get(key) or [None] * len(self._table.rows)
        return [value if isinstance(value, str) else None for value in values]

    def _count_names(self) -> tuple[dict[str, str], dict[str, set[str]]]:
        """Return the first name on each number, and all names on those with several."""
        first: dict[str, str] = {}
        several: dict[str, set[str]] = {}
        for numbers, name in zip(self.phones, self.names, strict=True):
            if name is None:
                continue
            for number in numbers:
                plain = comparable(name)
                if (known := first.setdefault(number, plain)) != plain:
                    several.setdefault(number, {known}).add(plain)
        return first, several
