"""The hand-made expectations quote what really stands in the corpus."""

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from quartier_nlp.model.vocabulary import ApproachStatus, Kind
from tests.corpus.plain_text import CORPUS, plain_text

EXPECTED = tomllib.loads((Path(__file__).parent / "expected.toml").read_text(encoding="utf-8"))
MENTIONS = [mention for topic in EXPECTED["topic"] for mention in topic["mentions"]]


@cache
def _text(source: str) -> str:
    return plain_text(CORPUS / source)


@pytest.mark.parametrize(
    "entry", [*EXPECTED["expected"], *EXPECTED["excluded"], *MENTIONS], ids=lambda e: e["quote"][:40]
)
def test_quote_stands_in_its_source(entry: dict[str, Any]) -> None:
    assert entry["quote"] in _text(entry["source"])


@pytest.mark.parametrize("entry", EXPECTED["expected"], ids=lambda e: e["quote"][:40])
def test_expectation_is_well_formed(entry: dict[str, Any]) -> None:
    kind = Kind(entry["kind"])
    if "status" in entry:
        assert kind is Kind.APPROACH
        assert entry["status"] in set(ApproachStatus)
    if "municipality" in entry:
        assert kind is Kind.PLACE
        assert entry["municipality"] in _text(entry["source"])


def test_expectations_cover_the_corpus() -> None:
    sources = Counter(entry["source"] for entry in EXPECTED["expected"])
    on_disk = {str(p.relative_to(CORPUS)) for f in ("papers", "transcripts") for p in (CORPUS / f).iterdir()}
    assert set(sources) == on_disk
    assert sources.total() >= 40
    assert len(EXPECTED["excluded"]) >= 15
    assert {entry["kind"] for entry in EXPECTED["expected"]} == set(Kind)


def test_topics_recur_in_several_sources() -> None:
    spaces = Counter(topic["action_space"] for topic in EXPECTED["topic"])
    assert min(spaces.values()) >= 3
    for topic in EXPECTED["topic"]:
        assert len({mention["source"] for mention in topic["mentions"]}) >= 2
