"""Ingest the hostile corpus as the program does and compare: ``python -m tests.hostile.run OUT [--full]``.

Prints every file that came out otherwise than it must, and the figures; ends with 1 if there is any. Runs
in a process of its own, as the peak memory of readers is that of all children the process ever had.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from quartier_nlp import steps
from quartier_nlp.errors import QuarantineReason
from quartier_nlp.model.records import Segment, Source
from quartier_nlp.model.tables import segments_of, sources_of
from quartier_nlp.settings import IngestSettings, LimitSettings, Settings
from quartier_nlp.sources.memory import peak_bytes
from quartier_nlp.workspace import Workspace
from tests.hostile.cases import CANARY, LOWERED, Case, Ground, LeftOut, Read
from tests.hostile.corpus import cases, write_corpus

#: What a message must tell: one of these does.
REMEDIES = (
    "save", "export", "convert", "split", "raise", "take the file out", "take it out", "remove", "run", "unpack",
    "transcribe", "correct", "check", "shorten", "write it", "install", "move",
)  # fmt: skip


@dataclass
class Clock:
    """Watches how long each file takes."""

    seconds: list[float] = field(default_factory=list)
    last: float = 0.0

    def start(self, title: str, total: int) -> Callable[[], None]:
        """Start the clock."""
        self.last = time.monotonic()
        return self._advance

    def _advance(self) -> None:
        now = time.monotonic()
        self.seconds.append(now - self.last)
        self.last = now


class Listener:
    """A server that counts who asks it."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.asked = 0
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def _serve(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            self.asked += 1
            connection.close()


@dataclass(frozen=True, slots=True)
class Report:
    """What came of the corpus.

    Attributes:
        files: Number of cases.
        wrong: Path to what is wrong with it.
        messages: Path to message of every quarantined file.
        slowest: Seconds of the slowest files.
        seconds: Of all.
        readers_mb: Peak memory of a reading process.
        parent_mb: Peak memory of the program.
        asked: Requests that files made to the network.
        leaked: Where text from outside the corpus was found.
    """

    files: int
    wrong: dict[str, str]
    messages: dict[str, str]
    slowest: dict[str, float]
    seconds: float
    readers_mb: float
    parent_mb: float
    asked: int
    leaked: tuple[str, ...]


def run(out: Path, limits: LimitSettings) -> Report:
    """Write the corpus, ingest it and compare."""
    listener = Listener()
    ground = _written(out, limits, listener.url)
    workspace = Workspace(Settings(ingest=IngestSettings(limits=limits)), ground.folder, out / "store")
    clock, start = Clock(), time.monotonic()
    summary = steps.ingest(workspace, clock)
    seconds = time.monotonic() - start
    with workspace.open_store() as store:
        sources = {source.path: source for source in sources_of(store.sources())}
        segments = segments_of(store.segments())
    text = _texts(segments)
    wrong = {}
    for case in cases():
        problem = _problem(case, sources.get(case.path), text, summary.notices)
        if problem:
            wrong[case.path] = problem
    return Report(
        files=sum(1 for _ in cases()),
        wrong=wrong,
        messages={path: source.error for path, source in sources.items() if source.error},
        slowest=dict(sorted(zip(sorted(sources), clock.seconds, strict=False), key=lambda pair: -pair[1])[:8]),
        seconds=seconds,
        readers_mb=_peak_of_children(),
        parent_mb=peak_bytes() / 1e6,
        asked=listener.asked,
        leaked=tuple(
            path.name for path in sorted((out / "store").rglob("*")) if path.is_file() and _holds(path, CANARY)
        ),
    )


def _written(out: Path, limits: LimitSettings, url: str) -> Ground:
    """Write the corpus in a child that shares its end with nobody, as large files take memory."""
    child = os.fork()
    if not child:
        try:
            write_corpus(out, limits=limits, url=url)
            os._exit(0)
        finally:
            traceback.print_exc()
            os._exit(1)
    if os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT).si_status:
        raise SystemExit("the corpus cannot be written")
    return Ground(out / "corpus", out / "outside", url, limits)


def _texts(segments: Sequence[Segment]) -> dict[str, str]:
    texts: dict[str, list[str]] = {}
    for segment in segments:
        texts.setdefault(segment.source_id, []).append(segment.text)
    return {source: " ".join(parts) for source, parts in texts.items()}


def _holds(path: Path, words: str) -> bool:
    return words.encode() in path.read_bytes()


def _peak_of_children() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def _problem(case: Case, source: Source | None, texts: dict[str, str], notices: Sequence[str]) -> str | None:
    outcome = case.outcome
    if isinstance(outcome, LeftOut):
        said = any(notice.startswith(f"{case.path}: ") and outcome.notice in notice for notice in notices)
        return None if said and source is None else f"not left out with the notice {outcome.notice!r}"
    if source is None:
        return "no source"
    if isinstance(outcome, Read):
        text = texts.get(source.source_id, "")
        if source.error:
            return f"quarantined ({source.reason}): {source.error}"
        if outcome.text not in text:
            return f"without {outcome.text!r}: {text[:200]!r}"
        return f"with {outcome.lacks!r}" if outcome.lacks in text else None
    if not source.error:
        return f"read as {texts.get(source.source_id, '')[:200]!r}"
    if source.reason not in outcome.reason or outcome.message not in source.error:
        return f"quarantined ({source.reason}): {source.error}"
    if source.reason is QuarantineReason.INTERNAL or not any(remedy in source.error for remedy in REMEDIES):
        return f"without a remedy: {source.error}"
    return None


def main() -> None:
    """Print what is wrong, and the figures."""
    parser = argparse.ArgumentParser(description="Ingest the hostile corpus and compare with what must become of it.")
    parser.add_argument("out", type=Path, help="folder for corpus and store; must not be there")
    parser.add_argument("--full", action="store_true", help="with the product's limits, not the lowered ones")
    parser.add_argument("--json", type=Path, help="write the report to this file")
    arguments = parser.parse_args()
    report = run(arguments.out, LimitSettings() if arguments.full else LOWERED)
    if arguments.json:
        arguments.json.write_text(json.dumps(asdict(report), ensure_ascii=True))
    for path, problem in report.wrong.items():
        sys.stdout.write(f"{path}: {problem}\n")
    slowest = ", ".join(f"{path} {seconds:.1f} s" for path, seconds in report.slowest.items())
    sys.stdout.write(
        f"{report.files} files, {len(report.wrong)} wrong, {len(report.messages)} quarantined; {report.seconds:.0f} s, "
        f"slowest {slowest}; readers {report.readers_mb:.0f} MB, program {report.parent_mb:.0f} MB; "
        f"{report.asked} requests, leaked: {', '.join(report.leaked) or 'nothing'}\n"
    )
    sys.exit(bool(report.wrong or report.asked or report.leaked))


if __name__ == "__main__":
    main()
