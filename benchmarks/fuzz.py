"""Read mutated real files as the program reads its corpus, and look for what must never happen.

``python -m benchmarks.fuzz --files 10000 --seed 7`` takes the files of ``corpus/``, of the tests and, where it
is, of ``../shared/data``, changes them (see ``mutations``) and reads them in the reading process of the product,
which is replaced as the product replaces it. File number N is the same for the same seed and sound files. A
run that was broken off goes on where it was. Ends with 1 after any violation: an exception in the program, a file
over the time or memory limit, a message that is an internal error, does not fit a line or names no remedy, or
text that the store would not take. The offending files are kept beside the results.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import random
import resource
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import mutations
from benchmarks.mutations import changed
from quartier_nlp.errors import QuarantineReason
from quartier_nlp.model.tables import segments_frame, sources_frame
from quartier_nlp.sources.corpus import CorpusFile
from quartier_nlp.sources.ingest import Ingested, ingest_in
from quartier_nlp.sources.memory import peak_bytes
from quartier_nlp.sources.reading import Limits
from quartier_nlp.sources.sandbox import Sandbox
from tests.hostile.run import REMEDIES
from tests.sources.office_files import BUILDERS

ROOT = Path(__file__).parents[1]
LIMITS = Limits(memory_bytes=1_000_000_000, cpu_seconds=30, wall_seconds=45)
KINDS = ("csv", "docx", "html", "json", "md", "odt", "pdf", "pptx", "rtf", "srt", "trs", "txt", "vtt", "xlsx")
_FOLDERS = (ROOT / "corpus", ROOT / "tests" / "resources" / "sources", ROOT.parent / "shared" / "data")
_MOST_BYTES = {"pdf": 600_000, "docx": 600_000}
_MOST_BYTES_OF_TEXT = 150_000
_GRACE_SECONDS = 10.0
#: Of the program itself, which reads nothing.
_MOST_MEMORY = 4_000_000_000
_TICK = 0.02


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound file to start from."""

    name: str
    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one changed file.

    Attributes:
        changes: What was done to it.
        reason: Why it was quarantined, or None if it was read.
        violations: What must not have happened.
        seconds: That it took.
        peak_mb: Resident memory of the reading process at its highest.
    """

    index: int
    sound: str
    kind: str
    changes: str
    reason: str | None
    message: str | None
    violations: tuple[str, ...]
    seconds: float
    peak_mb: float


def sound_files(folders: Sequence[Path] = _FOLDERS) -> dict[str, list[Sound]]:
    """Return the files to start from by format, in a fixed order; equal ones once."""
    found: dict[str, list[Sound]] = defaultdict(list)
    seen: set[bytes] = set()
    with tempfile.TemporaryDirectory() as folder:
        for name, build in BUILDERS.items():
            build(Path(folder, name))
        paths = [path for root in (*folders, Path(folder)) for path in sorted(root.rglob("*")) if path.is_file()]
        for path in paths:
            kind = path.suffix.lower().removeprefix(".")
            size = path.stat().st_size
            if kind not in KINDS or not 0 < size <= _MOST_BYTES.get(kind, _MOST_BYTES_OF_TEXT):
                continue
            data = path.read_bytes()
            if data not in seen:
                seen.add(data)
                found[kind].append(Sound(path.name, kind, data))
    return {kind: found[kind] for kind in KINDS if found[kind]}


def changed_file(index: int, seed: int, sounds: dict[str, list[Sound]]) -> tuple[Sound, bytes, str]:
    """Return file number ``index`` of a seed: what it was, what it is and what was done."""
    rng = random.Random(f"{seed}:{index}")
    kinds = list(sounds)
    sound = rng.choice(sounds[kinds[index % len(kinds)]])
    others = [rng.choice(sounds[kind]).data for kind in kinds]
    data, changes = changed(sound.data, sound.kind, others, rng)
    return sound, data, changes


class _Gauge:
    """Watches the resident memory of the reading process from outside."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._peak = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def reset(self) -> None:
        self._peak = 0
        pid = self._sandbox.process_id
        if pid is not None:
            try:
                Path(f"/proc/{pid}/clear_refs").write_text("5")
            except OSError:
                return  # not Linux, or gone: the peak is that since its start

    def peak_mb(self) -> float:
        self._look()
        return self._peak / 1e6

    def close(self) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(_TICK):
            self._look()

    def _look(self) -> None:
        pid = self._sandbox.process_id
        if pid is not None:
            with contextlib.suppress(OSError):
                self._peak = max(self._peak, peak_bytes(pid))


def _violations(result: Ingested, seconds: float, peak_mb: float, limits: Limits) -> Iterator[str]:
    source = result.source
    if seconds > limits.wall_seconds + _GRACE_SECONDS:
        yield f"took {seconds:.0f} s"
    if peak_mb > limits.memory_bytes / 1e6:
        yield f"took {peak_mb:.0f} MB"
    if source.error is not None:
        if source.reason is QuarantineReason.INTERNAL:
            yield "internal error"
        if not source.error.isprintable():
            yield "message with control characters"
        if not any(remedy in source.error for remedy in REMEDIES):
            yield "message without a remedy"
    elif not result.segments:
        yield "read without text"
    sources_frame([source])
    segments_frame(result.segments)
    for text in (source.title, *map(str, result.notices), *(s.text + s.raw for s in result.segments)):
        if "\0" in text or not _is_storable(text):
            yield "text that no store takes"
            break


