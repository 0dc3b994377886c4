"""Forgets a source or a speaker everywhere, and proves it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quartier_nlp.erasure.marks import marks_of, path_digest, speaker_digest
from quartier_nlp.erasure.search import Found, Searched, files_below, search
from quartier_nlp.erasure.traces import Hits, Traces
from quartier_nlp.errors import QuartierError, SourceError, StoreError, UsageError
from quartier_nlp.model import identity, tables
from quartier_nlp.model.tables import Row, Table
from quartier_nlp.progress import Progress, Silent
from quartier_nlp.steps import displays, forgotten, stale
from quartier_nlp.steps.cluster import cluster
from quartier_nlp.steps.draft import draft
from quartier_nlp.steps.forget_plan import ForgetPlan, paths_meant
from quartier_nlp.steps.tables import copy_tables
from quartier_nlp.store import Store
from quartier_nlp.workspace import Workspace

if TYPE_CHECKING:
    from quartier_nlp.sources.corpus import CorpusFile

_SILENT = Silent()


@dataclass(frozen=True, slots=True)
class ForgetOptions:
    """How far forgetting goes.

    Attributes:
        delete_files: Also delete the files in the corpus.
        blacken_drafts: Black out the words in drafts that someone has edited.
        also_search: Further folders to search.
    """

    delete_files: bool = False
    blacken_drafts: bool = False
    also_search: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class ForgetSummary:
    """What was done and what the search found.

    Attributes:
        sources: How many sources went as a whole.
        kept_files: Files of the corpus that are still there.
        deleted_files: Files of the corpus that were deleted.
        blackened: Edited drafts in which words were blacked out.
        stale: Edited drafts that still hold words and were marked.
        probes: How many traces were looked for.
        shared: How many were not, because they stand in other sources too.
        columns: How many columns of the store's tables were searched.
        searched: Files searched and what was found in them and in the store.
        problems: What could not be done, and what to do about it.
    """

    sources: int
    kept_files: tuple[str, ...]
    deleted_files: tuple[str, ...]
    blackened: tuple[Path, ...]
    stale: tuple[Path, ...]
    probes: int
    shared: int
    columns: int
    searched: Searched
    problems: tuple[str, ...] = ()


def forget(
    workspace: Workspace, plan: ForgetPlan, options: ForgetOptions, progress: Progress = _SILENT
) -> ForgetSummary:
    """Delete what the plan names from store, tables, drafts and caches, and search for what may be left.

    Raises:
        UsageError: If files are to be deleted though only a speaker is to be forgotten.
        StoreError: If the store is held by another run.
    """
    if options.delete_files and plan.silenced:
        raise UsageError("--delete-file would delete the others' words too: remove the speaker from the file yourself")
    with workspace.open_store() as store:
        made = [stage for stage in ("cluster", "tables", "draft-files") if store.done(stage)]
        _erase(store, plan)
        own = stale.own_drafts(workspace, store)
    deleted = _delete_files(workspace, plan) if options.delete_files else ()
    for file in (*own, *(workspace.tables / f"{table.value}.parquet" for table in Table)):
        file.unlink(missing_ok=True)
    problems = _rebuild(workspace, made, progress)
    displays.clear()
    blackened, marked = stale.treat_edited(workspace, plan.traces, blacken=options.blacken_drafts)
    with workspace.open_store() as store:
        try:
            store.forgetting.scrub()
        except StoreError as error:
            problems = (*problems, str(error))
        in_store, columns = _in_store(store, plan.traces)
    files = files_below([workspace.out, *displays.files(), *options.also_search])
    searched = search(plan.traces, files, lambda path: _pdf_text(path, workspace))
    return ForgetSummary(
        sources=len(plan.erased),
        kept_files=tuple(file for file in plan.files if file not in deleted),
        deleted_files=deleted,
        blackened=blackened,
        stale=marked,
        probes=len(plan.traces),
        shared=plan.traces.shared,
        columns=columns,
        searched=Searched(searched.files, (*in_store, *searched.found), searched.closed),
        problems=problems,
    )


def undo_forget(workspace: Workspace, wanted: str, speaker: str | None) -> int:
    """Let a source, or a speaker of it, be taken up again at the next run; return how many digests went.

    Args:
        workspace: Where corpus and store are.
        wanted: Beginning of the source id, or the path.
        speaker: Name of the speaker; None for everything that was forgotten of the source.

    Raises:
        UsageError: If nothing of the kind was forgotten.
    """
    with workspace.open_store() as store:
        known = _digests_of(workspace, wanted)
        short = 4 <= len(wanted) <= 64 and not set(wanted) - set("0123456789abcdef")
        occasions = {
            mark.occasion
            for mark in forgotten.load(store).marks
            if (mark.digest in known or (short and mark.digest.startswith(wanted)))
            and (speaker is None or mark.speaker == speaker_digest(mark.digest, speaker))
        }
        if not occasions:
            raise UsageError(f"{wanted}: nothing of it was forgotten; name the path or the source id")
        return store.forgetting.drop_marks(occasions)


def _digests_of(workspace: Workspace, wanted: str) -> set[str]:
    paths = paths_meant(workspace, wanted)
    files = [file.sha256 for file in _corpus_files(workspace) if not set(paths).isdisjoint(file.paths)]
    return {*map(path_digest, paths), *files}


def _corpus_files(workspace: Workspace) -> tuple[CorpusFile, ...]:
    from quartier_nlp.sources.corpus import discover
    from quartier_nlp.stage_options import ingest_options

    if not workspace.corpus.is_dir():
        return ()
    return discover(workspace.corpus, limits=ingest_options(workspace.settings).limits).files


def _delete_files(workspace: Workspace, plan: ForgetPlan) -> tuple[str, ...]:
    deleted = []
    for file in _corpus_files(workspace):
        for path, absolute in ((file.path, file.absolute), *file.copies):
            if path in plan.files and identity.source_id(file.sha256) in plan.erased:
                absolute.unlink()
                deleted.append(path)
    return tuple(sorted(deleted))


def _erase(store: Store, plan: ForgetPlan) -> None:
    """Delete from the store, and remember digests."""
    rows = {row["source_id"]: row for row in store.life.versions()}
    marks: list[Row] = []
    for one in plan.erased:
        marks += _marks(rows[one], plan, store, None)
    for one, pseudonyms in plan.silenced.items():
        known = dict(plan.names[one])
        own = [mark for name in sorted({known[p] for p in pseudonyms}) for mark in _marks(rows[one], plan, store, name)]
        _silence(store, rows[one], pseudonyms, known, own)
    store.forgetting.erase(plan.erased, marks)


def _marks(row: Row, plan: ForgetPlan, store: Store, speaker: str | None) -> list[Row]:
    texts = store.life.texts(row["source_id"])
    return [asdict(mark) for mark in marks_of(row["sha256"], plan.paths[row["source_id"]], texts, speaker)]


def _silence(store: Store, row: Row, pseudonyms: Sequence[str], known: dict[str, str], marks: list[Row]) -> None:
    from quartier_nlp.lineage.carry import remember

    one = row["source_id"]
    silencer = forgotten.silencer_for(pseudonyms, known)
    segments = silencer.segments(tables.segments_of(store.segments([one])))
    kept = {segment.segment_id for segment in segments}
    findings = silencer.findings(tables.rows_of(store.raw_findings(one)), kept)
    frame = tables.frame_of(Table.FINDINGS, findings)
    memory = [asdict(each) for each in remember(frame, tables.segments_frame(segments))]
    decisions = silencer.decisions(store.decisions.rows_of(one), kept)
    left = {name: silencer.value(row[name]) for name in ("title", "event", "consent", "error")}
    notices = [notice.row() for notice in store.notices().get(one, [])]
    store.forgetting.rewrite(
        {"source_id": one, **left, "notices": notices},
        segments,
        findings,
        memory,
        decisions,
        pseudonyms=pseudonyms,
        marks=marks,
    )


def _rebuild(workspace: Workspace, made: Sequence[str], progress: Progress) -> tuple[str, ...]:
    """Make clusters, tables and draft anew where there were any; return what went wrong."""
    try:
        if "cluster" in made:
            cluster(workspace, progress)
        if "tables" in made:
            copy_tables(workspace)
        if "draft-files" in made:
            draft(workspace, progress)
    except QuartierError as error:
        return (f"tables and draft are not up to date: {error}; run `quartier run`",)
    return ()


def _in_store(store: Store, traces: Traces) -> tuple[list[Found], int]:
    hits: dict[str, Hits] = {}
    for where, block in store.forgetting.texts():
        hits[where] = hits.get(where, Hits()) + traces.find(block)
    return [Found(f"store, {where}", found) for where, found in sorted(hits.items()) if found], len(hits)


def _pdf_text(path: Path, workspace: Workspace) -> Iterable[str] | None:
    """Return the text of a PDF, which is packed in ways that only a reader undoes."""
    if path.suffix.lower() != ".pdf":
        return ()
    import hashlib

    from quartier_nlp.sources.sandbox import Sandbox
    from quartier_nlp.stage_options import ingest_options

    try:
        with Sandbox(ingest_options(workspace.settings).limits) as sandbox:
            reading = sandbox.read(path, hashlib.sha256(path.read_bytes()).hexdigest())
    except SourceError:
        return None
    return [passage.text for passage in reading.passages]
