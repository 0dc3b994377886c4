"""Measures the analysis on one core: sentences a second and memory, by folder; ``python -m benchmarks.analysis``.

The analysis is everything from segments to findings: sentences, tags, encoder, rules, lexicons, weighing, labels,
named places, status and action space. Sources are read before the clock starts, the pipeline is loaded once. Time is
that of the processor, so that other work on the machine matters little; the first pass has all caches cold, as in a
run. ``--profile`` shows where the time of the first folder goes.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.memory import peak_megabytes
from quartier_nlp.model.records import Segment, Source
from quartier_nlp.settings import LanguageSettings, Settings
from quartier_nlp.workspace import Workspace

_ROOT = Path(__file__).parents[1]
FOLDERS = (_ROOT / "corpus", _ROOT / "tests" / "resources" / "devset" / "run")
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
_PROFILED = 45


@dataclass(frozen=True)
class Pass:
    """One pass over a folder.

    Attributes:
        documents: Sources read.
        sentences: Sentences in their segments, headings included.
        words: Words in them; how long a sentence is depends on how speech is cut.
        findings: What was found, candidates included.
        language: Seconds of the language pipeline with the encoder.
        extraction: Seconds from its output to findings.
    """

    documents: int
    sentences: int
    words: int
    findings: int
    language: float
    extraction: float

    @property
    def rate(self) -> float:
        """Sentences a second."""
        return self.sentences / (self.language + self.extraction)


def on_one_core() -> None:
    """Keep this process on one core; libraries read these variables when they are loaded."""
    os.environ |= dict.fromkeys(_THREADS, "1")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def measured(workspace: Workspace, folders: Sequence[Path], rounds: int) -> dict[Path, list[Pass]]:
    """Return the passes over each folder; the pipeline is loaded and warmed up before the first."""
    from quartier_nlp.steps.analyse import load_language
    from quartier_nlp.steps.evaluate import read_folder

    read = {folder: read_folder(workspace, folder) for folder in folders}
    print(f"memory with sources read: {peak_megabytes():.0f} MB")
    started = time.process_time()
    load_language(workspace)
    print(f"pipeline loaded in {time.process_time() - started:.1f} s")
    return {folder: [_pass(workspace, *read[folder]) for _ in range(rounds)] for folder in folders}


def _pass(workspace: Workspace, sources: Sequence[Source], segments: Sequence[Segment]) -> Pass:
    from quartier_nlp.findings.document import documents
    from quartier_nlp.findings.extract import Extractor
    from quartier_nlp.findings.named_places import GazetteerNamer
    from quartier_nlp.stage_options import finding_options
    from quartier_nlp.steps.analyse import load_language

    options = finding_options(workspace.settings)
    extractor = Extractor.create(options, GazetteerNamer())
    sentences = words = found = 0
    language = extraction = 0.0
    stream = documents(sources, segments, load_language(workspace), options)
    while True:
        started = time.process_time()
        document = next(stream, None)
        language += time.process_time() - started
        if document is None:
            return Pass(len(sources), sentences, words, found, language, extraction)
        started = time.process_time()
        found += len(extractor.findings(document))
        extraction += time.process_time() - started
        sentences += sum(len(passage.sentences) for passage in document.passages)
        words += sum(len(passage.segment.text.split()) for passage in document.passages)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*", default=FOLDERS, help="folders of files to read and analyse")
    parser.add_argument("--rounds", type=int, default=2, help="passes over every folder; the first has cold caches")
    parser.add_argument("--profile", action="store_true", help="show the functions that take most time in a first pass")
    arguments = parser.parse_args()
    on_one_core()
    workspace = Workspace(Settings(language=LanguageSettings(threads=1)), _ROOT, _ROOT / "outputs")
    profile = cProfile.Profile()
    if arguments.profile:
        profile.enable()
    passes = measured(workspace, arguments.folders, 1 if arguments.profile else arguments.rounds)
    profile.disable()
    for folder, rounds in passes.items():
        first = rounds[0]
        rates = ", ".join(f"{one.rate:.0f}" for one in rounds)
        print(
            f"{folder.name}: {first.documents} documents, {first.sentences} sentences, {first.words} words, "
            f"{first.findings} findings; "
            f"language {first.language:.1f} s, extraction {first.extraction:.1f} s; sentences a second: {rates}"
        )
    print(f"peak memory: {peak_megabytes():.0f} MB")
    if arguments.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(_PROFILED)


if __name__ == "__main__":
    main()
