"""Where each customer stands in the life cycle."""

from __future__ import annotations

import numpy as np
import pandas as pd

from showroom_crm.scoring.columns import (
    Bools,
    Choices,
    Columns,
    categorical,
    choices,
    columns_of,
    numbers,
)
from showroom_crm.values.levels import Stage
from showroom_crm.values.scores import StageLimits

_STAGES = tuple(Stage)
_ORDERED, _LOST, _RESTING = ("O",), ("F",), ("S", "L")
_JUDGED = ("H", "A", "B", "C", "T")


def stage(facts: pd.DataFrame, limits: StageLimits) -> pd.Series[str]:
    """Return the stage (values of Stage, categorical) of each customer of the facts frame.

    An open order comes first; then owners are dormant, loyal or plain owners; then prospects are
    lost (F), dormant (S, L), prospects (visited, contacted or levelled) or bare leads.
    """
    found = stages_of(columns_of(facts), limits)
    return pd.Series(categorical(found), index=facts.index, name="stage")


def stages_of(columns: Columns, limits: StageLimits) -> Choices:
    """Return the same from the facts as columns."""
    level = choices(columns, "level")
    owner = numbers(columns, "is_owner") == 1.0
    known = (
        level.among(_JUDGED)
        | (numbers(columns, "visit_count") >= 1)
        | ~np.isnan(numbers(columns, "days_since_last_visit"))
        | ~np.isnan(numbers(columns, "days_since_last_contact"))
    )
    steps: tuple[tuple[Bools, Stage], ...] = (
        (level.among(_ORDERED) | (numbers(columns, "open_deal") == 1.0), Stage.ORDERED),
        (owner & _dormant(columns, limits), Stage.DORMANT),
        (owner & _loyal(columns, limits), Stage.LOYAL),
        (owner, Stage.OWNER),
        (level.among(_LOST), Stage.LOST),
        (level.among(_RESTING), Stage.DORMANT),
        (known, Stage.PROSPECT),
    )
    codes = np.full(len(owner), _STAGES.index(Stage.LEAD), dtype=np.int16)
    for holds, reached in reversed(steps):
        codes[holds] = _STAGES.index(reached)
    return Choices(codes, tuple(str(s) for s in _STAGES))


def _dormant(columns: Columns, limits: StageLimits) -> Bools:
    """Churned: past twice the interval and past nine months by default (dealer practice)."""
    return np.asarray(
        (numbers(columns, "visits_ratio") > limits.dormant_ratio)
        & (numbers(columns, "months_since_last_service") >= limits.dormant_months)
    )


def _loyal(columns: Columns, limits: StageLimits) -> Bools:
    return np.asarray(
        (numbers(columns, "deal_count") >= limits.loyal_deals)
        | (numbers(columns, "referral_count") >= limits.loyal_referrals)
        | (numbers(columns, "service_visits_12m") >= limits.loyal_visits)
    )
