"""Finds a finding by the beginning of its id."""

from __future__ import annotations

import re

from quartier_nlp.errors import NothingToDoError, UsageError
from quartier_nlp.model.records import Finding
from quartier_nlp.model.tables import findings_of
from quartier_nlp.store import Store

_ID = re.compile(r"[0-9a-f]{1,16}")
_LISTED = 5


def finding_by_id(store: Store, prefix: str) -> Finding:
    """Return the finding whose id begins with ``prefix``, in whatever state it is.

    Raises:
        UsageError: If there is none or several.
        NothingToDoError: If it was there once and is no more.
    """
    wanted = prefix.strip().lower()
    if not _ID.fullmatch(wanted):
        raise UsageError(f"{prefix!r} is no id of a finding: up to 16 of the characters 0-9 and a-f")
    findings = store.findings()
    matches = findings[findings["finding_id"].str.startswith(wanted)]
    if len(matches) == 1:
        (found,) = findings_of(matches)
        return found
    if matches.empty:
        raise _missing(store, wanted)
    shown = ", ".join(f"{row.finding_id} ({row.kind})" for row in matches.head(_LISTED).itertuples())
    more = f" and {len(matches) - _LISTED} more" if len(matches) > _LISTED else ""
    raise UsageError(f"{wanted} is the beginning of {len(matches)} ids: {shown}{more}; give more of it")


def _missing(store: Store, wanted: str) -> UsageError | NothingToDoError:
    paths = store.sources().set_index("source_id")["path"]
    once = [source_id for source_id in store.life.remembered_in(wanted) if source_id in paths.index]
    if not once:
        return UsageError(
            f"no finding has the id {wanted}: `quartier findings --state all` lists them; "
            "what was found in a source that has been forgotten is gone"
        )
    path = paths[once[-1]]
    if once[-1] not in store.done("analyse"):
        return NothingToDoError(f"{path} has been read anew since {wanted} was found: run `quartier analyse`")
    return NothingToDoError(
        f"{wanted} is no longer found in {path}: the source, the settings or the program have changed since"
    )
