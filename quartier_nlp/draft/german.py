"""German numbers, nouns, lists, dates and times as running text needs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from quartier_nlp.draft.document import Inline, Prose

NBSP = "\u00a0"

_WORDS = ("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


class Case(StrEnum):
    """Grammatical case of a counted noun."""

    NOMINATIVE = "nominative"
    ACCUSATIVE = "accusative"
    DATIVE = "dative"


class Gender(StrEnum):
    """Grammatical gender of a noun."""

    MASCULINE = "masculine"
    FEMININE = "feminine"
    NEUTER = "neuter"


_ONE = {
    (Gender.MASCULINE, Case.NOMINATIVE): "ein",
    (Gender.MASCULINE, Case.ACCUSATIVE): "einen",
    (Gender.MASCULINE, Case.DATIVE): "einem",
    (Gender.FEMININE, Case.NOMINATIVE): "eine",
    (Gender.FEMININE, Case.ACCUSATIVE): "eine",
    (Gender.FEMININE, Case.DATIVE): "einer",
    (Gender.NEUTER, Case.NOMINATIVE): "ein",
    (Gender.NEUTER, Case.ACCUSATIVE): "ein",
    (Gender.NEUTER, Case.DATIVE): "einem",
}
_ONE_ALONE = {Gender.MASCULINE: "einer", Gender.FEMININE: "eine", Gender.NEUTER: "eines"}


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that is counted. Its plural is the same in every case but the dative."""

    singular: str
    plural: str
    dative_plural: str
    gender: Gender


SOURCE = Noun("Quelle", "Quellen", "Quellen", Gender.FEMININE)
FINDING = Noun("Befund", "Befunde", "Befunden", Gender.MASCULINE)
APPROACH = Noun("Handlungsansatz", "Handlungsansätze", "Handlungsansätzen", Gender.MASCULINE)
SHORT_APPROACH = Noun("Ansatz", "Ansätze", "Ansätzen", Gender.MASCULINE)
PLACE = Noun("Ort", "Orte", "Orten", Gender.MASCULINE)
FORMAT = Noun("Format", "Formate", "Formaten", Gender.NEUTER)
QUESTION = Noun("offene Frage", "offene Fragen", "offenen Fragen", Gender.FEMININE)
SHORT_QUESTION = Noun("Frage", "Fragen", "Fragen", Gender.FEMININE)


def number(count: int) -> str:
    """Return a count as German prose has it: words up to twelve, then digits with grouping dots."""
    return _WORDS[count] if count < len(_WORDS) else f"{count:,}".replace(",", ".")


def counted(count: int, noun: Noun, case: Case = Case.NOMINATIVE) -> str:
    """Return count and noun, e.g. ``"einen Handlungsansatz"`` or ``"drei Quellen"``."""
    if count == 0:
        return f"keinen {noun.dative_plural}" if case is Case.DATIVE else f"keine {noun.plural}"
    if count == 1:
        return f"{_ONE[noun.gender, case]} {noun.singular}"
    return f"{number(count)} {noun.dative_plural if case is Case.DATIVE else noun.plural}"


def digits(count: int, noun: Noun) -> str:
    """Return count in digits and noun, kept on one line, e.g. ``"3 Quellen"``."""
    return f"{count:,}".replace(",", ".") + NBSP + (noun.singular if count == 1 else noun.plural)


def alone(count: int, gender: Gender) -> str:
    """Return a count that stands for its noun, e.g. ``"einer"`` for one approach."""
    return _ONE_ALONE[gender] if count == 1 else number(count)


def capitalised(text: str) -> str:
    """Return the text with its first letter in upper case, skipping an opening quotation mark."""
    for index, char in enumerate(text):
        if char.isalpha():
            return text if char == "ß" else text[:index] + char.upper() + text[index + 1 :]
        if char not in "„‚\"'»(":
            break
    return text


def listed(items: Sequence[str]) -> str:
    """Return items as an enumeration, e.g. ``"a, b und c"``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} und {items[-1]}"


def enumerated(items: Sequence[Prose]) -> Prose:
    """Return pieces of prose as one enumeration."""
    parts: list[Inline] = []
    for index, item in enumerate(items):
        if index:
            parts.append(" und " if index == len(items) - 1 else ", ")
        parts.extend(item)
    return tuple(parts)


def day_in_words(day: date) -> str:
    """Return a date as ``"14. März 2024"``, with spaces that do not break."""
    return f"{day.day}.{NBSP}{_MONTHS[day.month - 1]}{NBSP}{day.year}"


def clock(seconds: float) -> str:
    """Return a time from the start of a recording as ``"00:12:41"``."""
    whole = int(seconds)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def page_number(page: int) -> str:
    """Return a page as ``"S. 4"``, kept on one line."""
    return f"S.{NBSP}{page}"
