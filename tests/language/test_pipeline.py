from collections.abc import Iterable

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

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


TURNS = ["Wir öffnen die leeren Läden.", "Und das Parkhaus?", "Wer bezahlt das eigentlich? Ja, gut.", "Der Verein."]


def _turns(nlp: Language, run: str) -> list[Doc]:
    docs = [nlp.make_doc(text) for text in TURNS]
    for doc in docs:
        doc._.run, doc._.left, doc._.right = run, "Wir reden über die Innenstadt.", "Weiter."
    return docs


def _scores(docs: Iterable[Doc]) -> list[tuple[list[float], int]]:
    return [(one.present.tolist(), len(one.readings)) for doc in docs for one in doc._.sentence_scores]


@pytest.mark.skipif(not has_model(LanguageOptions()), reason="no trained model ships yet")
def test_segments_of_a_run_are_read_as_one_text_whatever_the_batch() -> None:
    nlp = build(LanguageOptions())
    whole = nlp.make_doc(" ".join(TURNS))
    whole._.left, whole._.right = "Wir reden über die Innenstadt.", "Weiter."
    joined = list(nlp.pipe(_turns(nlp, "source"), batch_size=100))
    assert [doc.text for doc in joined] == TURNS
    assert _scores(joined) == _scores([nlp(whole)]) == _scores(nlp.pipe(_turns(nlp, "source"), batch_size=1))
    for doc in joined:
        assert all(0 <= span.start < span.end <= len(doc.text) for span in doc._.encoder_spans)
        assert all(0 <= a < b <= len(doc.text) for words in doc._.encoder_words for a, b in words.ranges)
    assert [span.kind for span in joined[2]._.encoder_spans][:1] == ["open_question"]


@pytest.mark.skipif(not has_model(LanguageOptions()), reason="no trained model ships yet")
def test_docs_without_a_run_or_under_another_heading_are_read_on_their_own() -> None:
    nlp = build(LanguageOptions())
    alone = _scores(nlp(doc) for doc in _turns(nlp, "source"))
    assert _scores(nlp.pipe(_turns(nlp, ""))) == alone
    apart = _turns(nlp, "source")
    apart[1]._.heading = "Parken"
    assert _scores(list(nlp.pipe(apart))[:1]) == alone[:1]


@pytest.mark.skipif(not has_model(LanguageOptions()), reason="no trained model ships yet")
def test_what_only_gives_context_is_not_read_and_keeps_its_place() -> None:
    nlp = build(LanguageOptions())
    docs = _turns(nlp, "source")
    docs[1]._.is_read = False
    read = list(nlp.pipe(docs))
    assert [doc.text for doc in read] == TURNS
    assert not read[1]._.sentence_scores
    assert all(doc._.sentence_scores for doc in (read[0], *read[2:]))
    assert not nlp(docs[1])._.sentence_scores


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
