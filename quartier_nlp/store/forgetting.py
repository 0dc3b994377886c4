"""Deletes for good, and remembers by digests what must not come back."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager

import sqlalchemy as sa

from quartier_nlp.errors import StoreError
from quartier_nlp.model import tables
from quartier_nlp.model.records import Segment
from quartier_nlp.model.tables import Row
from quartier_nlp.store import schema
from quartier_nlp.store.decisions import replace_decisions
from quartier_nlp.store.life import remember

#: How long to wait for another run before leaving the rewriting to the next one.
PATIENCE_MS = 5_000
_ROWS = 2_000
#: Stage that is recorded from deleting until the database files are rewritten.
_PENDING = "scrub"
_HELD = (
    "it is deleted, but its bytes are left in the database file, which cannot be rewritten while another run holds it: "
    "the next `quartier run` or `quartier ingest` does so"
)


class Forgetting:
    """Part of the store; every method but ``scrub`` is one transaction."""

    def __init__(self, engine: sa.Engine, begin: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._engine = engine
        self._begin = begin

    # -- digests -------------------------------------------------------------------------------

    def marks(self) -> list[Row]:
        """Return the digests of what must not be taken up again, in order."""
        table = schema.forgotten
        with self._begin() as connection:
            query = sa.select(table).order_by(table.c.aspect, table.c.digest, table.c.speaker)
            return [dict(row) for row in connection.execute(query).mappings()]

    def add_marks(self, rows: Sequence[Row]) -> None:
        """Remember digests; those that are known stay as they are."""
        with self._begin() as connection:
            _add_marks(connection, rows)

    def drop_marks(self, occasions: Collection[str]) -> int:
        """Let what was forgotten on some occasions be taken up again; return how many digests went."""
        table = schema.forgotten
        with self._begin() as connection:
            return connection.execute(sa.delete(table).where(table.c.occasion.in_(sorted(occasions)))).rowcount

    # -- deleting ------------------------------------------------------------------------------

    def erase(self, source_ids: Collection[str], marks: Sequence[Row]) -> None:
        """Delete sources with all that was made of them, and every cluster that one of their findings is in.

        Args:
            source_ids: Sources to delete.
            marks: Digests to remember.
        """
        ids = sorted(source_ids)
        with self._begin() as connection:
            findings = _ids_of_findings(connection, ids)
            _drop_clusters(connection, findings)
            for source_id in ids:
                connection.execute(sa.delete(schema.sources).where(schema.sources.c.source_id == source_id))
                connection.execute(sa.delete(schema.stages).where(schema.stages.c.scope == source_id))
                for column in (schema.sources.c.same_as, schema.sources.c.superseded_by):
                    connection.execute(sa.update(schema.sources).where(column == source_id).values({column: None}))
            _add_marks(connection, marks)
            _note_pending(connection)

    def rewrite(
        self,
        source: Mapping[str, object],
        segments: Sequence[Segment],
        findings: Sequence[Row],
        memory: Sequence[Row],
        decisions: Sequence[Row],
        *,
        pseudonyms: Collection[str],
        marks: Sequence[Row],
    ) -> None:
        """Replace what is known of a source by what is left of it.

        Args:
            source: New values of the source's columns, with its ``source_id``.
            segments: Segments that stay.
            findings: Rows of findings that stay.
            memory: What to remember of them; what was remembered of others goes.
            decisions: Rows of decisions on them; others go.
            pseudonyms: Speakers whose names go.
            marks: Digests to remember.
        """
        source_id = str(source["source_id"])
        with self._begin() as connection:
            _drop_clusters(connection, _ids_of_findings(connection, [source_id]))
            for table in (schema.findings, schema.segments, schema.memory, schema.signatures):
                connection.execute(sa.delete(table).where(table.c.source_id == source_id))
            for column in (schema.resemblances.c.left, schema.resemblances.c.right):
                connection.execute(sa.delete(schema.resemblances).where(column == source_id))
            same = schema.sources.c.source_id == source_id
            connection.execute(sa.update(schema.sources).where(same).values(dict(source)))
            if segments:
                connection.execute(sa.insert(schema.segments), tables.rows_of(tables.segments_frame(segments)))
            if findings:
                connection.execute(sa.insert(schema.findings), list(findings))
            remember(connection, source_id, memory)
            replace_decisions(connection, source_id, decisions)
            names = schema.speakers
            connection.execute(
                sa.delete(names).where(names.c.source_id == source_id, names.c.pseudonym.in_(sorted(pseudonyms)))
            )
            _add_marks(connection, marks)
            _note_pending(connection)

    def scrub(self) -> None:
        """Rewrite the database files, so that nothing deleted is left in free pages or the journal.

        Raises:
            StoreError: If another run holds the store.
        """
        try:
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                if self._engine.dialect.name == "sqlite":
                    before = connection.execute(sa.text("PRAGMA busy_timeout")).scalar()
                    connection.execute(sa.text(f"PRAGMA busy_timeout = {PATIENCE_MS}"))
                    connection.execute(sa.text("VACUUM"))
                    busy = connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)")).scalar()
                    connection.execute(sa.text(f"PRAGMA busy_timeout = {before}"))
                else:
                    connection.execute(sa.text("VACUUM FULL"))
                    busy = 0
        except sa.exc.OperationalError as error:
            raise StoreError(f"{_HELD}: {error.orig}") from error
        if busy:
            raise StoreError(_HELD)
        with self._begin() as connection:
            connection.execute(sa.delete(schema.stages).where(schema.stages.c.stage == _PENDING))

    def finish(self) -> None:
        """Rewrite the database files if that is still to be done after something was deleted."""
        with self._begin() as connection:
            pending = connection.execute(
                sa.select(schema.stages.c.key).where(schema.stages.c.stage == _PENDING)
            ).first()
        if pending is not None:
            self.scrub()

    # -- proving -------------------------------------------------------------------------------

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield the values of every column of every table of the database, joined, with ``table.column``."""
        names = sorted(sa.inspect(self._engine).get_table_names())
        everything = sa.MetaData()
        everything.reflect(self._engine)
        for name in names:
            table = everything.tables[name]
            for column in table.columns:
                with self._begin() as connection:
                    result = connection.execution_options(yield_per=_ROWS).execute(sa.select(column))
                    parts = result.scalars().partitions(_ROWS)
                    blocks = ["\n".join(_as_text(value) for value in part if value is not None) for part in parts]
                yield from ((f"{name}.{column.name}", block) for block in blocks or [""])


