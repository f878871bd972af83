"""Who meets whom where a row of a file shares a key with a customer known already."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """A customer known already: by `number` in the store, or by the `row` of the file they are in.

    The other of the two is "" or 0.
    """

    name: str
    number: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Encounter:
    """The `name` of a row, whom it may speak of, and what they share.

    `key` is phone, vin, id_no or name; `tail` the last characters of what is shared, "" for a name.
    """

    name: str
    known: tuple[Acquaintance, ...]
    key: str
    tail: str = ""
