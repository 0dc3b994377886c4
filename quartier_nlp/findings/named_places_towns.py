"""Towns of a whole document: by passage, heading, speaker, and the one that the document is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from quartier_nlp.findings.document import Document, Passage
from quartier_nlp.findings.gazetteer import Entry, distance_km, gazetteer, words_of_place_names
from quartier_nlp.findings.gazetteer_mentions import Mention, PlaceNames
from quartier_nlp.findings.named_places_phrase import town_of_adjective
from quartier_nlp.model.vocabulary import SegmentRole

_VILLAGE_TAGS = frozenset({"NE", "NN", "FM", "XY"})
_TOWN_SUFFIX = re.compile(
    r"(?:leben|heim|dorf|hausen|husen|stedt|büttel|witz|rode|roda|reuth|weiler|ingen|bostel|büll)$"
)
_COUNTRY = re.compile(r"(?:ien|land)$")
_LOOK_BACK = 40
_OWN = re.compile(
    r"\b(?:ich bin|wir|mir (?:ham|hamm|sin|sind)|uns|unser\w*|bei mir|komm\w*|hier)\b"
    r"(?:[^.!?;:]{0,20}[ ,])?(?:in|aus|von|für|bei|sind|bin|,) ?$",
    re.IGNORECASE,
)
#: "Malte Ubbens, Emden, ich bin bei …"
_OPENS_TURN = re.compile(r"(?:^|[.!?] )[^.!?;:]{0,30}$")
_INTRODUCTION = 60
_LISTED = re.compile(r"\([A-ZÄÖÜ][\w-]+(?:(?:, | und |/)[A-ZÄÖÜ][\w-]+)+\)")
_OTHERS = re.compile(r"^[^.!?;]{0,30}\b(?:haben|hat|ham|machen|macht|hatten|gibt|wohnt|wohnen)\b", re.IGNORECASE)
_SELF = re.compile(r"\b(?:ich|wir|mir|komm\w*|bin|sind|gast|heute|kollegin|kollege)\b|^[^.]{0,25} aus $|, aus $")
_ELSEWHERE = re.compile(
    r"\b(?:\w*verwalter|herrn|käufer\w*|eigentümer\w*|erb\w+|investor\w*|fonds|umfrage|studie|dame|tochter|sohn|enkel\w*|sitzt|sitzen|wohnt"
    r"|wohnen|studiert|pendel\w+|verlag|zentrale|gericht|ministerium|konzern)\b[^.:;]{0,28}$"
)
_OPENING = 12
_NEAR_PASSAGES = 6
_OPENING_WEIGHT = 2.0
_HEADING_WEIGHT = 3.0
_FEWEST_SHARE = 0.3
_LEAST_SCORE = 1.2
_FIRST_PASSAGES = 2
_TITLE_PASSAGES = 4
_OFTEN = 3
_PART_KM = 15.0
_ITEMS = frozenset({SegmentRole.LIST_ITEM, SegmentRole.TABLE_CELL, SegmentRole.CAPTION})


@dataclass(frozen=True, slots=True)
class Towns:
    """Towns of a document.

    Attributes:
        mentions: For every passage, the towns that it names, left to right.
        local: Of these the ones that say where things are.
        frame: The town that the document is about, if one stands out.
        known: Names (case-folded) of all towns that the document names.
    """

    mentions: tuple[tuple[Mention, ...], ...] = ()
    local: tuple[tuple[Mention, ...], ...] = ()
    frame: Mention | None = None
    known: frozenset[str] = frozenset()

    def of_headings(self, document: Document, passage: Passage) -> tuple[Mention, bool] | None:
        """Return the town that the nearest heading above a passage names alone, and whether that is the title."""
        section = passage.segment.section
        for depth in range(len(section), 0, -1):
            for position in range(passage.position - 1, -1, -1):
                other = document.passages[position].segment
                if other.role is SegmentRole.HEADING and other.text.strip() == section[depth - 1].strip():
                    towns = [m for m in self.mentions[position] if not _is_listed(other.text, m)]
                    if len({m.name for m in towns}) == 1:
                        return towns[-1], depth == 1 and position < _FIRST_PASSAGES
                    break
        return None

    def shared(self, document: Document, passage: Passage) -> bool:
        """Return whether a heading above a passage names several municipalities, so that none is meant for sure."""
        above = set(passage.segment.section)
        for other in document.passages[: passage.position]:
            if other.segment.role is SegmentRole.HEADING and other.segment.text.strip() in above:
                entries = [m.entry for m in self.mentions[other.position] if m.entry is not None]
                if len({entry.key for entry in entries if entry.municipality}) > 1:
                    return True
        return False

    def of_row(self, passage: Passage) -> Mention | None:
        """Return the only town that the other cells of a table's row name, or None."""
        if not passage.row:
            return None
        begin = passage.row_start
        end = begin + len(passage.row)
        towns = {m.name: m for p in range(begin, end) for m in self.local[p]}
        return next(iter(towns.values())) if len(towns) == 1 else None

    def of_speaker(self, document: Document, passage: Passage) -> Mention | None:
        """Return the town that the speaker of a passage last called their own, if any."""
        speaker = passage.segment.speaker
        if not speaker:
            return None
        for position in range(passage.position - 1, -1, -1):
            other = document.passages[position]
            if other.segment.speaker != speaker:
                continue
            own = [m for m in self.local[position] if is_own(other.segment.text, m)]
            if own:
                return own[0]
        return None

    def of_section(self, document: Document, passage: Passage) -> Mention | None:
        """Return the town that running text earlier in the same section names last; items stand for themselves.

        Where the section names the town of the whole document among others, that one is meant.
        """
        section = passage.segment.section
        found: list[Mention] = []
        for position in range(passage.position - 1, -1, -1) if section else ():
            other = document.passages[position].segment
            if other.section != section:
                break
            if other.role not in _ITEMS:
                found += reversed(self.local[position])
        frame = self.of_frame(document, passage)
        if frame is not None and _names(found, frame):
            return frame
        return found[0] if found else None

    def before(self, document: Document, passage: Passage) -> Mention | None:
        """Return the town that passages shortly before name last, in text without sections and from nobody else."""
        if passage.segment.section or passage.segment.role in _ITEMS:
            return None
        for position in range(passage.position - 1, max(passage.position - _NEAR_PASSAGES, 0) - 1, -1):
            if document.passages[position].segment.speaker not in {None, passage.segment.speaker}:
                continue
            if self.local[position]:
                return self.local[position][-1]
        return None

    def of_frame(self, document: Document, passage: Passage) -> Mention | None:
        """Return the town of the whole document; one with sections must name it at the start or throughout."""
        frame = self.frame
        if frame is None or not passage.segment.section:
            return frame
        naming = [p for p, found in zip(document.passages, self.mentions, strict=True) if _names(found, frame)]
        first = [p.segment for p in naming if p.position < _TITLE_PASSAGES]
        opening = any(one.role not in _ITEMS or len(one.section) <= 1 for one in first)
        throughout = len(naming) >= _OFTEN and len({p.segment.section for p in naming}) > 1
        return frame if opening or throughout else None


