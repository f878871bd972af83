"""Steps of the life cycle, and which goes before which."""

from collections.abc import Callable

import pandas as pd
import pytest

from showroom_crm.scoring import stages
from showroom_crm.values.scores import Scorecard

_AWAY = {"is_owner": 1, "service_interval_months": 6}


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        ({}, "lead"),
        ({"level": "N", "visit_count": 0}, "lead"),
        ({"level": "N", "visit_count": 1}, "prospect"),
        ({"level": "N", "days_since_last_contact": 0}, "prospect"),
        ({"level": "C"}, "prospect"),
        ({"level": "T"}, "prospect"),
        ({"level": "O"}, "ordered"),
        ({"level": "H", "open_deal": 1}, "ordered"),
        ({"level": "F", "visit_count": 3}, "lost"),
        ({"level": "S"}, "dormant"),
        ({"level": "L"}, "dormant"),
        ({"is_owner": 1, "level": "D"}, "owner"),
        ({"is_owner": 1, "level": "F"}, "owner"),
        ({"is_owner": 1, "level": "O"}, "ordered"),
        ({"is_owner": 1, "deal_count": 2}, "loyal"),
        ({"is_owner": 1, "referral_count": 1}, "loyal"),
        ({"is_owner": 1, "service_visits_12m": 3}, "loyal"),
        ({**_AWAY, "days_since_last_service": 400}, "dormant"),
        ({**_AWAY, "days_since_last_service": 400, "deal_count": 2}, "dormant"),
        ({**_AWAY, "days_since_last_service": 360}, "owner"),
        ({**_AWAY, "service_interval_months": 3, "days_since_last_service": 250}, "owner"),
        ({**_AWAY, "service_interval_months": 3, "days_since_last_service": 280}, "dormant"),
        ({**_AWAY, "service_count": 0, "days_since_delivery": 400}, "dormant"),
        ({**_AWAY, "days_since_delivery": 400}, "owner"),
    ],
)
def test_stage(
    card: Scorecard,
    frame_of: Callable[..., pd.DataFrame],
    facts: dict[str, object],
    stage: str,
) -> None:
    assert stages.stage(frame_of(facts), card.stages).tolist() == [stage]
