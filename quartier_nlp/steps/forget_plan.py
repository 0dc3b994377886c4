"""Finds out what forgetting a source, or one of its speakers, means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from quartier_nlp.erasure.marks import plain_name
from quartier_nlp.erasure.traces import Traces
from quartier_nlp.errors import UsageError
from quartier_nlp.lineage.likeness import Likeness
from quartier_nlp.lineage.options import LineageOptions
from quartier_nlp.model import tables
from quartier_nlp.model.tables import Row
from quartier_nlp.model.vocabulary import SourceStatus
from quartier_nlp.steps.forgotten import forms_only_of, silencer_for
from quartier_nlp.steps.stale import edited_with
from quartier_nlp.store import Store
from quartier_nlp.workspace import Workspace

_ID = re.compile(r"[0-9a-f]{4,16}")
#: Shorter titles and paths are everybody's words.
_SHORTEST_TITLE = 8
_SHORTEST_NAME = 3


@dataclass(frozen=True)
class ForgetPlan:
    """What is to be forgotten; nothing has been done yet.

    Attributes:
        erased: Ids of the sources that go as a whole: every version and copy.
        silenced: Source id to the pseudonyms whose words go, if only a speaker is to be forgotten.
        names: Source id to pseudonym to name, of the sources above.
        files: Files of the corpus that hold them now, relative to it.
        paths: Those and the files that held them once.
        segments: How many segments go.
        findings: How many findings go.
        traces: What must not be found anywhere afterwards.
        edited: Drafts that someone has edited and that hold the words.
    """

    erased: tuple[str, ...]
    silenced: Mapping[str, tuple[str, ...]]
    names: Mapping[str, Mapping[str, str]]
    files: tuple[str, ...]
    paths: Mapping[str, tuple[str, ...]]
    segments: int = 0
    findings: int = 0
    traces: Traces = field(default_factory=lambda: Traces(frozenset(), (), ()))
    edited: tuple[Path, ...] = ()


def plan_forget(workspace: Workspace, wanted: str, speaker: str | None = None) -> ForgetPlan:
    """Find every version and copy of a source, what goes, and what must not be found afterwards.

    Args:
        workspace: Where the corpus is.
        wanted: Beginning of a source id, or a path, relative to the corpus or as the shell completes it.
        speaker: Name or pseudonym of a speaker, None for the whole source.

    Raises:
        UsageError: If there is no such source or speaker, or more than one.
    """
    with workspace.open_store() as store:
        return _plan(workspace, store, wanted, speaker)


def _plan(workspace: Workspace, store: Store, wanted: str, speaker: str | None) -> ForgetPlan:
    from quartier_nlp.stage_options import lineage_options

    options = lineage_options(workspace.settings)
    rows = {row["source_id"]: row for row in store.life.versions()}
    files = store.life.files()
    ids = _lineage(_resolved(workspace, wanted, rows, files), rows, store, options)
    names = {source_id: known for source_id, known in store.names().items() if source_id in ids}
    silenced = {} if speaker is None else _speakers(speaker, wanted, ids, names)
    held = {one: tuple(path for path, content in sorted(files.items()) if content == one) for one in ids}
    plan = ForgetPlan(
        erased=tuple(one for one in ids if one not in silenced),
        silenced=silenced,
        names=names,
        files=tuple(path for path, content in sorted(files.items()) if content in ids),
        paths={one: tuple(sorted({*held[one], rows[one]["path"]})) for one in ids},
    )
    measured = _measured(store, plan, rows)
    return replace(measured, edited=edited_with(workspace, store, measured.traces))


def _resolved(workspace: Workspace, wanted: str, rows: Mapping[str, Row], files: Mapping[str, str]) -> str:
    if not rows:
        raise UsageError("the store holds no source")
    names = paths_meant(workspace, wanted)
    now = [files[name] for name in names if name in files]
    once = [one for one, row in rows.items() if row["path"] in names]
    begun = [one for one in rows if _ID.fullmatch(wanted) and one.startswith(wanted)]
    found = list(dict.fromkeys(now[:1] or [*begun, *once]))
    if not found:
        raise UsageError(f"{wanted}: no such source; `quartier sources` lists them, `--format csv` with their ids")
    current = [one for one in found if rows[one]["status"] not in (SourceStatus.SUPERSEDED, SourceStatus.WITHDRAWN)]
    if len(found) > 1 and len(current) != 1:
        listed = ", ".join(f"{one} ({rows[one]['path']})" for one in sorted(found))
        raise UsageError(f"{wanted} may mean {listed}: name one by its id")
    return (current or found)[0]


def paths_meant(workspace: Workspace, wanted: str) -> list[str]:
    """Return what a path on the command line may be called in the corpus."""
    names = [wanted, wanted.removeprefix("./")]
    path = Path(wanted)
    root = workspace.corpus.resolve()
    if path.resolve().is_relative_to(root):
        names.append(path.resolve().relative_to(root).as_posix())
    return list(dict.fromkeys(names))


def _lineage(start: str, rows: Mapping[str, Row], store: Store, options: LineageOptions) -> tuple[str, ...]:
    """Return a source with its copies and with those versions that share its text.

    A path that held something quite different before makes that no version of this source.
    """
    likeness = Likeness.from_rows(store.life.resemblances())
    comparable = set(store.life.signatures())
    links: dict[str, set[str]] = {one: set() for one in rows}
    for one, row in rows.items():
        for other in (row["same_as"], row["superseded_by"]):
            compared = one in comparable and other in comparable
            if other in links and not (compared and likeness.between(one, other) < options.revision):
                links[one].add(other)
                links[other].add(one)
    found, waiting = {start}, [start]
    while waiting:
        near = links[waiting.pop()] - found
        found |= near
        waiting += sorted(near)
    return tuple(sorted(found))


def _speakers(
    wanted: str, source: str, ids: Sequence[str], names: Mapping[str, Mapping[str, str]]
) -> dict[str, tuple[str, ...]]:
    """Return source id to the pseudonyms that a name or pseudonym stands for."""
    known = {(one, pseudonym): name for one in ids for pseudonym, name in sorted(names.get(one, {}).items())}
    if not known:
        raise UsageError(f"{source} has no speakers: forget the whole source")
    plain = plain_name(wanted)
    shown = plain_name(wanted.split(" (")[0])  # a role may stand behind the pseudonym
    meant = {name for (_, pseudonym), name in known.items() if plain_name(pseudonym.split(" (")[0]) == shown}
    meant = meant or {name for name in known.values() if plain_name(name) == plain}
    meant = meant or {name for name in known.values() if plain in re.split(r"[\W_]+", plain_name(name))}
    if len({_key(name) for name in meant}) != 1:
        listed = ", ".join(sorted({pseudonym for _, pseudonym in known}, key=lambda one: (len(one), one)))
        problem = "stands for several speakers" if meant else "is no speaker"
        raise UsageError(f"{wanted!r} {problem} of {source}: name one of {listed}, or the name as the source has it")
    (key,) = {_key(name) for name in meant}
    chosen: dict[str, tuple[str, ...]] = {}
    for (one, pseudonym), name in known.items():
        if _key(name) == key:
            chosen[one] = (*chosen.get(one, ()), pseudonym)
    return chosen


def _key(name: str) -> str:
    from quartier_nlp.privacy.names import forms_of

    forms = forms_of(name)
    return plain_name(forms[0] if forms else name)


def _measured(store: Store, plan: ForgetPlan, rows: Mapping[str, Row]) -> ForgetPlan:
    texts: list[str] = []
    quotes: list[str] = []
    names: list[str] = []
    staying: list[str] = []
    segments = findings = 0
    for one in (*plan.erased, *plan.silenced):
        gone = set(plan.silenced.get(one, ()))
        parts = tables.segments_of(store.segments([one]))
        lost = [part for part in parts if one in plan.erased or part.speaker in gone]
        lost_ids = {part.segment_id for part in lost}
        found = tables.rows_of(store.raw_findings(one))
        segments += len(lost)
        findings += sum(row["segment_id"] in lost_ids for row in found)
        texts += [part.text for part in lost]
        quotes += [row["quote"] for row in found if row["segment_id"] in lost_ids]
        known = dict(plan.names.get(one, {}))
        if one in plan.erased:
            titles = (rows[one]["title"], *plan.paths[one])
            names += [*forms_only_of(known, known), *(text for text in titles if len(text) >= _SHORTEST_TITLE)]
            continue
        names += forms_only_of(gone, known)
        silencer = silencer_for(sorted(gone), known)
        staying += [part.text for part in silencer.segments(parts)]
        staying += [silencer.text(row["label"]) for row in found if row["segment_id"] not in lost_ids]
    traces = Traces.of(texts, quotes, [name for name in names if len(name) >= _SHORTEST_NAME])
    traces = traces.without([*staying, *_elsewhere(store, plan, rows)])
    return replace(plan, segments=segments, findings=findings, traces=traces)


def _elsewhere(store: Store, plan: ForgetPlan, rows: Mapping[str, Row]) -> Iterator[str]:
    """Yield what stands in other sources, by right."""
    names = store.names()
    for one, row in rows.items():
        if one in plan.erased or one in plan.silenced:
            continue
        yield from (row["title"], row["path"], *names.get(one, {}).values())
        yield from store.life.texts(one)
        yield from store.raw_findings(one)["label"]
