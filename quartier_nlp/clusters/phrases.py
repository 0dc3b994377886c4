"""Noun phrases of short German wordings, by capital letters and a few prepositions.

German writes nouns with a capital, and labels are short and well formed; a parser is not needed to
find ``Aufwertung der Siedlung`` (upgrading of the estate) in a question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W_]+(?:[-/’'][^\W_]+)*|[^\w\s]")

#: Articles that may stand between a link and its noun.
_ARTICLES = frozenset("der die das den dem des ein eine einen einem einer eines".split())
#: Links that belong to the noun before them; others (auf, als, zum) mostly belong to the verb.
_LINKS = frozenset("für im ohne gegen bei zwischen".split())
_GENITIVE = frozenset("der des".split())
#: Words after which a masculine or neuter noun carries a genitive s.
_GENITIVE_MARKERS = frozenset("des eines dieses jenes unseres ihres seines".split())
_DATIVE_PLURAL_MARKERS = frozenset(
    "den von mit bei aus nach zu in an auf unter vor zwischen vielen wenigen allen seit".split()
)
#: Endings that only nouns have; a first word with one is a noun although any word is capital there.
_NOUN_ENDING = re.compile(
    r"(ung|heit|keit|schaft|ion|tät|nis|tum|ment|ik|haus|raum|platz|laden|werkstatt|nachlass|miete|kosten)(en|e|s)?$"
)
#: Feminine endings: an adjective in -e before one is in the nominative whatever the article.
_FEMININE = re.compile(r"(ung|heit|keit|schaft|ion|tät|ur|ik)$")
#: Plurals in -en, which are the same in all cases.
_EN_PLURAL = re.compile(r"(ungen|heiten|keiten|schaften|ionen|täten|innen|enten|anten|isten|kosten|eiten|aden|arten)$")
#: Plurals that are a dative by their ending alone (Mietern, Lehrlingen; but Eltern).
_DATIVE_PLURAL = re.compile(r"(lingen|nern|lern|dern|(?<!el)tern)$")
#: Capital words that are no topics: pronouns of address, measures, days, vague nouns.
_EMPTY = frozenset(
    "sie ihr ihre ihnen uns euro jahr jahre jahren monat monate monaten tag tage tagen woche wochen uhr prozent "
    "ende anfang beginn teil fall art frage fragen thema weg lage dinge sache sachen leute mensch menschen montag "
    "dienstag mittwoch donnerstag freitag samstag sonntag montags dienstags mittwochs donnerstags freitags samstags "
    "sonntags januar februar märz april mai juni juli august september oktober november dezember hand rede tisch "
    "beispiel stück stunde stunden quadratmeter maße recht bestand frau herr andere anderen anderer nichts etwas "
    "meter kilometer zeit zahl zahlen umfang maß regel raum räume projekt projekte karten haus häuser land probe "
    "betreiber polizei bedingungen vorhaben neue neuen alte alten junge jungen seite einheiten minute "
    "wer was wie wo wohin woher woran warum wann welche welcher welches wem wen wessen ob mal und aber oder also "
    "finger hut mama dauer nutzungen wunsch nein doch genau okay danke heute gestern morgen".split()
)
#: A first word before one of these is a noun, unless it is one of the words that no noun is.
_AFTER_NOUN = (
    _LINKS | _ARTICLES | frozenset("an am als in auf aus zu zum zur mit von vom über unter durch um und".split())
)
_NO_NOUN = _AFTER_NOUN | frozenset("gemeinsam statt nach vor bei gemeinschaftlich möglichst mehr auch nur erst".split())
_LONGEST = 46


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    before: str
    noun: bool


def noun_vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """Return words that stand capitalised inside a sentence somewhere in the texts."""
    return frozenset(
        token
        for text in texts
        for previous, token in _pairs(text)
        if token[:1].isupper() and previous and previous not in '.!?:;„“"»«–-('
    )


def candidates(texts: Sequence[str], nouns: frozenset[str], limit: int) -> list[str]:
    """Return the noun phrases of wordings that may name them: most frequent first.

    Args:
        texts: Wordings of one group.
        nouns: Known nouns, from ``noun_vocabulary``.
        limit: At most so many.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(list(dict.fromkeys(_phrases(_tokens(text, nouns), nouns))))
    ranked = sorted(counts, key=lambda phrase: (-counts[phrase], -phrase.count(" "), phrase))
    return ranked[:limit]


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    previous = ""
    for match in _TOKEN.finditer(text):
        yield previous, match.group()
        previous = match.group()


