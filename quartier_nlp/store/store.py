"""Reads and writes the store. One source is one transaction: a killed run leaves whole sources."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import pandas as pd
import sqlalchemy as sa

from quartier_nlp.errors import StoreError
from quartier_nlp.model import tables
from quartier_nlp.model.notices import Notice
from quartier_nlp.model.records import Segment, Source
from quartier_nlp.model.tables import Row, Table
from quartier_nlp.model.vocabulary import SourceStatus
from quartier_nlp.store import schema
from quartier_nlp.store.decisions import Decisions
from quartier_nlp.store.forgetting import Forgetting
from quartier_nlp.store.life import Life, remember
from quartier_nlp.store.migrate import migrate
from quartier_nlp.store.versions import once_each

_BUSY_SECONDS = 30
_CORPUS = ""


class Store:
    """The tables of one corpus and the record of what has been done.

    Use ``open``. Every method is one transaction. Frames come back validated and in the order of
    path, position in the source and offset, whatever order they were written in.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> Self:
        """Open a store, creating or upgrading it.

        Args:
            url: SQLAlchemy URL, e.g. ``sqlite:///outputs/quartier.db``.

        Raises:
            StoreError: If it cannot be opened or was written by a newer program.
        """
        try:
            engine = _engine(url)
            migrate(engine)
        except (sa.exc.SQLAlchemyError, OSError, ModuleNotFoundError) as error:
            shown = _without_password(url)
            raise StoreError(f"cannot open the store {shown}: {error}; check the path or URL and its rights") from error
        return cls(engine)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def life(self) -> Life:
        """Where sources stand: files, copies, versions, what ids are known by."""
        return Life(self._begin)

    @property
    def forgetting(self) -> Forgetting:
        """Deleting for good, and what must not be taken up again."""
        return Forgetting(self._engine, self._begin)

    @property
    def decisions(self) -> Decisions:
        """What editors decided on findings."""
        return Decisions(self._begin)

    # -- what has been done ------------------------------------------------------------------

    def done(self, stage: str) -> dict[str, str]:
        """Return scope to key for a stage; the whole corpus has the scope ``""``."""
        query = sa.select(schema.stages.c.scope, schema.stages.c.key).where(schema.stages.c.stage == stage)
        with self._begin() as connection:
            return {row.scope: row.key for row in connection.execute(query)}

    def mark_done(self, stage: str, key: str, *, scope: str = _CORPUS) -> None:
        """Record that a stage has been done on a scope with this key."""
        with self._begin() as connection:
            _mark(connection, stage, scope, key)

    # -- sources -----------------------------------------------------------------------------

    def save_source(
        self,
        source: Source,
        segments: Sequence[Segment],
        speakers: Mapping[str, str],
        *,
        key: str,
        notices: Sequence[Notice] = (),
    ) -> None:
        """Replace a source, its segments and the names behind its pseudonyms.

        Args:
            source: The source; findings of an earlier reading of the same content are dropped.
            segments: Its segments.
            speakers: Pseudonym to name.
            key: What the reading depended on.
            notices: Remarks of the reader that are no errors.
        """
        row = tables.rows_of(tables.sources_frame([source]))[0] | {"notices": [notice.row() for notice in notices]}
        segment_rows = tables.rows_of(tables.segments_frame(segments))
        with self._begin() as connection:
            scope = schema.stages.c.scope == source.source_id
            connection.execute(sa.delete(schema.stages).where(scope))
            for table in (schema.findings, schema.segments, schema.speakers, schema.signatures):
                connection.execute(sa.delete(table).where(table.c.source_id == source.source_id))
            _save_row(connection, row)
            if segment_rows:
                connection.execute(sa.insert(schema.segments), segment_rows)
            if speakers:
                connection.execute(
                    sa.insert(schema.speakers),
                    [
                        {"source_id": source.source_id, "pseudonym": pseudonym, "name": name}
                        for pseudonym, name in sorted(speakers.items())
                    ],
                )
            _mark(connection, "ingest", source.source_id, key)

    def names(self) -> dict[str, dict[str, str]]:
        """Return source id to pseudonym to name. Private: only for masking names in text."""
        result: dict[str, dict[str, str]] = {}
        query = sa.select(schema.speakers).order_by(schema.speakers.c.source_id, schema.speakers.c.pseudonym)
        with self._begin() as connection:
            for row in connection.execute(query):
                result.setdefault(row.source_id, {})[row.pseudonym] = row.name
        return result

    def notices(self) -> dict[str, list[Notice]]:
        """Return source id to the remarks that its reader made."""
        query = sa.select(schema.sources.c.source_id, schema.sources.c.notices)
        with self._begin() as connection:
            found = {row.source_id: row.notices for row in connection.execute(query) if row.notices}
        # older stores hold texts, which go once the source is read again
        return {one: [Notice.of_row(row) for row in rows if isinstance(row, dict)] for one, rows in found.items()}

    # -- frames ------------------------------------------------------------------------------

    def sources(self) -> pd.DataFrame:
        """Return the sources table, by path; a copy is a path of the source that stands for it."""
        names = [name for name in tables.columns(Table.SOURCES) if name != "paths"]
        columns = [schema.sources.c[name] for name in names]
        query = sa.select(*columns).where(_not_a_copy()).order_by(schema.sources.c.path, schema.sources.c.source_id)
        with self._begin() as connection:
            held = _paths_held(connection)
            rows = [_as_tuples(dict(row)) for row in connection.execute(query).mappings()]
        return tables.frame_of(Table.SOURCES, [row | {"paths": held.get(row["source_id"], ())} for row in rows])

    def segments(self, source_ids: Collection[str] | None = None) -> pd.DataFrame:
        """Return the segments table, by path and position, of some or of all sources."""
        columns = [schema.segments.c[name] for name in tables.columns(Table.SEGMENTS)]
        query = (
            sa.select(*columns)
            .join(schema.sources, schema.sources.c.source_id == schema.segments.c.source_id)
            .order_by(schema.sources.c.path, schema.segments.c.source_id, schema.segments.c.seq)
        )
        if source_ids is None:
            query = query.where(_not_a_copy())
        else:
            query = query.where(schema.segments.c.source_id.in_(sorted(source_ids)))
        return self._frame(Table.SEGMENTS, query)

    def findings(self) -> pd.DataFrame:
        """Return the findings table; those of sources that left the corpus are ``retired``.

        A finding that stayed from version to version is there once, in the newest of them.
        """
        names = tables.columns(Table.FINDINGS)
        query = (
            sa.select(
                *(schema.findings.c[name] for name in names),
                schema.sources.c.status.label("life"),
                schema.segments.c.seq,
            )
            .join(schema.sources, schema.sources.c.source_id == schema.findings.c.source_id)
            .join(schema.segments, schema.segments.c.segment_id == schema.findings.c.segment_id)
            .where(_not_a_copy())
            .order_by(
                schema.sources.c.path,
                schema.findings.c.source_id,
                schema.segments.c.seq,
                schema.findings.c.start,
                schema.findings.c.end,
                schema.findings.c.kind,
            )
        )
        with self._begin() as connection:
            rows = [_as_tuples(dict(row)) for row in connection.execute(query).mappings()]
        return tables.frame_of(Table.FINDINGS, [{name: row[name] for name in names} for row in once_each(rows)])

    def raw_findings(self, source_id: str) -> pd.DataFrame:
        """Return the findings table of one source as it was saved, in the order of the text."""
        columns = [schema.findings.c[name] for name in tables.columns(Table.FINDINGS)]
        query = (
            sa.select(*columns)
            .join(schema.segments, schema.segments.c.segment_id == schema.findings.c.segment_id)
            .where(schema.findings.c.source_id == source_id)
            .order_by(schema.segments.c.seq, schema.findings.c.start, schema.findings.c.end, schema.findings.c.kind)
        )
        return self._frame(Table.FINDINGS, query)

    def clusters(self) -> pd.DataFrame:
        """Return the clusters table, in the order that it was saved in."""
        columns = [schema.clusters.c[name] for name in tables.columns(Table.CLUSTERS)]
        return self._frame(Table.CLUSTERS, sa.select(*columns).order_by(schema.clusters.c.position))

    def save_findings(self, source_id: str, frame: pd.DataFrame, *, key: str, memory: Sequence[Row] = ()) -> None:
        """Replace the findings of one source.

        Args:
            source_id: The source.
            frame: A findings table of this source only.
            key: What the analysis depended on.
            memory: What to remember of each finding; see ``Life.memory``.
        """
        tables.validate(Table.FINDINGS, frame)
        rows = tables.rows_of(frame)
        strangers = {row["source_id"] for row in rows} - {source_id}
        if strangers:
            raise StoreError(f"findings of {sorted(strangers)} passed as findings of {source_id}")
        with self._begin() as connection:
            table = schema.findings
            connection.execute(sa.delete(table).where(table.c.source_id == source_id))
            if rows:
                connection.execute(sa.insert(table), rows)
            remember(connection, source_id, memory)
            _mark(connection, "analyse", source_id, key)

    def save_clusters(self, frame: pd.DataFrame, *, key: str) -> None:
        """Replace the clusters of the corpus."""
        rows = tables.rows_of(tables.validate(Table.CLUSTERS, frame))
        with self._begin() as connection:
            connection.execute(sa.delete(schema.clusters))
            if rows:
                numbered = [{**row, "position": index} for index, row in enumerate(rows)]
                connection.execute(sa.insert(schema.clusters), numbered)
            _mark(connection, "cluster", _CORPUS, key)

    # -- plumbing ----------------------------------------------------------------------------

    def _frame(self, table: Table, query: sa.Select[Any]) -> pd.DataFrame:
        with self._begin() as connection:
            rows = [_as_tuples(dict(row)) for row in connection.execute(query).mappings()]
        return tables.frame_of(table, rows)

    @contextmanager
    def _begin(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except sa.exc.OperationalError as error:
            raise StoreError(
                f"the store does not answer: {error.orig}; another run may hold it, or the disk is full"
            ) from error


def _as_tuples(row: Row) -> Row:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def _not_a_copy() -> sa.ColumnElement[bool]:
    return schema.sources.c.status != SourceStatus.DUPLICATE.value


def _paths_held(connection: sa.Connection) -> dict[str, tuple[str, ...]]:
    """Return source id to the files that hold it or a copy of it."""
    holder = sa.func.coalesce(schema.sources.c.same_as, schema.sources.c.source_id)
    query = (
        sa.select(holder, schema.paths.c.path)
        .join(schema.sources, schema.sources.c.source_id == schema.paths.c.source_id)
        .order_by(schema.paths.c.path)
    )
    held: dict[str, tuple[str, ...]] = {}
    for source_id, path in connection.execute(query):
        held[source_id] = (*held.get(source_id, ()), path)
    return held


def _save_row(connection: sa.Connection, row: Row) -> None:
    """Insert or update a source; where it stands among the others is not for its reader to say."""
    own = {name: value for name, value in row.items() if name not in ("paths", "superseded_by")}
    own["ingested_at"] = datetime.now(UTC)
    same = schema.sources.c.source_id == row["source_id"]
    if connection.execute(sa.select(schema.sources.c.source_id).where(same)).first():
        connection.execute(sa.update(schema.sources).where(same).values(own))
    else:
        connection.execute(sa.insert(schema.sources), own)


def _mark(connection: sa.Connection, stage: str, scope: str, key: str) -> None:
    table = schema.stages
    here = sa.and_(table.c.scope == scope, table.c.stage == stage)
    connection.execute(sa.delete(table).where(here))
    connection.execute(sa.insert(table), {"scope": scope, "stage": stage, "key": key})


def _engine(url: str) -> sa.Engine:
    parsed = sa.make_url(url)
    options: dict[str, Any] = {
        "json_serializer": lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
    }
    if parsed.get_backend_name() != "sqlite":
        return sa.create_engine(parsed, **options)
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(parsed, connect_args={"timeout": _BUSY_SECONDS}, **options)

    @sa.event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _without_password(url: str) -> str:
    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except sa.exc.ArgumentError:
        return url
