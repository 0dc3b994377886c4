from __future__ import annotations

import numpy as np
import pytest

from quartier_nlp.language.decoding import decode, place_readings, trim
from quartier_nlp.language.decoding_units import (
    GROUP_WORDS,
    LEFT_WORDS,
    RIGHT_WORDS,
    WINDOW_WORDS,
    first_words,
    last_words,
    units_for,
    window_ranges,
)
from quartier_nlp.language.encoder import KINDS, SentenceReading
from quartier_nlp.language.encoder_tokens import Unit
from quartier_nlp.model.vocabulary import Kind


def readings_of(unit: Unit, marked: dict[Kind, list[str]], *, present: float = 1.0) -> list[SentenceReading]:
    """Readings by hand: one piece a word; ``marked`` names the findings, the first word of each opens it."""
    offsets, start = [], 0
    for word in unit.text.split(" "):
        offsets.append((start, start + len(word)))
        start += len(word) + 1
    count = len(offsets)
    inside, begin = np.full((count, 4), 0.01, np.float32), np.zeros((count, 4), np.float32)
    for kind, quotes in marked.items():
        column = KINDS.index(kind)
        for quote in quotes:
            a = unit.text.find(quote)
            if a < 0:
                continue
            own = [i for i, (x, y) in enumerate(offsets) if y > a and x < a + len(quote)]
            inside[own, column] = 0.95
            begin[own[0], column] = 0.9
    readings = []
    for start, end in unit.sentences:
        own = [i for i, (a, _) in enumerate(offsets) if start <= a < end]
        readings.append(
            SentenceReading(
                start=start,
                end=end,
                offsets=np.array(offsets, np.int64).reshape(count, 2)[own],
                inside=inside[own],
                begin=begin[own],
                status=np.tile(np.array([0.0, 3.0, 0.0], np.float32), (len(own), 1)),
                present=np.full(4, present, np.float32),
                spaces=np.zeros(4, np.float32),
                head=np.zeros(3, np.float32),
                contribution=lambda head: head,
                vector=np.zeros(384, np.float32),
            )
        )
    return readings


def decoded(text: str, marked: dict[Kind, list[str]], sentences: list[tuple[int, int]] | None = None):
    placed = units_for(text, sentences or [(0, len(text))])
    return decode(text, place_readings(placed, [readings_of(p.unit, marked) for p in placed]))


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        ("Wir haben „das alte Kino“, geöffnet.", Kind.PLACE, "das alte Kino"),
        ("Es gibt einen Stammtisch.", Kind.FORMAT, "einen Stammtisch"),
        ("Wer zahlt die Heizung?", Kind.OPEN_QUESTION, "Wer zahlt die Heizung?"),
        ("- Laden (leer) nutzen", Kind.PLACE, "Laden (leer)"),
        ("im Haus (ehem. Schule) am Markt", Kind.PLACE, "Haus (ehem. Schule)"),
    ],
)
def test_quote_is_what_stands_in_the_text(text: str, kind: Kind, quote: str) -> None:
    (found,) = decoded(text, {kind: [quote]})
    assert (found.kind, text[found.start : found.end]) == (kind, quote)
    assert found.score > 0.9


def test_kinds_may_overlap_and_come_in_the_order_of_the_text() -> None:
    text = "Wir öffnen das alte Kino für Vereine."
    found = decoded(text, {Kind.APPROACH: ["öffnen das alte Kino für Vereine"], Kind.PLACE: ["das alte Kino"]})
    assert [(c.kind, text[c.start : c.end]) for c in found] == [
        (Kind.APPROACH, "öffnen das alte Kino für Vereine"),
        (Kind.PLACE, "das alte Kino"),
    ]


def test_neighbours_of_one_kind_are_two_candidates() -> None:
    text = "das Kino die Schule das Bad"
    found = decoded(text, {Kind.PLACE: ["das Kino", "die Schule", "das Bad"]})
    assert [text[c.start : c.end] for c in found] == ["das Kino", "die Schule", "das Bad"]


def test_only_approaches_have_a_status() -> None:
    text = "Wir öffnen das Kino."
    approach, place = decoded(text, {Kind.APPROACH: ["öffnen das Kino"], Kind.PLACE: ["das Kino"]})
    assert place.status_probs is None
    assert approach.status_probs is not None
    assert max(range(3), key=approach.status_probs.__getitem__) == 1
    assert sum(approach.status_probs) == pytest.approx(1.0, abs=1e-3)


