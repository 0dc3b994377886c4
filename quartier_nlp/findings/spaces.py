"""Decides the action spaces of a finding: named, implied, the speaker's project, the frame (guideline 3).

Every kind of evidence is a feature per space; a linear score with the weights of ``weights.json`` decides. With the
encoder the cues count for less, so there are weights of its own beside those for cues alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.document import Document, Passage
from quartier_nlp.findings.lexicon_files import Certainty
from quartier_nlp.findings.lexicon_matching import LexiconMatch, LexiconMatcher, MatchKind, Name
from quartier_nlp.findings.options import FindingOptions
from quartier_nlp.findings.scoring import Term
from quartier_nlp.model.vocabulary import UEBERGREIFEND, SegmentRole

#: Feature of the space that more than half of a document's cues speak for: its frame, where nothing nearer tells.
PREVAILING = "prevailing"

Tally = Mapping[tuple[str, Certainty], int]
_ENCODER = "encoder"
_NEAR = 3
_OPENING = 4
_MOST = 0.5
_BOTH_SPACES = re.compile(r"\b(beide[nr]?|allen drei|alle drei) (raumtyp|räume|raumkategorie|handlungsräume)")
_CONCLUSION = re.compile(
    r"\b(fazit|schluss\w*|ausblick|zusammenfassung|resümee|bilanz|vergleich|diskussion|abstract|(handlungs)?empfehlungen"
    r"|was (folgt|bleibt))\b",
    re.IGNORECASE,
)
_LEGEND_SIGNS = frozenset("=:–")
_LONGEST_LEAD = 80
_LONGEST_ABBREVIATION = 4
#: Features that stand nearer than the frame of the document.
_NEARER = (
    "speaker",
    *(f"{name}:{word}" for name in ("sentence", "passage", "heading", "upper-heading") for word in ("high", "medium")),
)


@dataclass(frozen=True, slots=True)
class SpaceEvidence:
    """Cues of one document, counted once.

    Attributes:
        sentences: For every passage the cues per sentence, as (start, end, counts) in characters.
        passages: Counts per passage.
        speakers: Counts per speaker.
        headings: Counts per heading.
        leads: For every passage of a list the counts of the line that introduces the list.
        whole: Counts over the document.
        title: Counts in the title, event and first passages.
        heard: For every passage the encoder's logits, ``[sentences, spaces]``, without sentences where it was off.
        voices: Mean logits of every speaker's sentences, ``[spaces]``.
        opening: Mean logits of the first passages, ``[spaces]``, which say what it is about; empty where it was off.
    """

    sentences: tuple[tuple[tuple[int, int, Tally], ...], ...]
    passages: tuple[Tally, ...]
    speakers: Mapping[str, Tally]
    headings: Mapping[str, Tally]
    leads: tuple[Tally, ...]
    whole: Tally
    title: Tally
    heard: tuple[npt.NDArray[np.float64], ...]
    voices: Mapping[str, npt.NDArray[np.float64]]
    opening: npt.NDArray[np.float64]


class SpaceResolver:
    """Action spaces of findings.

    Args:
        matcher: Compiled lexicon of action spaces.
        weights: Factor of every feature where the encoder is silent; see ``features``.
        heard: Factor of every feature where it is not.
        options: Which spaces there are.
    """

    def __init__(
        self,
        matcher: LexiconMatcher,
        weights: Mapping[str, float],
        heard: Mapping[str, float],
        options: FindingOptions,
    ) -> None:
        self._matcher = matcher
        self._weights = weights
        self._heard = heard
        self._spaces = options.action_spaces
        self._use_encoder = options.use_encoder

    def evidence(self, document: Document) -> SpaceEvidence:
        """Count the cues of a document."""
        sentences: list[tuple[tuple[int, int, Tally], ...]] = []
        speakers: dict[str, Counter[tuple[str, Certainty]]] = {}
        headings: dict[str, Counter[tuple[str, Certainty]]] = {}
        passages: list[Tally] = []
        whole: Counter[tuple[str, Certainty]] = Counter()
        found = [self._matcher.find(passage.doc) for passage in document.passages]
        short = _abbreviations(document, found)
        for passage, named in zip(document.passages, found, strict=True):
            matches = [*named, *_abbreviated(passage.doc, short)]
            rows = tuple(
                (span.start_char, span.end_char, _tally(matches, span.start, span.end)) for span in passage.sentences
            )
            sentences.append(rows)
            total = _tally(matches, 0, len(passage.doc))
            passages.append(total)
            whole.update(total)
            if passage.segment.speaker:
                speakers.setdefault(passage.segment.speaker, Counter()).update(total)
            if passage.segment.role is SegmentRole.HEADING:
                headings.setdefault(passage.segment.text, Counter()).update(total)
        title = self._named(document)
        leads = _leads(document, passages)
        heard = _heard(document)
        return SpaceEvidence(
            tuple(sentences),
            tuple(passages),
            speakers,
            headings,
            leads,
            whole,
            title,
            heard,
            _voices(document, heard),
            _mean(heard[:_OPENING]),
        )

    def _named(self, document: Document) -> Tally:
        """Count the cues in the first heading, or in the first two passages where there is none."""
        headed = [p for p in document.passages[:3] if p.segment.role is SegmentRole.HEADING][:1]
        total: Counter[tuple[str, Certainty]] = Counter()
        for passage in headed or document.passages[:2]:
            total.update(_tally(self._matcher.find(passage.doc), 0, len(passage.doc)))
        return total

    def features(
        self, document: Document, evidence: SpaceEvidence, passage: Passage, candidate: Candidate
    ) -> dict[str, dict[str, float]]:
        """Return for every space its features, by name."""
        here = _overlapping(evidence.sentences[passage.position], candidate)
        around = _nearby(evidence, document, passage)
        speaker = evidence.speakers.get(passage.segment.speaker or "", {})
        section = [evidence.headings.get(name, {}) for name in passage.segment.section]
        if lead := evidence.leads[passage.position]:
            section.append(lead)
        before = _before(evidence.sentences[passage.position], candidate)
        named_all = {"all:sentence": _names_all(here, self._spaces), "all:before": _names_all(before, self._spaces)}
        logits = _encoder_logits(evidence, passage, candidate) if self._use_encoder else {}
        result: dict[str, dict[str, float]] = {}
        for index, space in enumerate(self._spaces):
            own: dict[str, float] = {}
            _add(own, "sentence", here, space, 2)
            _add(own, "before", before, space, 2)
            _add(own, "passage", evidence.passages[passage.position], space, 3)
            _add(own, "near", around, space, 4)
            own |= _shares("speaker", speaker, space, self._spaces)
            own |= _shares("document", evidence.whole, space, self._spaces)
            own[PREVAILING] = float(own["document"] > _MOST)
            own |= _shares("title", evidence.title, space, self._spaces)
            _add(own, "title", evidence.title, space, 1)
            for depth, tally in enumerate(reversed(section)):
                _add(own, "heading" if depth == 0 else "upper-heading", tally, space, 1)
            own["hint"] = float(space in candidate.spaces)
            own["frame"] = float(document.source.frame == space)
            own["everywhere"] = float(space == UEBERGREIFEND)
            own |= {name: float(space == UEBERGREIFEND and told) for name, told in named_all.items()}
            own |= {name: float(row[index]) for name, row in logits.items() if index < len(row)}
            result[space] = own
        return result

    def resolve(
        self, document: Document, evidence: SpaceEvidence, passage: Passage, candidate: Candidate
    ) -> tuple[str, ...]:
        """Return the action spaces of a finding, in the order of the options."""
        features = self.features(document, evidence, passage, candidate)
        scores = {space: self.score(own) for space, own in features.items()}
        best = max(self._spaces, key=lambda space: scores[space])
        if best == UEBERGREIFEND:
            return (best,)
        named = [
            space
            for space in self._spaces
            if space == best or (space != UEBERGREIFEND and features[space].get("sentence:high", 0.0) > 0)
        ]
        frame = (
            self._both(passage, candidate, features)
            or self._framed(features)
            or self._concluded(passage, features)
            or self._headed(features)
        )
        if frame:
            return frame
        both = features[best].get("sentence:high", 0.0) > 0 and len(named) > 1
        return tuple(named) if both else (best,)

    def _framed(self, features: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
        """Return the spaces that the document's title names where nothing nearer names or implies one."""
        if any(own.get(name, 0.0) > 0 for own in features.values() for name in _NEARER):
            return ()
        named = tuple(space for space in self._spaces if features[space].get("title:high", 0.0) > 0)
        return named if len(named) > 1 and UEBERGREIFEND not in named else ()

    def _named_by(self, part: str, features: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
        """Return the single spaces that the title or a heading names outright."""
        return tuple(s for s in self._spaces if s != UEBERGREIFEND and features[s].get(f"{part}:high", 0.0) > 0)

    def _both(
        self, passage: Passage, candidate: Candidate, features: Mapping[str, Mapping[str, float]]
    ) -> tuple[str, ...]:
        """Return the spaces that the title names where the sentence or the one that opens the passage means both."""
        touched = passage.touched(candidate.start, candidate.end)
        here = " ".join(passage.sentences[i].text for i in sorted({0, *touched}))
        named = self._named_by("title", features)
        return named if len(named) > 1 and _BOTH_SPACES.search(here.lower()) else ()

    def _concluded(self, passage: Passage, features: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
        """Return the spaces that the title names where a closing section speaks and its sentence names none."""
        named = self._named_by("title", features)
        told = any(own.get("sentence:high", 0.0) > 0 for own in features.values())
        return named if len(named) > 1 and not told and _CONCLUSION.search(passage.heading) else ()

    def _headed(self, features: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
        """Return the spaces that the nearest heading names where it names several and the passage none."""
        nearest = self._named_by("heading", features)
        told = any(own.get(f"{near}:high", 0.0) > 0 for own in features.values() for near in ("sentence", "passage"))
        return nearest if len(nearest) > 1 and not told else ()

    def score(self, features: Mapping[str, float]) -> float:
        """Return the weighted sum of a space's features."""
        return sum(term.log_odds for term in self.terms(features))

    def terms(self, features: Mapping[str, float]) -> list[Term]:
        """Return what each of a space's features adds to its score."""
        weights = self._heard if _ENCODER in features else self._weights
        return [Term(name, weights.get(name, 0.0) * value) for name, value in features.items()]


def _abbreviations(document: Document, found: Sequence[Sequence[LexiconMatch]]) -> dict[str, Name]:
    """Return what the document's own legend calls the spaces: "IS = Innenstadt, WQ = Wohnquartier"."""
    short: dict[str, Name] = {}
    for passage, matches in zip(document.passages, found, strict=True):
        for match in matches:
            if match.start < 2 or match.name.certainty is not Certainty.HIGH:
                continue
            sign, word = passage.doc[match.start - 1].text, passage.doc[match.start - 2].text
            if sign in _LEGEND_SIGNS and word.isupper() and len(word) <= _LONGEST_ABBREVIATION:
                short.setdefault(word, match.name)
    return short


def _abbreviated(doc: Doc, short: Mapping[str, Name]) -> list[LexiconMatch]:
    if not short:
        return []
    return [
        LexiconMatch(token.i, token.i + 1, MatchKind.EXACT, short[token.text], token.text)
        for token in doc
        if token.text in short
    ]


def _leads(document: Document, passages: Sequence[Tally]) -> tuple[Tally, ...]:
    """Return for every list item the cues of the line above its list: "Flipchart A – Wohnquartier"."""
    found: list[Tally] = []
    lead: Tally = {}
    section: tuple[str, ...] | None = None
    for passage, tally in zip(document.passages, passages, strict=True):
        segment = passage.segment
        item = segment.role is SegmentRole.LIST_ITEM
        if not item:
            short = segment.role is not SegmentRole.HEADING and len(segment.text) <= _LONGEST_LEAD
            lead = tally if short and any(certainty is Certainty.HIGH for _, certainty in tally) else {}
            section = segment.section
        found.append(lead if item and segment.section == section else {})
    return tuple(found)


def _tally(matches: Sequence[LexiconMatch], start: int, end: int) -> Tally:
    return Counter((m.name.category, m.name.certainty) for m in matches if m.start >= start and m.end <= end)


def _overlapping(rows: Sequence[tuple[int, int, Tally]], candidate: Candidate) -> Tally:
    total: Counter[tuple[str, Certainty]] = Counter()
    for start, end, tally in rows:
        if start < candidate.end and end > candidate.start:
            total.update(tally)
    return total


def _before(rows: Sequence[tuple[int, int, Tally]], candidate: Candidate) -> Tally:
    """Count the cues of the sentence before a finding, in the same passage."""
    earlier = [tally for start, end, tally in rows if end <= candidate.start and start < candidate.start]
    return earlier[-1] if earlier else {}


def _names_all(tally: Tally, spaces: Sequence[str]) -> bool:
    """Whether every space but the one that is everywhere is named or implied: "ob City, Siedlung oder Dorf"."""
    told = {space for space, certainty in tally if certainty is not Certainty.LOW}
    return len(spaces) > 2 and all(space in told for space in spaces if space != UEBERGREIFEND)


def _nearby(evidence: SpaceEvidence, document: Document, passage: Passage) -> Tally:
    """Count the cues of the passages around, as far as they stand in the same section."""
    total: Counter[tuple[str, Certainty]] = Counter()
    low = max(0, passage.position - _NEAR)
    for other in document.passages[low : passage.position + _NEAR + 1]:
        if other.position != passage.position and other.segment.section == passage.segment.section:
            total.update(evidence.passages[other.position])
    return total


def _add(own: dict[str, float], name: str, tally: Tally, space: str, cap: int) -> None:
    for certainty in Certainty:
        key = f"{name}:{certainty.value}"
        own[key] = own.get(key, 0.0) + float(min(tally.get((space, certainty), 0), cap))


_FACTOR = {Certainty.HIGH: 3.0, Certainty.MEDIUM: 2.0, Certainty.LOW: 0.5}


def _shares(name: str, tally: Tally, space: str, spaces: Sequence[str]) -> dict[str, float]:
    """Return a space's share of the weighted cues; one half of a cue is added to every space."""
    sums = {other: sum(_FACTOR[c] * tally.get((other, c), 0) for c in Certainty) for other in spaces}
    total = sum(sums.values())
    return {name: sums[space] / total if total else 0.0}


def _heard(document: Document) -> tuple[npt.NDArray[np.float64], ...]:
    rows = ([scores.spaces for scores in passage.doc._.sentence_scores] for passage in document.passages)
    return tuple(np.array(own, dtype=np.float64) for own in rows)


def _mean(heard: Sequence[npt.NDArray[np.float64]]) -> npt.NDArray[np.float64]:
    """Return the mean of the logits over sentences, empty where there are none."""
    rows = [own for own in heard if len(own)]
    return np.concatenate(rows).mean(axis=0) if rows else np.zeros(0)


def _voices(document: Document, heard: Sequence[npt.NDArray[np.float64]]) -> dict[str, npt.NDArray[np.float64]]:
    """Return the mean logits of every speaker's sentences: what their project is about."""
    said: dict[str, list[npt.NDArray[np.float64]]] = {}
    for passage, own in zip(document.passages, heard, strict=True):
        if passage.segment.speaker and len(own):
            said.setdefault(passage.segment.speaker, []).append(own)
    return {speaker: _mean(rows) for speaker, rows in said.items()}


def _encoder_logits(
    evidence: SpaceEvidence, passage: Passage, candidate: Candidate
) -> dict[str, npt.NDArray[np.float64]]:
    """Return by feature the encoder's logits: of the touched sentences, around them, of the speaker, of the opening."""
    heard = evidence.heard
    own = heard[passage.position]
    if not len(own):
        return {}
    touched = own[list(passage.touched(candidate.start, candidate.end))]
    silent = np.zeros(own.shape[1])
    return {
        _ENCODER: touched.mean(axis=0) if len(touched) else silent,
        "encoder-near": _mean(heard[max(0, passage.position - _NEAR) : passage.position + _NEAR + 1]),
        "encoder-speaker": evidence.voices.get(passage.segment.speaker or "", silent),
        "encoder-opening": evidence.opening,
    }
