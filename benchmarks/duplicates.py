"""Scanning everyone for likely duplicates."""

from __future__ import annotations

from collections import deque

from benchmarks.lines import Bench, Case, Line
from showroom_crm.operations import duplicates

_KEYS = (
    "SELECT id, name, name_sort, gender, birth_date, id_no, model, registered_on FROM customer",
    "SELECT customer_id, kind, value FROM contact_way",
    "SELECT customer_id, vin, plate, model FROM vehicle",
)


def _scan(bench: Bench) -> Case:
    desk = bench.desk
    connection = desk.store.driver_connection()

    def floor() -> None:
        for statement in _KEYS:
            deque([connection.execute(statement).fetchall()], maxlen=0)

    return Case(lambda: duplicates.scan(desk), floor)


LINES = (
    Line(
        "scan everyone for duplicates: phone, plate, VIN, fuzzy name",
        _scan,
        6,
        floor="reading the same keys",
    ),
)
