"""Whether a span says enough to stand alone before a reader."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from quartier_nlp.findings.document import NOTE_ROLES
from quartier_nlp.model.vocabulary import Kind, SegmentRole

#: Score from which a span that says little is shown all the same.
SURE = 0.9
#: More than any score.
NEVER = 1.01
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_LIGHT = frozenset(
    "machen sein haben werden gehen sagen kommen tun wissen passieren geben heißen meinen so viel was etwas ding sache "
    "frage".split()
)
#: Verbs that say nothing is done.
_BEING = frozenset({"sein", "haben", "werden"})
#: Nouns that only say when and how long: "werktags bis 18 Uhr".
_TIMES = frozenset(
    "uhr minute stunde tag werktag wochentag vormittag mittag nachmittag abend nacht woche wochenende monat jahr "
    "halbjahr quartal sommer winter frühjahr herbst mal prozent euro".split()
)
#: Nouns that name no place on their own: "das Haus" takes up a place that was named before.
_ANY_PLACE = frozenset(
    "haus gebäude bau raum räumlichkeit zimmer ort platz stelle fläche gelände grundstück objekt immobilie".split()
)
#: Nouns that name no format on their own.
_ANY_FORMAT = frozenset(
    "format nutzung angebot projekt veranstaltung aktion maßnahme programm vorhaben konzept beteiligung".split()
)
_NAMELESS = {Kind.PLACE: _ANY_PLACE, Kind.FORMAT: _ANY_FORMAT}
#: Verdicts that ask nothing by themselves: "Ist das fair?".
_VERDICTS = frozenset(
    "fair unfair gut schlecht schön richtig falsch okay ok gerecht wahr klar normal schlimm toll echt ehrlich ernst "
    "komisch verrückt egal recht besser viel wenig wirklich".split()
)
#: Verbs of questions that speech asks in passing: "Verstehen Sie?", "Hört man mich?".
_PASSING = frozenset("verstehen hören sehen merken glauben denken stimmen klingen".split())
#: Words of a question about a cause or place, or of a frame that calls it open; even a short one is meant.
_MEANT = frozenset("wo woher wohin warum wieso weshalb wie wem niemand keiner keinem nie ahnung offen unklar".split())
_POINTING = frozenset("das es dies des dat die sie der ihn dem denen ihnen ich du wir ihr man".split())
#: What a text announces that it will answer itself.
_LEAD = re.compile(
    r"\b(leit|forschungs|untersuchungs)fragen?\b|\bfragestellung(en)?\b|\bgeh(t|en) (\w+ )?(\w+ )?fragen? nach\b"
    r"|\bfragen? (wird|werden|wurde|wurden|sind wir|bin ich) (\w+ )?nachgegangen\b"
    r"|\b(beitrag|aufsatz|artikel|studie|untersuchung|kapitel) (fragt|untersucht|klärt|widmet sich der frage)\b"
    r"|\bgefragt wird\b"
)
_FEWEST_WORDS = 3
_OF_NOUN = frozenset({"NN", "ADJA", "ART", "CARD", "PIAT"})
_THINGS = frozenset({"NOUN", "PROPN", "NUM"})
_PREDICATES = frozenset({"ADV", "ADJD", "PTKVZ", "PAV", "VAINF", "VAPP"})
_ACTION_ENDINGS = ("ung", "ungen", "au", "ation", "kauf")


def needed(kind: Kind, span: Span, role: SegmentRole, threshold: float) -> float:
    """Return the score from which a span is shown, more than any score for one that says nothing at all."""
    if is_vacuous(kind, span, role) or is_lead(kind, span, role):
        return NEVER
    if says_enough(kind, span, role):
        return threshold
    return NEVER if kind is Kind.FORMAT else max(threshold, SURE)


def says_enough(kind: Kind, span: Span, role: SegmentRole) -> bool:
    """Return whether a reader can make something of the span without its context.

    Notes in lists and tables are terse by nature and pass, unless they only say when. In running text an approach
    needs a verb or a noun for an action ("Öffnung des Hofs"). An open question needs a word that carries content: "wie
    wir?" and "Sagt das irgendwas?" are torn out of something. A place or format needs more than a noun for any.
    """
    if kind in _NAMELESS:
        content = [token for token in span if token.pos_ in _CONTENT | {"NUM"}]
        return not (len(content) == 1 and _is_any(kind, content[0].lemma_.lower()))
    if kind is Kind.APPROACH and not any(_tells(token) for token in span):
        return False
    if role in NOTE_ROLES:
        return True
    if kind is Kind.APPROACH:
        return any(_acts(token) for token in span) or _is_called_for(span)
    if kind is Kind.OPEN_QUESTION:
        words = _said(span)
        return len(words) >= _FEWEST_WORDS and any(
            token.pos_ in _CONTENT and token.lemma_.lower() not in _LIGHT for token in words
        )
    return True


def names_thing(doc: Doc) -> bool:
    """Return whether a short text is nothing but one common noun with its attributes: "leere Sparkasse"."""
    nouns = [token for token in doc if token.tag_ == "NN"]
    return len(nouns) == 1 and doc[-1].tag_ == "NN" and all(token.tag_ in _OF_NOUN for token in doc)


def is_vacuous(kind: Kind, span: Span, role: SegmentRole) -> bool:
    """Return whether a question asks nothing that a reader could take up, however sure the model is of it.

    Its subject only points at what was said before, and its predicate is a bare verdict or a light verb: "Ist das
    fair?", "Sagt das irgendwas?". A noun, a name, a number or a verb with content makes a question of its own.
    """
    if kind is not Kind.OPEN_QUESTION or role in NOTE_ROLES:
        return False
    words = _said(span)
    if any(token.lower_ in _MEANT for token in words):
        return False
    if any(token.pos_ in {"PROPN", "NUM"} or _carries(token.pos_, token.lemma_.lower()) for token in words):
        return False
    return any(token.lower_ in _POINTING for token in words) or len(words) < _FEWEST_WORDS


def is_lead(kind: Kind, span: Span, role: SegmentRole) -> bool:
    """Return whether a written text announces a question as its own: "Der Beitrag geht zwei Fragen nach: …?".

    What such a sentence asks, and the questions that follow it directly, the text goes on to answer (guideline 19).
    """
    if kind is not Kind.OPEN_QUESTION or role is SegmentRole.TURN:
        return False
    for sentence in reversed([sentence for sentence in span.doc.sents if sentence.start < span.end]):
        if _LEAD.search(sentence.text.lower()):
            return True
        if sentence.end <= span.start and not sentence.text.rstrip().endswith("?"):
            return False
    return False


def _said(span: Span) -> list[Token]:
    """The words of a span without fillers and repairs."""
    return [token for token in span if not token.is_punct and not token._.disfluent]


def _carries(pos: str, lemma: str) -> bool:
    """Whether a word by itself says what a question is about."""
    if pos == "VERB":
        return lemma not in _LIGHT | _PASSING
    known = {"NOUN": _LIGHT, "ADJ": _LIGHT | _VERDICTS}
    return pos in known and lemma not in known[pos]


def _is_any(kind: Kind, lemma: str) -> bool:
    """Whether a noun names any place or format, or a place that is nowhere: "Onlinemarktplatz"."""
    return lemma in _NAMELESS[kind] or (kind is Kind.PLACE and lemma.startswith("online"))


def _tells(token: Token) -> bool:
    """Whether a word of an approach says more than when, how much or that something is."""
    return token.pos_ in _CONTENT and token.lemma_.lower() not in _BEING | _TIMES


def _acts(token: Token) -> bool:
    return token.pos_ == "VERB" or (token.pos_ == "NOUN" and token.lower_.endswith(_ACTION_ENDINGS))


def _is_called_for(span: Span) -> bool:
    """Whether an auxiliary says something of a thing: "die Bänke müssen weg", not "müsste das Bezirksamt" cut off."""
    if not any(token.pos_ == "AUX" for token in span) or not any(token.pos_ in _THINGS for token in span):
        return False
    return span[0].tag_ != "VMFIN" or any(token.tag_ in _PREDICATES for token in span)
