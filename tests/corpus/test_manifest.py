"""The manifest describes what lies in the corpus, and the texts keep to its rules."""

import re
import tomllib
from datetime import date
from fnmatch import fnmatch
from typing import Any

import pytest

from quartier_nlp.model.vocabulary import SourceKind
from tests.corpus.plain_text import CORPUS, plain_text

MANIFEST = tomllib.loads((CORPUS / "MANIFEST.toml").read_text(encoding="utf-8"))
SOURCES: list[dict[str, Any]] = MANIFEST["source"]
SPACES = {"innenstadt", "wohnquartier", "laendlicher_raum"}

#: Ranges kept free for film and television, and the spoken forms used in transcripts.
FREE_NUMBERS = ("04066969", "03023125", "08999998", "06990009", "02214710", "01713920044")


def test_every_file_has_one_entry() -> None:
    found = {
        str(path.relative_to(CORPUS))
        for path in CORPUS.rglob("*")
        if path.is_file() and not any(fnmatch(str(path.relative_to(CORPUS)), p) for p in MANIFEST["ignore"])
    }
    listed = [source["path"] for source in SOURCES]
    assert sorted(listed) == sorted(found)


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s["path"])
def test_entry_is_complete(source: dict[str, Any]) -> None:
    assert source["kind"] in set(SourceKind)
    assert isinstance(source["date"], date)
    assert source["action_space"] in SPACES
    assert source["licence"] == "CC0-1.0"
    assert source["language"] == "de"
    assert all(source[key] for key in ("title", "event", "consent", "origin"))


def test_corpus_is_large_enough_and_covers_every_space() -> None:
    words = {s["path"]: len(plain_text(CORPUS / s["path"]).split()) for s in SOURCES}
    spoken = sum(n for path, n in words.items() if path.startswith("transcripts/"))
    assert spoken >= 7500
    assert sum(words.values()) - spoken >= 4500
    for space in SPACES:
        assert len([s for s in SOURCES if s["action_space"] == space]) >= 3


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s["path"])
def test_nobody_can_be_reached(source: dict[str, Any]) -> None:
    text = plain_text(CORPUS / source["path"])
    for address in re.findall(r"[\w.-]+@[\w.-]+\w|\bät [\w ]+? punkt \w+", text):
        assert address.endswith("example")
    for number in re.findall(r"(?:Tel\.|Telefon|,) (0\d[\d \-/]{6,})", text):
        assert re.sub(r"\D", "", number).startswith(FREE_NUMBERS)
