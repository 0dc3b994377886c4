"""Where sources stand: which files hold them, copies, versions, and what their findings are known by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import sqlalchemy as sa

from quartier_nlp.model.tables import Row
from quartier_nlp.model.vocabulary import SourceStatus
from quartier_nlp.store import schema

_HERE = (SourceStatus.OK.value, SourceStatus.QUARANTINED.value)
_MEMORY = ("finding_id", "position", "kind", "quote", "before", "after", "label", "also")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source stands.

    Attributes:
        status: Its place in the life of the corpus.
        path: File it is known by, None to leave it as it is.
        same_as: Source that stands for it, if it is a copy.
        superseded_by: Newer version, if there is one.
    """

    status: SourceStatus
    path: str | None = None
    same_as: str | None = None
    superseded_by: str | None = None


class Life:
    """Part of the store; every method is one transaction."""

    def __init__(self, begin: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._begin = begin

    def files(self) -> dict[str, str]:
        """Return path to the id of its content for every file of the corpus at the last ingestion."""
        query = sa.select(schema.paths.c.path, schema.paths.c.source_id).order_by(schema.paths.c.path)
        with self._begin() as connection:
            return {row.path: row.source_id for row in connection.execute(query)}

    def here(self) -> list[str]:
        """Return the ids of the sources that count now, readable or not, in order."""
        query = sa.select(schema.sources.c.source_id).where(schema.sources.c.status.in_(_HERE))
        with self._begin() as connection:
            return sorted(connection.execute(query).scalars())

    def versions(self) -> list[Row]:
        """Return the row of every content, copies too, with its number of ``words``, in order of ids."""
        names = [column.name for column in schema.sources.c if column.name not in ("notices", "ingested_at")]
        columns = [schema.sources.c[name] for name in names]
        query = (
            sa.select(*columns, sa.func.coalesce(schema.signatures.c.words, 0).label("words"))
            .outerjoin(schema.signatures, schema.signatures.c.source_id == schema.sources.c.source_id)
            .order_by(schema.sources.c.source_id)
        )
        with self._begin() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def settle(self, files: Mapping[str, str], places: Mapping[str, Place]) -> None:
        """State which file holds which content now, and where every source stands.

        Args:
            files: Path relative to the corpus to source id, for every file of the corpus.
            places: Source id to where it stands.
        """
        with self._begin() as connection:
            connection.execute(sa.delete(schema.paths))
            if files:
                rows = [{"path": path, "source_id": source} for path, source in sorted(files.items())]
                connection.execute(sa.insert(schema.paths), rows)
            table = schema.sources
            columns = (table.c.source_id, table.c.path, table.c.status, table.c.same_as, table.c.superseded_by)
            now = {row.source_id: row._asdict() for row in connection.execute(sa.select(*columns))}
            for source_id, place in sorted(places.items()):
                values = {
                    "status": place.status.value,
                    "same_as": place.same_as,
                    "superseded_by": place.superseded_by,
                    **({"path": place.path} if place.path is not None else {}),
                }
                if values.items() <= now[source_id].items():
                    continue
                connection.execute(sa.update(table).where(table.c.source_id == source_id).values(values))

    # -- how alike texts are -------------------------------------------------------------------

    def unsigned(self) -> list[str]:
        """Return the ids of readable sources that have not been compared with the others."""
        known = sa.select(schema.signatures.c.source_id)
        query = sa.select(schema.sources.c.source_id).where(
            schema.sources.c.error.is_(None), schema.sources.c.source_id.not_in(known)
        )
        with self._begin() as connection:
            return sorted(connection.execute(query).scalars())

    def texts(self, source_id: str) -> list[str]:
        """Return the clean texts of a source's segments, in order."""
        table = schema.segments
        query = sa.select(table.c.text).where(table.c.source_id == source_id).order_by(table.c.seq)
        with self._begin() as connection:
            return list(connection.execute(query).scalars())

    def signatures(self) -> dict[str, bytes]:
        """Return source id to MinHash signature, of every text that is long enough."""
        table = schema.signatures
        query = sa.select(table.c.source_id, table.c.signature).where(table.c.signature.is_not(None))
        with self._begin() as connection:
            return {row.source_id: row.signature for row in connection.execute(query.order_by(table.c.source_id))}

    def save_comparison(
        self, signed: Mapping[str, tuple[int, bytes | None]], alike: Iterable[tuple[str, str, float]]
    ) -> None:
        """Save the signatures of new texts and what they resemble.

        Args:
            signed: Source id to number of words and signature, None for a text too short to compare.
            alike: Pairs of source ids in order, with containment.
        """
        new = sorted(signed)
        with self._begin() as connection:
            pairs_of, signature_of = schema.resemblances, schema.signatures
            for column in (signature_of.c.source_id, pairs_of.c.left, pairs_of.c.right):
                if new:
                    query = sa.delete(column.table).where(column == sa.bindparam("one"))
                    connection.execute(query, [{"one": one} for one in new])
            rows = [{"source_id": one, "words": signed[one][0], "signature": signed[one][1]} for one in new]
            if rows:
                connection.execute(sa.insert(schema.signatures), rows)
            pairs = [{"left": left, "right": right, "containment": value} for left, right, value in alike]
            if pairs:
                connection.execute(sa.insert(schema.resemblances), pairs)

    def forget_comparisons(self) -> None:
        """Drop signatures and pairs, so that all texts are compared anew."""
        with self._begin() as connection:
            connection.execute(sa.delete(schema.resemblances))
            connection.execute(sa.delete(schema.signatures))

    def resemblances(self) -> list[tuple[str, str, float]]:
        """Return pairs of texts that are alike with their containment, in order."""
        table = schema.resemblances
        query = sa.select(table.c.left, table.c.right, table.c.containment).order_by(table.c.left, table.c.right)
        with self._begin() as connection:
            return [(row.left, row.right, row.containment) for row in connection.execute(query)]

    # -- versions ------------------------------------------------------------------------------

    def ancestors(self, source_id: str) -> list[str]:
        """Return the older versions and copies of a source, nearest and latest read first."""
        table = schema.sources
        found: list[str] = []
        nearest = [source_id]
        with self._begin() as connection:
            while nearest:
                query = sa.select(table.c.source_id).where(
                    sa.or_(table.c.same_as.in_(nearest), table.c.superseded_by.in_(nearest)),
                    table.c.source_id.not_in([source_id, *found]),
                )
                query = query.order_by(table.c.ingested_at.desc(), table.c.source_id)
                nearest = list(connection.execute(query).scalars())
                found += nearest
        return found

    def memory(self, source_id: str) -> list[Row]:
        """Return what is remembered of the findings of a source, in their order."""
        table = schema.memory
        query = (
            sa.select(*(table.c[name] for name in _MEMORY))
            .where(table.c.source_id == source_id)
            .order_by(table.c.position, table.c.finding_id)
        )
        with self._begin() as connection:
            return [{**row, "also": tuple(row["also"])} for row in connection.execute(query).mappings()]

    def remembered_in(self, prefix: str) -> list[str]:
        """Return the ids of the sources in which findings were once found whose ids begin so, in order."""
        table = schema.memory
        query = sa.select(table.c.source_id).where(table.c.finding_id.startswith(prefix, autoescape=True)).distinct()
        with self._begin() as connection:
            return sorted(connection.execute(query).scalars())


def remember(connection: sa.Connection, source_id: str, rows: Sequence[Row]) -> None:
    """Save what findings are known by; what is remembered of others stays."""
    table = schema.memory
    for row in rows:
        same = sa.and_(table.c.source_id == source_id, table.c.finding_id == row["finding_id"])
        connection.execute(sa.delete(table).where(same))
    if rows:
        own = [{**{name: row[name] for name in _MEMORY}, "source_id": source_id} for row in rows]
        connection.execute(sa.insert(table), own)
