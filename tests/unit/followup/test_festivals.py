"""The festivals by both calendars."""

import datetime as dt

import pytest

from showroom_crm.followup import festivals
from showroom_crm.i18n import set_language

# Spring, lantern, dragon boat, qixi, mid-autumn, double ninth: published dates
PUBLISHED = {
    2026: ("02-17", "03-03", "06-19", "08-19", "09-25", "10-18"),
    2027: ("02-06", "02-20", "06-09", "08-08", "09-15", "10-08"),
    2028: ("01-26", "02-09", "05-28", "08-26", "10-03", "10-26"),
    2029: ("02-13", "02-27", "06-16", "08-16", "09-22", "10-16"),
    2030: ("02-03", "02-17", "06-05", "08-05", "09-12", "10-05"),
    2031: ("01-23", "02-06", "06-24", "08-24", "10-01", "10-24"),
}
KEYS = (
    "spring_festival",
    "lantern_festival",
    "dragon_boat_festival",
    "qixi",
    "mid_autumn_festival",
    "double_ninth_festival",
)


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_lunar_festivals_fall_on_the_published_days(year: int) -> None:
    found = festivals.upcoming(dt.date(year, 1, 1), 364)
    by_key = {festival.key: festival.on.strftime("%m-%d") for festival in found}
    assert tuple(by_key[key] for key in KEYS) == PUBLISHED[year]
    assert by_key["national_day"] == "10-01"


def test_the_new_year_is_seen_from_the_old() -> None:
    (found,) = festivals.upcoming(dt.date(2026, 12, 30), 3)
    assert (found.name, found.on) == ("New Year", dt.date(2027, 1, 1))
    assert festivals.upcoming(dt.date(2026, 12, 30), 1) == ()


def test_names_follow_the_language() -> None:
    set_language("zh_CN")
    try:
        assert festivals.upcoming(dt.date(2026, 2, 17), 0)[0].name == "春节"
    finally:
        set_language("en")


def test_beyond_the_tables_only_fixed_days_are_known() -> None:
    found = festivals.upcoming(dt.date(2150, 1, 1), 364)
    assert [festival.key for festival in found] == ["new_year", "labour_day", "national_day"]
