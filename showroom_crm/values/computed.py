"""What the program itself adds to a customer: shown, sorted and exported, never imported."""

from __future__ import annotations

from dataclasses import dataclass

from showroom_crm.i18n import N_


@dataclass(frozen=True, slots=True)
class Computed:
    """One computed column: `label` is an English source text to be translated when shown."""

    key: str
    label: str


COMPUTED: tuple[Computed, ...] = (
    Computed("tier", N_("Score tier")),
    Computed("segment", N_("Segment")),
    Computed("score", N_("Total score")),
    Computed("coverage", N_("Score coverage")),
    Computed("stage", N_("Life stage")),
    Computed("flags", N_("Flags")),
    Computed("reject_reason", N_("Why returned")),
)

BY_KEY: dict[str, Computed] = {column.key: column for column in COMPUTED}
