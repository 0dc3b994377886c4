import shutil
from pathlib import Path

import pytest

from tests.sources.office_files import BUILDERS

RESOURCES = Path(__file__).parents[1] / "resources" / "sources"


@pytest.fixture(scope="session")
def corpus(tmp_path_factory) -> Path:
    """A folder with every fixture file."""
    folder = tmp_path_factory.mktemp("fixtures")
    for path in sorted(RESOURCES.iterdir()):
        shutil.copy(path, folder / path.name)
    for name, build in BUILDERS.items():
        build(folder / name)
    return folder
