"""Measure time a page and memory of the PDF reader.

``python benchmarks/pdf_speed.py FILE.pdf ...`` prints per file the processor time a page, once the
code is loaded. ``--pages 1000`` repeats the pages of the first file up to that number and prints how
far memory rises in the pdfium phase and in all.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

import pypdfium2

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


def repeated(path: Path, pages: int, target: Path) -> Path:
    """Write a file that repeats the pages of another one."""
    with pypdfium2.PdfDocument(path) as source, pypdfium2.PdfDocument.new() as result:
        count = len(source)
        result.import_pages(source, [number % count for number in range(pages)])  # in one go, to share the fonts
        result.save(target)
    return target


def peak_megabytes() -> float:
    """Return the largest resident memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Measure time and memory of the PDF reader.")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--pages", type=int, default=0, help="also read a file with so many pages")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if arguments.pages:
        with tempfile.TemporaryDirectory() as folder:
            path = repeated(arguments.files[0], arguments.pages, Path(folder) / "long.pdf")
            before = peak_megabytes()
            _, each = milliseconds_a_page(path, 1)
        print(f"{arguments.pages} pages: {each:.1f} ms a page, memory {before:.0f} -> {peak_megabytes():.0f} MB")
        return
    for path in arguments.files:
        pages, each = milliseconds_a_page(path, arguments.rounds)
        print(f"{path.name}: {pages} pages, {each:.1f} ms a page")


if __name__ == "__main__":
    main()
