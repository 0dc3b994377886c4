"""Typesets the example papers: ``corpus/src`` to two-column PDF and to DOCX.

Run ``python corpus/scripts/build_papers.py`` after editing a text in ``corpus/src``. The finished
files are part of the corpus and are committed. Two runs give the same bytes: nothing in them
depends on the clock, the user or the fonts of the machine.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from docx_files import write_paper_docx, write_transcript_docx
from pdf_pages import write_pdf
from source_text import read_paper

CORPUS = Path(__file__).resolve().parents[1]
SOURCES = CORPUS / "src"


def build(target: Path) -> list[Path]:
    """Write every generated file of the corpus below ``target``.

    Returns:
        The files written, in the order of writing.
    """
    papers = target / "papers"
    transcripts = target / "transcripts"
    for folder in (papers, transcripts):
        folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in ("offene-mitte", "letzter-saal"):
        written.append(papers / f"{name}.pdf")
        write_pdf(read_paper(SOURCES / f"{name}.md"), written[-1])
    written.append(papers / "erdgeschosse.docx")
    write_paper_docx(read_paper(SOURCES / "erdgeschosse.md"), written[-1])
    written.append(transcripts / "runde-siedlung.docx")
    write_transcript_docx(SOURCES / "runde-siedlung.txt", written[-1])
    return written


def main() -> None:
    """Build into the corpus, or into the folder given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=CORPUS, help="folder to build into")
    build(parser.parse_args().out)


if __name__ == "__main__":
    main()
