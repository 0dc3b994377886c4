from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from training.corpus import (
    CIMT_CODES,
    CIMT_TRAINING_SETS,
    KINDS,
    Mention,
    annotate,
    read_answers,
    read_contributions,
    read_documents,
    read_jsonl,
    read_sentences,
    read_training_contributions,
)
from training.texts import TextPassage, read_passages, split_sentences

DATA = Path(__file__).parents[2] / "training" / "data"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Eins. Zwei! Drei?", ["Eins.", "Zwei!", "Drei?"]),
        ("Das sind ca. 30 Leute. Gut.", ["Das sind ca. 30 Leute.", "Gut."]),
        ("Am 3. März war Schluss.", ["Am 3. März war Schluss."]),
        ("„Geht das?“ Nein.", ["„Geht das?“", "Nein."]),
        ("ohne punkt und komma", ["ohne punkt und komma"]),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in split_sentences(text)] == sentences


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_turns_lose_their_speaker(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "ANNA (STADT): Guten Tag. #00:01:02-3#\nB1: Hallo.\n")
    assert [(p.speaker, p.text) for p in read_passages(path)] == [("ANNA (STADT)", "Guten Tag."), ("B1", "Hallo.")]


def test_rolling_captions_are_said_once(tmp_path: Path) -> None:
    cues = "1\n00:00:00,080 --> 00:00:01,080\nja schönen\n\n2\n00:00:01,080 --> 00:00:02,000\nja schönen\nguten Abend\n"
    assert [p.text for p in read_passages(write(tmp_path, "a.srt", cues))] == ["ja schönen guten Abend"]


def test_markdown_blocks(tmp_path: Path) -> None:
    text = "# Titel\n\nErste Zeile\nzweite Zeile\n\n- Punkt eins\n- Punkt zwei\n"
    text += "\n| Ort | Nutzung |\n|---|---|\n| Kino | leer |\n"
    passages = read_passages(write(tmp_path, "a.md", text))
    assert [p.text for p in passages] == [
        "Titel",
        "Erste Zeile zweite Zeile",
        "- Punkt eins",
        "- Punkt zwei",
        "Ort",
        "Nutzung",
        "Kino",
        "leer",
    ]
    assert {p.heading for p in passages[1:]} == {"Titel"}


def test_mentions_cross_no_passage_and_repeated_nouns_are_not_scored() -> None:
    passages = [TextPassage(t, "", "", [(0, len(t))]) for t in ("Das alte Kaufhaus.", "Im Kaufhaus ist es kalt.")]
    gold = [{"type": "place", "quote": "Das alte Kaufhaus", "also": [], "status": None}]
    first, second = annotate("d", True, passages, gold).passages
    assert first.mentions == (Mention("place", 0, 17),)
    assert second.mentions == (Mention("place", 3, 11, scored=False),)


def test_nearly_every_annotated_quote_is_found() -> None:
    documents = read_documents(DATA)
    assert len(documents) == 315
    wanted = sum(1 for d in documents for _ in read_jsonl(DATA / "gold" / f"{d.name}.jsonl"))
    found = sum(m.scored for d in documents for p in d.passages for m in p.mentions)
    assert found >= 0.99 * wanted
    for document in documents:
        for passage in document.passages:
            assert all(0 <= m.start < m.end <= len(passage.text) and m.kind in KINDS for m in passage.mentions)


def test_sentences_are_distinct_and_have_a_space() -> None:
    sentences = read_sentences(DATA)
    assert len({s.text for s in sentences}) == len(sentences) == 1200
    assert all(s.spaces for s in sentences)


@pytest.mark.parametrize("name", CIMT_TRAINING_SETS)
def test_contributions(name: str) -> None:
    contributions = read_contributions(DATA / "cimt" / f"dataset_{name}.tsv")
    assert len(contributions) > 1500
    assert {c.code for c in contributions} == {"mpos", "premise", "mpos+premise", "non-arg"}
    assert (DATA / "cimt" / f"dataset_{name}.TERMS.txt").is_file()


def test_answers_are_labelled_like_contributions_and_mostly_stand_alone() -> None:
    answers = read_answers(DATA / "answers.jsonl")
    codes = Counter(answer.code for answer in answers)
    assert len({answer.text for answer in answers}) == len(answers) == 518
    assert codes == {"mpos": 257, "premise": 156, "non-arg": 62, "mpos+premise": 43}
    assert all(CIMT_CODES[answer.code] == answer.labels for answer in answers)
    assert sum(not answer.left and not answer.right for answer in answers) > len(answers) / 2
    assert [*read_training_contributions()] == [*CIMT_TRAINING_SETS, "answers"]


def test_nothing_is_trained_on_that_must_not_be() -> None:
    names = {path.name for path in DATA.rglob("*") if path.is_file()}
    assert not {n for n in names if "CQB" in n or "MCK" in n or "mobie" in n.lower() or n.startswith("d1")}
