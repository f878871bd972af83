"""The intent levels in force: those that come with the program, with the showroom's own days."""

from __future__ import annotations

from dataclasses import replace

from showroom_crm.followup import levels as shipped
from showroom_crm.store import settings
from showroom_crm.store.database import Store
from showroom_crm.values.levels import Level

SCHEME, DAYS = "level_scheme", "level_days"


def current(store: Store) -> tuple[Level, ...]:
    """Return the levels with the showroom's scheme and the cadences and patience it set."""
    own = settings.value(store, DAYS, {})
    return tuple(
        replace(level, **own.get(level.code, {}))
        for level in shipped.load(settings.value(store, SCHEME))
    )
