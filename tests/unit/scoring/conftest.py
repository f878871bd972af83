"""A shop's facts: single customers by hand, and a whole shop as a month's import would bring it."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from showroom_crm.scoring import scorecards
from showroom_crm.values.facts import STORED
from showroom_crm.values.scores import Scorecard

Row = dict[str, object]
FrameOf = Callable[..., pd.DataFrame]


@pytest.fixture(scope="session")
def card() -> Scorecard:
    return scorecards.default()


@pytest.fixture(scope="session")
def frame_of() -> FrameOf:
    """Make a facts frame of rows, each the facts that have data; ids count from 1."""

    def build(*rows: Row) -> pd.DataFrame:
        index = pd.RangeIndex(1, len(rows) + 1, name="customer_id")
        frame = pd.DataFrame(list(rows), index=index).reindex(columns=list(STORED))
        numbers = [key for key in STORED if key != "level"]
        frame[numbers] = frame[numbers].astype("float64")
        frame["is_owner"] = frame["is_owner"].fillna(0.0)
        return frame

    return build


@pytest.fixture(scope="session")
def hot() -> Row:
    """A prospect with every sign of buying soon."""
    return {
        "level": "H",
        "visit_count": 2,
        "test_drive_done": 1,
        "quote_given": 1,
        "has_trade_in": 1,
        "days_to_expected_purchase": 5,
        "cadence_days": 2,
        "days_since_last_contact": 1,
        "days_since_registered": 20,
        "open_complaints": 0,
    }


@pytest.fixture(scope="session")
def faithful() -> Row:
    """An owner who comes on time, spends and is content."""
    return {
        "level": "D",
        "is_owner": 1,
        "vehicle_count": 1,
        "deal_count": 2,
        "deal_price": 220_000_00,
        "insurance_here": 1,
        "loan": 0,
        "referral_count": 2,
        "days_since_delivery": 800,
        "car_age_months": 26.3,
        "months_to_warranty_end": 9.7,
        "service_count": 6,
        "service_visits_12m": 3,
        "service_amount_12m": 8_000_00,
        "service_amount_total": 15_000_00,
        "days_since_last_service": 60,
        "service_interval_months": 6,
        "satisfaction_last": 10,
        "open_complaints": 0,
    }


@pytest.fixture(scope="session")
def shop() -> pd.DataFrame:
    """600 prospects and 400 owners as a dealer's exports have them."""
    rng = np.random.default_rng(20260301)
    prospects, owners = _prospects(rng, 600), _owners(rng, 400)
    frame = pd.concat([prospects, owners], ignore_index=True).reindex(columns=list(STORED))
    frame.index = pd.RangeIndex(1, len(frame) + 1, name="customer_id")
    return frame


_HEAT = {"O": 0.95, "H": 0.9, "A": 0.75, "B": 0.5, "C": 0.25, "N": 0.1, "F": 0.3, "S": 0.2}
_SHARES = {"O": 5, "H": 6, "A": 12, "B": 22, "C": 35, "N": 8, "F": 9, "S": 3}
_CADENCE = {"O": 7, "H": 2, "A": 5, "B": 10, "C": 30, "N": 1, "S": 90}
_EXPECTED = {"O": 10, "H": 4, "A": 12, "B": 24, "C": 60}


def _prospects(rng: np.random.Generator, count: int) -> pd.DataFrame:
    shares = np.array(list(_SHARES.values()), dtype=float)
    level = pd.Series(rng.choice(list(_SHARES), count, p=shares / shares.sum()))
    heat = level.map(_HEAT).to_numpy()
    cadence = level.map(_CADENCE)
    came = rng.random(count) < 0.5 + 0.5 * heat
    contacted = np.round(cadence.fillna(40) * rng.uniform(0, 1.3, count))
    return pd.DataFrame(
        {
            "level": level,
            "is_owner": 0.0,
            "open_deal": (level == "O").astype(float),
            "days_since_registered": contacted + rng.integers(0, 90, count),
            "completeness": rng.integers(40, 101, count).astype(float),
            "visit_count": came + came * (rng.random(count) < 0.8 * heat).astype(float),
            "test_drive_done": came * (rng.random(count) < heat).astype(float),
            "quote_given": came * (rng.random(count) < heat).astype(float),
            "has_trade_in": (rng.random(count) < 0.4).astype(float),
            "days_to_expected_purchase": level.map(_EXPECTED),
            "cadence_days": cadence,
            "days_since_last_contact": contacted,
            "vehicle_count": 0.0,
            "open_complaints": (rng.random(count) < 0.005).astype(float),
        }
    )


def _owners(rng: np.random.Generator, count: int) -> pd.DataFrame:
    age = rng.integers(10, 2200, count).astype(float)
    away = np.where(
        rng.random(count) < 0.75, rng.gamma(2.5, 40, count), rng.uniform(200, 900, count)
    )
    last = np.where(away < age - 60, np.round(away), np.nan)
    visits = np.where(last <= 365, 1.0 + rng.poisson(0.8, count), 0.0)
    return pd.DataFrame(
        {
            "level": "D",
            "is_owner": 1.0,
            "open_deal": 0.0,
            "completeness": 80.0,
            "vehicle_count": 1.0 + (rng.random(count) < 0.06),
            "deal_count": 1.0 + (rng.random(count) < 0.06),
            "deal_price": rng.choice([11e6, 14e6, 18e6, 24e6, 31e6], count),
            "insurance_here": (rng.random(count) < 0.45).astype(float),
            "loan": (rng.random(count) < 0.4).astype(float),
            "referral_count": rng.choice([0.0, 1.0, 2.0], count, p=[0.87, 0.09, 0.04]),
            "days_since_delivery": age,
            "car_age_months": age / 30.4375,
            "months_to_warranty_end": 36 - age / 30.4375,
            "service_count": np.where(np.isnan(last), 0.0, visits + rng.poisson(2, count)),
            "service_visits_12m": visits,
            "service_amount_12m": visits * np.round(rng.lognormal(11, 0.6, count)),
            "service_amount_total": np.round(rng.lognormal(12, 0.7, count)),
            "days_since_last_service": last,
            "service_interval_months": 6.0,
            "satisfaction_last": np.where(
                rng.random(count) < 0.4, rng.integers(4, 11, count), np.nan
            ),
            "open_complaints": (rng.random(count) < 0.015).astype(float),
        }
    )
