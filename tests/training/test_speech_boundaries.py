"""The shipped boundary model on transcripts it never saw, and what it must not learn."""

import json

import pytest

from quartier_nlp.language.components.sentences.speech import RESOURCE, read_weights, shared_splitter
from quartier_nlp.language.components.sentences.speech_features import NAME, without_names
from training.speech_boundaries import DATA, council_speeches, f1, fit, held_out, turns, unpunctuated

#: Lowest F1 on every sixth transcript, stripped of punctuation; .728 when it was trained.
FLOOR = 0.71


def test_held_out_transcripts_reach_the_floor():
    documents = DATA / "docs"
    names = held_out(documents)
    speeches = [unpunctuated(text) for text in turns(documents, names)]
    assert len(names) >= 9
    assert f1(shared_splitter(), speeches)[2] >= FLOOR


def test_punctuation_is_taken_away_and_remembered():
    speech = unpunctuated("Das ist gut. Wir machen weiter, aber dann fehlt das Geld, weil keiner zahlt.")
    assert speech.words[:4] == ["das", "ist", "gut", "wir"]
    assert [word for word, opens in zip(speech.words, speech.opens, strict=True) if opens] == ["wir", "aber"]


@pytest.mark.parametrize(
    ("words", "tags", "left"),
    [
        (["frau", "kornblum", "sagt"], ["NN", "NN", "VV(FIN)"], ["frau", NAME, "sagt"]),
        (["in", "hagen", "ist"], ["APPR", "NE", "VA(FIN)"], ["in", NAME, "ist"]),
        (["die", "frau", "sagt"], ["ART", "NN", "VV(FIN)"], ["die", "frau", "sagt"]),
    ],
)
def test_names_are_no_features(words, tags, left):
    assert without_names(words, tags) == left


def test_sessions_of_held_out_transcripts_are_left_out(tmp_path):
    for day in ("2025-02-13", "2024-09-12"):
        speech = {"transcription": f"Am Tag {day} wurde lange und laut geredet."}
        (tmp_path / f"session-speeches-{day}.json").write_text(json.dumps([speech]), encoding="utf-8")
    assert list(council_speeches(tmp_path)) == ["Am Tag 2024-09-12 wurde lange und laut geredet."]


def test_training_learns_what_opens_a_clause():
    texts = ["Der Laden ist zu. Dann kam der Verein. Dann ging das Licht an. Dann war es voll."] * 20
    weights, bias = fit(unpunctuated(text) for text in texts)
    assert weights
    assert bias != read_weights(RESOURCE)[1]