def _tokens(text: str, nouns: frozenset[str]) -> list[_Token]:
    pairs = list(_pairs(text))
    tokens = []
    for index, (previous, token) in enumerate(pairs):
        capital = token[:1].isupper() and len(token) > 2 and token.casefold() not in _EMPTY
        inside = bool(previous) and previous not in ".!?:;"
        sure = inside or token in nouns or bool(_NOUN_ENDING.search(token))
        is_noun = capital and (sure or _opens_with_noun([word for _, word in pairs[index:]]))
        tokens.append(_Token(token, previous, is_noun))
    return tokens


def _opens_with_noun(words: Sequence[str]) -> bool:
    """Say whether a wording like ``Kirchen an Hitzetagen öffnen`` (open churches on hot days) does."""
    if len(words) < 2 or words[-1] == "?" or words[0].lower() in _NO_NOUN or words[0].endswith(("tags", "erweise")):
        return False
    infinitive = len(words) == 2 and words[1].islower() and words[1].endswith("n")
    return infinitive or words[1] in _AFTER_NOUN


def _phrases(tokens: Sequence[_Token], nouns: frozenset[str]) -> Iterator[str]:
    for index, token in enumerate(tokens):
        if not token.noun:
            continue
        base = _base(tokens, index, nouns)
        if base is None:
            continue
        adjective = tokens[index - 1].text if index else ""
        if _FEMININE.search(base) and re.fullmatch(r"[a-zäöüß]{3,}e", adjective) and adjective not in _ARTICLES:
            yield f"{adjective[:1].upper()}{adjective[1:]} {base}"
        yield base
        if token.text == base:
            tail = _tail(tokens, index)
            if tail and len(base) + len(tail) < _LONGEST:
                yield f"{base} {tail}"


def _tail(tokens: Sequence[_Token], index: int) -> str | None:
    """Return ``der Siedlung``, ``für Jugendliche`` or ``und Lärm`` after a noun, or None."""
    words: list[str] = []
    for token in tokens[index + 1 : index + 4]:
        if token.noun:
            return " ".join([*words, token.text]) if words else None
        lowered = token.text
        starts = not words and (lowered in _LINKS or lowered in _GENITIVE or lowered == "und")
        continues = bool(words) and lowered in _ARTICLES and words[-1] in _LINKS
        if not (starts or continues):
            return None
        words.append(lowered)
    return None


def _base(tokens: Sequence[_Token], index: int, nouns: frozenset[str]) -> str | None:
    """Return the noun as it stands in a heading, or None where that is not sure."""
    token = tokens[index]
    word = token.text
    if token.before.lower() in _GENITIVE_MARKERS and word.endswith("s"):
        for stem in (word[:-2] if word.endswith("es") else "", word[:-1]):
            if len(stem) > 2 and (stem in nouns or not word.endswith("es")):
                return stem if not stem.endswith("s") or stem in nouns else None
        return None
    if word.endswith("n") and word[:-1] in nouns:
        return word[:-1]
    dative = _after_dative_marker(tokens, index) or bool(_DATIVE_PLURAL.search(word))
    if dative and word.endswith(("en", "ern")) and not _EN_PLURAL.search(word):
        return None
    return word


def _after_dative_marker(tokens: Sequence[_Token], index: int) -> bool:
    """Say whether a dative preposition or ``den`` stands before the noun and its adjectives."""
    for token in reversed(tokens[max(0, index - 3) : index]):
        if token.text.lower() in _DATIVE_PLURAL_MARKERS:
            return True
        if not token.text.endswith("en") or token.noun:
            return False
    return False
