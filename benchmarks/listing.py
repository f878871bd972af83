"""The list as the store delivers it: search as one types, other orders and filters, one card."""

from __future__ import annotations

from itertools import cycle

from benchmarks.lines import Bench, Case, Line, Unit
from benchmarks.showroom import TODAY
from showroom_crm.store import customers, listing, search
from showroom_crm.values.customers import Flag
from showroom_crm.values.queries import Condition, CustomerQuery, Op

PAGE = 60
TYPED = (
    "王", "王芳", "李", "张伟", "z", "zh", "zha", "zhang", "zw", "wang", "138", "8812", "66", "00",
    "途观", "途", "周末", "价格", "C0001", "c00", "王 途观", "看车",
)  # fmt: skip
SORTED_BY = (
    "next_follow_up_on", "name", "score", "registered_on", "salesperson", "last_contact_on",
    "budget",
)  # fmt: skip
_ASKED = (
    *(CustomerQuery(sort=field) for field in SORTED_BY),
    *(CustomerQuery(sort=field, descending=True) for field in SORTED_BY),
    CustomerQuery(conditions=(Condition("level", Op.IN, ("H", "A")),)),
    CustomerQuery(conditions=(Condition("tier", Op.IS, ("A",)),), sort="score", descending=True),
    CustomerQuery(conditions=(Condition("flag", Op.IN, (Flag.OVERDUE.value,)),)),
    CustomerQuery(conditions=(Condition("next_follow_up_on", Op.AT_MOST, (TODAY,)),)),
)
_SEARCH_FLOOR = (
    "SELECT c.id FROM customer_search s JOIN customer c ON c.id = s.rowid "
    "WHERE customer_search MATCH ? ORDER BY c.next_follow_up_on"
)


def _shown(bench: Bench, query: CustomerQuery) -> None:
    store = bench.desk.store
    customers.lines(store, listing.ids(store, query, TODAY)[:PAGE], TODAY)


def _searching(bench: Bench) -> Case:
    typed, bare = cycle(TYPED), cycle(TYPED)
    connection = bench.desk.store.driver_connection()

    def floor() -> None:
        connection.execute(_SEARCH_FLOOR, (search.expression(next(bare)),)).fetchall()

    def work() -> None:
        _shown(bench, CustomerQuery(search=next(typed)))

    return Case(work, floor, repeat=3 * len(TYPED))


def _ordering(bench: Bench) -> Case:
    asked = cycle(_ASKED)
    connection = bench.desk.store.driver_connection()

    def floor() -> None:
        connection.execute("SELECT id FROM customer ORDER BY next_follow_up_on").fetchall()

    return Case(lambda: _shown(bench, next(asked)), floor, repeat=3 * len(_ASKED))


def _turning_pages(bench: Bench) -> Case:
    ids = listing.ids(bench.desk.store, CustomerQuery(), TODAY)
    starts = cycle(range(0, len(ids) - PAGE, max(1, len(ids) // 50)))

    def work() -> None:
        start = next(starts)
        customers.lines(bench.desk.store, ids[start : start + PAGE], TODAY)

    return Case(work, repeat=50)


def _opening_a_card(bench: Bench) -> Case:
    ids = cycle(listing.ids(bench.desk.store, CustomerQuery(), TODAY)[:: bench.size.rows // 20])
    return Case(lambda: customers.card(bench.desk.store, next(ids), TODAY), repeat=40)


LINES = (
    Line(
        "text in the search box to ids and the first page",
        _searching,
        40,
        Unit.MILLISECONDS,
        "full-text query of the same text, ordered ids",
        percentile=95,
    ),
    Line(
        "another order, filter or view to ids and the first page",
        _ordering,
        150,
        Unit.MILLISECONDS,
        "SELECT id ... ORDER BY",
        percentile=95,
    ),
    Line("another page of the list", _turning_pages, 45, Unit.MILLISECONDS),
    Line("a customer's card with timeline", _opening_a_card, 80, Unit.MILLISECONDS, percentile=95),
)
