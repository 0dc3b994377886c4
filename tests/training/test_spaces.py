from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from quartier_nlp.language.encoder_spaces import LONGEST, SHORTEST, SPACES, SpaceModel, features, ngrams, weighted
from quartier_nlp.language.encoder_tokens import Unit
from training.corpus import LabelledSentence
from training.evaluate import best_thresholds
from training.spaces import SpaceExample, fit_spaces, space_accuracy, write_spaces

TEXTS = ["Die Händler der Fußgängerzone", "Mieter im Hof, ja der Hof!", "a", ""]


@pytest.mark.parametrize("text", TEXTS)
def test_ngrams_are_those_of_scikit_learn(text: str) -> None:
    analyse = TfidfVectorizer(analyzer="char_wb", ngram_range=(SHORTEST, LONGEST)).build_analyzer()
    assert Counter(ngrams(text)) == Counter(analyse(text))


def test_vectors_have_unit_length_and_context_counts_less() -> None:
    weights = {gram: (i, 1.5) for i, gram in enumerate(sorted(set(ngrams("Kino Hof"))))}
    text = weighted("Kino", weights)
    assert sum(value**2 for value in text.values()) == pytest.approx(1.0)
    both = features(Unit("Kino", left="Hof"), weights)
    assert list(both) == sorted(both)
    assert max(both[c] for c in both if c not in text) < max(text.values())
    assert weighted("xyz", {}) == {}


CUES = {
    "innenstadt": "Händler in der Fußgängerzone",
    "wohnquartier": "Mieter im Hof der Siedlung",
    "laendlicher_raum": "Hofladen im Dorf",
    "uebergreifend": "überall und in allen Räumen",
}


def test_model_learns_and_survives_the_file(tmp_path: Path) -> None:
    examples = [
        SpaceExample("d", Unit(f"{cue} {i}", left=cue), (space,)) for space, cue in CUES.items() for i in range(6)
    ]
    sentences = [LabelledSentence(cue, (), (space,), spoken=True) for space, cue in CUES.items()]
    model = fit_spaces(examples, sentences)
    write_spaces(model, tmp_path / "spaces.npz")
    read = SpaceModel.read(tmp_path / "spaces.npz")
    assert space_accuracy(read, examples) == 1.0
    unit = Unit("Der Hofladen", heading="Im Dorf")
    assert SPACES[int(read.logits(unit).argmax())] == "laendlicher_raum"
    np.testing.assert_allclose(read.logits(unit), model.logits(unit), atol=1e-2)
    assert read.logits(Unit("日本")).tolist() == pytest.approx(model.intercept.tolist())


def test_threshold_is_the_middle_of_a_plateau_not_a_spike() -> None:
    f1 = [0.1, 0.9, 0.1, 0.6, 0.7, 0.6, 0.1]
    rows = {"place": [[0.1 * i, 0.0, 0.0, value] for i, value in enumerate(f1)]}
    assert best_thresholds(rows) == {"place": pytest.approx(0.4)}
