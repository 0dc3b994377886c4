"""Golden files of the draft: compared, or written anew with ``--update-golden``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from quartier_nlp.draft.compose import compose
from quartier_nlp.draft.document import Draft
from tests.draft.fixtures import OPTIONS, corpus, example

GOLDEN = Path(__file__).parent.parent / "golden" / "draft"


@pytest.fixture(scope="session")
def draft() -> Draft:
    return example()


@pytest.fixture(scope="session", params=["whole", "short"])
def any_draft(request: pytest.FixtureRequest, draft: Draft) -> Draft:
    """The example in full, and with most statements moved to the compact rest."""
    options = replace(OPTIONS, max_items=1, max_references=1)
    return draft if request.param == "whole" else compose(**corpus().tables(), options=options)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), f"{name} has changed; see it, then --update-golden"

    return compare
