"""What the showroom chose, by key, as plain JSON values."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from showroom_crm.store import tables
from showroom_crm.store.changes import Writing
from showroom_crm.store.database import Store

_SETTING = tables.BY_NAME["setting"]


def value(store: Store, key: str, default: Any = None) -> Any:
    """Return the setting `key`, or `default` where the showroom chose nothing."""
    with store.read() as connection:
        text = connection.scalar(select(_SETTING.c.value).where(_SETTING.c.key == key))
    return default if text is None else json.loads(text)


def put(writing: Writing, key: str, new: Any) -> None:
    """Set `key` to any JSON value, as part of an operation."""
    text = json.dumps(new, ensure_ascii=False)
    row = writing.connection.scalar(select(_SETTING.c.id).where(_SETTING.c.key == key))
    if row is None:
        writing.insert("setting", [{"key": key, "value": text}])
    else:
        writing.update("setting", {row: {"value": text}})
