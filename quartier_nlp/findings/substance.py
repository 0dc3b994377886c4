"""Whether a span says enough to stand alone before a reader."""

from __future__ import annotations

from spacy.tokens import Span

from quartier_nlp.findings.document import NOTE_ROLES
from quartier_nlp.model.vocabulary import Kind, SegmentRole

#: Score from which a span that says little is shown all the same.
SURE = 0.9
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_LIGHT = frozenset(
    "machen sein haben werden gehen sagen kommen tun wissen passieren geben heißen meinen so viel was etwas ding sache "
    "frage".split()
)
#: Nouns that name no place on their own: "das Haus" takes up a place that was named before.
_ANY_PLACE = frozenset(
    "haus gebäude bau raum räumlichkeit zimmer ort platz stelle fläche gelände grundstück objekt immobilie".split()
)
_FEWEST_WORDS = 3
_ACTION_ENDINGS = ("ung", "ungen", "au", "ation", "kauf")


def says_enough(kind: Kind, span: Span, role: SegmentRole) -> bool:
    """Return whether a reader can make something of the span without its context.

    Notes in lists and tables are terse by nature and pass. In running text an approach needs a verb or
    a noun for an action ("Öffnung des Hofs"). An open question needs a word that carries content: "wie
    wir?" and "Sagt das irgendwas?" are torn out of something. A place needs more than a noun for any place.
    """
    if kind is Kind.PLACE:
        content = [token for token in span if token.pos_ in _CONTENT | {"NUM"}]
        return not (len(content) == 1 and content[0].lemma_.lower() in _ANY_PLACE)
    if role in NOTE_ROLES:
        return True
    if kind is Kind.APPROACH:
        return any(_acts(token.pos_, token.text) for token in span)
    if kind is Kind.OPEN_QUESTION:
        words = [token for token in span if not token.is_punct and not token._.disfluent]
        return len(words) >= _FEWEST_WORDS and any(
            token.pos_ in _CONTENT and token.lemma_.lower() not in _LIGHT for token in words
        )
    return True


def _acts(pos: str, text: str) -> bool:
    return pos in {"VERB", "AUX"} or (pos == "NOUN" and text.lower().endswith(_ACTION_ENDINGS))
