"""Measures tags, lemmas, sentence boundaries and speed: ``python -m benchmarks.tagging ../shared/data``."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quartier_nlp.language.components.sentences.sentences import Sentences
from quartier_nlp.language.components.sentences.speech import shared_splitter
from quartier_nlp.language.components.tagger.tagger import Tagger
from quartier_nlp.language.hanta import shared_model
from quartier_nlp.language.options import LanguageOptions
from quartier_nlp.language.pipeline import build

_SENTENCES_A_TEXT = 10


class Gold(NamedTuple):
    """A token of the treebank; tags are None for contractions, which the treebank splits."""

    word: str
    stts: str | None
    upos: str | None
    lemma: str | None


def treebank(path: Path) -> Iterator[list[Gold]]:
    """Sentences of a CoNLL-U file as surface tokens."""
    sentence: list[Gold] = []
    skip = 0
    for line in path.read_text(encoding="utf-8").split("\n"):
        columns = line.split("\t")
        if not line:
            if sentence:
                yield sentence
            sentence, skip = [], 0
        elif line.startswith("#") or "." in columns[0]:
            continue
        elif "-" in columns[0]:
            skip = int(columns[0].split("-")[1])
            sentence.append(Gold(columns[1], None, None, None))
        elif int(columns[0]) > skip:
            sentence.append(Gold(columns[1], columns[4], columns[3], columns[2]))


def tagging(path: Path) -> None:
    """Prints accuracy and speed on a treebank."""
    tagger, hits, count, total = Tagger(shared_model()), Counter[str](), 0, 0
    sentences = list(treebank(path))
    start = time.process_time()
    tagged = [tagger.tag([gold.word for gold in sentence]) for sentence in sentences]
    seconds = time.process_time() - start
    for sentence, found in zip(sentences, tagged, strict=True):
        total += len(sentence)
        for gold, token in zip(sentence, found, strict=True):
            if gold.stts is not None:
                count += 1
                hits.update(STTS=gold.stts == token.tag, UPOS=gold.upos == token.pos, lemma=gold.lemma == token.lemma)
    figures = ", ".join(f"{name} {100 * hit / count:.1f}" for name, hit in sorted(hits.items()))
    print(f"{path.name}: {figures} of {count} tokens; {total / seconds:,.0f} tokens/s from cold")


def _f1(hits: int, found: int, wanted: int) -> str:
    precision, recall = hits / max(found, 1), hits / max(wanted, 1)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f}"


def boundaries(name: str, texts: list[list[str]]) -> None:
    """Prints how well boundaries between the parts of each text are found."""
    splitter = Sentences(shared_splitter(), longest=10)
    hits = found = wanted = 0
    for parts in texts:
        gold, position = set(), 0
        for part in parts[:-1]:
            position += len(part) + 1
            gold.add(position)
        got = set(splitter.starts(" ".join(parts)))
        hits, found, wanted = hits + len(got & gold), found + len(got), wanted + len(gold)
    print(f"{name}: {_f1(hits, found, wanted)}")


def throughput(folder: Path) -> None:
    """Prints sentences a second of the pipeline without encoder on one core."""
    nlp = build(LanguageOptions(encoder=False))
    texts = [
        line for path in sorted(folder.iterdir()) for line in path.read_text("utf-8").split("\n") if len(line) > 40
    ]
    start = time.process_time()
    count = sum(len(list(doc.sents)) for doc in nlp.pipe(texts))
    print(f"pipeline without encoder: {count / (time.process_time() - start):,.0f} sentences/s from cold")


def main() -> None:
    """Runs all measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    path = data / "ud-german" / "de_gsd-ud-test.conllu"
    tagging(path)
    lines = path.read_text(encoding="utf-8").split("\n")
    sentences = [line.removeprefix("# text = ").strip() for line in lines if line.startswith("# text = ")]
    groups = [sentences[i : i + _SENTENCES_A_TEXT] for i in range(0, len(sentences), _SENTENCES_A_TEXT)]
    boundaries("sentences of the treebank", groups)
    speech = (data / "language-tests" / "spoken_seg.txt").read_text(encoding="utf-8").splitlines()
    boundaries("clauses of unpunctuated speech", [line.split("|") for line in speech])
    throughput(data / "training" / "docs")


if __name__ == "__main__":
    main()
