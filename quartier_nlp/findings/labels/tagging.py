"""Corrects what taggers cannot know: relative pronouns read as articles, verbs in speech without capitals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quartier_nlp.findings.labels.noun_lists import AGENT_HEADS
from quartier_nlp.findings.labels.patterns import JOINED_TOGETHER, SEPARABLE
from quartier_nlp.findings.labels.word import Word

_RESUMING = frozenset({"der", "die", "das", "den"})
_RELATIVE_FORMS = frozenset("der die das den dem deren dessen denen".split())
_PARTICLES = frozenset(
    "rein raus rauf runter rüber drauf dran drunter drüber weg hin her zusammen zurück instand".split()
)
_INSEPARABLE = ("be", "er", "ver", "ent", "zer", "emp", "miss", "ge", "sein", "haben", "werden")
_NEAR = 5
#: Participles that say how long.
_LIMITED = frozenset({"befristet", "unbefristet", "begrenzt"})
_SUBJECTS = frozenset({"mir", "uns", "ich", "wir"})


_WISHING = frozenset({"wünschen", "hoffen", "fordern", "möchten", "vorschlagen", "anregen", "finden"})


def retag(words: Sequence[Word]) -> list[Word]:
    """Corrects what the tagger cannot know: relative pronouns read as articles, verbs in lower-cased speech."""
    result = _with_particles(words)
    for index, word in enumerate(result):
        following = result[index + 1] if index + 1 < len(result) else None
        before = result[index - 1] if index else None
        if before is not None and _is_noun(before, word):
            result[index - 1] = replace(before, tag="ART") if before.tag == "PDS" else before
            result[index] = replace(word, tag="NN")
            continue
        if word.tag == "ART" and word.low in {"die", "der"} and _tells_of(result, index):
            result[index] = replace(word, tag="PRELS")
            result[_end(result, index) - 1] = replace(result[_end(result, index) - 1], tag="VVFIN")
        elif word.low == "wünsche" and word.tag == "NN" and before is not None and before.low in _SUBJECTS:
            result[index] = Word("wünsche", "wünsche", "VVFIN", "wünschen")
        elif word.low == "lassen" and before is not None and before.tag == "VVINF":
            result[index] = replace(word, tag="VVINF", lemma="lassen")
        elif word.low == "ein" and word.tag == "ART" and _ends_clause(result, index):
            result[index] = replace(word, tag="PTKVZ")
        elif word.low == "um" and word.tag == "APPR" and _opens_purpose(result, index):
            result[index] = replace(word, tag="KOUI")
        elif word.low in {"ham", "hamm"}:
            result[index] = Word("haben", "haben", "VAFIN", "haben")
        elif word.low == "mir" and _is_dialect_we(result, index):
            result[index] = Word("wir", "wir", "PPER", "wir")
        elif word.low == "das" and following and _opens_wish(result, index):
            result[index] = Word("dass", "dass", "KOUS", "dass")
        elif word.tag in {"ART", "PDS"} and word.low in _RELATIVE_FORMS and _is_relative(result, index):
            result[index] = replace(word, tag="PRELS")
        elif word.low == "zu" and following and _is_infinitive(result, index + 1):
            result[index] = replace(word, tag="PTKZU")
            result[index + 1] = following if following.tag.startswith("VA") else replace(following, tag="VVINF")
        elif word.tag == "ART" and word.low in _RESUMING and index and _stands_for_noun(result, index):
            result[index] = replace(word, tag="PDS")
        elif (
            word.low in {"als", "wie"} and word.tag in {"KOKOM", "KOUS"} and following and not _has_verb(result, index)
        ):
            result[index] = replace(word, tag="APPR")
        elif word.tag in {"APPR", "APZR"} and word.low in SEPARABLE and _closes(result, index + _dated(result, index)):
            result[index] = replace(word, tag="PTKVZ")
        elif word.tag == "VVINF" and index and _separated(result, index):
            result[index] = replace(word, tag="VVFIN")
        elif index == 0 and word.text in {"Würde", "Würden"} and word.tag == "NN" and _waits(result):
            result[index] = Word(word.text, word.low, "VAFIN", "werden")
            last = _end(result, 0) - 1
            result[last] = replace(result[last], tag="VVINF")
        elif index == 0 and word.tag.startswith("VV") and _opens_as_noun(word, following):
            result[index] = replace(word, tag="NN")
        elif word.tag in {"VVFIN", "VVPP"} and word.low.endswith(("en", "ern", "eln")) and _governed(result, index):
            result[index] = replace(word, tag="VVINF")
        elif word.low == "zusammen" and word.tag == "PTKVZ" and before is not None and before.low == "alle":
            result[index] = replace(word, tag="ADV")
        elif word.tag == "VVPP" and word.low in _LIMITED and _says_how(result, index):
            result[index] = replace(word, tag="ADJD")
        elif word.tag == "VVIMP" and before is not None and before.tag in {"PPER", "NN"}:
            result[index] = replace(word, tag="VVFIN")
    return result


def _with_particles(words: Sequence[Word]) -> list[Word]:
    """Joins a particle to its verb where speech or its transcript parts them: "rein bauen", "raus zu räumen"."""
    result: list[Word] = []
    for word in words:
        marker = bool(result) and result[-1].low == "zu" and len(result) > 1
        particle = (result[-2] if marker else result[-1]) if result else None
        apart = particle is not None and particle.tag == "PTKVZ" and particle.low in SEPARABLE and not marker
        apart = apart and not any(other.low in {"von", "vom"} for other in result[-_NEAR:])
        torn = particle is not None and particle.low in _PARTICLES and particle.tag in {"ADV", "PTKVZ", "ADJD"}
        torn = torn or (apart and any(other.tag in {"VMFIN", "VAFIN"} for other in result))
        torn = torn and not word.lemma.lower().startswith(_INSEPARABLE)
        torn = torn and (particle is None or particle.low != "zusammen" or word.lemma.lower() in JOINED_TOGETHER)
        if not torn or particle is None or word.tag not in {"VVINF", "VVPP", "VVFIN"}:
            result.append(word)
            continue
        joint = Word(particle.text + word.text, particle.low + word.low, word.tag, particle.low + word.lemma.lower())
        result[-2 if marker else -1 :] = [*([result[-1]] if marker else []), joint]
    return result


def _is_noun(before: Word, word: Word) -> bool:
    """Whether a capital behind an article tells that what was read as a verb is a noun: "die Umkleide dämmen"."""
    capital = word.tag.startswith("VV") and word.text[:1].isupper() and not word.text.isupper()
    return capital and before.text[:1].islower() and before.tag in {"ART", "PDS", "PPOSAT", "PIAT", "APPRART"}


def _end(words: Sequence[Word], index: int) -> int:
    """Index of the mark that ends the clause at an index."""
    return next((i for i in range(index, len(words)) if words[i].pause), len(words))


def _tells_of(words: Sequence[Word], index: int) -> bool:
    """Whether a relative clause follows the perfect: "hat für Kinder geöffnet, | die Hausaufgaben machen"."""
    behind = index > 2 and words[index - 1].low == "," and words[index - 2].tag == "VVPP"
    rest = words[index + 1 : _end(words, index)]
    if not behind or len(rest) < 2 or rest[-1].tag != "VVINF" or any(word.verb for word in rest[:-1]):
        return False
    return any(word.tag == "VAFIN" for word in words[:index]) and not any(word.tag == "KON" for word in rest)


def _ends_clause(words: Sequence[Word], index: int) -> bool:
    """Whether nothing follows that an article could stand before, and a verb stands before it."""
    following = words[index + 1] if index + 1 < len(words) else None
    closes = following is None or following.pause or following.tag in {"KOUS", "KON", "PWAV"}
    return closes and any(word.tag in {"VVFIN", "VVIMP"} for word in words[:index])


def _opens_purpose(words: Sequence[Word], index: int) -> bool:
    """Whether "um" opens an infinitive: nothing that it could govern follows, but a verb with "zu"."""
    rest = words[index + 1 :]
    end = next((i for i, word in enumerate(rest) if word.pause), len(rest))
    behind_verb = index > 1 and words[index - 1].verb and any(w.tag in {"PTKZU", "VVIZU"} for w in rest[:end])
    measured = bool(rest) and rest[0].tag == "CARD"
    return (behind_verb and not measured) or (
        bool(rest)
        and rest[0].tag in {"ADV", "PAV", "PRF", "ADJD"}
        and any(word.tag in {"PTKZU", "VVIZU"} for word in rest)
    )


def _stands_for_noun(words: Sequence[Word], index: int) -> bool:
    """Whether an article form stands for a noun: a preposition or verb follows, and no attribute with its noun."""
    rest = words[index + 1 :]
    end = next((i for i, word in enumerate(rest) if word.pause or word.finite), len(rest))
    if words[index - 1].pause or not rest or rest[0].tag not in {"APPR", "APPRART", "PTKVZ"}:
        return False
    return not any(left.tag == "ADJA" and right.tag == "NN" for left, right in pairwise(rest[2:end]))


def _is_infinitive(words: Sequence[Word], index: int) -> bool:
    """Whether the word after "zu" is a verb, also one that the tagger does not know."""
    word = words[index]
    if word.verb:
        return word.low.endswith("n")
    closes = index + 1 == len(words) or words[index + 1].pause or words[index + 1].tag == "KON"
    return closes and word.text[:1].islower() and word.low.endswith(("en", "ern", "eln")) and word.tag != "PPER"


def _is_dialect_we(words: Sequence[Word], index: int) -> bool:
    """Whether "mir" is the southern form of "wir": it stands beside a plural verb, without another subject."""
    near = [words[i] for i in (index - 1, index + 1) if 0 <= i < len(words)]
    plural = any(
        word.low in {"haben", "sind", "suchen", "machen", "wollen", "müssen", "brauchen", "können"} for word in near
    )
    if [word.low for word in words[index + 1 : index + 2]] == ["die"]:
        noun = next((word for word in words[index + 2 : index + 4] if word.tag == "NN"), None)
        if noun is not None and (noun.low != noun.lemma.lower() or noun.low.endswith(AGENT_HEADS)):
            return False  # "haben mir die Mieter geholfen"
    return plural and not any(word.low in {"wir", "sie", "die"} for word in words[:index])


def _opens_wish(words: Sequence[Word], index: int) -> bool:
    """Whether "das" is a misspelt "dass": behind a verb, before a determiner or pronoun, with a verb at the end."""
    rest = words[index + 1 :]
    end = next((i for i, word in enumerate(rest) if word.pause), len(rest))
    opens = rest[0].tag in {"PDAT", "PPOSAT", "ART"} or rest[0].low in {"man", "wir", "ich", "es", "sie"}
    wishes = any(word.lemma.lower() in _WISHING or word.low.startswith("wünsch") for word in words[:index])
    return opens and wishes and end > 2 and rest[end - 1].finite


def _dated(words: Sequence[Word], index: int) -> bool:
    """Whether a day stands behind a particle, which no preposition governs: "holen ihr Gemüse ab freitags"."""
    behind = words[index + 1].low if index + 1 < len(words) else ""
    return behind.endswith(("tags", "abends")) and words[index].low != "bis"


def _says_how(words: Sequence[Word], index: int) -> bool:
    """Whether "und" joins a participle to an adverb of the one behind it: "befristet und kostenlos überlassen"."""
    rest = words[index + 1 : index + 4]
    tags = [word.tag for word in rest]
    return tags[:1] == ["KON"] and tags[1:2] in (["ADJD"], ["ADV"]) and tags[2:3] == ["VVPP"]


def _closes(words: Sequence[Word], index: int) -> bool:
    """Whether a preposition stands at the end of a clause with a finite full verb, as separated particles do."""
    at_end = index + 1 == len(words) or words[index + 1].pause or words[index + 1].tag == "KON"
    return at_end and any(word.tag in {"VVFIN", "VVIMP"} for word in words[:index])


def _separated(words: Sequence[Word], index: int) -> bool:
    """Whether a plural verb has its particle at the end of the clause, so that it is finite."""
    end = _end(words, index)
    alone = not any(word.verb for i, word in enumerate(words[:end]) if i != index)
    return alone and end - 1 > index and words[end - 1].tag == "PTKVZ" and words[index - 1].tag != "PTKZU"


def _opens_as_noun(word: Word, following: Word | None) -> bool:
    """Whether a capital word that was read as a verb is the subject before an auxiliary: "Umkleiden sollten ..."."""
    return word.text[:1].isupper() and following is not None and following.tag in {"VMFIN", "VAFIN"}


def _waits(words: Sequence[Word]) -> bool:
    """Whether an infinitive ends a first clause without a finite verb."""
    first = words[: _end(words, 0)]
    closes = first[-1].tag in {"VVINF", "VVFIN"} and first[-1].low.endswith(("en", "ern", "eln"))
    return closes and not any(word.finite for word in first[:-1])


def _governed(words: Sequence[Word], index: int) -> bool:
    """Whether a modal verb before it in its clause still lacks its infinitive."""
    following = words[index + 1].tag if index + 1 < len(words) else ""
    if words[index].tag == "VVPP" and following.startswith("VA"):
        return False
    for word in reversed(words[:index]):
        if word.pause or word.verb:
            return word.tag == "VMFIN" or (word.low.startswith("würd") and words[index].tag == "VVFIN")
    return False


def _has_verb(words: Sequence[Word], index: int) -> bool:
    return any(word.finite for word in words[index + 1 :])


def _is_relative(words: Sequence[Word], index: int) -> bool:
    """Whether an article form after a comma, or after comma and preposition, opens a verb-final clause."""
    if index == 0:
        return False
    after_pause = words[index - 1].low == "," or (
        words[index - 1].tag == "APPR" and index > 1 and words[index - 2].low == ","
    )
    rest = []
    for word in words[index + 1 :]:
        if word.pause:
            break
        rest.append(word)
    if not rest:
        return False
    before = words[index - 1]
    after_noun_or_verb = (
        before.tag in {"NN", "NE"}
        or before.low in {"jemand", "jemanden"}
        or (before.verb and (before.tag not in {"VMFIN", "VAFIN"} or (rest[0].tag == "PRF" and index > 1)))
    )
    anybody = words[index - 2] if before.low == "," and index > 1 else before
    if anybody.low in {"jemand", "jemanden"} and rest[-1].finite:
        return True
    agrees = rest[0].tag not in {"ADJA", "NN", "NE", "CARD", "TRUNC", "FM"}
    if not after_pause and _within_clause(words, index):
        return False
    if not after_pause:
        return (
            after_noun_or_verb
            and agrees
            and rest[-1].verb
            and rest[0].tag in {"PRF", "APPR", "ART", "PPER", "ADV", "PIS"}
        )
    if not any(word.verb for word in rest) or _is_purely_infinitive(rest):
        return False
    if agrees and not rest[0].finite:
        return True
    if len(rest) == 1:
        return index + 2 < len(words) and words[index - 2].tag == "NN"
    return _verb_final(rest) and (_closes_clause(rest) or _clashes(words[index], rest[0], words, index))


def _is_purely_infinitive(rest: Sequence[Word]) -> bool:
    """Whether a clause has an infinitive with "zu" but no finite verb, as no relative clause has."""
    marked = any(word.tag in {"PTKZU", "VVIZU"} for word in rest)
    return marked and not any(word.finite for word in rest) and not rest[-1].tag.startswith(("VA", "VM"))


def _within_clause(words: Sequence[Word], index: int) -> bool:
    """Whether a clause that was opened before an index still lacks its verb: "ob die Kasse das abrechnet"."""
    for word in reversed(words[:index]):
        if word.pause or word.verb:
            return False
        if word.low in {"ob", "dass", "wenn", "weil"}:
            return True
    return False


def _closes_clause(rest: Sequence[Word]) -> bool:
    """Whether a finite verb ends the clause where it cannot stand second: after a nonfinite verb or two phrases."""
    if not rest[-1].finite:
        return False
    return rest[-2].verb or sum(word.tag in {"NN", "NE", "PPER", "PIS", "PRF"} for word in rest[:-1]) > 1


def _verb_final(rest: Sequence[Word]) -> bool:
    """Whether the only verbs stand at the end."""
    first = next((i for i, word in enumerate(rest) if word.verb or word.tag == "PTKVZ"), len(rest))
    return first > 0 and all(word.verb or word.tag in {"PTKVZ", "PTKZU"} for word in rest[first:]) and rest[-1].verb


def _clashes(article: Word, following: Word, words: Sequence[Word], index: int) -> bool:
    """Whether the form cannot be the article of what follows, or stands right after a preposition after a comma."""
    if words[index - 1].tag == "APPR":
        return not (following.tag == "ADJA" and following.low.endswith("en")) or article.low == "der"
    plural = following.tag == "NN" and following.low == following.lemma.lower() + "e"
    if article.low == "das" and plural:
        return True
    return following.tag == "ADJA" and not following.low.endswith(("en", "e"))
