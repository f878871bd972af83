"""Who is known already, and whom each row of a file speaks of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from showroom_crm.values.customers import Value
from showroom_crm.values.questions import Question


@dataclass(frozen=True, slots=True)
class Known:
    """Which customers of the store have a key, newest last; phones are digits.

    `aliases` are numbers as other systems give them, by source, `numbers` the showroom's own, which
    may stand in a file of any source. `other_names` are names a customer was joined under, `apart`
    those of whom somebody has said that they are not the same person.
    """

    aliases: Mapping[tuple[str, str], int] = field(default_factory=dict)
    vins: Mapping[str, Sequence[int]] = field(default_factory=dict)
    plates: Mapping[str, Sequence[int]] = field(default_factory=dict)
    phones: Mapping[str, Sequence[int]] = field(default_factory=dict)
    id_nos: Mapping[str, Sequence[int]] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    other_names: Mapping[int, Sequence[str]] = field(default_factory=dict)
    apart: Mapping[int, Sequence[int]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownCustomer:
    """One customer the file speaks of: columns as stored, and the rows of the other tables.

    `rows` is keyed by table name; each row is a mapping of its columns with `id`.
    """

    values: Mapping[str, Value]
    rows: Mapping[str, Sequence[Mapping[str, Value]]] = field(default_factory=dict)


class Verdict(StrEnum):
    """What matching found for a row."""

    NEW = "new"
    SAME = "same"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a row speaks of: `customer` is an id of the store, or negative for one new in this file.

    `key` names what decided (source_id, vin, phone, id_no, plate), `question` the open question of
    a row set aside, `note` a sentence worth showing. `taken` are keys of the row that belong to
    somebody else and must not be written (source_id, vin, plate, id_no). `apart` are customers who
    were said not to be this one, each with what they are: family or different.
    """

    row: int
    verdict: Verdict
    customer: int
    key: str = ""
    question: Question | None = None
    note: str = ""
    taken: tuple[str, ...] = ()
    apart: tuple[tuple[int, str], ...] = ()
