"""The extraction must not fall below what it once reached on the development set; see ``tests/floors.json``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language

from quartier_nlp.evaluation.gold import Gold, read_gold
from quartier_nlp.evaluation.scorer import Record, Scores, score, share, taken
from quartier_nlp.findings.options import FindingOptions
from quartier_nlp.language.options import LanguageOptions
from quartier_nlp.language.pipeline import has_model
from quartier_nlp.model.vocabulary import Kind
from tests.quality.prediction import ingest_folder, pipeline, records_of

ROOT = Path(__file__).parents[1]
DEVELOPMENT, KEPT_ASIDE = ROOT / "resources" / "devset", ROOT / "resources" / "heldout"
FLOORS = json.loads((ROOT / "floors.json").read_text(encoding="utf-8"))
MODES = ["rules", pytest.param("all", marks=pytest.mark.skipif(not has_model(LanguageOptions()), reason="no encoder"))]

Found = dict[str, list[Record]]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline(encoder=True)


@pytest.fixture(scope="module")
def found(nlp: Language) -> dict[str, Found]:
    segments, sources = ingest_folder(DEVELOPMENT / "run")
    alone = FindingOptions(use_encoder=False)
    return {
        "rules": records_of(segments, sources, nlp, alone),
        "all": records_of(segments, sources, nlp, FindingOptions()),
    }


@pytest.fixture(scope="module")
def kept_aside(nlp: Language) -> Scores:
    """Documents that nothing was trained, fitted or chosen on: nobody looks at them to mend what they show."""
    segments, sources = ingest_folder(KEPT_ASIDE / "run")
    records = records_of(segments, sources, nlp, FindingOptions())
    annotated = read_gold(KEPT_ASIDE / "gold")
    return score(annotated.documents, records, annotated.borderline)


@pytest.fixture(scope="module")
def gold() -> Gold:
    return read_gold(DEVELOPMENT / "gold")


@pytest.fixture(scope="module")
def scores(found: dict[str, Found], gold: Gold) -> dict[str, Scores]:
    return {mode: score(gold.documents, records, gold.borderline) for mode, records in found.items()}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", list(Kind))
def test_f1_of_every_kind(scores: dict[str, Scores], mode: str, kind: Kind) -> None:
    assert scores[mode].kinds[kind].f1 >= FLOORS[mode][kind.value]


@pytest.mark.parametrize("mode", MODES)
def test_macro_f1(scores: dict[str, Scores], mode: str) -> None:
    assert scores[mode].macro_f1 >= FLOORS[mode]["macro"]


@pytest.mark.skipif(not has_model(LanguageOptions()), reason="no encoder")
@pytest.mark.parametrize("kind", list(Kind))
def test_f1_on_documents_that_were_kept_aside(kept_aside: Scores, kind: Kind) -> None:
    assert kept_aside.kinds[kind].f1 >= FLOORS["kept_aside"][kind.value]


@pytest.mark.skipif(not has_model(LanguageOptions()), reason="no encoder")
def test_action_spaces_on_documents_that_were_kept_aside(kept_aside: Scores) -> None:
    assert kept_aside.space_accuracy() >= FLOORS["kept_aside"]["action_spaces"]


def test_fields_of_the_hits(scores: dict[str, Scores]) -> None:
    assert scores["all"].space_accuracy() >= FLOORS["action_spaces"]
    assert scores["all"].status_accuracy() >= FLOORS["status"]


def test_negatives_stay_out(found: dict[str, Found], gold: Gold) -> None:
    assert share(taken(found["all"], gold.negatives)) <= FLOORS["negatives"]
