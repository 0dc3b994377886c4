"""Measure time a page and memory of the PDF reader.

``python -m benchmarks.pdf_speed FILE.pdf ...`` prints per file the processor time a page, once the
code is loaded. ``--pages 1000`` repeats the pages of the files up to that number and prints how far
memory rises over what reading the first file takes, and how much of that is the text.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pypdfium2

from benchmarks.memory import peak_megabytes
from quartier_nlp.sources.pdf import PdfReader
from quartier_nlp.sources.reading import Limits


def milliseconds_a_page(path: Path, rounds: int) -> tuple[int, float]:
    """Return the number of pages and the best processor time a page of several rounds."""
    with pypdfium2.PdfDocument(path) as document:
        pages = len(document)
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        PdfReader().read(path, Limits())
        best = min(best, time.process_time() - start)
    return pages, 1000 * best / pages


def repeated(paths: Sequence[Path], pages: int, target: Path) -> None:
    """Write a file that repeats the pages of others."""
    with pypdfium2.PdfDocument.new() as result:
        counts = []
        for path in paths:
            with pypdfium2.PdfDocument(path) as source:
                counts.append(len(source))
        rounds, missing = divmod(pages, sum(counts))
        for path, count in zip(paths, counts, strict=True):
            more = min(count, missing)
            missing -= more
            with pypdfium2.PdfDocument(path) as source:  # in one go, to share the fonts
                result.import_pages(source, [*range(count)] * rounds + [*range(more)])
        result.save(target)


def print_memory(paths: Sequence[Path], pages: int) -> None:
    """Print how far memory rises over a long file."""
    PdfReader().read(paths[0], Limits())
    before = peak_megabytes()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.pdf"
        writer = multiprocessing.get_context("spawn").Process(target=repeated, args=(paths, pages, path))
        writer.start()  # in a process of its own, which may take what it wants
        writer.join()
        start = time.process_time()
        reading = PdfReader().read(path, Limits())
        each = 1000 * (time.process_time() - start) / pages
    after = peak_megabytes()
    text = sum(len((passage.text + passage.raw).encode()) for passage in reading.passages) / 2**20
    print(
        f"{pages} pages: {each:.1f} ms a page, memory {before:.0f} -> {after:.0f} MB, clean and raw text {text:.0f} MB"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Measure time and memory of the PDF reader.")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--pages", type=int, default=0, help="also read a file with so many pages")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if arguments.pages:
        print_memory(arguments.files, arguments.pages)
        return
    for path in arguments.files:
        pages, each = milliseconds_a_page(path, arguments.rounds)
        print(f"{path.name}: {pages} pages, {each:.1f} ms a page")


if __name__ == "__main__":
    main()
