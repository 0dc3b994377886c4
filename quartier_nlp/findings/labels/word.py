"""A word as the labellers see it, and how words are joined to text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP"})
NONFINITE = frozenset({"VVINF", "VVPP", "VVIZU", "VAINF", "VAPP", "VMINF", "VMPP"})
NOUNS = frozenset({"NN", "NE", "FM", "TRUNC"})
RELATIVE = frozenset({"PRELS", "PRELAT"})
INTERROGATIVE = frozenset({"PWS", "PWAV", "PWAT"})
PAUSES = frozenset({",", ";", ":", "–", "—", "-", ".", "!", "?", "…", "...", "/", "|"})
_CLOSING = frozenset(",.;:!?)”“")
_OPENING = frozenset("(„‚")
#: Marks that stand without a blank where the text has none: "€/m²", "->", "wenn's", "»Theodor«".
_TIED = frozenset("/€%°§&+=<>-–'’»«\"")


@dataclass(frozen=True, slots=True)
class Word:
    """A token.

    Attributes:
        text: As it shall be printed.
        low: In lower case.
        tag: STTS tag.
        lemma: Base form.
        tied: The token that it follows without a blank in the text, empty where there is a blank.
    """

    text: str
    low: str
    tag: str
    lemma: str
    tied: str = field(default="", compare=False)

    @property
    def finite(self) -> bool:
        """Whether it is a finite verb."""
        return self.tag in FINITE

    @property
    def verb(self) -> bool:
        """Whether it is any form of a verb."""
        return self.tag in FINITE or self.tag in NONFINITE

    @property
    def pause(self) -> bool:
        """Whether it is a mark between clauses."""
        return self.low in PAUSES


def make(text: str, tag: str, lemma: str = "") -> Word:
    """Returns a word that the labeller puts in itself."""
    return Word(text, text.lower(), tag, lemma or text)


def render(words: Sequence[Word]) -> str:
    """Joins words, marks glued to their neighbours."""
    parts: list[str] = []
    glue = True
    for word in words:
        if not (glue or word.text[0] in _CLOSING or _is_tied(parts, word)):
            parts.append(" ")
        parts.append(word.text)
        glue = word.text in _OPENING
    return "".join(parts).strip(" ,;:")


def _is_tied(parts: Sequence[str], word: Word) -> bool:
    """Whether a mark ties a word to the one before it, as in the text."""
    if not word.tied or not parts or not parts[-1].endswith(word.tied):
        return False
    return word.tied[-1] in _TIED or word.text[0] in _TIED


def upper_first(text: str) -> str:
    """Returns the text with its first letter in upper case."""
    return text[:1].upper() + text[1:]