def _is_storable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def fuzz(
    indices: Sequence[int],
    seed: int,
    sounds: dict[str, list[Sound]],
    work: Path,
    limits: Limits = LIMITS,
) -> Iterator[Outcome]:
    """Read the changed files of some numbers one after another.

    Args:
        indices: Numbers of the files.
        seed: That decides on the changes.
        sounds: By format.
        work: Folder for the file at hand and for offending ones.
        limits: Of the reading process.
    """
    with Sandbox(limits) as sandbox:
        gauge = _Gauge(sandbox)
        try:
            for index in indices:
                yield _one(index, seed, sounds, work, sandbox, gauge, limits)
        finally:
            gauge.close()


def _one(
    index: int, seed: int, sounds: dict[str, list[Sound]], work: Path, sandbox: Sandbox, gauge: _Gauge, limits: Limits
) -> Outcome:
    sound, data, changes = changed_file(index, seed, sounds)
    path = work / f"{index:06}.{sound.kind}"
    path.write_bytes(data)
    gauge.reset()
    start = time.monotonic()
    reason = message = None
    try:
        result = ingest_in(CorpusFile(path.name, path, hashlib.sha256(data).hexdigest()), sandbox)
        seconds, peak = time.monotonic() - start, gauge.peak_mb()
        reason, message = result.source.reason, result.source.error
        violations = tuple(_violations(result, seconds, peak, limits))
    except Exception as error:  # noqa: BLE001 - the very thing that is looked for
        seconds, peak = time.monotonic() - start, gauge.peak_mb()
        violations = (f"exception in the program: {type(error).__name__}: {str(error)[:300]}",)
    if violations:
        (work / "violations").mkdir(exist_ok=True)
        path.rename(work / "violations" / path.name)
    else:
        path.unlink()
    return Outcome(
        index, sound.name, sound.kind, changes, reason, message, violations, round(seconds, 3), round(peak, 1)
    )


def summary(outcomes: Sequence[Outcome]) -> str:
    """Return a table with a line a format."""
    reasons = sorted({o.reason for o in outcomes if o.reason})
    head = ["format", "files", "ingested", *reasons, "slowest s", "peak MB", "violations"]
    rows = [head]
    for kind in (*sorted({o.kind for o in outcomes}), "all"):
        own = [o for o in outcomes if kind in (o.kind, "all")]
        counts = Counter(o.reason for o in own)
        slowest, peak = max(o.seconds for o in own), max(o.peak_mb for o in own)
        cells = [kind, len(own), counts[None], *(counts[r] for r in reasons), f"{slowest:.1f}", f"{peak:.0f}"]
        rows.append([str(cell) for cell in (*cells, sum(bool(o.violations) for o in own))])
    widths = [max(len(row[n]) for row in rows) for n in range(len(head))]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def _fingerprint(sounds: dict[str, list[Sound]]) -> str:
    """Return what the changed files depend on besides the seed."""
    digest = hashlib.sha256(Path(mutations.__file__).read_bytes())
    for sound in (sound for kind in sounds.values() for sound in kind):
        digest.update(hashlib.sha256(sound.data).digest())
    return digest.hexdigest()[:8]


def _done(results: Path, files: int) -> list[Outcome]:
    if not results.is_file():
        return []
    rows = [json.loads(line) for line in results.read_text(encoding="utf-8").splitlines() if line.endswith("}")]
    return [Outcome(**{**row, "violations": tuple(row["violations"])}) for row in rows if row["index"] < files]


def main() -> None:
    """Run, print the table, and end with 1 after a violation."""
    parser = argparse.ArgumentParser(description="Read mutated real files in the product's reading process.")
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--work", type=Path, help="folder of results (default: outputs/fuzz-SEED)")
    parser.add_argument("--again", action="store_true", help="start anew; the default goes on where a run broke off")
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    work = arguments.work or ROOT / "outputs" / f"fuzz-{arguments.seed}"
    work.mkdir(parents=True, exist_ok=True)
    sounds = sound_files()
    results = work / f"results-{_fingerprint(sounds)}.jsonl"
    if arguments.again:
        results.unlink(missing_ok=True)
    outcomes = _done(results, arguments.files)
    known = {outcome.index for outcome in outcomes}
    open_ = [index for index in range(arguments.files) if index not in known]
    with results.open("a", encoding="utf-8") as file:
        for outcome in fuzz(open_, arguments.seed, sounds, work):
            outcomes.append(outcome)
            file.write(json.dumps(asdict(outcome), ensure_ascii=True) + "\n")
            file.flush()
            if outcome.violations:
                print(f"{outcome.index}: {', '.join(outcome.violations)}: {outcome.message}", flush=True)
            if len(outcomes) % 500 == 0:
                print(f"{len(outcomes)} of {arguments.files}", flush=True)
    print(summary(outcomes))
    sys.exit(any(outcome.violations for outcome in outcomes))


if __name__ == "__main__":
    main()