def test_single_words_are_no_approach() -> None:
    assert decoded("Wir öffnen das Kino.", {Kind.APPROACH: ["öffnen"]}) == []


def test_floor_drops_weak_candidates() -> None:
    text = "Es gibt einen Stammtisch."
    placed = units_for(text, [(0, len(text))])
    readings = place_readings(placed, [readings_of(placed[0].unit, {Kind.FORMAT: ["einen Stammtisch"]}, present=0.0)])
    (found,) = decode(text, readings)
    assert 0.5 < found.score < 0.6
    assert decode(text, readings, floor=0.6) == []


def test_sentence_of_a_candidate() -> None:
    text = "Erst das Kino. Dann die Schule."
    found = decoded(text, {Kind.PLACE: ["das Kino", "die Schule"]}, [(0, 14), (15, 31)])
    assert [c.sentence for c in found] == [0, 1]


def test_spans_run_across_the_windows_of_a_stream() -> None:
    words = [f"wort{i}" for i in range(100)]
    words[62:66] = ["das", "alte", "kaufhaus", "horten"]
    text = " ".join(words)
    (found,) = decoded(text, {Kind.PLACE: ["das alte kaufhaus horten"]})
    assert text[found.start : found.end] == "das alte kaufhaus horten"


def test_windows_cover_every_word_of_a_long_sentence() -> None:
    text = " ".join(f"wort{i}" for i in range(130))
    ranges = window_ranges(text, 0, len(text))
    assert len(ranges) > 1
    assert all(len(text[a:b].split()) <= WINDOW_WORDS for a, b in ranges)
    assert {w for a, b in ranges for w in text[a:b].split()} == set(text.split())


def test_short_sentence_is_one_unit_without_outer_blanks() -> None:
    assert window_ranges("  Ein Satz. ", 0, 12) == [(2, 11)]
    assert window_ranges("    ", 0, 4) == []


def test_short_sentences_are_read_together() -> None:
    text = "Eins zwei. Drei vier.  Fünf sechs."
    (placed,) = units_for(text, [(0, 10), (11, 22), (22, 22), (22, 34)], left="davor", right="danach", heading="Titel")
    assert placed.unit == Unit(text, "davor", "danach", "Titel", breaks=(11, 23))
    assert (placed.start, placed.sentences, placed.windowed) == (0, (0, 1, 3), False)
    assert [text[a:b] for a, b in placed.unit.sentences] == ["Eins zwei.", "Drei vier.", "Fünf sechs."]


def test_context_comes_from_the_segment_and_then_from_its_neighbours() -> None:
    words = [f"w{i}" for i in range(GROUP_WORDS - 1)]
    text = " ".join([*words, "Drei", "vier.", "Fünf", "sechs."])
    end = len(" ".join(words))
    sentences = [(0, end), (end + 1, end + 11), (end + 12, len(text))]
    first, second = units_for(text, sentences, left="davor", right="danach", heading="Titel")
    assert first.unit == Unit(" ".join(words), "davor", "Drei vier. Fünf sechs. danach", "Titel")
    assert second.unit == Unit("Drei vier. Fünf sechs.", " ".join(words[-LEFT_WORDS:]), "danach", "Titel", breaks=(11,))
    assert [(p.start, p.sentences) for p in (first, second)] == [(0, (0,)), (end + 1, (1, 2))]


def test_context_is_limited() -> None:
    text = " ".join(["wort"] * 300)
    (middle,) = units_for(text, [(500, 560)])
    assert len(middle.unit.left.split()) == LEFT_WORDS
    assert len(middle.unit.right.split()) == RIGHT_WORDS


@pytest.mark.parametrize(
    ("text", "count", "last", "first"),
    [("", 2, "", ""), ("a", 2, "a", "a"), (" a  b c ", 2, "b c", "a  b"), ("a b", 5, "a b", "a b")],
)
def test_words_at_the_ends(text: str, count: int, last: str, first: str) -> None:
    assert last_words(text, count) == last
    assert first_words(text, count) == first


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("„Kino“,", "Kino"),
        ("(das Kino)", "(das Kino)"),
        ("(das Kino", "das Kino"),
        ("das Kino)", "das Kino"),
        ("Kino (alt)", "Kino (alt)"),
        ("| Kino |", "Kino"),
        ("wer zahlt das?", "wer zahlt das?"),
        ("...", ""),
        ("", ""),
    ],
)
def test_trim(text: str, kept: str) -> None:
    start, end = trim(text, 0, len(text))
    assert text[start:end] == kept


def test_no_units_no_candidates() -> None:
    assert decode("", place_readings([], [])) == []
