from __future__ import annotations

import random

import pytest

from training.augment import as_stream, clip, render, strip_punctuation, swap_noun, with_speakers
from training.corpus import AnnotatedDocument, Mention, Passage

TEXT = "Also, wir – äh – öffnen „das alte Kino“. Wer zahlt?"


def quoted(text: str, mentions: tuple[Mention, ...]) -> list[str]:
    return [text[m.start : m.end] for m in mentions]


def mention(kind: str, quote: str, text: str = TEXT) -> Mention:
    return Mention(kind, text.index(quote), text.index(quote) + len(quote))


MENTIONS = (mention("approach", "öffnen „das alte Kino“"), mention("place", "das alte Kino"))
SENTENCES = ((0, 40), (41, 51))


@pytest.mark.parametrize(
    ("lower", "quotes"),
    [(True, ["öffnen das alte kino", "das alte kino"]), (False, ["öffnen das alte Kino", "das alte Kino"])],
)
def test_mentions_survive_without_punctuation(lower: bool, quotes: list[str]) -> None:
    text, moved, sentences = strip_punctuation(TEXT, MENTIONS, SENTENCES, lower=lower)
    assert not set(text) & set(",.–„“?")
    assert quoted(text, moved) == quotes
    assert [text[a:b].strip().lower() for a, b in sentences] == ["also wir  äh  öffnen das alte kino", "wer zahlt"]


def document() -> AnnotatedDocument:
    first = Passage(TEXT, "Titel", "ANNA", MENTIONS, SENTENCES)
    second = Passage("Die Schule.", "", "BEN", (mention("place", "Die Schule", "Die Schule."),), ((0, 11),))
    return AnnotatedDocument("d", spoken=True, stream=False, passages=(first, second))


@pytest.mark.parametrize("keep", [True, False])
def test_stream_is_one_passage(keep: bool) -> None:
    (passage,) = as_stream(document(), lower=True, keep_sentences=keep).passages
    assert quoted(passage.text, passage.mentions) == ["öffnen das alte kino", "das alte kino", "die schule"]
    assert len(passage.sentences) == (3 if keep else 1)


def test_speakers_move_mentions_and_sentences() -> None:
    first, second = with_speakers(document()).passages
    assert first.text.startswith("ANNA: Also")
    assert quoted(first.text, first.mentions) == ["öffnen „das alte Kino“", "das alte Kino"]
    assert [second.text[a:b] for a, b in second.sentences] == ["BEN: Die Schule."]


def test_variants_are_seeded_and_keep_every_mention() -> None:
    variants = [render(document(), random.Random(seed)) for seed in range(30)]
    assert variants == [render(document(), random.Random(seed)) for seed in range(30)]
    assert len({v.passages for v in variants}) > 3
    assert all(sum(len(p.mentions) for p in v.passages) == 3 for v in variants)


def test_swapped_noun_keeps_what_surrounds_it() -> None:
    text, moved = swap_noun(TEXT, MENTIONS, {"place": ["die leere Molkerei"]}, random.Random(1))
    assert quoted(text, moved) == ["öffnen „die leere Molkerei“", "die leere Molkerei"]


def test_partly_overlapping_mentions_are_left_alone() -> None:
    mentions = (Mention("place", 0, 8), Mention("approach", 4, 12))
    text = "das Haus nutzen"
    assert swap_noun(text, mentions, {"place": ["die Schule"]}, random.Random(1)) == (text, mentions)


def test_clip_keeps_what_lies_mostly_inside() -> None:
    mentions = (Mention("place", 0, 10), Mention("place", 8, 12), Mention("place", 20, 30))
    assert clip(mentions, 5, 15) == (Mention("place", 0, 5), Mention("place", 3, 7))
