"""Nouns of short German wordings that may stand in a heading: common nouns in the nominative, never names.

German writes nouns with a capital, and labels are short and well formed: a parser is not needed. What is a common
noun, and in which form, shows in all texts together: ``im Kiosk`` has an article, ``in Hof`` has none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from quartier_nlp.clusters.vague import VAGUE

_TOKEN = re.compile(r"[^\W_]+(?:[-/’'][^\W_]+)*|[^\w\s]")
_STARTS = frozenset('.!?:;„“"»«–-(')

_NOMINATIVE = frozenset("die das ein eine".split())
#: Determiners, whatever the case.
_DETERMINERS = _NOMINATIVE | frozenset(
    "der den dem des einen einem einer eines im am zum zur vom beim ins kein keine keinen keinem keiner jede jeder "
    "jedes jeden jedem dieser diese dieses diesen diesem unser unsere unseren unserem welche welcher welches welchen "
    "mein meine meinen ihr ihre ihren sein seine seinen mehr viele wenige alle zwei drei vier fünf sechs".split()
)
#: Words after which a noun in -s is a genitive, and after which one in -n may be a dative plural.
_GENITIVE = frozenset("des eines dieses jenes jedes unseres ihres seines meines".split())
#: Determiners of common nouns only; the others stand before names, too (``der Horst``, ``beim Toni``).
_OF_COMMON = _DETERMINERS - frozenset("der die den dem des am zum zur vom beim unser mein ihr sein".split())
#: Endings of nouns whose form says that it is a nominative; the same nouns in the plural are.
_SURE = re.compile(
    r"(ung|heit|keit|schaft|ion|tät|nis|tum|ment|ik|haus|raum|platz|werkstatt|kosten|laden|garten|boden|hafen|wagen|"
    r"verein|strom|plan|termin|bahn|lärm|turm|daten|ferien)$"
)
_EN_PLURAL = re.compile(
    r"(ungen|heiten|keiten|schaften|ionen|täten|innen|enten|anten|isten|kosten|eiten|aden|arten|äden|ärten|äfen|öden|"
    r"schulen|kirchen|küchen|straßen|stellen|flächen|gruppen|treppen|hallen|wohnungen|garagen|bühnen|linien|karten|"
    r"listen|toiletten|familien|grenzen|rampen|wiesen|tafeln|regeln|schlüsseln)$"
)
#: Adjectives and participles that stand for a noun are inflected like adjectives: never sure.
_ADJECTIVAL = re.compile(r"(lich|ig|isch|end|iert|tigt|tlich|jährig|los|bar|esess|nacht|stellt|wohnt|[äö]lt)en$")
_MOST_BETWEEN = 2
#: Letters of a noun's stem, and of a noun that a heading may name: the short ones are vague, or names of people.
_LEAST = 4
_SHORTEST = 6


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun where it stands.

    Attributes:
        before: The determiner or preposition before it and its adjectives, in lower case, or "".
    """

    text: str
    before: str


@dataclass(frozen=True)
class Nouns:
    """What the texts of a corpus tell of their nouns.

    Attributes:
        before: The determiners that stand before each form, over all texts.
        names: Names of places, in lower case: never part of a heading.
    """

    before: Mapping[str, frozenset[str]]
    names: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str], names: Iterable[str] = ()) -> Nouns:
        """Read all texts once."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for text in texts:
            for noun in _capitals(text):
                found[noun.text].add(noun.before)
        words = {word.casefold() for name in names for word in re.split(r"[\s,()/]+", name) if word}
        return cls({form: frozenset(before) for form, before in found.items()}, frozenset(words))

    @cached_property
    def _common_keys(self) -> frozenset[str]:
        return frozenset(_key(form) for form, before in self.before.items() if before & _OF_COMMON)

    def common(self, form: str) -> bool:
        """Say whether a form is a common noun that a heading may name."""
        lowered = form.casefold()
        clear = len(form) >= _SHORTEST and not form.isupper() and lowered not in VAGUE and lowered not in self.names
        return clear and _key(form) in self._common_keys

    def nominative(self, form: str, before: str = "") -> str | None:
        """Return a noun as it stands in a heading, or None where that is not sure."""
        if _ADJECTIVAL.search(form):
            return None
        if form.endswith("s") and (before in _GENITIVE or form[:-1] in self.before):
            stems = [stem for stem in (form[:-1], form[:-2] if form.endswith("es") else "") if stem in self.before]
            return min(stems, key=len) if stems else None
        if not form.endswith("n") or _SURE.search(form) or _EN_PLURAL.search(form) or form.endswith(("chen", "lein")):
            return form
        if form[:-1] in self.before:
            return form[:-1]
        return form if self.before.get(form, frozenset()) & {"das", "ein"} else None

    def of_wording(self, wording: str) -> dict[str, str]:
        """Return the nouns of a wording that a heading may name, as they stand in it, by their stem."""
        found: dict[str, str] = {}
        for noun in _capitals(wording):
            if noun.text in self.before and self.common(noun.text):
                shown = self.nominative(noun.text, noun.before)
                if shown is not None:
                    found.setdefault(_key(noun.text), shown)
        return found


def _capitals(text: str) -> Iterator[_Noun]:
    """Yield words with a capital inside a sentence, and first words that a determiner cannot precede."""
    words = [match.group() for match in _TOKEN.finditer(text)]
    for index, word in enumerate(words):
        if not word[:1].isupper() or index == 0 or words[index - 1] in _STARTS:
            continue
        yield _Noun(word, _before(words, index))


def _before(words: Sequence[str], index: int) -> str:
    for position in range(index - 1, max(-1, index - 2 - _MOST_BETWEEN), -1):
        lowered = words[position].lower()
        if lowered in _DETERMINERS:
            return lowered
        if not re.fullmatch(r"[a-zäöüß]{3,}(e|er|es|en|em)", words[position]):
            return ""
    return ""


def _key(form: str) -> str:
    """Return what the forms of a noun share: ``Mieten`` and ``Miete``, ``Höfe`` and ``Hof``."""
    folded = form.casefold().replace("äu", "au").translate(str.maketrans("äöü", "aou"))
    for ending in ("ern", "en", "er", "es", "em", "e", "n", "s"):
        if folded.endswith(ending) and len(folded) - len(ending) >= _LEAST - 1:
            return folded.removesuffix(ending)
    return folded
