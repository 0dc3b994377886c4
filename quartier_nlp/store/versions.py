"""One row for a finding that several versions of a source hold under the same id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from quartier_nlp.model import identity
from quartier_nlp.model.tables import Row
from quartier_nlp.model.vocabulary import FindingState, SourceStatus

_GONE = (SourceStatus.WITHDRAWN.value, SourceStatus.SUPERSEDED.value)


def once_each(rows: Sequence[Row]) -> list[Row]:
    """Return findings with their state and every id once, in the order given.

    If sources that are both in the corpus hold an id (an old version is back beside the newer one),
    it stays with the one that it was first given in; the other's is derived from it.

    Args:
        rows: Findings with ``life``, the status of the source, and ``seq`` of the segment.
    """
    holders: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        holders[row["finding_id"]].append(row)
    return [shown for row in rows if (shown := _shown(row, holders[row["finding_id"]])) is not None]


def _shown(row: Row, holders: Sequence[Row]) -> Row | None:
    if row["life"] in _GONE:
        newest = min(holders, key=lambda one: (one["life"] in _GONE, one["life"] == SourceStatus.SUPERSEDED.value))
        return row | {"state": FindingState.RETIRED.value} if row is newest else None
    here = [one for one in holders if one["life"] not in _GONE]
    owner = next((one for one in here if _is_own(one)), here[0])
    if row is owner:
        return row
    return row | {"finding_id": identity.derived_id("finding", row["finding_id"], row["source_id"])}


def _is_own(row: Row) -> bool:
    place = (row["kind"], row["seq"], row["start"], row["end"])
    return bool(row["finding_id"] == identity.finding_id(row["source_id"], *place))
