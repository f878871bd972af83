"""What to look at before criteria are adopted: segments nobody gets, rules without data."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from showroom_crm.i18n import _
from showroom_crm.scoring.columns import Choices, Column, Columns, columns_of
from showroom_crm.scoring.engine import cut_points, known_columns
from showroom_crm.scoring.segments import belongs
from showroom_crm.scoring.sentences import shown
from showroom_crm.values.facts import BY_KEY
from showroom_crm.values.scores import Cuts, Finding, FindingKind, Scorecard


def gaps(scorecard: Scorecard, facts: pd.DataFrame) -> tuple[Finding, ...]:
    """Return what the criteria miss with the facts of all customers of this shop.

    Segments no customer fits, or whose customers are all taken by segments before; customers no
    segment takes; rules whose fact has no data; rules meant to be cut by the shop's own data that
    fall back to their fixed bounds.
    """
    columns = columns_of(facts)
    cuts = cut_points(facts, scorecard)
    known = known_columns(columns, scorecard, cuts)
    return (*_segments(scorecard, known, len(facts)), *_rules(scorecard, columns, cuts))


def _segments(scorecard: Scorecard, known: Columns, customers: int) -> Iterator[Finding]:
    left = np.ones(customers, dtype=np.bool_)
    for segment in scorecard.segments:
        fits = belongs(known, segment)
        name, alone = shown(segment.name), int(fits.sum())
        if not alone:
            text = _("No customer fits the segment {name}.").format(name=name)
            yield Finding(FindingKind.EMPTY_SEGMENT, segment.key, 0, text)
        elif not (fits & left).any():
            text = _(
                "All {count} customers that fit the segment {name} are taken by segments before it."
            ).format(count=alone, name=name)
            yield Finding(FindingKind.SHADOWED_SEGMENT, segment.key, alone, text)
        left &= ~fits
    if left.any():
        count = int(left.sum())
        text = _("{count} customers fit no segment.").format(count=count)
        yield Finding(FindingKind.UNCLASSIFIED, "", count, text)


def _rules(scorecard: Scorecard, columns: Columns, cuts: Cuts) -> Iterator[Finding]:
    for rule in scorecard.rules:
        fact = _(BY_KEY[rule.fact].label)
        if not _has_data(columns[rule.fact]):
            text = _("No customer has data on “{fact}”, so the rule on it is silent.")
            yield Finding(FindingKind.SILENT_RULE, rule.key, 0, text.format(fact=fact))
        elif rule.quantiles and rule.key not in cuts:
            text = _("Too few owners differ in “{fact}” to cut it by own data; fixed bounds hold.")
            yield Finding(FindingKind.QUANTILES_UNUSED, rule.key, 0, text.format(fact=fact))


def _has_data(column: Column) -> bool:
    known = column.codes >= 0 if isinstance(column, Choices) else ~np.isnan(column)
    return bool(known.any())
