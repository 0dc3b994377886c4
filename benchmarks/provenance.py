"""Proves that quotes stand where their provenance says, in the files themselves.

``python -m benchmarks.provenance FOLDER...`` reads every folder as a corpus, extracts its findings and looks every
quote up again with other libraries: in the boxes of a PDF page, between the times of a caption file and with its
speaker, below the headings of a document. ``--sentences`` takes every sentence instead, which needs no analysis.
It prints a line a folder and every quote that stands elsewhere, and fails if there is one.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2

from benchmarks.raw_search import place_problem
from quartier_nlp import steps
from quartier_nlp.errors import QuartierError
from quartier_nlp.model.tables import provenance_row, segments_of
from quartier_nlp.settings import Settings
from quartier_nlp.workspace import Workspace

_SENTENCE = 400
_LONGEST_LINE = 220
_SUFFIXES = (".docx", ".html", ".json", ".md", ".pdf", ".srt", ".txt", ".vtt")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote and where it is said to stand; ``place`` as in the findings table."""

    path: str
    text: str
    place: Mapping[str, Any]
    name: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many quotes of a folder stand where they should, and those that don't, with the reason."""

    sources: int
    quotes: int
    formats: Mapping[str, int]
    wrong: tuple[tuple[Quote, str], ...]


def verify(corpus: Path, out: Path, *, sentences: bool = False) -> Verdict:
    """Read a corpus and look every quote up in its files.

    Args:
        corpus: Folder of sources.
        out: Folder for the store.
        sentences: Take every sentence instead of the findings.
    """
    workspace = Workspace(Settings(), corpus, out)
    steps.ingest(workspace)
    if not sentences:
        steps.analyse(workspace)
    return verdict_on(workspace, sentences=sentences)


def verdict_on(workspace: Workspace, *, sentences: bool = False) -> Verdict:
    """Look every quote of a store up in the files of its corpus."""
    corpus = workspace.corpus
    wrong: list[tuple[Quote, str]] = []
    formats: Counter[str] = Counter()
    with workspace.open_store() as store:
        rows = store.sources()
        paths = dict(zip(rows["source_id"], rows["path"], strict=True))
        names = store.names()
        quotes = list(_sentences(store, paths, names) if sentences else _findings(store, paths, names))
    known = {paths[source]: tuple(_ways(own.values())) for source, own in names.items()}
    for quote in quotes:
        formats[Path(quote.path).suffix] += 1
        problem = place_problem(corpus / quote.path, quote.text, quote.place, quote.name, known.get(quote.path, ()))
        if problem:
            wrong.append((quote, problem))
    return Verdict(len(paths), len(quotes), dict(sorted(formats.items())), tuple(wrong))


def _ways(names: Iterable[str]) -> Iterator[str]:
    """Names, and the tag that a legend puts behind one in brackets."""
    for name in names:
        yield name
        if match := re.search(r"\(([^()]*)\)$", name):
            yield match[1]


def _findings(store: Any, paths: Mapping[str, str], names: Mapping[str, Mapping[str, str]]) -> Iterator[Quote]:
    for row in store.findings().to_dict("records"):
        own = names.get(row["source_id"], {})
        first = {"quote": row["quote"], "provenance": row["provenance"]}
        for evidence in (first, *row["also"]):
            place = evidence["provenance"]
            yield Quote(paths[row["source_id"]], evidence["quote"], place, own.get(place["speaker"]))


def _sentences(store: Any, paths: Mapping[str, str], names: Mapping[str, Mapping[str, str]]) -> Iterator[Quote]:
    for source_id, path in paths.items():
        own = names.get(source_id, {})
        for segment in segments_of(store.segments([source_id])):
            start = 0
            while start < len(segment.text):
                end = segment.text.find(". ", start + 1, start + _SENTENCE) + 1
                end = end or min(len(segment.text), start + _SENTENCE)
                begin, finish = segment.offsets.to_raw(start, end)
                place = provenance_row(segment.provenance(begin, finish))
                yield Quote(path, segment.text[start:end].strip(), place, own.get(segment.speaker or ""))
                start = end + (segment.text[end : end + 1] == " ")


def cut(folder: Path, target: Path, *, most: int, pages: int) -> Path:
    """Copy a folder's sources, evenly chosen ``most`` of each format and at most ``pages`` of each PDF."""
    target.mkdir(parents=True)
    formats: dict[str, list[Path]] = {}
    for path in sorted(p for p in folder.rglob("*") if p.suffix in _SUFFIXES and "speakers-" not in p.name):
        formats.setdefault(path.suffix, []).append(path)
    for suffix, found in formats.items():
        for path in found[:: max(1, -(-len(found) // most))] if most else found:
            copy = target / path.relative_to(folder).as_posix().replace("/", "_")
            if suffix == ".pdf" and pages:
                _cut_pages(path, copy, pages)
            else:
                shutil.copy(path, copy)
    return target


def _cut_pages(path: Path, target: Path, pages: int) -> None:
    whole, part = pypdfium2.PdfDocument(str(path)), pypdfium2.PdfDocument.new()
    part.import_pages(whole, list(range(min(pages, len(whole)))))
    part.save(str(target))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the verdict on every folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--sentences", action="store_true", help="every sentence instead of the findings")
    parser.add_argument("--most", type=int, default=0, help="files of each format to take, 0 for all")
    parser.add_argument("--pages", type=int, default=0, help="pages of each PDF to take, 0 for all")
    options = parser.parse_args(arguments)
    failed = False
    for folder in options.folders:
        with tempfile.TemporaryDirectory() as scratch:
            corpus = folder
            if options.most or options.pages:
                corpus = cut(folder, Path(scratch) / "corpus", most=options.most, pages=options.pages)
            try:
                verdict = verify(corpus, Path(scratch) / "out", sentences=options.sentences)
            except QuartierError as error:
                sys.exit(f"{folder}: {error}")
        formats = ", ".join(f"{count} {suffix}" for suffix, count in verdict.formats.items())
        right = verdict.quotes - len(verdict.wrong)
        print(f"{folder}: {verdict.sources} sources, {right} of {verdict.quotes} quotes in place ({formats})")
        for quote, problem in verdict.wrong:
            print(f"  {quote.path}: {problem}: {quote.text}"[:_LONGEST_LINE])
        failed = failed or bool(verdict.wrong)
    sys.exit(failed)


if __name__ == "__main__":
    main()
