from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from quartier_nlp.language.encoder import CONTRIBUTIONS_FILE, SHIPPED
from quartier_nlp.language.encoder_contributions import (
    BLOCKS,
    LENGTHS,
    NEIGHBOUR_WORDS,
    ContributionFeatures,
    ContributionModel,
    parts,
    phrases,
    tokens,
)
from quartier_nlp.language.encoder_spaces import numbered
from quartier_nlp.language.encoder_tokens import Unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "< >"),
        ("Mehr Bänke!", "< mehr bänke ! >"),
        ("Tempo 30, nicht 50", "< tempo 0 , nicht 0 >"),
        ("siehe https://stadt.example/plan?x=1 (dort)", "< siehe // ( dort ) >"),
        ("E-Bike_1", "< e - bike_ 0 >"),
    ],
)
def test_tokens(text: str, expected: str) -> None:
    assert " ".join(tokens(text)) == expected


def test_phrases_of_up_to_three_tokens_know_where_the_text_ends() -> None:
    assert list(phrases("mehr Bänke")) == [
        "mehr",
        "bänke",
        "< mehr",
        "mehr bänke",
        "bänke >",
        "< mehr bänke",
        "mehr bänke >",
    ]
    assert list(phrases("")) == ["< >"]


def test_neighbours_are_cut_to_what_is_near() -> None:
    many = " ".join(str(i) for i in range(100))
    cut = parts(Unit("x", left=many, right=many))
    assert cut["before"].split()[-1] == "99"
    assert cut["after"].split()[0] == "0"
    assert {len(cut[name].split()) for name in ("before", "after")} == {NEIGHBOUR_WORDS}


BLOCK_WEIGHTS = {
    "characters": numbered([" hof ", "hof"], [1.0, 1.0]),
    "words": numbered(["hof", "< hof"], [2.0, 1.0]),
    "before": numbered(["laut"], [3.0]),
    "after": numbered(["hof"], [1.0]),
}


def test_every_block_has_its_own_columns_and_length() -> None:
    features = ContributionFeatures(BLOCK_WEIGHTS)
    assert features.width == 6
    columns, values = features.of(Unit("Hof Hof", left="zu laut", right="Hof"))
    assert columns.tolist() == [0, 1, 2, 3, 4, 5]
    lengths = [np.linalg.norm(values[part]) for part in (slice(0, 2), slice(2, 4), slice(4, 5), slice(5, 6))]
    assert lengths == pytest.approx([LENGTHS[name] for name in BLOCKS])
    assert values[2] / values[3] == pytest.approx(2.0 * (1.0 + np.log(2.0)))
    assert features.of(Unit("Hof"))[0].tolist() == [0, 1, 2, 3]
    assert features.of(Unit("日本"))[0].tolist() == []


def _model() -> ContributionModel:
    coefficients = np.zeros((3, 6), np.float32)
    coefficients[1, 4] = 2.0
    return ContributionModel(BLOCK_WEIGHTS, coefficients, np.array([0.5, -0.5, 0.0], np.float32))


def test_logits_of_head_and_words_are_added() -> None:
    model, head = _model(), np.array([0.5, 0.5, 0.8], np.float32)
    without, beside = Unit("Der Hof"), Unit("Der Hof", left="laut")
    assert model.logits(without).tolist() == [0.5, -0.5, 0.0]
    expected = 1.0 / (1.0 + np.exp([-0.5, 0.5 - 2.0 * LENGTHS["before"], -np.log(4.0)]))
    assert model.probabilities(beside, head) == pytest.approx(expected, abs=1e-6)
    certain = model.probabilities(without, np.array([0.0, 1.0, 0.0], np.float32))
    assert np.isfinite(certain).all()
    assert certain[1] > 0.99 > 0.01 > certain[0]


def test_model_survives_the_file(tmp_path: Path) -> None:
    model = _model()
    np.savez_compressed(tmp_path / "m.npz", **model.arrays())
    read = ContributionModel.read(tmp_path / "m.npz")
    assert read.blocks == model.blocks
    unit = Unit("Hof", left="laut", right="hof")
    assert read.logits(unit) == pytest.approx(model.logits(unit), abs=1e-3)


def test_shipped_model_knows_wishes_from_reasons() -> None:
    model = ContributionModel.read(SHIPPED / CONTRIBUTIONS_FILE)
    wish, reason, thanks = (
        model.logits(Unit(text))
        for text in (
            "Hier sollte bitte ein breiterer Radweg gebaut werden.",
            "Leider ist es dort sehr gefährlich, weil die Autos zu schnell fahren.",
            "Vielen Dank und viele Grüße",
        )
    )
    assert wish[1] > 0 > wish[2]
    assert reason[2] > 0 > reason[1]
    assert thanks[0] < 0 < min(wish[0], reason[0])
    assert (SHIPPED / CONTRIBUTIONS_FILE).stat().st_size < 1_000_000
