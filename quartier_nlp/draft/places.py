"""What the text around a place says of it: its town, its use until now, and which mentions are one place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quartier_nlp.draft.context import context_of, located, sentence_bounds
from quartier_nlp.model.records import Finding, Segment
from quartier_nlp.model.vocabulary import Kind

#: Adjectives before the noun of a label: lasting ones, former use, and what is done with a building.
_ATTRIBUTE = re.compile(
    r"(?:alt|neu|leer|groß|klein|offen|gemeinsam|früher|einstig"
    r"|\w+(?:ig|lich|isch|end|legt|baut|lassen|schlossen|fallen|öffnet))(?:e[rsn]?)?",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"(?:d(?:er|ie|as|em|en|es)|im|am|vom|beim|ins|aufm|hinterm|überm|unterm|vorm|(?:unser|mein|ihr|euer|eur)(?:e[rsmn]?)?)$",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"[,–-]?\s*(?:also\s+)?das\s+(?:ist|war)(?:\s+bei\s+uns)?\s+(?:der|die|das|unsere?)\s+", re.IGNORECASE
)
_BECOMES = re.compile(r"[^.;:!?]{0,60}\bzu[rm]?\s+", re.IGNORECASE)
#: Verbs that make one place out of another, as a pattern.
CHANGING = r"\b(?:um|aus)?(?:ge|zu)?(?:bau|mach|wandel|funktion|gestalt)"
_CHANGE = re.compile(CHANGING, re.IGNORECASE)
_OUT_OF = re.compile(r"\baus\s+(?:dem|der|einem|einer)\s+$", re.IGNORECASE)
_THEREOF = re.compile(r"\bdr?a?raus\b", re.IGNORECASE)
_STOP = re.compile(r"[.:!?]\s")
_KINDS = frozenset({Kind.PLACE, Kind.FORMAT})
_NEAR = 100
_SHORTEST_HEAD = 6
_FEWEST_OF_TOWN = 2
_CONTEXT = 90


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What the text says of a place or format.

    Attributes:
        town: Municipality that a place without a name lies in, or an empty text.
        origin: The place that it is made from, or None.
        before: The words before the quote in its sentence.
        after: The words after it.
    """

    town: str = ""
    origin: Finding | None = None
    before: str = ""
    after: str = ""


#: Of findings whose passage is not known.
NO_FACTS = TextFacts()


@dataclass(frozen=True, slots=True)
class _Spot:
    finding: Finding
    segment: Segment
    start: int
    end: int

    @property
    def before(self) -> str:
        return self.segment.text[: self.start]

    @property
    def definite(self) -> bool:
        """Whether an article or possessive says that a certain place is meant."""
        words = self.before.split()[-1:] + self.finding.evidence.quote.split()[:1]
        return any(_DEFINITE.fullmatch(word) for word in words)

    def between(self, later: _Spot) -> str:
        return self.segment.text[self.end : later.start]


class PlaceReader:
    """Reads the places of all sources together; the order of findings does not matter."""

    def __init__(self, findings: Iterable[Finding], segments: Mapping[str, Segment]) -> None:
        self._spots: dict[str, list[_Spot]] = {}
        self._by_id: dict[str, _Spot] = {}
        self._home: dict[str, Finding] = {}
        for finding in findings:
            segment = segments.get(finding.evidence.segment_id)
            here = located(segment, finding.evidence) if segment else None
            if finding.kind in _KINDS and segment is not None and here is not None:
                spot = self._by_id[finding.finding_id] = _Spot(finding, segment, *here)
                if finding.kind is Kind.PLACE:
                    self._spots.setdefault(finding.source_id, []).append(spot)
        for spots in self._spots.values():
            spots.sort(key=lambda s: (s.segment.seq, s.start, s.end, s.finding.finding_id))
            self._home.update((s.finding.finding_id, full) for s in spots if (full := _fullest(s, spots)))
        self._towns = {source: _towns(spots) for source, spots in self._spots.items()}
        known = sorted({town for towns in self._towns.values() for town in towns}, key=lambda town: (-len(town), town))
        self._known = re.compile(rf"\b(?:in|aus|von|bei) ({'|'.join(map(re.escape, known)) or '(?!)'})\b")

    def root(self, finding: Finding) -> Finding:
        """Return the finding of the same source that is the same place and tells most of it."""
        while (fuller := self._home.get(finding.finding_id)) is not None:
            finding = fuller
        return finding

    def facts(self, finding: Finding) -> TextFacts:
        """Return what the text says of a place or format; nothing of one whose passage is unknown."""
        spot = self._by_id.get(finding.finding_id)
        if spot is None:
            return NO_FACTS
        around = context_of(spot.segment.text, spot.start, spot.end, _CONTEXT)
        if finding.kind is Kind.FORMAT:
            return TextFacts(before=around.before, after=around.after)
        sentence = sentence_bounds(spot.segment.text, spot.start, spot.end)
        beside = [s for s in self._spots[finding.source_id] if _within(s, spot.segment, sentence) and s is not spot]
        origin = next((s.finding for s in beside if _becomes(s, spot)), None)
        town = "" if finding.named_place else self._town(spot, beside, spot.segment.text[slice(*sentence)])
        return TextFacts(town, origin, around.before, around.after)

    def _town(self, spot: _Spot, beside: Sequence[_Spot], sentence: str) -> str:
        """Return the only town of the sentence, or of the source where a certain place is meant."""
        close = [s.finding.named_place for s in beside if _gap(s, spot) <= _NEAR]
        near = {place.municipality for place in close if place}
        near |= {str(town) for town in self._known.findall(sentence)}
        near.discard(None)
        if near:
            return min(str(town) for town in near) if len(near) == 1 else ""
        towns = self._towns[spot.finding.source_id]
        return towns[0] if len(set(towns)) == 1 and len(towns) >= _FEWEST_OF_TOWN and spot.definite else ""


