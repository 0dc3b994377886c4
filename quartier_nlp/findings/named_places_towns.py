"""Towns of a whole document: by passage, heading, speaker, and the one that the document is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from quartier_nlp.findings.document import Document, Passage
from quartier_nlp.findings.gazetteer import Entry, gazetteer, words_of_place_names
from quartier_nlp.findings.gazetteer_mentions import Mention, municipalities, sure_names
from quartier_nlp.model.vocabulary import SegmentRole

_VILLAGE_TAGS = frozenset({"NE", "NN", "FM", "XY"})
_TOWN_SUFFIX = re.compile(
    r"(?:leben|heim|dorf|hausen|husen|stedt|büttel|witz|rode|roda|reuth|weiler|ingen|bostel|büll)$"
)
_COUNTRY = re.compile(r"(?:ien|land)$")
_LOOK_BACK = 40
_SELF = re.compile(r"\b(?:ich|wir|mir|komm\w*|bin|sind|gast|heute|kollegin|kollege)\b|^[^.]{0,25} aus $|, aus $")
_ELSEWHERE = re.compile(
    r"\b(?:\w*verwalter|eigentümer\w*|erb\w+|investor\w*|fonds|umfrage|studie|dame|tochter|sohn|enkel\w*|sitzt|sitzen|wohnt"
    r"|wohnen|studiert|pendel\w+|verlag|zentrale|gericht|ministerium|konzern)\b[^.:;]{0,18}$"
)
_OPENING = 12
_INTRODUCTION_TURNS = 2
_NEAR_PASSAGES = 6
_OPENING_WEIGHT = 2.0
_HEADING_WEIGHT = 3.0
_FEWEST_SHARE = 0.3
_LEAST_SCORE = 1.2
_FIRST_PASSAGES = 2


@dataclass(frozen=True, slots=True)
class Towns:
    """Towns of a document.

    Attributes:
        mentions: For every passage, the towns that it names, left to right.
        local: Of these the ones that say where things are.
        frame: The town that the document is about, if one stands out.
    """

    mentions: tuple[tuple[Mention, ...], ...] = ()
    local: tuple[tuple[Mention, ...], ...] = ()
    frame: Mention | None = None

    def of_headings(self, document: Document, passage: Passage) -> Mention | None:
        """Return the town that the nearest heading above a passage names."""
        section = passage.segment.section
        for depth in range(len(section), 0, -1):
            for position in range(passage.position - 1, -1, -1):
                other = document.passages[position].segment
                if other.role is SegmentRole.HEADING and other.text.strip() == section[depth - 1].strip():
                    if self.mentions[position]:
                        return self.mentions[position][-1]
                    break
        return None

    def of_speaker(self, document: Document, passage: Passage) -> Mention | None:
        """Return the town with which the speaker of a passage introduces themselves, if any."""
        speaker = passage.segment.speaker
        if not speaker:
            return None
        mentions = self.local
        own = [p.position for p in document.passages if p.segment.speaker == speaker][:_INTRODUCTION_TURNS]
        return next((mentions[position][0] for position in own if mentions[position]), None)

    def before(self, document: Document, passage: Passage) -> Mention | None:
        """Return the town that the same section or the passages shortly before name last."""
        section = passage.segment.section
        for position in range(passage.position - 1, -1, -1):
            other = document.passages[position].segment
            near = passage.position - position <= _NEAR_PASSAGES
            if (section and other.section != section) or (not section and not near):
                return None
            if self.local[position]:
                return self.local[position][-1]
        return None


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
    known = frozenset().union(*(sure_names(doc) for doc in docs)) if docs else frozenset()
    first = [municipalities(doc, known=known) for doc in docs]
    near = _unambiguous(first)
    mentions = [_merged(municipalities(doc, known=known, near=near), villages(doc)) for doc in docs]
    headings = {p.position for p in document.passages if p.segment.role is SegmentRole.HEADING}
    texts = [passage.segment.text for passage in document.passages]
    local = [tuple(m for m in found if locates(text, m)) for text, found in zip(texts, mentions, strict=True)]
    return Towns(tuple(mentions), tuple(local), frame_of(local, headings=headings))


def _unambiguous(found: Sequence[Sequence[Mention]]) -> list[Entry]:
    table = gazetteer()
    entries = [mention.entry for mentions in found for mention in mentions if mention.entry is not None]
    return [entry for entry in entries if len(table.find(entry.base)) == 1]


def _merged(towns: Sequence[Mention], others: Sequence[Mention]) -> tuple[Mention, ...]:
    taken = [(town.start, town.end) for town in towns]
    free = [m for m in others if all(m.end <= start or m.start >= end for start, end in taken)]
    return tuple(sorted([*towns, *free], key=lambda mention: mention.start))


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
