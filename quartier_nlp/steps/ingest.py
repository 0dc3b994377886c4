"""Corpus to store: reads what is new, retires what is gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quartier_nlp import fingerprint
from quartier_nlp.errors import NothingToDoError, StoreError
from quartier_nlp.lineage.options import LineageOptions
from quartier_nlp.model import identity, tables
from quartier_nlp.model.vocabulary import SourceStatus
from quartier_nlp.progress import Progress, Silent, watched
from quartier_nlp.steps import forgotten
from quartier_nlp.steps.lineage import copies, settle
from quartier_nlp.store import Store
from quartier_nlp.workspace import Workspace

if TYPE_CHECKING:
    from quartier_nlp.sources.corpus import CorpusFile

_SILENT = Silent()


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A source that could not be read."""

    path: str
    error: str


@dataclass(frozen=True, slots=True)
class IngestPlan:
    """What ingestion has to do.

    Attributes:
        present: Path to source id for every file of the corpus.
        pending: Files to read, with the key of reading them.
        lineage: When two texts are one.
        notices: Remarks on the corpus folder itself.
    """

    present: dict[str, str]
    pending: tuple[tuple[CorpusFile, str], ...]
    lineage: LineageOptions
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What ingestion did."""

    read: int
    unchanged: int
    retired: int
    quarantined: tuple[Quarantined, ...]
    notices: tuple[str, ...] = ()


def plan_ingest(workspace: Workspace, store: Store) -> IngestPlan:
    """Compare the corpus with the store.

    Raises:
        NothingToDoError: If the corpus is missing or holds no file and the store is empty too.
    """
    from quartier_nlp.sources.corpus import discover
    from quartier_nlp.sources.tesseract import reads_german
    from quartier_nlp.stage_options import ingest_options, lineage_options

    corpus = workspace.corpus
    if not corpus.is_dir():
        raise NothingToDoError(f"the corpus folder {corpus} does not exist: name one with --corpus")
    options = ingest_options(workspace.settings)
    discovery = discover(corpus, limits=options.limits)
    code = fingerprint.of_code("sources", "model")
    tesseract_reads = reads_german()  # scans are read again once it can be had
    done = store.done("ingest")
    if not discovery.files and not done:
        raise NothingToDoError(f"the corpus folder {corpus} holds no source: put transcripts or papers into it")
    limits = workspace.settings.ingest.limits.model_dump()
    pending: list[tuple[CorpusFile, str]] = []
    present: dict[str, str] = {}
    notices = list(discovery.notices)
    left_out = forgotten.load(store)
    for file in discovery.files:
        if left_out.whole(file.sha256, file.paths):
            notices.append(f"{file.path}: forgotten, not read; `quartier forget --undo` allows it again")
            continue
        source = identity.source_id(file.sha256)
        described = file.entry.model_dump(mode="json") if file.entry else None
        speakers = left_out.speakers(file.sha256, file.paths)
        ocr = tesseract_reads if file.absolute.suffix.lower() == ".pdf" else None
        key = fingerprint.of_values(code, limits, described, file.problem, speakers, ocr)
        if done.get(source) != key:
            pending.append((file, key))
        present.update(dict.fromkeys(file.paths, source))
    return IngestPlan(present, tuple(pending), lineage_options(workspace.settings), tuple(notices))


def ingest_files(
    workspace: Workspace,
    store: Store,
    pending: Sequence[tuple[CorpusFile, str]],
    progress: Progress = _SILENT,
) -> None:
    """Read files and save each as one transaction; a broken file is saved as quarantined."""
    from quartier_nlp.sources.ingest import ingest_many
    from quartier_nlp.stage_options import ingest_options

    results = ingest_many(
        [file for file, _ in pending],
        ingest_options(workspace.settings),
        workers=workspace.settings.ingest.workers,
    )
    left_out = forgotten.load(store)
    read = watched(results, "reading sources", len(pending), progress)
    for result, (file, key) in zip(read, pending, strict=True):
        kept = forgotten.screened(store, left_out, file, result)
        if kept is not None:
            names = {speaker.pseudonym: speaker.name for speaker in kept.speakers}
            store.save_source(kept.source, kept.segments, names, key=key, notices=kept.notices)


def finish_ingest(store: Store, plan: IngestPlan) -> IngestSummary:
    """Record which files are there, find copies and versions, retire what is gone, and say what happened."""
    before = set(store.life.here())
    saved = {row["source_id"] for row in store.life.versions()}
    present = {path: source_id for path, source_id in plan.present.items() if source_id in saved}
    withheld = [f"{path}: its text was forgotten, not kept" for path in sorted(plan.present.keys() - present.keys())]
    settle(store, present, plan.lineage)
    try:
        store.forgetting.finish()
    except StoreError as error:
        withheld.append(str(error))
    here = set(store.life.here())
    sources = tables.sources_of(store.sources())
    broken = [source for source in sources if source.status is SourceStatus.QUARANTINED]
    return IngestSummary(
        read=len(plan.pending),
        unchanged=len(set(plan.present.values())) - len(plan.pending),
        retired=len(before - here),
        quarantined=tuple(Quarantined(source.path, source.error or "") for source in broken),
        notices=(*plan.notices, *withheld, *copies(store), *remarks(store)),
    )


def remarks(store: Store) -> tuple[str, ...]:
    """Return what is missing or unsure in sources that were read, in their order."""
    notices = store.notices()
    sources = tables.sources_of(store.sources())
    return tuple(f"{one.path}: {notice.message}" for one in sources for notice in notices.get(one.source_id, ()))


def ingest(workspace: Workspace, progress: Progress = _SILENT) -> IngestSummary:
    """Read what is new or changed in the corpus.

    Raises:
        NothingToDoError: If there is nothing to read and never was.
    """
    with workspace.open_store(create=True) as store:
        plan = plan_ingest(workspace, store)
        ingest_files(workspace, store, plan.pending, progress)
        return finish_ingest(store, plan)
