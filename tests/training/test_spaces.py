from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from quartier_nlp.language.encoder_spaces import LONGEST, SHORTEST, SPACES, Features, SpaceModel, ngrams
from quartier_nlp.language.encoder_tokens import Unit
from training.corpus import LabelledSentence
from training.spaces import SpaceExample, fit_spaces, space_accuracy, write_spaces

TEXTS = ["Die Händler der Fußgängerzone", "Mieter im Hof, ja der Hof!", "a", ""]


@pytest.mark.parametrize("text", TEXTS)
def test_ngrams_are_those_of_scikit_learn(text: str) -> None:
    analyse = TfidfVectorizer(analyzer="char_wb", ngram_range=(SHORTEST, LONGEST)).build_analyzer()
    assert Counter(ngrams(text)) == Counter(analyse(text))


def test_vectors_have_unit_length_and_context_counts_less() -> None:
    features = Features({gram: (i, 1.5) for i, gram in enumerate(sorted(set(ngrams("Kino Hof"))))})
    text, values = features.weighted("Kino")
    assert np.sum(values**2) == pytest.approx(1.0)
    columns, both = features.of(Unit("Kino", left="Hof"))
    assert columns.tolist() == sorted(set(columns.tolist()))
    assert both[~np.isin(columns, text)].max() < values.max()
    assert [len(part) for part in features.weighted("xyz")] == [0, 0]
    assert [len(part) for part in features.of(Unit(""))] == [0, 0]


def test_repeated_ngrams_count_by_their_logarithm() -> None:
    features = Features({"ab": (0, 2.0), "cd": (1, 3.0)})
    _, values = features.weighted("xabab cd ab")
    raw = np.array([2.0 * (1 + np.log(3)), 3.0])
    assert values == pytest.approx(raw / np.linalg.norm(raw))


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
