"""The facts frame as arrays, with the facts that follow from others filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from showroom_crm.values.facts import FACTS, FactKind

DAYS_PER_MONTH = 30.4375  # 365.25 / 12
DAYS_PER_YEAR = 365.0
USUAL_INTERVAL = 6.0  # months between two services where no interval is known, dealer practice

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Choices:
    """A column of texts as codes into `categories`; -1 is no data."""

    codes: npt.NDArray[np.int16]
    categories: tuple[str, ...]

    def among(self, values: tuple[str, ...]) -> Bools:
        """Return where the text is one of `values`."""
        table = np.array([*(c in values for c in self.categories), False])
        return np.asarray(table[self.codes])

    def take(self, rows: Indices) -> Choices:
        """Return the column of these rows only."""
        return Choices(self.codes[rows], self.categories)


Column = Floats | Choices
Columns = Mapping[str, Column]


def columns_of(facts: pd.DataFrame) -> dict[str, Column]:
    """Return every declared fact by key, one value a row; a column not delivered has no data."""
    found: dict[str, Column] = {}
    for fact in FACTS:
        if fact.kind is FactKind.CHOICE:
            found[fact.key] = _choices(facts, fact.key)
        elif fact.key in facts.columns:
            found[fact.key] = facts[fact.key].to_numpy(dtype=np.float64, na_value=np.nan)
        elif not fact.derived:
            found[fact.key] = np.full(len(facts), np.nan)
    for key, derive in (
        ("last_contact_within_cadence", _within_cadence),
        ("months_since_last_service", _months_without_service),
        ("visits_ratio", _visits_ratio),
        ("services_per_year", _services_per_year),
    ):
        if key not in found:
            found[key] = derive(found)
    return found


def take(columns: Columns, rows: Indices) -> dict[str, Column]:
    """Return the columns of these rows only."""
    return {
        key: column.take(rows) if isinstance(column, Choices) else column[rows]
        for key, column in columns.items()
    }


def numbers(columns: Columns, key: str) -> Floats:
    """Return a number or yes-no column."""
    column = columns[key]
    if isinstance(column, Choices):
        raise TypeError(f"{key} is not a number")
    return column


def choices(columns: Columns, key: str) -> Choices:
    """Return a column of texts."""
    column = columns[key]
    if not isinstance(column, Choices):
        raise TypeError(f"{key} is not a choice")
    return column


def categorical(column: Choices) -> pd.Categorical[str]:
    """Return the column as pandas keeps such columns."""
    return pd.Categorical.from_codes(
        column.codes, categories=pd.Index(column.categories, dtype=object)
    )


def _choices(facts: pd.DataFrame, key: str) -> Choices:
    if key not in facts.columns:
        return Choices(np.full(len(facts), -1, dtype=np.int16), ())
    kept = pd.Categorical(facts[key])
    return Choices(kept.codes.astype(np.int16), tuple(str(c) for c in kept.categories))


def _within_cadence(columns: Columns) -> Floats:
    cadence = numbers(columns, "cadence_days")
    since_contact = numbers(columns, "days_since_last_contact")
    waiting = numbers(columns, "days_since_registered")
    never = np.isnan(since_contact)
    within = np.where(since_contact <= cadence, 1.0, 0.0)
    within[never] = np.where(waiting[never] > cadence[never], 0.0, np.nan)
    within[np.isnan(cadence)] = np.nan
    return within


def _months_without_service(columns: Columns) -> Floats:
    since_service = numbers(columns, "days_since_last_service")
    told = ~np.isnan(numbers(columns, "usual_interval_months"))
    never_came = (
        np.isnan(since_service)
        & (numbers(columns, "is_owner") == 1.0)
        & ((numbers(columns, "service_count") == 0.0) | told)
    )
    days = np.where(never_came, numbers(columns, "days_since_delivery"), since_service)
    return np.asarray(days / DAYS_PER_MONTH)


def _visits_ratio(columns: Columns) -> Floats:
    interval = numbers(columns, "service_interval_months")
    known = np.where(interval > 0, interval, USUAL_INTERVAL)
    return np.asarray(numbers(columns, "months_since_last_service") / known)


def _services_per_year(columns: Columns) -> Floats:
    """Totals of an earlier system count too: most imports bring no single visits."""
    years = np.maximum(numbers(columns, "days_since_delivery") / DAYS_PER_YEAR, 1.0)
    recent = numbers(columns, "days_since_last_service") <= DAYS_PER_YEAR
    spread = np.where(recent, numbers(columns, "service_count") / years, np.nan)
    return np.fmax(numbers(columns, "service_visits_12m"), spread)