def _is_listed(text: str, mention: Mention) -> bool:
    """Return whether a mention is one of several in brackets, of which others may be villages nobody knows."""
    return any(m.start() < mention.start < m.end() for m in _LISTED.finditer(text))


def _names(mentions: Sequence[Mention], town: Mention) -> bool:
    return any(_same(mention, town) for mention in mentions)


def _same(one: Mention, other: Mention) -> bool:
    if one.entry is not None and other.entry is not None:
        return one.entry.key == other.entry.key
    return one.name.casefold() == other.name.casefold()


def is_own(text: str, mention: Mention) -> bool:
    """Return whether speakers call a town their own ("Wir in Rain", "Ackendorf, Ortsbürgermeister")."""
    before = text[max(0, mention.start - _LOOK_BACK) : mention.start]
    opens = mention.start <= _INTRODUCTION and _OPENS_TURN.search(before) is not None
    return (opens or _OWN.search(before) is not None) and _OTHERS.match(text[mention.end :]) is None


def locates(text: str, mention: Mention) -> bool:
    """Return whether a mention says where things are, and not where somebody goes, comes from or sits.

    "Wir sind aus Rain" locates, "Zuzügler aus Berlin", "nach Köln ziehen" and "ein Insolvenzverwalter in Essen" do not.
    """
    before = text[max(0, mention.start - _LOOK_BACK) : mention.start].lower()
    if before.rstrip().endswith((" nach", " richtung")):
        return False
    if before.rstrip().endswith(" aus"):
        return _SELF.search(before) is not None
    return _ELSEWHERE.search(before) is None


