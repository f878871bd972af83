"""How a line of the log tells of a new customer together with all that came along with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import orjson

from showroom_crm.store import tables

# No column is called so, and inside a text of JSON every quotation mark has a backslash before it.
_BELONGINGS = ',"+":{'


def joined(customer: str, belongings: Mapping[str, Sequence[str]]) -> str:
    """Return the JSON of a row of `customer` with that of the rows of other tables within it."""
    parts = [f'"{table}":[{",".join(rows)}]' for table, rows in belongings.items()]
    return f"{customer[:-1]}{_BELONGINGS}{','.join(parts)}}}}}" if parts else customer


def parted(table: str, row_id: int, text: str) -> Iterator[tuple[str, int, str]]:
    """Yield table, id and JSON of each row that an inserted line tells of, its own row first."""
    at = text.find(_BELONGINGS)
    if at < 0:
        yield table, row_id, text
        return
    yield table, row_id, text[:at] + "}"
    for other, rows in orjson.loads(text[at + len(_BELONGINGS) - 1 : -1]).items():
        for row, own in zip(rows, tables.each_to_json(rows), strict=True):
            yield other, row["id"], own
