"""The typeset files are what the script makes of the sources, every time."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.corpus.plain_text import CORPUS, pdf_pages

PDFS = ("papers/offene-mitte.pdf", "papers/letzter-saal.pdf")
WORD = ("papers/erdgeschosse.docx", "transcripts/runde-siedlung.docx")


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two builds by two processes."""
    folders = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    for folder in folders:
        subprocess.run([sys.executable, CORPUS / "scripts/build_papers.py", "--out", folder], check=True)
    return folders


@pytest.mark.parametrize("name", PDFS + WORD)
def test_two_builds_give_the_same_bytes(builds: tuple[Path, Path], name: str) -> None:
    assert (builds[0] / name).read_bytes() == (builds[1] / name).read_bytes()


@pytest.mark.parametrize("name", PDFS)
def test_committed_pdf_is_up_to_date(builds: tuple[Path, Path], name: str) -> None:
    assert pdf_pages(CORPUS / name) == pdf_pages(builds[0] / name)


@pytest.mark.parametrize("name", WORD)
def test_committed_docx_is_up_to_date(builds: tuple[Path, Path], name: str) -> None:
    with zipfile.ZipFile(CORPUS / name) as committed, zipfile.ZipFile(builds[0] / name) as built:
        assert committed.namelist() == built.namelist()
        for member in built.namelist():
            assert committed.read(member) == built.read(member), member