def read_towns(document: Document) -> Towns:
    """Read the towns of all passages; names that are sure in one passage help in the others."""
    docs = [passage.doc for passage in document.passages]
    names = [PlaceNames.read(doc) for doc in docs]
    known = frozenset[str]().union(*(one.sure() for one in names))
    near = _unambiguous([one.municipalities(known=known) for one in names])
    towns = [one.municipalities(known=known, near=near) for one in names]
    named = frozenset(m.entry.base.casefold() for found in towns for m in found if m.entry is not None)
    mentions = [
        _merged(_without_parts(doc.text, found), [*adjectives(doc, named), *villages(doc)])
        for doc, found in zip(docs, towns, strict=True)
    ]
    headings = {p.position for p in document.passages if p.segment.role is SegmentRole.HEADING}
    texts = [passage.segment.text for passage in document.passages]
    local = [tuple(m for m in found if locates(text, m)) for text, found in zip(texts, mentions, strict=True)]
    return Towns(tuple(mentions), tuple(local), frame_of(local, headings=headings), named)


def _unambiguous(found: Sequence[Sequence[Mention]]) -> list[Entry]:
    table = gazetteer()
    entries = [mention.entry for mentions in found for mention in mentions if mention.entry is not None]
    return [entry for entry in entries if len(table.find(entry.base)) == 1]


def _merged(towns: Sequence[Mention], others: Sequence[Mention]) -> tuple[Mention, ...]:
    taken = [(town.start, town.end) for town in towns]
    free = [m for m in others if all(m.end <= start or m.start >= end for start, end in taken)]
    return tuple(sorted([*towns, *free], key=lambda mention: mention.start))


def adjectives(doc: Doc, known: frozenset[str]) -> list[Mention]:
    """Return towns that an adjective names before a building or a part of the town ("in der Siegener City")."""
    found = (town_of_adjective(token, known) for token in doc if token.text[:1].isupper())
    return [town for town in found if town is not None]


def _without_parts(text: str, towns: Sequence[Mention]) -> list[Mention]:
    """Return towns without those that only say which part of the one before is meant ("Kassel, Waldau")."""
    kept: list[Mention] = []
    for town in towns:
        if not kept or text[kept[-1].end : town.start] != ", " or not _is_part(town, kept[-1]):
            kept.append(town)
    return kept


def _is_part(part: Mention, town: Mention) -> bool:
    whole = town.entry
    if whole is None or not whole.municipality:
        return False
    places = gazetteer().find(part.name)
    return any(not e.municipality and distance_km(e, whole) <= _PART_KM for e in places)


def villages(doc: Doc) -> list[Mention]:
    """Return names after a bare preposition that look like a village which the gazetteer lacks."""
    words = words_of_place_names()
    found: list[Mention] = []
    for token in doc[1:]:
        before = doc[token.i - 1]
        if before.lower_ not in words.cues["village_preposition"] or before.sent.start != token.sent.start:
            continue
        if not token.text[:1].isupper() or not token.text[1:].islower() or token.tag_ not in _VILLAGE_TAGS:
            continue
        if token.lower_ in words.cues["region"] or gazetteer().nominative(token.text) or len(token) < 4:
            continue
        if _COUNTRY.search(token.text) or (before.lower_ == "nach" and not _TOWN_SUFFIX.search(token.text)):
            continue
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if following is not None and token.text.endswith("s") and following.tag_ == "NN":
            continue
        if token.tag_ == "NE" or _TOWN_SUFFIX.search(token.text):
            found.append(Mention(token.idx, token.idx + len(token), token.text, None))
    return found


def frame_of(
    mentions: Sequence[Sequence[Mention]], *, headings: set[int] | None = None, opening: int = _OPENING
) -> Mention | None:
    """Return the town that stands out over a document, or None.

    Args:
        mentions: Towns by passage.
        headings: Positions of headings, which count more.
        opening: Number of passages at the start that count more.
    """
    scores: dict[str, float] = defaultdict(float)
    example: dict[str, Mention] = {}
    for position, towns in enumerate(mentions):
        weight = 1.0
        if position < opening:
            weight += _OPENING_WEIGHT * (opening - position) / opening
        if headings and position in headings:
            weight += _HEADING_WEIGHT
        for town in towns:
            key = town.entry.key if town.entry is not None else town.name.casefold()
            scores[key] += weight
            kept = example.setdefault(key, town)
            if kept.entry is None and town.entry is not None:
                example[key] = town
    if not scores:
        return None
    best = max(scores, key=lambda key: (scores[key], key))
    share = scores[best] / sum(scores.values())
    if share >= _FEWEST_SHARE and scores[best] >= _LEAST_SCORE:
        return example[best]
    return next((towns[0] for towns in mentions[:_FIRST_PASSAGES] if towns), None)
