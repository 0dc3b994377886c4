"""Texts that are alike are found, and nothing else."""

import random

import pytest

from quartier_nlp.lineage.options import LineageOptions
from quartier_nlp.lineage.similarity import resemblances, shingles, signature, words_of

WORDS = [f"wort{number}" for number in range(2_000)]


def text(seed, length=600):
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def compare(texts):
    found = {name: shingles([value]) for name, value in texts.items()}
    return resemblances(
        texts, {name: signature(value) for name, value in found.items()}, found.__getitem__, LineageOptions()
    )


def test_words_are_counted_whatever_the_case_the_dash_or_the_ligature():
    assert words_of(["Die Oﬀene Mitte –", "ﬁnden!"]) == ["die", "offene", "mitte", "finden"]


@pytest.mark.parametrize(
    ("change", "containment"),
    [
        (lambda words: words, 1.0),
        (lambda words: [*text(9, 60).split(), *words], 1.0),
        (lambda words: words[:500], 1.0),
        (lambda words: [word if n % 60 else "anders" for n, word in enumerate(words)], 0.95),
        (lambda words: [word if n % 20 else "anders" for n, word in enumerate(words)], 0.85),
        (lambda words: [word if n % 8 else "anders" for n, word in enumerate(words)], None),
        (lambda words: words[:120], None),  # a fifth of it: an excerpt
        (lambda words: text(2).split(), None),
    ],
)
def test_containment(change, containment):
    original = text(1)
    found = compare({"b": original, "a": " ".join(change(original.split()))})
    if containment is None:
        assert found == []
    else:
        assert [(pair.left, pair.right) for pair in found] == [("a", "b")]
        assert found[0].containment == pytest.approx(containment, abs=0.02)


def test_a_pair_is_found_among_many_and_once():
    texts = {f"{number:03d}": text(number) for number in range(80)} | {"x": text(17) + " und ein Nachsatz"}
    assert [(pair.left, pair.right) for pair in compare(texts)] == [("017", "x")]


SIGNATURE = "eb68ef211c37baa91ee9f56a0fe44844"  # they are kept in stores: a change needs them made anew


def test_signatures_are_the_same_everywhere():
    assert signature(shingles(["eins zwei drei vier"])).hex()[:32] == SIGNATURE
    assert len(signature(frozenset())) == 512
