import numpy as np
import pytest
from spacy.language import Language

from quartier_nlp.language.components.encoder.encoder import sentence_scores
from quartier_nlp.language.decoding import PlacedReading
from quartier_nlp.language.encoder import SHIPPED, SentenceReading
from quartier_nlp.language.options import LanguageOptions
from quartier_nlp.language.pipeline import build, has_model


@pytest.mark.parametrize("findings", [False, True])
def test_components_declare_what_they_need(findings: bool) -> None:
    problems = build(LanguageOptions(findings=findings)).analyze_pipes()["problems"]
    assert all(not missing for missing in problems.values()), problems


def test_order_of_components(nlp: Language) -> None:
    assert nlp.pipe_names == ["quartier_sentences", "quartier_tagger", "quartier_disfluency"]


def test_without_model_the_encoder_is_left_out(tmp_path) -> None:
    options = LanguageOptions(encoder_directory=tmp_path)
    assert not has_model(options)
    assert "quartier_encoder" not in build(options).pipe_names


@pytest.mark.skipif(not (SHIPPED / "manifest.json").is_file(), reason="no trained model ships yet")
def test_encoder_writes_spans_inside_the_text() -> None:
    nlp = build(LanguageOptions())
    doc = nlp.make_doc("Wir öffnen die leeren Läden. Wer bezahlt das?")
    doc._.left = "Wir reden über die Innenstadt."
    doc = nlp(doc)
    assert len(doc._.sentence_scores) == 2
    assert doc._.encoder_spans
    assert all(0 <= span.start < span.end <= len(doc.text) for span in doc._.encoder_spans)


def _reading(value: float) -> SentenceReading:
    row = np.full
    return SentenceReading(
        start=0,
        end=1,
        offsets=np.zeros((0, 2), np.int64),
        inside=np.zeros((0, 4), np.float32),
        begin=np.zeros((0, 4), np.float32),
        status=np.zeros((0, 3), np.float32),
        present=row(4, value, np.float32),
        spaces=row(4, value, np.float32),
        head=row(3, value, np.float32),
        contribution=lambda head: head,
        vector=row(2, value, np.float32),
    )


def test_sentence_scores_are_the_mean_of_windows() -> None:
    windows = [PlacedReading(_reading(value), start=0, sentence=0, windowed=True) for value in (0.2, 0.4)]
    found = sentence_scores(windows, width=2)
    assert found.present.tolist() == pytest.approx([0.3] * 4)
    assert found.vector.tolist() == pytest.approx([0.3] * 2)
    assert found.cimt.tolist() == pytest.approx([0.3] * 3)


def test_sentence_without_units_scores_zero() -> None:
    found = sentence_scores([], width=2)
    assert found.present.tolist() == [0.0] * 4
    assert found.vector.tolist() == [0.0] * 2
    assert found.cimt.tolist() == [0.0] * 3
