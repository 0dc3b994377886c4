"""Measure the PDF reader against papers whose TEI source is known.

``python benchmarks/pdf_quality.py ../shared/data/papers-dhd2023`` reads every ``NAME.pdf`` that has a
``NAME.tei.xml`` beside it and prints one line a paper and the totals. Definitions:

- recall: share of the 5-grams of words in the TEI's units that the PDF's text has;
- order: longest increasing subsequence of the 5-grams that are unique in both, over their number;
- hyphens: of the line ends that were joined, how many the TEI has joined (precision); of those that
  it has joined, how many were (recall); line ends that the TEI does not show are not judged;
- starts: first words of paragraphs, list items, notes and references, as sets;
- headings: headings of divisions that come as headings with the same words;
- heads: share of characters that belong to running heads or page numbers.
"""

from __future__ import annotations

import argparse
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from defusedxml import ElementTree

from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.pdf import PdfReader
from quartier_nlp.sources.reading import Limits, Passage

_WORD = re.compile(r"\w+")
_GRAM = 5
_OWN_UNITS = frozenset({"note", "figure", "table", "list", "p", "head", "cell", "item", "bibl", "listBibl"})
_TEXT_ROLES = frozenset({SegmentRole.PARAGRAPH, SegmentRole.LIST_ITEM, SegmentRole.FOOTNOTE, SegmentRole.REFERENCE})
_RUNNING_HEAD = "Digital Humanities im deutschsprachigen Raum 2023"


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, heading, cell, note or reference of the TEI."""

    kind: str
    text: str


@dataclass(slots=True)
class Counts:
    """What is counted per paper; sums give the total."""

    grams: int = 0
    grams_found: int = 0
    ordered: int = 0
    orderable: int = 0
    joined: int = 0
    joined_right: int = 0
    to_join: int = 0
    kept: int = 0
    kept_right: int = 0
    starts: int = 0
    starts_given: int = 0
    starts_right: int = 0
    headings: int = 0
    headings_given: int = 0
    headings_right: int = 0
    head_characters: int = 0
    characters: int = 0
    mistakes: list[str] = field(default_factory=list)

    def add(self, other: Counts) -> None:
        """Add the counts of another paper."""
        for entry in fields(self):
            setattr(self, entry.name, getattr(self, entry.name) + getattr(other, entry.name))

    def figures(self) -> dict[str, float]:
        """Return the shares that the targets are stated in."""
        return {
            "recall": _share(self.grams_found, self.grams),
            "order": _share(self.ordered, self.orderable),
            "hyphen precision": _share(self.joined_right, self.joined),
            "hyphen recall": _share(self.joined_right, self.to_join),
            "hyphen kept": _share(self.kept_right, self.kept),
            "starts precision": _share(self.starts_right, self.starts_given),
            "starts recall": _share(self.starts_right, self.starts),
            "headings": _share(self.headings_right, self.headings),
            "headings precision": _share(self.headings_right, self.headings_given),
            "running heads": _share(self.head_characters, self.characters),
        }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def tei_units(path: Path) -> list[Unit]:
    """Return the units of a TEI file's body and back matter in document order."""
    root = ElementTree.parse(path).getroot()
    text = next(element for element in root.iter() if _name(element) == "text")
    return [unit for unit in _units(text, "") if _WORD.search(unit.text)]


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _units(element: ElementTree.Element, parent: str) -> Iterator[Unit]:
    name = _name(element)
    if name in {"p", "head", "cell", "item", "bibl", "note"}:
        outer = {("head", "figure"): "caption", ("head", "table"): "caption", ("p", "cell"): "cell"}
        kind = outer.get((name, parent), name)
        yield Unit(kind, " ".join("".join(_own_text(element)).split()))
    for child in element:
        yield from _units(child, name)


def _own_text(element: ElementTree.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if _name(child) == "lb":
            yield " "
        elif _name(child) not in _OWN_UNITS:
            yield from _own_text(child)
        yield child.tail or ""


def measure(pdf: Path) -> Counts:
    """Return the counts of one paper."""
    units = tei_units(pdf.with_name(pdf.stem + ".tei.xml"))
    passages = PdfReader().read(pdf, Limits()).passages
    counts = Counts()
    _count_text(counts, units, passages)
    _count_hyphens(counts, units, passages)
    _count_starts(counts, units, passages)
    _count_headings(counts, units, passages)
    for passage in passages:
        counts.characters += len(passage.text)
        if passage.text.strip().isdigit():
            counts.head_characters += len(passage.text)
        counts.head_characters += len(_RUNNING_HEAD) * passage.text.count(_RUNNING_HEAD)
    counts.mistakes = [f"{pdf.stem}: {line}" for line in counts.mistakes]
    return counts


def _grams(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)]


