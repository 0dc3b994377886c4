"""German endings: adjectives without their article, infinitives, nouns out of the genitive and dative."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quartier_nlp.findings.labels.cases import determiner_of, inflected_stem, is_place_adjective, plural_in_n
from quartier_nlp.findings.labels.gender import Gender, gender_of
from quartier_nlp.findings.labels.patterns import JOINED_TOGETHER, KEPT_DETERMINERS, PARTICIPLE_INFINITIVES
from quartier_nlp.findings.labels.word import Word

#: Ends of plurals with a vowel changed whose nominative ends in "en" as well.
_CHANGED_IN_EN = ("läden", "gärten", "häfen", "böden", "öfen", "kästen", "gräben", "fäden", "schäden", "mägen")
_CHANGED_PLURAL = re.compile(r"[äöü]u?[bcdfghklmnprstzß]{1,3}en$")
#: Nouns that name a sort or share of what follows, and keep their article: "eine Art Lotsin", "einen Teil des Hofs".
_SHARES = frozenset({"art", "teil", "reihe", "hälfte"})
_MEASURES = frozenset({"prozent", "euro", "drittel", "viertel", "zehntel", "cent", "stück", "bisschen"})
#: Adjectives as nouns that name others without their article: "die Jungen" are not boys only.
_ADJECTIVAL = frozenset({"jungen", "alten", "kleinen", "großen", "armen", "reichen"})
_ENDINGS = ("en", "em", "er", "es", "e")


def bare_accusative(words: Sequence[Word]) -> list[Word]:
    """Returns a nominative or accusative noun phrase as the object of an infinitive, without its determiner.

    Adjectives get the ending that they need without an article: "die alten Kaufhäuser" becomes "alte Kaufhäuser",
    "der alte Bahnhof" becomes "alten Bahnhof".
    """
    words = _without_so(words)
    determiner = determiner_of(words)
    if determiner is not None and determiner.low.startswith("ein") and _head(words).low in _MEASURES:
        return list(words)
    if determiner is not None and determiner.low in {"eine", "einen"} and _head(words).low in _SHARES:
        return list(words)
    if determiner is None:
        if words[0].tag == "ADJA" and words[0].low.endswith("er") and not is_place_adjective(words[0]):
            return _with_ending(words, 0, "er", "en")
        return list(words)
    if determiner.low.startswith(KEPT_DETERMINERS):
        return _inflect_kept(words)
    rest = list(words[1:])
    if not rest:
        return list(words)
    if rest[0].tag in {"PIAT", "PIS"}:
        return rest
    if rest[0].low.startswith("einzig") or (len(rest) == 1 and rest[0].low in _ADJECTIVAL and determiner.low == "die"):
        return list(words)
    kind = _article_kind(determiner)
    swaps = {
        "das": ("e", "es"),
        "die": ("en", "e"),
        "der": ("e", "en"),
        "ein": ("er", "en"),
    }
    if kind not in swaps:
        return rest
    return _with_ending(rest, 0, *swaps[kind])


def definite_accusative(words: Sequence[Word]) -> list[Word]:
    """Returns a noun phrase in the accusative with its article: "der alte Keller" becomes "den alten Keller"."""
    first = words[0]
    if first.low != "der":
        return [replace(first, text=first.low), *words[1:]]
    return _with_ending([replace(first, text="den", low="den"), *words[1:]], 1, "e", "en")


def accusative(words: Sequence[Word]) -> list[Word]:
    """Returns a masculine noun phrase behind "ein" in the accusative: "ein neuer Steg" becomes "einen neuen Steg"."""
    first = words[0]
    return _with_ending([replace(first, text=first.text + "en", low="einen"), *words[1:]], 1, "er", "en")


def bare_nominative(words: Sequence[Word]) -> list[Word] | None:
    """Returns a noun phrase in any case as a label in the nominative, or None where the ending is not sure."""
    words = _without_so(words)
    determiner = determiner_of(words)
    rest = list(words[1:]) if determiner is not None else list(words)
    if not rest:
        return None
    if rest[0].tag != "ADJA":
        return rest
    adjective = rest[0]
    if (adjective.low.endswith("er") and determiner is not None) or adjective.low.endswith("es"):
        return rest
    if determiner is None and adjective.low.endswith(("e", "er")):
        return rest
    if adjective.low.endswith("e") and determiner is not None:
        return _from_weak_e(determiner, rest)
    ending = _nominative_ending(determiner, rest)
    return None if ending is None else _with_ending(rest, 0, _ending_of(adjective), ending)


def _from_weak_e(determiner: Word, rest: list[Word]) -> list[Word] | None:
    kind = _article_kind(determiner)
    if kind == "das":
        return _with_ending(rest, 0, "e", "es")
    if kind == "der":
        return _with_ending(rest, 0, "e", "er")
    return rest


def _nominative_ending(determiner: Word | None, rest: Sequence[Word]) -> str | None:
    """Ending of the adjective in the bare nominative, from article, number and gender."""
    head = next((word for word in rest if word.tag in {"NN", "NE"}), None)
    if head is None:
        return None
    low = determiner.low if determiner is not None else ""
    split = inflected_stem(low)
    ending = split[1] if split else low
    if ending in {"die"}:
        return "e"
    changed = head.tag == "NN" and head.low != head.lemma.lower()
    gender = gender_of(head)
    if ending in {"der", "er", "zur"} or low == "zur":
        return "e"
    if ending in {"den", "en"} and determiner is not None and determiner.tag != "APPRART":
        plural = changed and not head.low.endswith(("es", "s"))
        return "e" if plural and ending == "den" else "er"
    if gender is None:
        return None
    if changed and determiner is None:
        return "e"
    return {Gender.MASCULINE: "er", Gender.FEMININE: "e", Gender.NEUTER: "es"}[gender]


def _without_so(words: Sequence[Word]) -> list[Word]:
    rest = list(words)
    while len(rest) > 1 and rest[0].low in {"so", "solch", "auch", "eben", "nur", "sogar"} and rest[0].tag != "ADJA":
        rest = rest[1:]
    return rest


def _article_kind(determiner: Word) -> str:
    """The article that the determiner inflects like."""
    if determiner.low in {"der", "die", "das", "den"}:
        return determiner.low
    split = inflected_stem(determiner.low)
    if split is None:
        return determiner.low
    stem, ending = split
    if stem in {"dies", "jen", "jed", "welch", "solch", "manch"}:
        return {"er": "der", "e": "die", "es": "das", "en": "den"}.get(ending, "")
    if ending == "":
        return "ein"
    return "die" if ending == "e" else {"en": "den"}.get(ending, "")


def _inflect_kept(words: Sequence[Word]) -> list[Word]:
    """Puts "kein neuer Parkplatz" into the accusative: "keinen neuen Parkplatz"."""
    first = words[0]
    if first.low == "kein" and len(words) > 1 and gender_of(_head(words)) is Gender.MASCULINE:
        words = [replace(first, text=first.text + "en", low="keinen"), *words[1:]]
        return _with_ending(words, 1, "er", "en")
    if first.low == "jeder":
        words = [replace(first, text=first.text[:-1] + "n", low="jeden"), *words[1:]]
        return _with_ending(words, 1, "e", "en")
    return list(words)


def _head(words: Sequence[Word]) -> Word:
    return next((word for word in words if word.tag in {"NN", "NE"}), words[-1])


def _ending_of(adjective: Word) -> str:
    return next((ending for ending in _ENDINGS if adjective.low.endswith(ending)), "")


def _with_ending(words: Sequence[Word], start: int, old: str, new: str) -> list[Word]:
    """Swaps the ending of all adjectives before the head noun."""
    result = list(words)
    for index in range(start, len(result)):
        word = result[index]
        if word.tag in {"NN", "NE", "FM"}:
            result[index] = _nominalised(word, old, new) if index == start or result[index - 1].tag != "NN" else word
            break
        if is_place_adjective(word):
            continue
        if word.tag == "ADJA" and old and word.low.endswith(old) and not (old == "e" and word.low.endswith("ee")):
            cut = len(word.text) - len(old)
            result[index] = replace(word, text=word.text[:cut] + new, low=word.low[:cut] + new)
    return result


def _nominalised(word: Word, old: str, new: str) -> Word:
    """Nominalised participles and adjectives inflect like adjectives: "die Jugendlichen" becomes "Jugendliche"."""
    if not word.low.endswith(old):
        return word
    stem = word.low[: len(word.low) - len(old)]
    if (
        old == "en"
        and new == "e"
        and stem.endswith(("end", "lich", "ig", "isch", "ierend", "ogen", "iert", "ät"))
        and not stem.endswith(("gend", "wend", "abend"))
    ):
        return replace(word, text=word.text[: -len(old)] + new, low=stem + new)
    if old == "en" and new == "e" and stem.endswith("jugend"):
        return word
    return word


#: Verbs with "hin", whose infinitive with "zu" looks like one with "hinzu".
_PUT_THERE = frozenset("weisen stellen legen setzen bringen hängen gehen schicken bekommen halten bauen nehmen".split())


def infinitive(verb: Word, particle: str = "") -> str:
    """Returns the infinitive of a verb form with its separated particle."""
    base = PARTICIPLE_INFINITIVES.get(verb.low, verb.lemma.lower())
    if verb.tag == "VVIZU" and verb.low.startswith("hinzu") and verb.low.removeprefix("hinzu") in _PUT_THERE:
        return "hin" + verb.low.removeprefix("hinzu")
    if verb.tag == "VVIZU" and verb.low.startswith(("dazu", "hinzu")):
        return verb.low
    if verb.tag == "VVIZU":
        return base if not base.startswith(verb.low) else verb.low.replace("zu", "", 1)
    apart = particle == "zusammen" and base not in JOINED_TOGETHER
    return f"{particle} {base}" if apart else particle + base


def from_genitive(words: Sequence[Word], determiner: Word | None) -> list[Word] | None:
    """Returns a genitive or "von" phrase as a bare accusative, or None where the ending is not sure.

    Args:
        words: Adjectives, noun and what follows, without determiner.
        determiner: The determiner that was there, if any.
    """
    head_index = next((i for i, word in enumerate(words) if word.tag in {"NN", "NE"}), None)
    if head_index is None:
        return None
    head = words[head_index]
    low = determiner.low if determiner is not None else ""
    singular_masculine = low.endswith(("des", "ines", "eses", "eres", "hres"))
    if singular_masculine:
        return _from_masculine_genitive(words, head_index, head)
    joined = [i for i in range(1, len(words)) if words[i - 1].tag == "KON" and words[i].tag == "ART"]
    if any(words[i].low != "der" or (words[i + 1 :] and words[i + 1].tag == "ADJA") for i in joined):
        return None
    result = [word for i, word in enumerate(words) if i not in joined]
    if low in {"der", "dieser", "einer", "seiner", "ihrer", "unserer"} or not low:
        old = "en" if low else "er"
        result = _with_ending(result, 0, old, "e") if result[0].tag == "ADJA" else result
    return result


def _from_masculine_genitive(words: Sequence[Word], head_index: int, head: Word) -> list[Word] | None:
    result = list(words)
    if head.tag == "NN" and head.low != head.lemma.lower() and head.low.endswith("s"):
        acting = head.low.endswith("ens") and not head.lemma.lower().endswith("en")
        lemma = head.text[:-1] if acting else head.lemma
        result[head_index] = replace(head, text=lemma, low=lemma.lower())
    if result[0].tag == "ADJA" and head_index > 0:
        gender = gender_of(result[head_index])
        if gender is None:
            return None
        if gender is Gender.NEUTER:
            result = _with_ending(result, 0, "en", "es")
    return result


def from_dative(words: Sequence[Word]) -> list[Word] | None:
    """Returns a dative singular without article as accusative, None without a known gender: "zwingendem Bau"."""
    gender = gender_of(_head(words))
    if gender is None or gender is Gender.FEMININE:
        return None
    return _with_ending(words, 0, "em", "en" if gender is Gender.MASCULINE else "es")


def from_dative_plural(words: Sequence[Word]) -> list[Word]:
    """Returns a dative plural without article as accusative: "leeren Erdgeschossen" to "leere Erdgeschosse"."""
    result = list(words)
    index = next((i for i, word in enumerate(result) if word.tag == "NN"), None)
    if index is None:
        return result
    head = result[index]
    lemma = head.lemma.lower()
    if (
        head.low.endswith("n")
        and head.low[:-1].endswith(("e", "er", "el"))
        and head.low != lemma
        and not head.low.endswith(_CHANGED_IN_EN)
        and not plural_in_n(head.low, lemma)
    ):
        result[index] = replace(head, text=head.text[:-1], low=head.low[:-1])
    if head.low == lemma and result[0].tag == "ADJA" and result[0].low.endswith("er"):
        return _with_ending(result, 0, "er", "e")
    if head.low == lemma and _CHANGED_PLURAL.search(lemma) and not lemma.endswith(_CHANGED_IN_EN):
        result[index] = replace(head, text=head.text[:-1], low=head.low[:-1])
        return _with_ending(result, 0, "en", "e")
    return _with_ending(result, 0, "en", "e") if head.low != lemma else result
