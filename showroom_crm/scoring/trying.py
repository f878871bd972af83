"""Who would move if new criteria took the place of the old ones."""

from __future__ import annotations

import numpy as np
import pandas as pd

from showroom_crm.scoring.engine import cut_points, score
from showroom_crm.values.scores import Move, Scorecard, WhatIf


def what_if(facts: pd.DataFrame, old: Scorecard, new: Scorecard) -> WhatIf:
    """Return who would move by tier and by segment if `new` took the place of `old`.

    `facts` are those of all customers: bounds by quantiles are cut from them for both cards.
    """
    before = score(facts, old, cut_points(facts, old))
    after = score(facts, new, cut_points(facts, new))
    tiers = _groups(facts.index, before["tier"], after["tier"])
    chosen = _groups(facts.index, before["segment"], after["segment"])
    moved = {i for groups in (tiers, chosen) for move in _moves(groups) for i in move.ids}
    return WhatIf(
        customers=len(facts),
        moved=len(moved),
        tiers=_moves(tiers),
        segments=_moves(chosen),
        tier_matrix={(m.before, m.after): len(m.ids) for m in tiers},
        segment_matrix={(m.before, m.after): len(m.ids) for m in chosen},
        mean_before=_mean(before["total"]),
        mean_after=_mean(after["total"]),
    )


def _groups(index: pd.Index[int], before: pd.Series[str], after: pd.Series[str]) -> list[Move]:
    """Return the customers by where they were and where they would be."""
    old, new = before.cat, after.cat
    width = len(new.categories) + 1
    pair = (old.codes.to_numpy().astype(np.int64) + 1) * width + new.codes.to_numpy() + 1
    order = np.argsort(pair, kind="stable")
    ids = index.to_numpy()[order]
    found, starts = np.unique(pair[order], return_index=True)
    names_old, names_new = (None, *old.categories), (None, *new.categories)
    return [
        Move(names_old[code // width], names_new[code % width], tuple(part.tolist()))
        for code, part in zip(found.tolist(), np.split(ids, starts[1:]), strict=True)
    ]


def _moves(groups: list[Move]) -> tuple[Move, ...]:
    moved = [group for group in groups if group.before != group.after]
    return tuple(sorted(moved, key=lambda move: -len(move.ids)))


def _mean(totals: pd.Series[int]) -> float | None:
    known = totals.dropna()
    return float(known.mean()) if len(known) else None
