"""Many rows arrive exactly as given, in turn, or not at all."""

import datetime as dt
from collections.abc import Callable

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from showroom_crm.store import adding, history, tables
from showroom_crm.store.adding import Adding
from showroom_crm.store.changes import Row
from showroom_crm.store.database import Store

NOW = dt.datetime(2026, 11, 20, 9, 30)
MANY = adding._MANY  # noqa: SLF001 - the tests stand on both sides of it
NASTY = '=1+1 "\'\\/\x0b\x00\x1e\x1f\x7f\u2028😀\r\n{"+":['
CELLS = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.text(st.characters(exclude_categories=["Cs"])),
)


def write(
    store: Store, rows: dict[str, list[Row]], then: Callable[[], None] = lambda: None
) -> None:
    with store.write("import", "Import", None, NOW) as writing:
        for table, several in rows.items():
            writing.insert(table, several)
        then()


@given(row=st.tuples(CELLS, CELLS, CELLS), copies=st.sampled_from([1, MANY, 2 * MANY]))
def test_what_is_added_is_what_is_there(row: tuple[object, ...], copies: int) -> None:
    engine = create_engine("sqlite://", module=sqlcipher, connect_args={"check_same_thread": False})
    with engine.begin() as connection, Adding(connection) as beside:
        connection.execute(text('CREATE TABLE "odd" ("a", "order", "c")'))
        beside.rows("odd", ("a", "order", "c"), [row] * copies)

        found = beside.connection.execute(text("SELECT * FROM odd")).all()

    engine.dispose()
    assert found == [row] * copies


def test_a_log_of_many_lines_holds_together_whatever_stands_in_them(store: Store) -> None:
    people = [{"name": f"{NASTY}{number}", "remark": "null"} for number in range(3 * MANY)]
    with store.write("import", "Import", None, NOW) as writing:
        ids = writing.insert("customer", people)
    with store.write("edit", "Edit", None, NOW) as writing:
        writing.update("customer", {each: {"remark": NASTY, "model": "null"} for each in ids})

    assert history.verify_chain(store) is None
    with store.read() as connection:
        lines = connection.execute(
            text("SELECT field, old, new FROM change WHERE operation_id = :id"),
            {"id": writing.operation_id},
        ).all()
        nothing = connection.execute(text("SELECT count(*) FROM change WHERE old = 'null'"))
        assert nothing.scalar() == 0
    assert set(lines) == {
        ("remark", '"null"', tables.to_json(NASTY)),
        ("model", None, '"null"'),
    }


def test_a_statement_that_fails_beside_takes_all_of_it_back(store: Store) -> None:
    strangers: list[Row] = [{"customer_id": 9, "kind": "phone", "value": "1"}] * (2 * MANY)
    with pytest.raises(sqlcipher.IntegrityError):
        write(store, {"customer": [{"name": "张三"}], "contact_way": strangers})

    with store.read() as connection:
        for table in ("customer", "contact_way", "operation", "change", "customer_search"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0


def test_who_stops_midway_leaves_nothing(store: Store) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    people: list[Row] = [{"name": str(number)} for number in range(20 * MANY)]
    with pytest.raises(KeyboardInterrupt):
        write(store, {"customer": people}, stop)

    with store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM customer")).scalar() == 0


def test_a_long_journal_goes_into_the_file_once_the_work_is_done(store: Store) -> None:
    with store.write("import", "Import", None, NOW) as writing:
        writing.insert("customer", [{"name": str(number)} for number in range(10 * MANY)])
    store.wait_for_journal()

    with store.read() as connection:
        journal = connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").one()
        long = connection.exec_driver_sql("PRAGMA page_count").scalar()
    assert journal[1] == journal[2]  # pages in the journal, and those of them in the file
    assert (store.folder / "showroom.db").stat().st_size >= 4096 * (long or 0)
