import os

import pytest


def test_golden_files_are_compared_here(request: pytest.FixtureRequest) -> None:
    options = os.environ.get("PYTEST_ADDOPTS", "")
    assert "--update-golden" not in options, "PYTEST_ADDOPTS leaves --update-golden on: unset it"
    addopts = " ".join(request.config.getini("addopts"))
    assert "--update-golden" not in addopts, "pyproject.toml leaves --update-golden on: remove it"
