"""Brings a database to the schema of this program."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from quartier_nlp.errors import StoreError

#: Newest revision in ``migrations/versions``; a test keeps it true.
HEAD = "0004"
_SCRIPTS = Path(__file__).parent / "migrations"


def migrate(engine: sa.Engine) -> None:
    """Create or upgrade the tables; costs one query when there is nothing to do.

    Raises:
        StoreError: If a newer program has written the store.
    """
    with engine.connect() as connection:
        current = _revision(connection)
    if current == HEAD:
        return
    # Imported late: a run on an up-to-date store does without.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise StoreError(
            f"the store {engine.url.render_as_string()} has schema {current}, this program knows up to {HEAD}: "
            "use the newer program that wrote it, or another --out"
        )
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreError(f"cannot upgrade the store from {current} to {HEAD}: {error}") from error


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
