"""Training documents are read by action-space models that have not learned them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from quartier_nlp.language.encoder import KINDS
from quartier_nlp.language.encoder_spaces import SPACES
from quartier_nlp.language.encoder_tokens import Unit
from training.corpus import LabelledSentence
from training.left_out import SpacesAlone, left_out_readers
from training.spaces import SpaceExample, fit_spaces

CUES = {
    "innenstadt": "Die Händler der Fußgängerzone öffnen das Kaufhaus.",
    "wohnquartier": "Die Mieter im Hof der Siedlung bauen Bänke.",
    "laendlicher_raum": "Der Hofladen im Dorf gibt Brot aus.",
    "uebergreifend": "Überall und in allen Räumen fehlt Geld.",
}


def test_says_the_spaces_of_every_sentence_and_nothing_else() -> None:
    examples = [SpaceExample("d", Unit(f"{cue} {i}"), (space,)) for space, cue in CUES.items() for i in range(6)]
    sentences = [LabelledSentence(cue, (), (space,), spoken=True) for space, cue in CUES.items()]
    reader = SpacesAlone(fit_spaces(examples, sentences))
    first, second = CUES["wohnquartier"], CUES["laendlicher_raum"]
    unit = Unit(f"{first} {second}", breaks=(len(first) + 1,))
    (readings,) = reader.encode([unit])
    assert [SPACES[int(one.spaces.argmax())] for one in readings] == ["wohnquartier", "laendlicher_raum"]
    assert all(len(one.offsets) == 0 and not one.present.any() for one in readings)
    assert readings[0].present.shape == (len(KINDS),)


def test_no_document_is_read_by_a_model_that_has_learned_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("docs", "gold"):
        (tmp_path / folder).mkdir()
    for number, (space, cue) in enumerate([*CUES.items()] * 2):
        finding = {"type": "approach", "quote": cue, "action_spaces": [space], "status": "practised"}
        (tmp_path / "docs" / f"d{number}.txt").write_text(f"Person 1: {cue}\n", encoding="utf-8")
        (tmp_path / "gold" / f"d{number}.jsonl").write_text(json.dumps(finding) + "\n", encoding="utf-8")
    learned: list[set[str]] = []

    def spy(examples: list[SpaceExample], sentences: list[LabelledSentence]) -> object:
        learned.append({example.document for example in examples})
        return fit_spaces(examples, sentences)

    monkeypatch.setattr("training.left_out.fit_spaces", spy)
    monkeypatch.setattr(
        "training.left_out.read_sentences",
        lambda _: [LabelledSentence(cue, (), (space,), spoken=True) for space, cue in CUES.items()],
    )
    read: list[str] = []
    for folder, nlp in left_out_readers(tmp_path, parts=3):
        own = sorted(file.stem for file in folder.iterdir())
        assert not learned[-1] & set(own)
        spaces = [scores.spaces for scores in nlp(CUES["wohnquartier"])._.sentence_scores]
        assert len(spaces) == 1
        assert np.any(spaces[0] != 0)
        read += own
    assert sorted(read) == [f"d{number}" for number in range(8)]
