"""Packing: everything comes back as it was, in order, in few bytes."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from quartier_nlp.model.offsets import OffsetMap
from quartier_nlp.model.records import Anchor, Box
from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.packed import PackedPassages
from quartier_nlp.sources.pdf.fragments import Fragment
from quartier_nlp.sources.pdf.heads import PageContent, RunningHeads, TextCounts
from quartier_nlp.sources.pdf.layout import Item, Line
from quartier_nlp.sources.pdf.packing import pack_items, packed_lines, packed_pages, unpack_items
from quartier_nlp.sources.pdf.tables import Table
from quartier_nlp.sources.pdf.words import Rule, Turn
from quartier_nlp.sources.reading import Passage

TEXTS = ("Wer zahlt den Strom im Waschhaus?", "„Dorf" + "\u00ad", "𝔄uen\ud800", "", "x")


def fragment(seed: random.Random, page: int = 1) -> Fragment:
    text = seed.choice(TEXTS)
    turn = Turn(seed.choice((90, 180, 270)), 595.276, 841.89) if seed.random() < 0.2 else None
    raised = tuple((start, start + 1) for start in range(0, min(len(text), seed.randint(0, 6)), 2))
    places = [seed.uniform(-30, 900) for _ in range(3)]
    return Fragment(
        page, text, *places, 9.96, seed.random() < 0.5, seed.random() < 0.5, len(text) // 2, raised, 17.3, turn
    )


def table(seed: random.Random, page: int = 1) -> Table:
    rows = tuple(
        tuple(tuple(fragment(seed, page) for _ in range(seed.randint(1, 3))) for _ in range(seed.randint(1, 4)))
        for _ in range(seed.randint(0, 3))
    )
    return Table(page, 60.1, 70.2, 500.3, 300.4, rows)


def items(seed: random.Random, page: int = 1) -> list[Item]:
    return [table(seed, page) if seed.random() < 0.2 else fragment(seed, page) for _ in range(seed.randint(0, 20))]


@pytest.mark.parametrize("number", range(20))
def test_what_is_packed_comes_back_equal(number: int) -> None:
    before = items(random.Random(number))
    assert unpack_items(pack_items(before)) == before


def test_pages_come_back_in_order_more_than_once_and_are_gone_when_drained() -> None:
    seed = random.Random(7)
    pages = packed_pages()
    before = []
    for number in range(1, 91):
        found = items(seed, number)
        fragments = tuple(item for item in found if isinstance(item, Fragment))
        tables = tuple(item for item in found if isinstance(item, Table))
        rules = tuple(Rule(60.5, height, 500.25, height) for height in range(seed.randint(0, 3)))
        before.append(PageContent(number, 595.276, 841.89, fragments, tables, rules))
        pages.append(before[-1])
    assert len(pages) == len(before)
    assert list(pages) == list(pages) == before
    assert list(pages.drain()) == before
    assert len(pages) == 0


def test_lines_keep_their_columns() -> None:
    seed = random.Random(3)
    lines = packed_lines()
    before = [
        [Line(item, seed.uniform(0, 99), 500.1, index) for index, item in enumerate(items(seed))] for _ in "x" * 70
    ]
    for page in before:
        lines.append(page)
    assert list(lines) == before


def test_a_packed_line_takes_little_more_than_its_text() -> None:
    seed = random.Random(1)
    words = "Wer zahlt den Strom im alten Waschhaus am Hang und wer hat den Schlüssel dazu".split()
    lines = [
        Fragment(7, " ".join(seed.sample(words, 8)), 70.8, 524.4, 90 + 12.4 * i, 10.0, False, False, 0, (), 22.7)
        for i in range(60)
    ]
    assert len(pack_items(lines)) < sum(len(line.text) for line in lines) + 20 * len(lines)


def passage(number: int) -> Passage:
    text = f"Satz {number} über das Waschhaus."
    anchors = (Anchor(0, number + 1, Box(number + 1, 60.12, 70.5, 300.0, 82.25)), Anchor(5, number + 1))
    return Passage(
        SegmentRole.PARAGRAPH,
        text,
        text,
        OffsetMap.identity(len(text)),
        section=("Teil",),
        speaker="Anna" if number % 2 else None,
        page=number + 1,
        boxes=(Box(number + 1, 60.12, 70.5, 300.0, 82.25),),
        t_start=None if number % 3 else 1.5,
        anchors=anchors,
    )


@pytest.mark.parametrize("count", [0, 1, 512, 513, 576, 577, 1500])
def test_packed_passages_are_a_sequence_like_any_other(count: int) -> None:
    before = tuple(passage(number) for number in range(count))
    packed = PackedPassages(before)
    assert len(packed) == count
    assert tuple(packed) == before
    assert packed[-3:] == before[-3:]
    assert packed[500:600:7] == before[500:600:7]
    assert [packed[index] for index in range(-count, count, 41)] == [
        before[index] for index in range(-count, count, 41)
    ]
    assert packed == PackedPassages(before)
    assert packed != PackedPassages((*before, passage(count)))
    with pytest.raises(IndexError):
        packed[count]


def _pages(texts: Sequence[Sequence[str]]) -> list[PageContent]:
    return [
        PageContent(
            number,
            595.0,
            842.0,
            tuple(
                Fragment(number, text, 70, 500, 60 + 40.0 * row, 10.0, False, False, 0, (), 20.0)
                for row, text in enumerate(page)
            ),
            (),
        )
        for number, page in enumerate(texts, 1)
    ]


def test_counts_of_texts_are_never_too_low() -> None:
    pages = _pages([[f"Zeile {'abcdefghij'[row]} {'klm'[number % 3]}" for row in range(10)] for number in range(900)])
    counts = TextCounts()
    for page in pages:
        counts.add(page)
    assert all(counts.may_reach(fragment.text, 200) for fragment in pages[0].fragments)
    assert counts.may_reach("Zeile a k", 300)  # more than are counted
    assert not counts.may_reach("Zeile n k", 1)


def test_running_heads_come_back_though_the_page_number_in_them_changes() -> None:
    texts = [
        [
            f"Bericht zur Lage, Seite {number}",
            *(f"Das ist Satz {'abcdefgh'[row]}{number % 7}x im Text." for row in range(8)),
        ]
        for number in range(1, 40)
    ]
    pages, counts = _pages(texts), TextCounts()
    for page in pages:
        counts.add(page)
    heads = RunningHeads(pages, counts, 10.0)
    assert [heads.on(page)[:1] for page in pages] == [(0,)] * len(pages)
