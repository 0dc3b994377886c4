"""Gives a place its name, its municipality and, where the gazetteer knows it, key and coordinates.

A place is named if it has a proper name ("Kaufhaus Bender"), or is definite and either located ("an der Marktstraße")
or said to be in a municipality nearby in the text; "ein leerer Laden" is not (guideline 15).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from spacy.tokens import Doc, Span

from quartier_nlp.findings.document import Document, Passage
from quartier_nlp.findings.gazetteer import words_of_place_names
from quartier_nlp.findings.gazetteer_mentions import Mention, municipalities
from quartier_nlp.findings.named_places_phrase import Determination, PlacePhrase, read_phrase
from quartier_nlp.findings.named_places_towns import Towns, frame_of, is_own, read_towns
from quartier_nlp.model.records import NamedPlace
from quartier_nlp.model.vocabulary import SegmentRole

__all__ = ["GazetteerNamer", "document_municipality", "municipalities"]

_FRAME_PASSAGES = 12
#: Characters of a paragraph over which its town tells which building is meant.
_PARAGRAPH_REACH = 400


class Distance(IntEnum):
    """How far from a place its municipality is named."""

    PHRASE = 0
    SENTENCE = 1
    PASSAGE = 2
    HEADING = 3
    TITLE = 4
    SECTION = 5
    SPEAKER = 6
    FRAME = 7
    BEFORE = 8


_TRAILING_WORDS = re.compile(r"(?:[\s,]+(?:de[rmns]|das|die|ein|eine|einen|in|im|am|an|und|mit|vor|da|wo))+$")
#: "Im stillgelegten Bahnhof": a name starts with its noun; the adjective's ending fits only the sentence.
_LEADING_PREPOSITION = re.compile(
    r"^(?:[Ii]m|[Aa]m|[Ii]n|[Aa]n|[Bb]eim|[Vv]om|[Zz]um|[Zz]ur)\s+(?:de[rmn]\s+)?(?:[a-zäöüß]+\s+)*(?=[A-ZÄÖÜ])"
)


def _bare_name(name: str) -> str:
    """Return a name without the preposition before it and the torn-off words behind it."""
    bare = _TRAILING_WORDS.sub("", _LEADING_PREPOSITION.sub("", name))
    return bare or name


def _double_names() -> frozenset[str]:
    return words_of_place_names().cues["double_name"]


def _town_name(town: Mention) -> str:
    """Return the town as the text has it, with capitals where captions have none and without a district."""
    if town.entry is None:
        return town.name.title() if town.name.islower() else town.name
    if "-" in town.name and "-" not in town.entry.base and town.name.casefold() not in _double_names():
        return town.entry.base
    if town.name.isupper():
        return town.entry.base
    return town.entry.name if town.name.islower() else town.name


class GazetteerNamer:
    """Names places; an instance reads the towns of a document once and keeps those of the last document."""

    def __init__(self) -> None:
        self._document: Document | None = None
        self._towns = Towns()

    def __call__(self, document: Document, passage: Passage, span: Span) -> NamedPlace | None:
        """Return the named place, or None where the place is indefinite or cannot be located.

        Args:
            document: Source that holds the place.
            passage: Passage that holds it.
            span: The place as quoted.
        """
        if self._document is not document:
            self._towns = read_towns(document)
            self._document = document
        mentions = self._towns.mentions[passage.position]
        phrase = read_phrase(span, mentions, self._towns.known)
        if phrase is None:
            return None
        town, distance = self._town(document, passage, phrase)
        near = town is not None and self._is_sole(passage, town) and 0 <= phrase.start - town.end <= _PARAGRAPH_REACH
        if not _is_named(phrase, town, distance, near=near):
            return None
        entry = town.entry if town is not None else None
        return NamedPlace(
            name=_bare_name(phrase.name),
            municipality=_town_name(town) if town is not None else None,
            key=entry.key if entry is not None else None,
            lat=entry.lat if entry is not None else None,
            lon=entry.lon if entry is not None else None,
        )

    def _is_sole(self, passage: Passage, town: Mention) -> bool:
        """Return whether a passage names no other town, and in speech whether the speaker calls it their own."""
        names = {mention.name for mention in self._towns.mentions[passage.position]}
        spoken = passage.segment.role is SegmentRole.TURN
        return names <= {town.name} and (not spoken or is_own(passage.segment.text, town))

    def _town(self, document: Document, passage: Passage, phrase: PlacePhrase) -> tuple[Mention | None, Distance]:
        """Return the municipality of a place and how far away it is named."""
        if phrase.town is not None:
            return phrase.town, Distance.PHRASE
        mentions = self._towns.local[passage.position]
        start, end = phrase.start, phrase.end
        sentence = passage.doc[phrase.head].sent
        inside = [m for m in mentions if sentence.start_char <= m.start < sentence.end_char]
        if inside:
            return _nearest(inside, start, end), Distance.SENTENCE
        if mentions:
            return _nearest(mentions, start, end), Distance.PASSAGE
        return self._town_around(document, passage)

    def _town_around(self, document: Document, passage: Passage) -> tuple[Mention | None, Distance]:
        """Return the municipality of a place whose passage names none."""
        towns = self._towns
        row = towns.of_row(passage)
        if row is not None:
            return row, Distance.PASSAGE
        heading = towns.of_headings(document, passage)
        if heading is not None and not heading[1]:
            return heading[0], Distance.HEADING
        section = towns.of_section(document, passage)
        if section is not None:
            return section, Distance.SECTION
        if towns.shared(document, passage):
            return None, Distance.FRAME
        if heading is not None:
            return heading[0], Distance.TITLE
        speaker = towns.of_speaker(document, passage)
        if speaker is not None:
            return speaker, Distance.SPEAKER
        frame = towns.of_frame(document, passage)
        if frame is not None:
            return frame, Distance.FRAME
        return towns.before(document, passage), Distance.BEFORE


def _nearest(mentions: Sequence[Mention], start: int, end: int) -> Mention:
    """Return the mention nearest to a range; one before it wins over one after it at the same distance."""
    return min(mentions, key=lambda m: (start - m.end if m.end <= start else (m.start - end) * 2, m.start))


def _is_named(phrase: PlacePhrase, town: Mention | None, distance: Distance, *, near: bool) -> bool:
    if phrase.determination is Determination.INDEFINITE:
        return phrase.street and town is not None and distance is Distance.SENTENCE
    if phrase.proper or phrase.street:
        return True
    definite = phrase.determination is Determination.DEFINITE
    if phrase.located and (definite or phrase.fixed):
        return True
    if town is None:
        return False
    if phrase.former and distance in {Distance.HEADING, Distance.TITLE}:
        return True
    if definite and phrase.whole and (distance is Distance.HEADING or (distance is Distance.PASSAGE and near)):
        return True
    return distance <= (Distance.SENTENCE if definite else Distance.PHRASE)


def document_municipality(docs: Sequence[Doc]) -> str | None:
    """Return the town that a document is most plausibly about, from its opening passages, or None."""
    frame = frame_of([tuple(municipalities(doc)) for doc in docs], opening=_FRAME_PASSAGES)
    return frame.name if frame is not None else None
