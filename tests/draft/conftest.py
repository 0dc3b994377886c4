"""Golden files of the draft: compared, or written anew with ``--update-golden``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quartier_nlp.draft.document import Draft
from tests.draft.fixtures import example

GOLDEN = Path(__file__).parent.parent / "golden" / "draft"


@pytest.fixture(scope="session")
def draft() -> Draft:
    return example()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), f"{name} has changed; see it, then --update-golden"

    return compare
