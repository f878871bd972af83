"""The intent levels as shipped, in a tight and a wide scheme, and the limits beside them."""

from collections.abc import Iterable, Mapping
from typing import Any

from showroom_crm.errors import InvalidInput
from showroom_crm.followup.defaults import name_of, read
from showroom_crm.i18n import _
from showroom_crm.values.levels import Level
from showroom_crm.values.reminders import FollowUpLimits


def load(scheme: str | None = None) -> tuple[Level, ...]:
    """Return the shipped levels, hottest first; `scheme` is tight (the default) or wide.

    Raises InvalidInput for a scheme that does not exist.
    """
    defaults = read("levels")
    wanted = scheme or defaults["scheme"]
    if wanted not in schemes():
        raise InvalidInput(_("There is no level scheme called {name}.").format(name=wanted))
    differing = defaults["schemes"].get(wanted, {})
    return tuple(_level(row | differing.get(row["code"], {})) for row in defaults["level"])


def schemes() -> tuple[str, ...]:
    """Return the names of the schemes, the default one first."""
    defaults = read("levels")
    return (defaults["scheme"], *defaults["schemes"])


def limits() -> FollowUpLimits:
    """Return the shipped limits: quick dates, the call after a visit, when to hint."""
    defaults = read("levels")
    numbers = defaults["follow_up"] | defaults["hints"]
    return FollowUpLimits(**numbers | {"quick_days": tuple(numbers["quick_days"])})


def by_code(levels: Iterable[Level]) -> dict[str, Level]:
    """Return the levels by their letter, in their order."""
    return {level.code: level for level in levels}


def label(level: Level) -> str:
    """Return letter and name in the language now shown, such as `H · 7 天内`."""
    return f"{level.code} · {name_of(level)}"


def _level(row: Mapping[str, Any]) -> Level:
    days = [*row["days"], None, None]
    return Level(
        code=row["code"],
        name_zh=row["zh"],
        name_en=row["en"],
        days_from=days[0],
        days_to=days[1],
        cadence=row.get("cadence"),
        patience=row.get("patience"),
        check_after=tuple(row.get("check_after", ())),
        closed=row.get("closed", False),
    )
