"""Fixtures for the whole suite: the example corpus is run once per session."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from quartier_nlp import steps
from quartier_nlp.settings import Settings
from quartier_nlp.workspace import Workspace

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared" / "data"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="Write golden files anew; look at the difference before you commit.",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SHARED.is_dir():
        return
    for item in items:
        if "shared" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="needs the material in ../shared/data"))


@pytest.fixture(autouse=True, scope="session")
def _settings_of_nobody() -> None:
    """Keep a developer's environment out of the tests."""
    for name in [name for name in os.environ if name.startswith("QUARTIER_")]:
        del os.environ[name]


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The example corpus after the main job; tests read it and change nothing."""
    workspace = Workspace(Settings(), CORPUS, tmp_path_factory.mktemp("finished"))
    steps.run(workspace)
    return workspace


@pytest.fixture
def small_corpus(tmp_path: Path) -> Path:
    """A copy of three small sources of the example corpus, to change at will."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in (
        "transcripts/stadtteilforum.md",
        "transcripts/interview-handel.json",
        "papers/kirche-kiosk-kegelbahn.html",
    ):
        shutil.copy(CORPUS / name, folder / Path(name).name)
    return folder
