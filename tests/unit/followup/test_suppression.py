"""Who must not be called."""

import datetime as dt
from dataclasses import replace

import pytest

from showroom_crm.followup import rules, suppression
from showroom_crm.values.followups import Standing
from showroom_crm.values.reminders import Hold

TODAY = dt.date(2026, 11, 21)
SETTINGS = rules.load()
BY_KEY = {rule.key: rule for rule in SETTINGS.rules}
YES = Standing(consent=True)


def held(key: str, standing: Standing, serviced: int | None = None) -> Hold | None:
    on = None if serviced is None else TODAY - dt.timedelta(days=serviced)
    return suppression.hold(BY_KEY[key], standing, TODAY, SETTINGS.quiet, on)


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("standing", "hold"),
    [
        (YES, None),
        (Standing(), Hold.CONSENT_UNKNOWN),
        (Standing(consent=False), Hold.NO_MARKETING),
        (replace(YES, no_marketing=True), Hold.NO_MARKETING),
        (replace(YES, open_complaint=True), Hold.OPEN_COMPLAINT),
        (replace(YES, number_invalid=True), Hold.NUMBER_INVALID),
        (replace(YES, deceased=True), Hold.DECEASED),
        (replace(YES, last_marketing_on=ago(13)), Hold.RECENTLY_MARKETED),
        (replace(YES, last_marketing_on=ago(14)), None),
    ],
)
def test_marketing(standing: Standing, hold: Hold | None) -> None:
    assert held("trade_in", standing) is hold


@pytest.mark.parametrize(
    "standing",
    [
        Standing(),
        Standing(consent=False, no_marketing=True),
        Standing(open_complaint=True),
        Standing(last_marketing_on=TODAY),
    ],
)
def test_service_and_contract_need_no_consent(standing: Standing) -> None:
    assert held("service", standing) is None
    assert held("deliver_3", standing) is None


def test_no_offer_right_after_a_service() -> None:
    assert held("trade_in", YES, serviced=29) is Hold.RECENTLY_SERVICED
    assert held("trade_in", YES, serviced=30) is None
    assert held("insurance", YES, serviced=1) is None


def test_a_refused_channel_is_refused_for_every_purpose() -> None:
    no_calls = Standing(no_call=True)
    assert held("deliver_3", no_calls) is Hold.NO_CHANNEL
    assert held("service", no_calls) is None
    assert suppression.open_channels(("sms", "phone"), no_calls) == ("sms",)


def test_a_dead_number_leaves_wechat() -> None:
    dead = Standing(number_invalid=True)
    assert held("deliver_3", dead) is Hold.NUMBER_INVALID
    assert held("order_care", dead) is None
    assert suppression.open_channels(("phone", "sms", "wechat"), dead) == ("wechat",)
