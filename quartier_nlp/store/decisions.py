"""What editors decided: rows are added, never changed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from quartier_nlp.model import tables
from quartier_nlp.model.records import Correction, Decision, Finding
from quartier_nlp.model.tables import Row
from quartier_nlp.model.vocabulary import ApproachStatus, DecisionAction, Kind
from quartier_nlp.store import schema


class Decisions:
    """Part of the store; every method is one transaction."""

    def __init__(self, begin: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._begin = begin

    def add(self, decision: Decision) -> None:
        """Record a decision."""
        row = {
            "source_id": decision.seen.source_id,
            "finding_id": decision.seen.finding_id,
            "action": decision.action.value,
            "seen": _row_of(decision.seen),
            "correction": {name: value for name, value in asdict(decision.correction).items() if value is not None},
            "who": decision.who,
            "decided_at": datetime.now(UTC),
        }
        with self._begin() as connection:
            connection.execute(sa.insert(schema.decisions), row)

    def all(self) -> list[Decision]:
        """Return every decision, in the order in which they were made."""
        query = sa.select(schema.decisions).order_by(schema.decisions.c.decision_id)
        with self._begin() as connection:
            return [_decision(dict(row)) for row in connection.execute(query).mappings()]

    def rows_of(self, source_id: str) -> list[Row]:
        """Return the decisions on findings of a source as they are stored, in order."""
        table = schema.decisions
        query = sa.select(table).where(table.c.source_id == source_id).order_by(table.c.decision_id)
        with self._begin() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]


def replace_decisions(connection: sa.Connection, source_id: str, rows: Collection[Row]) -> None:
    """Leave only these decisions on findings of a source; only forgetting may."""
    table = schema.decisions
    connection.execute(sa.delete(table).where(table.c.source_id == source_id))
    if rows:
        connection.execute(sa.insert(table), list(rows))


def _row_of(finding: Finding) -> Row:
    (row,) = tables.rows_of(tables.findings_frame([finding]))
    return row


def _decision(row: Row) -> Decision:
    seen = tables.finding_of(row["seen"])
    return Decision(DecisionAction(row["action"]), seen, _correction(row["correction"]), row["who"])


def _correction(values: dict[str, Any]) -> Correction:
    spaces = values.get("action_spaces")
    return Correction(
        kind=Kind(values["kind"]) if "kind" in values else None,
        label=values.get("label"),
        status=ApproachStatus(values["status"]) if "status" in values else None,
        action_spaces=None if spaces is None else tuple(spaces),
    )
