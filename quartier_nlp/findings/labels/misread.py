"""Corrects verbs and names that taggers misread, by what else stands in their clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quartier_nlp.findings.labels.word import Word, make

_OPENED = frozenset({"KOUS", "PRELS", "PWS", "PWAV", "PPER", "PIS"})
_PLURAL_END = ("en", "ern", "eln")
_SHORTEST_NAME = 2
#: Ends of what is thought over; all else that is "überdacht" gets a roof.
_THOUGHT_OVER = (
    "konzept", "konzepte", "plan", "pläne", "planung", "planungen", "idee", "ideen", "regel", "regeln", "regelung",
    "strategie", "entscheidung", "beschluss", "vergabe", "förderung", "verfahren", "preise", "miete", "mieten",
    "zeiten", "vorgaben", "satzung", "modell", "führung", "verkehr", "haltung", "kreuzung", "verändert", "geändert",
    "angepasst",
)  # fmt: skip
_JOINS = frozenset({"und", "oder", "sowie", "bzw."})
#: Adverbs of place behind "da".
_PLACES = frozenset("drin drinnen draußen drüben unten oben vorn vorne hinten drauf drunter rein raus runter".split())


def corrected(words: Sequence[Word]) -> list[Word]:
    """Returns the words with tags that fit their clause.

    Capital words within a sentence are nouns; a participle that an auxiliary lacks is none of the adverbs; an
    infinitive beside another one is no plural; "mer" is "wir" or "man".
    """
    result = [_named(word) for word in words]
    result = [_spoken(result, index) for index in range(len(result))]
    for index, word in enumerate(result):
        if not index and word.low == "was" and word.tag == "PIS" and len(result) > 1 and not result[1].finite:
            result[index] = replace(word, tag="PWS")
        elif index and word.low == "werden" and word.tag == "VAFIN" and _awaited(result, index):
            result[index] = replace(word, tag="VAINF")
        elif index and word.tag.startswith("VV") and _is_capital(word) and _governs_infinitive(result, index):
            result[index] = replace(word, tag="NN")
        elif word.low == "da" and word.tag == "KOUS" and _points(result, index):
            result[index] = replace(word, tag="ADV")
        elif _is_roofed(result, index):
            result[index] = replace(word, lemma="überdachen")
        elif word.low == "misst" and word.verb:
            result[index] = replace(word, lemma="messen")
        elif word.tag == "ADJD" and _is_participle(result, index):
            result[index] = replace(word, tag="VVPP", lemma=_weak_infinitive(word.low))
    return _with_idioms(_without_plural(result))


def _is_roofed(words: Sequence[Word], index: int) -> bool:
    """Whether a form is of "überdachen", which taggers take for one of "überdenken"."""
    if words[index].low == "überdacht":
        return not any(other.low.endswith(_THOUGHT_OVER) for other in words)
    return words[index].low == "überdachen"


def _points(words: Sequence[Word], index: int) -> bool:
    """Whether "da" says where, for want of a verb that a reason would end with: "da drin Räder zu reparieren"."""
    following = words[index + 1].low if index + 1 < len(words) else ""
    return following in _PLACES or not any(word.finite for word in words[index + 1 :])


def _named(word: Word) -> Word:
    """Reads a capital word that the tagger does not know as a name."""
    unknown = word.tag == "XY" and word.text[:1].isupper() and len(word.text) >= _SHORTEST_NAME
    return replace(word, tag="NE") if unknown and word.text.isalpha() else word


def _spoken(words: Sequence[Word], index: int) -> Word:
    """Reads the short forms of "wir", "man" and "sie" that speech hangs on its verb."""
    word = words[index]
    near = [words[i] for i in (index - 1, index + 1) if 0 <= i < len(words) and words[i].finite]
    if not near:
        return word
    if word.low == "mer":
        subject = "wir" if near[0].low.endswith("n") else "man"
        return make(subject, "PPER" if subject == "wir" else "PIS")
    return make("sie", "PPER") if word.low in {"s'", "s’"} and near[0] is words[index - 1] else word


def _is_capital(word: Word) -> bool:
    return word.text[:1].isupper() and not word.text.isupper()


def _governs_infinitive(words: Sequence[Word], index: int) -> bool:
    """Whether a modal verb stands before a capital word in its clause and another infinitive behind it."""
    clause = _clause_end(words, index)
    modal = next((w for w in reversed(words[:index]) if w.pause or w.finite), None)
    later = any(word.tag == "VVINF" for word in words[index + 1 : clause])
    return modal is not None and modal.tag == "VMFIN" and later and not words[index - 1].pause


def _clause_end(words: Sequence[Word], index: int) -> int:
    return next((i for i in range(index, len(words)) if words[i].pause), len(words))


def _is_participle(words: Sequence[Word], index: int) -> bool:
    """Whether an auxiliary before an adverb in "ge-" still lacks its participle, or shares it with a later one."""
    low = words[index].low
    if not low.startswith("ge") or not low.endswith("t") or len(low) < len("gebaut"):
        return False
    auxiliary = next((w for w in reversed(words[:index]) if w.pause or w.verb), None)
    if auxiliary is None or auxiliary.tag != "VAFIN" or auxiliary.lemma.lower() not in {"haben", "werden"}:
        return False
    following = words[index + 1] if index + 1 < len(words) else None
    if following is None:
        return auxiliary.lemma.lower() == "werden"
    rest = words[index + 1 : _clause_end(words, index)]
    return following.low in _JOINS and bool(rest) and rest[-1].tag == "VVPP"


def _awaited(words: Sequence[Word], index: int) -> bool:
    """Whether "werden" stands behind a participle and completes the passive of a modal verb before it."""
    finite = next((w for w in reversed(words[:index]) if w.pause or w.finite), None)
    return words[index - 1].tag == "VVPP" and finite is not None and finite.tag == "VMFIN"


def _weak_infinitive(participle: str) -> str:
    """The infinitive of a regular participle: "gefliest" belongs to "fliesen", "geöffnet" to "öffnen"."""
    stem = participle[2:-1]
    return stem + ("n" if stem.endswith("e") else "en")


def _without_plural(words: list[Word]) -> list[Word]:
    """Reads "X bevorrechtigen und nach Norden weiterführen" as two infinitives: nobody who acts is named."""
    finite = [i for i, word in enumerate(words) if word.finite]
    if len(finite) != 1 or any(word.tag in _OPENED for word in words):
        return words
    place = finite[0]
    word, rest = words[place], words[place + 1 :]
    fits = word.tag == "VVFIN" and word.low.endswith(_PLURAL_END) and place > 0 and len(rest) > 1
    joined = fits and (rest[0].low in _JOINS or rest[0].low == ",")
    if joined and rest[-1].tag == "VVINF" and not any(other.tag == "PTKZU" for other in rest):
        words[place] = replace(word, tag="VVINF")
    return words


def _with_idioms(words: list[Word]) -> list[Word]:
    """Keeps "sein lassen" together, which means the opposite of "lassen"; "angebracht" behind "wäre" praises."""
    result: list[Word] = []
    for word in words:
        before = result[-1] if result else None
        if word.low == "lassen" and before is not None and before.low == "sein" and before.verb:
            result[-1] = Word("sein lassen", "seinlassen", "VVINF", "seinlassen")
            continue
        wished = word.low == "angebracht" and any(other.low in {"wäre", "wären"} for other in result)
        result.append(replace(word, tag="ADJD") if wished else word)
    return result
