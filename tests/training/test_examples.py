from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from quartier_nlp.language.encoder import SHIPPED, VOCABULARY_FILE
from quartier_nlp.language.encoder_tokens import PieceTokenizer, Unit, Vocabulary
from training.corpus import KINDS, AnnotatedDocument, Contribution, LabelledSentence, Mention, Passage
from training.examples import FIRST, IGNORED, INSIDE, OUTSIDE, Example, LabelledUnit, Sampler, label


@pytest.fixture(scope="module")
def tokenizer() -> PieceTokenizer:
    return PieceTokenizer(Vocabulary.read(SHIPPED / VOCABULARY_FILE))


TEXT = "Wir öffnen das alte Kino."
APPROACH = Mention("approach", 4, 24, "practised")
PLACE = Mention("place", 11, 24)


def test_tags_cover_the_mentions_and_nothing_else(tokenizer: PieceTokenizer) -> None:
    example = label(tokenizer, LabelledUnit(Unit(TEXT, left="davor", right="danach"), (APPROACH, PLACE)), 0.3)
    assert example.tags is not None
    assert example.weights is not None
    packed = example.packed
    for mention in (APPROACH, PLACE):
        column = example.tags[packed.first : packed.first + len(packed.offsets), KINDS.index(mention.kind)]
        inside = [i for i, tag in enumerate(column) if tag != OUTSIDE]
        assert (packed.offsets[inside[0]][0], packed.offsets[inside[-1]][1]) == (mention.start, mention.end)
        assert [column[i] for i in inside] == [FIRST] + [INSIDE] * (len(inside) - 1)
    special = [i for i, piece in enumerate(packed.ids) if piece in (0, 2)]
    assert (example.tags[special] == IGNORED).all()
    assert set(np.round(example.weights, 1)) == {0.0, np.float32(0.3), 1.0}
    assert example.present == ((1.0, 1.0, 0.0, 0.0),)
    ((first, last, status, sentence),) = example.statuses
    assert sentence == 0
    assert packed.offsets[first - packed.first][0] == 4
    assert (packed.offsets[last - 1 - packed.first][1], status) == (24, 1)


def test_unscored_mentions_are_ignored_unless_labelled(tokenizer: PieceTokenizer) -> None:
    doubtful = Mention("place", 4, 24, scored=False)
    example = label(tokenizer, LabelledUnit(Unit(TEXT), (PLACE, doubtful)), 0.3)
    assert example.tags is not None
    column = example.tags[example.packed.first : example.packed.first + len(example.packed.offsets), 1]
    assert set(column) == {OUTSIDE, FIRST, INSIDE, IGNORED}
    assert example.present == ((0.0, 1.0, 0.0, 0.0),)


def test_sentences_of_a_unit_have_their_own_labels(tokenizer: PieceTokenizer) -> None:
    question = Mention("open_question", len(TEXT) + 1, len(TEXT) + 11)
    unit = Unit(f"{TEXT} Wer zahlt? {TEXT}", breaks=(len(TEXT) + 1, len(TEXT) + 12))
    second = Mention("approach", len(TEXT) + 16, len(TEXT) + 36, "rejected")
    example = label(tokenizer, LabelledUnit(unit, (APPROACH, question, second)), 0.3)
    assert example.present == ((1.0, 0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 1.0), (1.0, 0.0, 0.0, 0.0))
    assert [(status, sentence) for _, _, status, sentence in example.statuses] == [(1, 0), (2, 2)]
    owners, masks = example.packed.owners, example.packed.sentences
    assert sorted(set(owners.tolist())) == [0, 1, 2]
    assert (masks.sum(0) == example.packed.current).all()


def sampler(tokenizer: PieceTokenizer, seed: int = 3) -> Sampler:
    sentences = ((0, 25), (26, 37))
    passage = Passage(
        f"{TEXT} Wer zahlt?!", "Titel", "ANNA", (APPROACH, PLACE, Mention("open_question", 26, 35)), sentences
    )
    document = AnnotatedDocument("d", spoken=True, stream=False, passages=(passage,) * 4)
    sentence = LabelledSentence(TEXT, (APPROACH, PLACE), ("innenstadt",), spoken=True)
    return Sampler(tokenizer, [document], [sentence], seed=seed, context_weight=0.3)


def contents(example: Example) -> tuple[object, ...]:
    tags = None if example.tags is None else example.tags.tolist()
    return example.packed.ids, tags, example.statuses, example.present, example.spaces, example.cimt


def test_streams_are_seeded(tokenizer: PieceTokenizer) -> None:
    one, same, other = ([contents(e) for e in islice(sampler(tokenizer, seed).documents(), 40)] for seed in (3, 3, 4))
    assert one == same
    assert one != other


def test_every_document_example_holds_consistent_labels(tokenizer: PieceTokenizer) -> None:
    for example in islice(sampler(tokenizer).documents(), 200):
        assert example.tags is not None
        own = example.tags[example.packed.first : example.packed.first + len(example.packed.offsets)]
        owners = example.packed.owners
        assert len(example.present) == len(example.packed.breaks) + 1
        for sentence, present in enumerate(example.present):
            tags = own[owners == sentence]
            assert present == tuple(float((tags[:, k] == FIRST).any()) for k in range(len(KINDS)))
        assert example.spaces is None
        assert len(example.packed.ids) == len(example.tags) <= 512


def test_sentences_teach_the_space_and_contributions_the_class(tokenizer: PieceTokenizer) -> None:
    source = sampler(tokenizer)
    assert {e.spaces for e in islice(source.sentences(), 60)} == {(1.0, 0.0, 0.0, 0.0)}
    contribution = Contribution("Radweg bauen.", "davor", "danach", (1.0, 1.0, 0.0), "mpos")
    examples = list(islice(source.contributions([contribution]), 20))
    assert {e.cimt for e in examples} == {(1.0, 1.0, 0.0)}
    assert len({len(e.packed.ids) for e in examples}) == 2
    assert all(e.tags is None for e in examples)
