"""The tables and the migrations agree, older stores are brought up to date, newer ones refused."""

import datetime as dt
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from showroom_crm.errors import NewerStore, NotFound, StoreDamaged
from showroom_crm.models import Base
from showroom_crm.store import batches, copying, database, driver, keys, upgrade
from showroom_crm.store.batches import Batch
from showroom_crm.store.database import DATABASE, Store

NOW = dt.datetime(2026, 11, 20, 9, 30)


def set_revision(folder: Path, key: bytes, revision: str | None) -> None:
    connection = driver.connect(folder / DATABASE, key)
    if revision is None:
        connection.execute("DROP TABLE alembic_version")
    else:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()


def test_the_newest_script_is_the_one_the_program_asks_for() -> None:
    scripts = ScriptDirectory.from_config(upgrade.config())

    assert scripts.get_heads() == [upgrade.HEAD]


def test_migrating_gives_exactly_the_tables_of_the_models(store: Store) -> None:
    options = {
        "compare_type": True,
        "include_object": lambda _o, name, kind, _r, _c: (
            not (kind == "table" and name.startswith("customer_search"))
        ),
    }
    with store.read() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_can_be_taken_back_and_done_again(store: Store) -> None:
    settings = upgrade.config()
    with store.derive() as adding:
        connection = settings.attributes["connection"] = adding.connection
        command.downgrade(settings, "base")
        left = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        assert set(left) <= {"alembic_version", "sqlite_sequence"}
        command.upgrade(settings, "head")
        assert connection.scalar(text("SELECT count(*) FROM customer")) == 0


def test_a_store_of_a_newer_version_is_refused_untouched(store: Store) -> None:
    store.close()
    set_revision(store.folder, store.key, "9999")
    before = (store.folder / DATABASE).read_bytes()

    with pytest.raises(NewerStore):
        database.open_store(store.folder, store.key)

    assert (store.folder / DATABASE).read_bytes() == before


def test_a_store_without_tables_is_not_filled_silently(store: Store) -> None:
    store.close()
    set_revision(store.folder, store.key, None)

    with pytest.raises(StoreDamaged):
        database.open_store(store.folder, store.key)


def grown(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str) -> Path:
    """Add a next migration, as a coming version would have it, and return the store's folder."""
    scripts = tmp_path / "migrations"
    shipped = Path(upgrade.__file__).parent / "migrations"
    for file in (*shipped.glob("*.py"), *(shipped / "versions").glob("*.py")):
        copy = scripts / file.relative_to(shipped)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    (scripts / "versions" / "next.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision, down_revision = 'next', {upgrade.HEAD!r}\n"
        f"def upgrade():\n    {body}\n",
        "utf-8",
    )
    monkeypatch.setattr(upgrade, "_MIGRATIONS", scripts)
    monkeypatch.setattr(upgrade, "HEAD", "next")
    with store.write("edit", "Add", None, NOW) as writing:
        writing.insert("customer", [{"name": "王小明"}])
    store.close()
    return store.folder


def test_an_older_store_is_copied_and_then_migrated(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    body = "op.add_column('customer', sa.Column('nickname', sa.Text()))"
    folder = grown(store, monkeypatch, tmp_path, body)

    opened = database.open_store(folder, store.key)

    with opened.read() as connection:
        rows = connection.execute(text("SELECT name, nickname FROM customer")).all()
        assert [tuple(row) for row in rows] == [("王小明", None)]
    opened.close()
    [copy] = folder.glob("showroom-before-update-*.db")
    assert copying.examine(copy, store.key)["customer"] == 1
    database.open_store(folder, store.key).close()
    assert len(list(folder.glob("showroom-before-update-*.db"))) == 1


def test_a_store_of_the_first_version_keeps_its_customers(store: Store) -> None:
    with store.write("edit", "Add", None, NOW) as writing:
        writing.insert("customer", [{"name": "王小明"}])
    settings = upgrade.config()
    with store.derive() as adding:
        settings.attributes["connection"] = adding.connection
        command.downgrade(settings, "0001")
    store.close()

    opened = database.open_store(store.folder, store.key)

    with opened.read() as connection:
        assert connection.scalars(text("SELECT name FROM customer")).all() == ["王小明"]
        assert connection.scalar(text("SELECT count(*) FROM payment")) == 0
    opened.close()


def test_imports_of_an_older_version_are_a_reading_each(store: Store) -> None:
    with store.write("import", "Import", None, NOW) as writing:
        batches.add(writing, Batch("", "客户.xlsx", "一月", "", 1, 1, 0, 0, 0, 0))
        batches.add(writing, Batch("", "客户.xlsx", "二月", "", 1, 1, 0, 0, 0, 0))
    with store.write("import", "Import", None, NOW) as writing:
        batches.add(writing, Batch("", "客户.xlsx", "三月", "", 1, 1, 0, 0, 0, 0))
    settings = upgrade.config()
    with store.derive() as adding:
        settings.attributes["connection"] = adding.connection
        command.downgrade(settings, "0002")
    store.close()

    opened = database.open_store(store.folder, store.key)

    assert [past.batch.run for past in batches.recent(opened)] == ["2", "1", "1"]
    assert [past.batch.sheet for past in batches.recent(opened, files=1)] == ["三月"]
    opened.close()


def test_a_migration_that_fails_leaves_the_older_store_whole(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    body = "op.add_column('customer', sa.Column('nickname', sa.Text())); raise ZeroDivisionError"
    folder = grown(store, monkeypatch, tmp_path, body)

    with pytest.raises(ZeroDivisionError):
        database.open_store(folder, store.key)
    monkeypatch.undo()

    opened = database.open_store(folder, store.key)
    with opened.read() as connection:
        columns = connection.execute(text("PRAGMA table_info(customer)")).all()
        assert "nickname" not in {column[1] for column in columns}
    opened.close()


def test_a_new_store_that_could_not_be_made_is_not_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrade, "_migrate", lambda _engine: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        database.create_store(folder, keys.new_key())
    monkeypatch.undo()

    with pytest.raises(NotFound):
        database.open_store(folder, keys.new_key())
    database.create_store(folder, keys.new_key()).close()
