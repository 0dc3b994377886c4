"""What the workflow server keeps to show: copies of the draft in its own database, on this machine."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

_TABLES = ("artifact", "artifact_collection")
_KEYS = "quintessenz-%"


def files() -> tuple[Path, ...]:
    """Return the files of the local server's database, if there is one."""
    database = _database()
    found = (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm")))
    return tuple(file for file in found if file.is_file())


def clear() -> None:
    """Delete the draft and the summaries that flows left for display; they come back with the next flow.

    A database that another program holds is left alone: the search that follows tells.
    """
    database = _database()
    if not database.is_file():
        return
    try:
        with closing(sqlite3.connect(database, timeout=10)) as connection:
            known = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            connection.execute("PRAGMA secure_delete = ON")
            gone = 0
            for table in _TABLES:
                if table in known:
                    query = f"DELETE FROM {table} WHERE key LIKE ?"  # noqa: S608 - one of the names above
                    gone += connection.execute(query, (_KEYS,)).rowcount
            connection.commit()
            if gone:
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:
        return


def _database() -> Path:
    return Path(os.environ.get("PREFECT_HOME", Path.home() / ".prefect")) / "prefect.db"
