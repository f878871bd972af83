"""What a person decided about an import: answers, rows left out, policies, cells typed over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from showroom_crm.values.places import Place


class Policy(StrEnum):
    """What a filled cell does to a filled field; an empty cell never does anything."""

    FILL = "fill"
    OVERWRITE = "overwrite"
    APPEND = "append"
    FORWARD = "forward"  # only to a later date or a larger number


EVERY_FIELD = "*"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user decided: answers by question key, rows switched off, policies by field key.

    The policy under `EVERY_FIELD` holds for all fields without one of their own.

    `edits` gives what was typed in place of a cell, by row number and column key; `place` where
    the table lies, None for where it was found; `subject` what each row tells (customers, orders,
    services, visits, payments), None for what was recognised; `profile` the name of the source
    whose profile helps and under which the layout is remembered, None for as recognised.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    skip: frozenset[int] = frozenset()
    policies: Mapping[str, Policy] = field(default_factory=dict)
    edits: Mapping[tuple[int, str], str] = field(default_factory=dict)
    place: Place | None = None
    subject: str | None = None
    profile: str | None = None
