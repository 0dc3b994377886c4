"""Speaker tags at line starts: ``Name: text``, ``B1: text``, ``[00:01:02] NAME (ROLE): text``.

A word before a colon is no speaker by itself. The decision is made once for a whole document: tags
must look like names or codes, recur, and stand at a good part of the lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quartier_nlp.sources.clock import STAMP, seconds, stamp_seconds

_TAG = re.compile(
    r"(?P<mark>[*_]{0,3})(?P<tag>[^\W_][^:\n*]{0,58}?)\s*(?:[*_]{0,3})\s*"
    rf"(?P<stamp>{STAMP.pattern})?\s*(?:[*_]{{0,3}}):(?:[*_]{{0,3}})(?=\s|$)\s*"
)
_LEAD = re.compile(
    rf"\s*(?:(?P<lead>{STAMP.pattern.replace('?P<', '?P<lead_')}|\d{{1,2}}:\d{{2}}:\d{{2}})\s*[-–]?\s*)?"
)
_CODE = re.compile(
    r"(?:[A-ZÄÖÜ]{1,3}\d{0,3}|(?:SPEAKER|Speaker|Sprecher(?:in)?|Person|Stimme|Teilnehmer(?:in)?|TN|Befragte[r]?|"
    r"Interviewer(?:in)?)[ _-]?\d{0,3})"
)
_PARTICLE = frozenset("von van vom zu zum zur der den de del di da la le el al bin ben und & aus der ten ter".split())
_TITLE = frozenset({"Dr.", "Prof.", "Fr.", "Hr.", "Dipl.-Ing.", "St."})
_WORD = re.compile(r"[A-ZÄÖÜÀ-ÖØ-ÞŠŽČŁŞİĞ][\w'’.-]*")
#: Words that head a line of minutes or a title page and are no speakers (German).
_LABELS = frozenset(
    """abkürzungen abk adresse agenda aktenzeichen anlage anlagen anlass anmerkung anmerkungen ansprechpartner
    ansprechpartnerin anwesend anwesende auftraggeber auftraggeberin auftragnehmer auftragnehmerin ausgangslage autor
    autorin autoren aufnahme aufgabe aufgaben bearbeitung beginn beispiel beispiele bemerkung bericht beschluss
    beschlüsse betreff bewertung bild budget datei datum dauer definition diskussion einladung ende entschuldigt
    ergebnis ergebnisse erfahrung erfahrungen email e-mail fazit folge format foto fotos frist förderung gegenstand
    gesamt gesprächspartner grund grundlage handlungsansatz handlungsraum herausgeber herausgeberin hinweis hinweise
    idee ideen impuls info inhalt kategorie kontakt korrespondenz kosten kurztitel kritik laufzeit leitung legende
    lesezeit literatur lösung merke methode nächste nachtrag name notiz notizen offen ort orte problem probleme projekt
    protokoll protokollant protokollführung protokollantin quelle quellen raum redaktion referat rückfrage rückfragen
    schlagwörter schlüsselwörter schritt sitzung stand standort status steckbrief stichwort stichwörter tagesordnung
    tel telefon teilnehmende teilnehmer teilnehmerinnen tn termin thema themen thesen these tipp titel to top
    transkript transkription transkriptionsregeln uhrzeit umsetzung ursache veranstaltung veranstaltungsort
    verantwortlich verteiler verweis vorschlag vorschläge wichtig wirkung zeichen zeit zeitraum ziel ziele zielgruppe
    zitat zusammenfassung zusage zuständig achtung erstens zweitens drittens abstract keywords einschub prot mod kern
    also kurz kurzum nämlich doch aber sprich""".split()
)
_MINIMUM_SHARE = 0.3
_SPARSE_TURNS = 4
_SPARSE_CHARACTERS = 900
_SINGLE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class TaggedLine:
    """A line that begins with what may be a speaker's tag.

    Attributes:
        tag: Without markup and stamp.
        text_start: Offset in the line at which the speech begins.
        time: Of a stamp before or within the tag, in seconds.
    """

    tag: str
    text_start: int
    time: float | None


def split_tag(line: str) -> TaggedLine | None:
    """Return the tag that a line begins with, whatever it may be, or None."""
    lead = _LEAD.match(line)
    begin = lead.end() if lead else 0
    match = _TAG.match(line, begin)
    if not match:
        return None
    stamp = STAMP.search(line, 0, match.end())
    time = stamp_seconds(stamp) if stamp else seconds(lead["lead"] or "") if lead else None
    return TaggedLine(" ".join(match["tag"].split()), match.end(), time)


def is_code(tag: str) -> bool:
    """Return whether a tag is a code such as ``B1`` or ``Speaker 2``, which names nobody."""
    return bool(_CODE.fullmatch(tag))


def is_plausible(tag: str) -> bool:
    """Return whether a tag looks like a person's name, a role or a speaker code."""
    if _CODE.fullmatch(tag):
        return True
    name = re.sub(r"\s*\([^()]*\)$", "", tag).strip()
    words = [word.strip(",;/") for word in name.split()]
    if not words or len(words) > 6 or re.search(r"[!?\"„“…;]|\.\.", name):
        return False
    if words[0].lower().rstrip(".") in _LABELS or name.lower() in _LABELS:
        return False
    named = [word for word in words if word and word not in _TITLE and word not in _PARTICLE]
    return bool(named) and all(_WORD.fullmatch(word) or word in {"&", "/", "+"} for word in named)


