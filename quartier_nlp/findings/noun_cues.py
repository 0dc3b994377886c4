"""What the surroundings of a place or format say for and against it, as names that weights are keyed by."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

from quartier_nlp.findings.lexicon_matching import LexiconMatch, MatchKind
from quartier_nlp.findings.noun_phrases import NounPhrase, is_noun
from quartier_nlp.findings.wordlists import pattern, words

_INDEFINITE = re.compile(r"^(ein|eine|einen|einem|einer|eines|so|ne|nen|'ne|'n|'nen|n|a|en|e)$")
_POSSESSIVE = re.compile(r"^(unser|mein|ihr|euer|sein|dein)\w*$")
_ADJECTIVE_ENDING = re.compile(r"(e|er|es|en|em)$")
_PURPOSE = frozenset("für zum zur als".split())
#: The recorded event itself: greeting, agenda, "today", where it takes place.
HERE_AND_NOW = (
    r"\b(willkommen|heute|heutige\w*|begrüß\w*|niederschrift|protokoll|sitzung|tagesordnung|programm|teilnehmende"
    r"|schönen guten|guten (tag|abend|morgen)|fangen wir|anwesend\w*|aufgezeichnet|mitschnitt|moderation|top \d+"
    r"|wir (sitzen|tagen|sind) (hier|heute|auch|jetzt)|livestream|stream|nächstes treffen|findet statt"
    r"|saal \d|raum \d)\b"
)
_VACANCY = re.compile(r"\b(leer|leerstand\w*|leersteh\w*|ungenutzt|stillgelegt|brach|verwaist|dicht|zu|geschlossen)\b")


def is_vacancy_adjective(word: str) -> bool:
    """Return whether an attribute says that a place is empty, old or lost its former use."""
    stem = _ADJECTIVE_ENDING.sub("", word)
    return word in words("vacant") or stem in words("vacant")


def sentence_lemmas(sentence: Span) -> frozenset[str]:
    """Return the verbs of a sentence in base form, particles joined ("machen" + "auf" -> "aufmachen")."""
    verbs = [token for token in sentence if token.tag_.startswith(("VV", "VM", "VA"))]
    particles = [token.lower_ for token in sentence if token.tag_ == "PTKVZ"]
    lemmas = {token.lemma_.lower() for token in verbs}
    return frozenset(lemmas | {particle + lemma for particle in particles for lemma in lemmas})


def _shape(match: LexiconMatch, phrase: NounPhrase) -> list[str]:
    cues = [f"certainty:{match.name.certainty.value}", f"family:{match.name.category}"]
    cues.append("compound" if match.how is MatchKind.COMPOUND else "exact")
    cues.append(f"how:{match.how.value}:{match.name.certainty.value}")
    if any(is_vacancy_adjective(word) for word in phrase.adjectives):
        cues.append("vacant-attribute")
    elif phrase.adjectives:
        cues.append("attribute")
    if phrase.located:
        cues.append("located")
    if phrase.named:
        cues.append("named")
    return cues


def _determination(phrase: NounPhrase) -> str:
    if not phrase.determiner:
        return "bare"
    if _INDEFINITE.match(phrase.determiner):
        return "indefinite"
    if _POSSESSIVE.match(phrase.determiner):
        return "possessive"
    if phrase.determiner.startswith("kein"):
        return "negated"
    if phrase.determiner.startswith(("jed", "all", "viel", "manch")):
        return "quantified"
    return "definite"


def _in_enumeration(doc: Doc, phrase: NounPhrase) -> bool:
    before = (
        phrase.start > 1 and doc[phrase.start - 1].lower_ in {",", "und", "oder"} and is_noun(doc[phrase.start - 2])
    )
    has_next = phrase.end + 1 < len(doc)
    after = has_next and doc[phrase.end].lower_ in {",", "und", "oder"} and is_noun(doc[phrase.end + 1])
    return before or after


def noun_cues(doc: Doc, match: LexiconMatch, phrase: NounPhrase) -> tuple[str, ...]:
    """Return the cues of a lexicon match, sorted."""
    sentence = doc[match.start].sent
    cues = _shape(match, phrase)
    cues.append(f"determiner:{_determination(phrase)}")
    lemmas = sentence_lemmas(sentence)
    text = sentence.text.lower()
    if lemmas & words("use_verbs"):
        cues.append("use-verb")
    if lemmas & words("format_verbs"):
        cues.append("format-verb")
    if re.search(HERE_AND_NOW, text):
        cues.append("here-and-now")
    if _VACANCY.search(text):
        cues.append("vacancy-near")
    if phrase.preposition:
        known = (
            phrase.preposition
            if phrase.preposition in {"in", "im", "zu", "zum", "zur", "vor", "auf", "mit", "für", "als"}
            else "other"
        )
        cues.append(f"preposition:{known}")
    if phrase.start > sentence.start and doc[phrase.start - 1].lower_ in {"wie", "als"}:
        cues.append("comparison")
    if text.rstrip().endswith("?"):
        cues.append("in-question")
    if _in_enumeration(doc, phrase):
        cues.append("enumeration")
    around = doc[max(sentence.start, match.start - 3) : min(match.end + 3, sentence.end)].text.lower()
    if pattern("idioms").search(around):
        cues.append("idiom")
    if len(sentence) <= 8 and not any(token.tag_.endswith("FIN") for token in sentence):
        cues.append("note")
    first = doc[match.start]
    if first.i == sentence.start and phrase.start == match.start:
        cues.append("sentence-start")
    return tuple(sorted(set(cues)))