@lru_cache(maxsize=4096)
def head_of(label: str) -> tuple[str, str]:
    """Return the noun of a label without its attributes, and what follows it."""
    words = label.split()
    first = next((i for i, word in enumerate(words[:-1]) if not _ATTRIBUTE.fullmatch(word)), len(words) - 1)
    return (words[first] if words else ""), " ".join(words[first + 1 :])


def _within(spot: _Spot, segment: Segment, bounds: tuple[int, int]) -> bool:
    return spot.segment.segment_id == segment.segment_id and bounds[0] <= spot.start < bounds[1]


def _gap(one: _Spot, other: _Spot) -> int:
    return max(one.start - other.end, other.start - one.end)


def _becomes(old: _Spot, new: _Spot) -> bool:
    """Return whether one place is made from another: "den Keller zur Werkstatt umbauen", "aus der Halle … machen"."""
    if old.end > new.start:
        return False
    between, after = old.between(new), new.segment.text[new.end : new.end + _NEAR]
    if _BECOMES.fullmatch(between):
        return _CHANGE.search(_STOP.split(after)[0]) is not None
    return _OUT_OF.search(old.before) is not None and _THEREOF.search(_STOP.split(between + after)[0]) is not None


def _towns(spots: Sequence[_Spot]) -> list[str]:
    names = (s.finding.named_place for s in spots if s.finding.named_place)
    return [name.municipality for name in names if name.municipality]


def _fullest(bare: _Spot, spots: Sequence[_Spot]) -> Finding | None:
    """Return the only place of a source that a mention surely means and that tells more than it does."""
    if bare.finding.named_place is not None:
        return None
    same = [s.finding for s in spots if _rank(s) > _rank(bare) and _is_same(s, bare)]
    return same[0] if len({finding.label.casefold() for finding in same}) == 1 else None


def _rank(spot: _Spot) -> tuple[bool, int, int]:
    """How much a mention tells: a name most of all, then more words, then a longer noun."""
    label = spot.finding.label
    return spot.finding.named_place is not None, len(label.split()), len(head_of(label)[0])


def _is_same(full: _Spot, bare: _Spot) -> bool:
    here = full.segment.segment_id == bare.segment.segment_id
    first, second = sorted((full, bare), key=lambda s: (s.segment.seq, s.start))
    if here and full.finding.named_place and _SAME.fullmatch(first.between(second)):
        return True
    if not bare.definite:
        return False
    (noun, _), (word, rest) = head_of(full.finding.label), head_of(bare.finding.label)
    noun, word = noun.casefold(), word.casefold()
    if word == bare.finding.label.removesuffix(rest).strip().casefold() and (not rest or rest.startswith("mit ")):
        resumed = noun.endswith(word) and (here or (first is full and len(word) >= _SHORTEST_HEAD))
        if noun == word or resumed:
            return True
    between = first.between(second) if here else ""
    close = 0 < len(between) <= _NEAR and _STOP.search(between) is not None
    return close and full.finding.named_place is not None and len(noun) >= _SHORTEST_HEAD and word.endswith(noun)
