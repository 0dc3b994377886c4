"""What the workflow server keeps to show: copies of the draft in its own database, on this machine."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

_KEYS = "quintessenz-%"
#: Tables with copies of what is displayed, and which of their rows.
_SHOWN: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("artifact", "key LIKE ?", (_KEYS,)),
    ("artifact_collection", "key LIKE ?", (_KEYS,)),
    ("events", "event LIKE 'prefect.artifact%' AND payload LIKE ?", (f'%"{_KEYS}',)),
)


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
            for table, condition, values in _SHOWN:
                if table in known:
                    query = f"DELETE FROM {table} WHERE {condition}"  # noqa: S608 - of the constants above
                    gone += connection.execute(query, values).rowcount
            connection.commit()
            if gone:
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:
        return


def _database() -> Path:
    return Path(os.environ.get("PREFECT_HOME", Path.home() / ".prefect")) / "prefect.db"
