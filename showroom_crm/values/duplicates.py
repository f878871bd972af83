"""Customers who may be one person: their keys, why they look alike, and what a merge would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from showroom_crm.values.customers import CustomerLine, Value
from showroom_crm.values.own_fields import OwnField

Row = Mapping[str, Value]

FAMILY, DIFFERENT = "family", "different"  # what two customers are who are not one person
DISTINCT = "distinct_pair"  # the table that remembers them
AT_ONCE = 5  # records one merge joins at most
LEAST = 0.5  # the confidence from which a pair is worth showing


@dataclass(frozen=True, slots=True)
class PersonKeys:
    """What the scan compares: one list for each kind, all in the order of `ids`.

    `sounds` are names in pinyin, "" where there is none; `models` that of interest or owned.
    The keys of a kind (phone, wechat, email, vin, plate) are pairs of customer and value.
    """

    ids: Sequence[int]
    names: Sequence[str]
    sounds: Sequence[str]
    genders: Sequence[str | None]
    births: Sequence[str | None]
    id_nos: Sequence[str | None]
    models: Sequence[str | None]
    registered: Sequence[str | None]
    keys: Mapping[str, Sequence[tuple[int, str]]]
    apart: frozenset[tuple[int, int]] = frozenset()


class Sign(StrEnum):
    """What speaks for or against two customers being one person."""

    PHONE = "phone"
    WECHAT = "wechat"
    EMAIL = "email"
    ID_NO = "id_no"
    VIN = "vin"
    PLATE = "plate"
    NEAR_PHONE = "near_phone"
    NAME = "name"
    NEAR_NAME = "near_name"
    SOUND = "sound"
    VAGUE_NAME = "vague_name"
    MODEL = "model"
    REGISTERED = "registered"
    BIRTH = "birth"
    OTHER_NAME = "other_name"
    FAMILY_NAME = "family_name"
    OTHER_GENDER = "other_gender"
    OTHER_BIRTH = "other_birth"
    OTHER_ID = "other_id"
    OTHER_PHONE = "other_phone"


AGAINST = frozenset(
    {
        Sign.OTHER_NAME,
        Sign.FAMILY_NAME,
        Sign.OTHER_GENDER,
        Sign.OTHER_BIRTH,
        Sign.OTHER_ID,
        Sign.OTHER_PHONE,
    }
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One sign with what it is about: the end of a number, the model; `against` lowers."""

    sign: Sign
    detail: str = ""

    @property
    def against(self) -> bool:
        """Whether it speaks against the two being one person."""
        return self.sign in AGAINST


@dataclass(frozen=True, slots=True)
class Pair:
    """Two customers, the smaller id first, with how surely (0-1) they are one person and why."""

    one: int
    other: int
    confidence: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Customers joined by pairs; `confidence` is that of the weakest link that holds them."""

    members: tuple[int, ...]
    confidence: float
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """A group as it is shown: who they are, and the reasons in words, those against marked."""

    group: Group
    lines: tuple[CustomerLine, ...]
    reasons: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Hanging:
    """How tables hang together, what is pointed at first.

    `owners` are the columns that point at customers, `pointers` (column, table) those that point
    at rows of the other tables, `unique` the groups of columns no two rows share.
    """

    order: tuple[str, ...]
    owners: Mapping[str, tuple[str, ...]]
    pointers: Mapping[str, tuple[tuple[str, str], ...]]
    unique: Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Records:
    """All that is kept of some customers, the survivor first: own rows, and rows by table.

    `pointing` are rows, by table, that point at one of `rows` without being among them. `own` are
    the showroom's own fields by id.
    """

    customers: tuple[Row, ...]
    rows: Mapping[str, Sequence[Row]]
    hanging: Hanging
    pointing: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    own: Mapping[int, OwnField] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MergeField:
    """One field of a merge: what each record has, the survivor first, and what comes of it.

    A value is a tuple aligned with `columns`. `chosen` is the place of the record whose value is
    taken, None where the values are put together.
    """

    key: str
    columns: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]
    chosen: int | None
    result: tuple[Value, ...]
    label: str = ""

    @property
    def differs(self) -> bool:
        """Whether the records do not all say the same."""
        return len(set(self.values)) > 1


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What a merge writes: cells of the survivor, rows that change or are new, by table.

    Rows of the others that are in neither go with them: they repeat what the survivor has.
    `moves` and `repeats` count rows by table.
    """

    customers: tuple[int, ...]
    fields: tuple[MergeField, ...]
    cells: Mapping[str, Value]
    updates: Mapping[str, Mapping[int, Row]]
    inserts: Mapping[str, Sequence[Row]]
    moves: Mapping[str, int]
    repeats: Mapping[str, int]
    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
