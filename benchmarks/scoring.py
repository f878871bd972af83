"""Scoring everyone and one customer, and trying other criteria."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import cycle

import pandas as pd

from benchmarks.lines import Bench, Case, Line, Unit
from benchmarks.showroom import TODAY
from showroom_crm.operations import rescoring
from showroom_crm.scoring import scorecards, trying
from showroom_crm.store import listing
from showroom_crm.values.queries import CustomerQuery

_FACTS = (
    "SELECT id, level, visit_count, budget_max, julianday(registered_on), "
    "julianday(first_visit_on), "
    "julianday(last_visit_on), julianday(expected_on), julianday(last_contact_on), "
    "julianday(next_follow_up_on), owned_car IS NULL, gender IS NULL, source_l1 IS NULL, "
    "salesperson_id IS NULL, model IS NULL FROM customer"
)
_EVENTS = "SELECT customer_id, julianday(at), success FROM contact"


def _everyone(bench: Bench) -> Case:
    store = bench.desk.store
    connection = store.driver_connection()
    days = cycle((TODAY + dt.timedelta(days=1), TODAY))

    def floor() -> None:
        pd.DataFrame(connection.execute(_FACTS).fetchall())
        events = pd.DataFrame(
            connection.execute(_EVENTS).fetchall(), columns=["customer", "at", "success"]
        )
        events.groupby("customer").agg({"at": ["max", "count"], "success": "sum"})

    def work() -> None:
        with store.derive() as writable:
            rescoring.everyone(writable, next(days))

    return Case(work, floor)


def _one(bench: Bench) -> Case:
    store = bench.desk.store
    ids = cycle(listing.ids(store, CustomerQuery(), TODAY)[:: bench.size.rows // 20])

    def work() -> None:
        with store.derive() as writable:
            rescoring.touched(writable, TODAY, {next(ids)})

    return Case(work, repeat=40)


def _what_if(bench: Bench) -> Case:
    old = scorecards.default()
    new = replace(old, rules=old.rules[:-1])
    store = bench.desk.store

    def work() -> None:
        with store.read() as connection:
            trying.what_if(rescoring.facts_of(connection, TODAY), old, new)

    return Case(work)


LINES = (
    Line(
        "score everyone, keep what changed over a day",
        _everyone,
        2,
        floor="reading the same columns and events, pandas group-by of the events",
    ),
    Line("score one customer on save", _one, 30, Unit.MILLISECONDS, percentile=95),
    Line("try other criteria on everyone", _what_if, 2000, Unit.MILLISECONDS),
)
