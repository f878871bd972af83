"""Bringing a store to the present schema: made new, migrated after a copy, or refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from showroom_crm.errors import NewerStore, StoreDamaged
from showroom_crm.i18n import _
from showroom_crm.store import copying

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0003"  # the newest revision in `migrations/versions`; a test holds the two together
_MIGRATIONS = Path(__file__).parent / "migrations"


def make(engine: Engine, _file: Path, _key: bytes) -> None:
    """Make all tables of a new store."""
    _migrate(engine)


def bring_up_to_date(engine: Engine, file: Path, key: bytes) -> None:
    """Migrate the store to `HEAD`; an older file is copied beside itself first.

    Raises NewerStore where a newer version of the program wrote it, and StoreDamaged where nothing
    is in it: an empty file is never taken for a new store.
    """
    with engine.connect() as connection:
        present = _revision(connection)
    if present == HEAD:
        return
    if present is None:
        raise empty()
    if present not in _known_revisions():
        raise NewerStore(_("A newer version wrote this showroom. Install that version to open it."))
    copying.copy(file, key, _copy_name(file))
    _migrate(engine)


def empty() -> StoreDamaged:
    """Return the error for a store with nothing in it."""
    return StoreDamaged(_("The showroom's file is empty. Restore the latest backup."))


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def config() -> Config:
    """Return the configuration of the migrations."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return settings


def _known_revisions() -> set[str]:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(config())
    return {revision.revision for revision in scripts.walk_revisions()}


def _migrate(engine: Engine) -> None:
    from alembic import command

    settings = config()
    with engine.connect() as connection, connection.begin():
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")


def _copy_name(file: Path) -> Path:
    return file.with_name(f"{file.stem}-before-update-{dt.datetime.now():%Y-%m-%d-%H%M%S}.db")