def _count_text(counts: Counts, units: Sequence[Unit], passages: Sequence[Passage]) -> None:
    wanted = [gram for unit in units for gram in _grams(_WORD.findall(unit.text))]
    given = [gram for passage in passages for gram in _grams(_WORD.findall(passage.text))]
    have, missing = Counter(given), Counter[tuple[str, ...]]()
    for gram in wanted:
        if have[gram]:
            have[gram] -= 1
            counts.grams_found += 1
        else:
            missing[gram] += 1
    counts.grams += len(wanted)
    counts.mistakes.extend(f"missing {' '.join(gram)}" for gram in list(missing)[::5])
    once_wanted, once_given = Counter(wanted), Counter(given)
    place = {gram: index for index, gram in enumerate(given) if once_given[gram] == 1}
    places = [place[gram] for gram in wanted if once_wanted[gram] == 1 and gram in place]
    counts.orderable += len(places)
    counts.ordered += _increasing(places)


def _increasing(values: Iterable[int]) -> int:
    """Return the length of the longest increasing subsequence."""
    tails: list[int] = []
    for value in values:
        spot = bisect_left(tails, value)
        tails[spot : spot + 1] = [value]
    return len(tails)


def _count_hyphens(counts: Counts, units: Sequence[Unit], passages: Sequence[Passage]) -> None:
    truth = "\n".join(unit.text for unit in units)
    for passage in passages:
        for match in re.finditer(r"(\w+)[-\u2010]\n(\w+)", passage.raw):
            left, right = match.groups()
            forms = {
                "join": rf"(?<!\w){left}{right}(?!\w)",
                "keep": rf"(?<!\w){left}-{right}(?!\w)",
                "part": rf"(?<!\w){left}- {right}(?!\w)",
            }
            possible = {name for name, form in forms.items() if re.search(form, truth)}
            if not possible:
                continue
            made = _made(passage, match.end(1))
            if ("join" in possible and len(possible) == 1) or (made == "join" and "join" in possible):
                counts.to_join += 1
            right_one = made in possible
            if made == "join":
                counts.joined += 1
                counts.joined_right += right_one
            else:
                counts.kept += 1
                counts.kept_right += right_one
            if not right_one:
                counts.mistakes.append(f"hyphen {left}-|{right}: {made}, not {'/'.join(sorted(possible))}")


def _made(passage: Passage, hyphen: int) -> str:
    """Return what became of the hyphen at a raw offset."""
    for run in passage.offsets.runs:
        if run.raw <= hyphen < run.raw + run.length:
            clean = run.clean + hyphen - run.raw
            return "part" if passage.text[clean + 1 : clean + 2] == " " else "keep"
    return "join"


def _start(text: str) -> tuple[str, ...]:
    words = _WORD.findall(text)
    if words and words[0].isdigit() and len(words) > 1:
        words = words[1:]  # numbers of notes and list items are printed, not encoded
    return tuple(words[:4])


def _count_starts(counts: Counts, units: Sequence[Unit], passages: Sequence[Passage]) -> None:
    wanted = Counter(_start(unit.text) for unit in units if unit.kind in {"p", "item", "note", "bibl"})
    known = {gram for unit in units for gram in _grams(_WORD.findall(unit.text))}
    given = Counter(
        _start(passage.text)
        for passage in passages
        if passage.role in _TEXT_ROLES and (known & set(_grams(_WORD.findall(passage.text))))
    )
    counts.starts += sum(wanted.values())
    counts.starts_given += sum(given.values())
    counts.starts_right += sum((wanted & given).values())
    counts.mistakes.extend(f"no start at {' '.join(start)}" for start in wanted - given)
    counts.mistakes.extend(f"false start at {' '.join(start)}" for start in given - wanted)


def _count_headings(counts: Counts, units: Sequence[Unit], passages: Sequence[Passage]) -> None:
    def words(text: str) -> tuple[str, ...]:
        return tuple(_WORD.findall(text.casefold()))

    added = {words("Fußnoten"), words("Bibliographie")}  # set by the publisher, not in the TEI
    wanted = Counter(words(unit.text) for unit in units if unit.kind == "head")
    given = Counter(words(p.text) for p in passages[1:] if p.role is SegmentRole.HEADING)
    for heading in added - set(wanted):
        del given[heading]
    counts.headings += sum(wanted.values())
    counts.headings_given += sum(given.values())
    counts.headings_right += sum((wanted & given).values())
    counts.mistakes.extend(f"no heading {' '.join(heading)}" for heading in wanted - given)
    counts.mistakes.extend(f"false heading {' '.join(heading)}" for heading in given - wanted)


def main() -> None:
    """Print the figures of every paper in a folder and of all."""
    parser = argparse.ArgumentParser(description="Measure the PDF reader against TEI sources.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mistakes", action="store_true", help="list what is missing or wrong")
    arguments = parser.parse_args()
    total = Counts()
    for pdf in sorted(arguments.folder.glob("*.pdf")):
        if not pdf.with_name(pdf.stem + ".tei.xml").exists():
            continue
        counts = measure(pdf)
        total.add(counts)
        print(pdf.stem, " ".join(f"{value:.4f}" for value in counts.figures().values()))
    for name, value in total.figures().items():
        print(f"{name:20} {value:.4f}")
    if arguments.mistakes:
        print("\n".join(total.mistakes))


if __name__ == "__main__":
    main()