class SpeakerTags:
    """Sees the lines of a document, of which it keeps the tags, and decides which are speakers."""

    def __init__(self) -> None:
        self._lengths: list[int] = []
        self._tagged: list[TaggedLine | None] = []

    def see(self, line: str) -> None:
        """Look at the next line."""
        if line.strip():
            self._lengths.append(len(line))
            self._tagged.append(split_tag(line))

    def speakers(self) -> frozenset[str]:
        """Return the tags that are speakers; empty if the document is no transcript."""
        tagged, lengths = self._tagged, self._lengths
        counts = Counter(item.tag for item in tagged if item and is_plausible(item.tag))
        recurring = {tag for tag, count in counts.items() if count > 1}
        hits = [index for index, item in enumerate(tagged) if item and item.tag in recurring]
        if not hits or not _alternates([item.tag for item in tagged if item and item.tag in counts]):
            return frozenset()
        span = lengths[hits[0] :]
        share = len(hits) / len(span)
        sparse = sum(span) / len(hits) <= _SPARSE_CHARACTERS and len(hits) >= _SPARSE_TURNS
        early = sum(lengths[: hits[0]]) <= max(2000, 0.3 * sum(lengths))
        if not early or not (share >= _MINIMUM_SHARE or sparse):
            return frozenset()
        return frozenset(recurring | _singles(tagged[hits[0] :], counts, recurring, share))


def decide_speakers(lines: Iterable[str]) -> frozenset[str]:
    """Return the tags that are speakers in a document of these lines; empty if it is no transcript.

    Args:
        lines: Lines or paragraphs in order, without headings, list items and table cells.
    """
    tags = SpeakerTags()
    for line in lines:
        tags.see(line)
    return tags.speakers()


def _alternates(tags: Sequence[str]) -> bool:
    if len(set(tags)) == 1:
        return bool(_CODE.fullmatch(tags[0])) or len(tags) > 2
    changes = sum(1 for before, after in pairwise(tags) if before != after)
    return changes >= 0.2 * (len(tags) - 1)


def _singles(tagged: Sequence[TaggedLine | None], counts: Counter[str], recurring: set[str], share: float) -> set[str]:
    """Tags that occur once count if most lines are tagged or they are written like the others."""
    styles = {_style(tag) for tag in recurring}
    return {
        item.tag
        for item in tagged
        if item
        and counts.get(item.tag) == 1
        and (
            (share >= _SINGLE_SHARE and (_style(item.tag) in styles or len(item.tag.split()) <= 3))
            or (_style(item.tag) in styles and _style(item.tag) != "word")
        )
    }


def _style(tag: str) -> str:
    name = re.sub(r"\s*\([^()]*\)$", "", tag)
    if _CODE.fullmatch(name):
        return "code"
    if name.isupper():
        return "capitals"
    return "name" if " " in name else "word"
