"""A plan is what happens: its counts are those of the store afterwards, for any table."""

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from showroom_crm.operations import history, imports, opening
from showroom_crm.operations.desk import Desk
from showroom_crm.store import batches, counts, listing, matching
from showroom_crm.values.import_choices import Choices
from showroom_crm.values.import_plans import Action
from showroom_crm.values.matches import KnownCustomer
from showroom_crm.values.queries import CustomerQuery

TODAY = dt.date(2026, 11, 20)
HEAD = "客户姓名,手机号码,意向级别,意向车型,登记日期,VIN,备注"
_numbers = itertools.count()

names = st.sampled_from(["张一", "李二", "王三", "张先生", "", "赵四女士", "东城贸易有限公司"])
phones = st.sampled_from(["13900000001", "13900000002", "139-0000-0003", "", "12", "无"])
others = st.tuples(
    st.sampled_from(["H", "A", "F", "", "好"]),
    st.sampled_from(["晨星 L", "小满", ""]),
    st.sampled_from(["2026-11-01", "2026/3/5", "", "昨天"]),
    st.sampled_from(["LSVAA49J132034567", "", "X"]),
    st.sampled_from(["周末来", "", "问贷款"]),
)
rows = st.lists(st.tuples(names, phones, others), min_size=1, max_size=8)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("plans")
    made = opening.create_sample(folder / "store", "东城展厅", "王芳", TODAY)
    yield replace(made, clock=lambda: dt.datetime.combine(TODAY, dt.time(9, 30)))
    opening.close(made)


def everyone(desk: Desk) -> dict[int, KnownCustomer]:
    ids = listing.ids(desk.store, CustomerQuery(), desk.today)
    return matching.current(desk.store, ids, "any")


def table(folder: Path, lines: list[tuple[str, str, tuple[str, ...]]]) -> Path:
    path = folder / f"{next(_numbers)}.csv"
    text = [",".join((name, phone, *rest)) for name, phone, rest in lines]
    path.write_text("\n".join((HEAD, *text)) + "\n", "utf-8")
    return path


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=rows, second=rows, off=st.sets(st.integers(2, 9)))
def test_what_is_planned_is_what_happens(
    store: Desk,
    tmp_path: Path,
    first: list[tuple[str, str, tuple[str, ...]]],
    second: list[tuple[str, str, tuple[str, ...]]],
    off: set[int],
) -> None:
    mine: list[int] = []
    for lines in (first, second):
        path = table(tmp_path, lines)
        proposal = imports.propose(
            store, imports.read(path), path, choices=Choices(skip=frozenset(off))
        )
        planned = {action: proposal.plan.count(action) for action in Action}
        before, known = counts.customers(store.store), everyone(store)
        result = imports.apply(store, proposal)
        assert result.operation is not None
        mine.append(result.operation)
        told = (result.inserted, result.updated, result.unchanged, result.skipped, result.rejected)
        assert told == tuple(planned[action] for action in Action)
        assert sum(told) == result.read == len(lines)
        assert counts.customers(store.store) - before == planned[Action.INSERT]
        changed = {i for i, now in everyone(store).items() if known.get(i) != now}
        assert bool(changed) == bool(planned[Action.INSERT] + planned[Action.UPDATE])
        assert len(changed) <= planned[Action.INSERT] + planned[Action.UPDATE]
        noted = batches.recent(store.store, 1)[0].batch
        assert (noted.rows_read, noted.inserted, noted.updated) == (
            result.read,
            result.inserted,
            result.updated,
        )
    for operation in reversed(mine):
        if next(each for each in history.recent(store) if each.id == operation).changes:
            history.undo(store, operation)
    assert counts.customers(store.store) == 0
