"""How each layout of spreadsheet was imported last time."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import insert, select, update

from showroom_crm.store import tables
from showroom_crm.store.changes import Row, Writing
from showroom_crm.store.database import Store
from showroom_crm.values.profiles import Profile, content, of_content

_NAME = "import_profile"
_PROFILE = tables.BY_NAME[_NAME]


def everything(store: Store) -> tuple[Profile, ...]:
    """Return the profiles of all layouts, the one used last first."""
    statement = select(_PROFILE).order_by(_PROFILE.c.used_at.desc(), _PROFILE.c.id.desc())
    with store.read() as connection:
        return tuple(
            of_content(
                row["name"],
                row["source"],
                row["fingerprint"],
                json.loads(row["mapping"]),
                row["used_at"],
            )
            for row in connection.execute(statement).mappings()
        )


def remember(writing: Writing, profile: Profile) -> None:
    """Keep how a layout was imported, in place of what was kept of it before.

    An import that is undone leaves it: the next try begins where this one ended.
    """
    connection, row = writing.connection, {**_row(profile), "used_at": writing.at}
    found = connection.scalar(
        select(_PROFILE.c.id).where(_PROFILE.c.fingerprint == profile.fingerprint)
    )
    if found is None:
        connection.execute(insert(_PROFILE).values(**row))
    else:
        connection.execute(update(_PROFILE).where(_PROFILE.c.id == found).values(**row))


def put(writing: Writing, profiles: Iterable[Profile]) -> None:
    """Set profiles by their fingerprints, as part of an operation that can be undone."""
    ids = _ids(writing)
    fresh: list[Row] = []
    for profile in profiles:
        row: Row = {**_row(profile), "used_at": writing.at}
        if profile.fingerprint in ids:
            writing.update(_NAME, {ids[profile.fingerprint]: row})
        else:
            fresh.append(row)
    writing.insert(_NAME, fresh)


def forget(writing: Writing, profiles: Iterable[Profile]) -> None:
    """Take profiles out, as part of an operation that can be undone."""
    ids = _ids(writing)
    writing.delete(_NAME, [ids[each.fingerprint] for each in profiles if each.fingerprint in ids])


def _ids(writing: Writing) -> dict[str, int]:
    rows = writing.connection.execute(select(_PROFILE.c.fingerprint, _PROFILE.c.id))
    return {str(row[0]): int(row[1]) for row in rows}


def _row(profile: Profile) -> dict[str, str]:
    return {
        "fingerprint": profile.fingerprint,
        "name": profile.name,
        "source": profile.source,
        "mapping": json.dumps(content(profile), ensure_ascii=False),
    }