def _note_pending(connection: sa.Connection) -> None:
    table = schema.stages
    connection.execute(sa.delete(table).where(table.c.stage == _PENDING))
    connection.execute(sa.insert(table), {"scope": "", "stage": _PENDING, "key": ""})


def _as_text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "ignore")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _ids_of_findings(connection: sa.Connection, source_ids: Sequence[str]) -> set[str]:
    table = schema.findings
    found: set[str] = set()
    for source_id in source_ids:
        query = sa.select(table.c.finding_id).where(table.c.source_id == source_id)
        found.update(connection.execute(query).scalars())
    return found


def _drop_clusters(connection: sa.Connection, findings: Collection[str]) -> None:
    """Drop clusters whose names may come from some findings; they are to be formed anew."""
    table = schema.clusters
    rows = connection.execute(sa.select(table.c.cluster_id, table.c.members)).all()
    touched = [row.cluster_id for row in rows if not set(row.members).isdisjoint(findings)]
    for cluster_id in touched:
        connection.execute(sa.delete(table).where(table.c.cluster_id == cluster_id))
    stages = schema.stages
    connection.execute(
        sa.delete(stages).where(stages.c.scope == "", stages.c.stage.in_(("cluster", "tables", "draft")))
    )


def _add_marks(connection: sa.Connection, rows: Sequence[Row]) -> None:
    table = schema.forgotten
    for row in rows:
        same = sa.and_(*(table.c[name] == row[name] for name in ("aspect", "digest", "speaker")))
        if connection.execute(sa.select(table.c.digest).where(same)).first() is None:
            connection.execute(sa.insert(table), row)
