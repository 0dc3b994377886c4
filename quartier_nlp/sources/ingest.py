"""Corpus files to sources and segments; a bad file becomes a quarantined source, never an exception."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from quartier_nlp.errors import ChangedError, SourceError
from quartier_nlp.model import identity
from quartier_nlp.model.notices import Notice
from quartier_nlp.model.records import Segment, Source
from quartier_nlp.model.vocabulary import SourceKind, SourceStatus
from quartier_nlp.sources.corpus import CorpusFile
from quartier_nlp.sources.manifest import ManifestEntry
from quartier_nlp.sources.participants import Speaker, participants
from quartier_nlp.sources.reading import Limits, Metadata, Passage, Reading
from quartier_nlp.sources.sandbox import Sandbox
from quartier_nlp.sources.wire import printable

_TRANSCRIPT_SUFFIXES = frozenset({".vtt", ".srt", ".json", ".trs", ".txt"})
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How files are read.

    Attributes:
        limits: Bounds on one file.
    """

    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file.

    Attributes:
        notices: Things the user should know though the file was read.
    """

    source: Source
    segments: tuple[Segment, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    notices: tuple[Notice, ...] = ()


def ingest(file: CorpusFile, options: IngestOptions) -> Ingested:
    """Read one file in a process of its own."""
    with Sandbox(options.limits) as sandbox:
        return ingest_in(file, sandbox)


def ingest_many(files: Iterable[CorpusFile], options: IngestOptions, *, workers: int = 1) -> Iterator[Ingested]:
    """Read files and yield the results in their order.

    Args:
        files: What ``discover`` found.
        options: How files are read.
        workers: Number of reading processes.
    """
    if workers <= 1:
        with Sandbox(options.limits) as sandbox:
            for file in files:
                yield ingest_in(file, sandbox)
        return
    yield from _ingest_parallel(files, options, workers)


def _ingest_parallel(files: Iterable[CorpusFile], options: IngestOptions, workers: int) -> Iterator[Ingested]:
    own = threading.local()
    opened: list[Sandbox] = []

    def work(file: CorpusFile) -> Ingested:
        if not hasattr(own, "sandbox"):
            own.sandbox = Sandbox(options.limits)
            opened.append(own.sandbox)
        return ingest_in(file, own.sandbox)

    pool = ThreadPoolExecutor(max_workers=workers)
    pending: deque[Future[Ingested]] = deque()
    try:
        for file in files:
            pending.append(pool.submit(work, file))
            if len(pending) > workers * _AHEAD:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        for sandbox in opened:
            sandbox.close()


def ingest_in(file: CorpusFile, sandbox: Sandbox) -> Ingested:
    """Read one file in a process that reads others too."""
    if file.problem is not None:
        return Ingested(quarantined(file, SourceError(file.problem)))
    try:
        reading = sandbox.read(file.absolute, file.sha256)
    except SourceError as error:
        return Ingested(quarantined(file, error))
    except OSError as error:
        problem = ChangedError(f"cannot be read ({error.strerror}): check its permissions and run again")
        return Ingested(quarantined(file, problem))
    source = _source(file, reading)
    speakers, names = participants(reading.passages, file.entry.speakers if file.entry else None)
    segments = tuple(_segment(source.source_id, seq, passage, names) for seq, passage in enumerate(reading.passages))
    return Ingested(source, segments, speakers, reading.notices)


def quarantined(file: CorpusFile, error: SourceError) -> Source:
    """Return the source that stands for a file which cannot be read."""
    name = PurePosixPath(file.path)
    kind = SourceKind.TRANSCRIPT if name.suffix.lower() in _TRANSCRIPT_SUFFIXES else SourceKind.PAPER
    return replace(
        _described(file, Metadata(kind), None),
        status=SourceStatus.QUARANTINED,
        error=printable(str(error)),
        reason=error.reason,
    )


def _source(file: CorpusFile, reading: Reading) -> Source:
    return _described(file, reading.metadata, reading.format)


def _described(file: CorpusFile, metadata: Metadata, format_name: str | None) -> Source:
    entry = file.entry or ManifestEntry()
    inferred = [name for name in ("kind", "title") if getattr(entry, name) is None]
    inferred += [name for name in ("event", "date") if getattr(entry, name) is None and getattr(metadata, name)]
    if entry.language is None:
        inferred.append("language")
    return Source(
        source_id=identity.source_id(file.sha256),
        path=file.path,
        sha256=file.sha256,
        kind=entry.kind or metadata.kind,
        format=format_name,
        title=entry.title or metadata.title or PurePosixPath(file.path).stem,
        event=entry.event or metadata.event,
        date=entry.date or metadata.date,
        language=entry.language or "de",
        consent=entry.consent,
        frame=entry.action_space,
        inferred=tuple(inferred),
    )


def _segment(source_id: str, seq: int, passage: Passage, names: dict[str, str]) -> Segment:
    return Segment(
        segment_id=identity.segment_id(source_id, seq),
        source_id=source_id,
        seq=seq,
        text=passage.text,
        raw=passage.raw,
        offsets=passage.offsets,
        role=passage.role,
        section=passage.section,
        speaker=names[passage.speaker] if passage.speaker is not None else None,
        page=passage.page,
        boxes=passage.boxes,
        t_start=passage.t_start,
        t_end=passage.t_end,
        anchors=passage.anchors,
    )
