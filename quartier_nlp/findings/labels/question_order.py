"""Word order of questions: where the question word ends, and the finite verb brought from the end to its front."""

from __future__ import annotations

from collections.abc import Sequence

from quartier_nlp.findings.labels.chunks import ChunkKind, chunk
from quartier_nlp.findings.labels.data import lines, listed
from quartier_nlp.findings.labels.patterns import SEPARABLE_PREFIXES, UNSEPARATED_STEMS
from quartier_nlp.findings.labels.word import NONFINITE, Word, make

_BRACKET = NONFINITE | {"PTKVZ", "PTKZU"}
_VERBAL = _BRACKET | {"VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP"}
_DEGREES = frozenset(
    "laut lange lang oft hoch groß weit stark sehr teuer schnell genau gut ernst tief breit alt verbindlich nah".split()
)
#: Forms of reported speech and what a direct question has instead.
_REPORTED = {
    "dürfe": "darf", "müsse": "muss", "könne": "kann", "solle": "soll", "sei": "ist", "seien": "sind",
    "werde": "wird", "wolle": "will",
}  # fmt: skip
#: Verbs whose vowel changes in the present, so that their form cannot be made by rule.
_CHANGING = (
    "gebe", "nehme", "helfe", "spreche", "trete", "lese", "sehe", "werfe", "treffe", "gelte", "trage", "fahre", "falle",
    "halte", "lasse", "laufe", "rate", "wachse", "fange", "schlage", "esse", "breche", "sterbe", "lade", "grabe",
    "wisse",
)  # fmt: skip
_RESUMING = frozenset({"das", "da", "darüber", "dazu", "davon", "dafür", "des", "dat", "dort", "daran"})
_LONGEST_RELATIVE = 10
_LONGEST_CLOSE = 5
#: Full verbs that a participle may depend on: "ob das angemeldet gehört".
_OF_PARTICIPLE = frozenset({"gehören", "bleiben", "bekommen", "kriegen", "stehen", "lassen"})


def opens_question(words: Sequence[Word], index: int) -> bool:
    """Whether a question word, with its preposition if it has one, stands at an index."""
    low = words[index].low
    if _is_idiom(words, index):
        return False
    if low in listed("questions", "openers"):
        return True
    following = words[index + 1] if index + 1 < len(words) else None
    return low in listed("questions", "prepositions") and following is not None and is_question_word(following)


def is_question_word(word: Word) -> bool:
    """Whether a word asks, by its form: taggers take "wie" and "was" for much else."""
    return word.low in listed("questions", "openers")


def _is_idiom(words: Sequence[Word], index: int) -> bool:
    """Whether a fixed phrase with a question word begins here: "was den Datenschutz angeht"."""
    lows = [word.low for word in words[index:]]
    for idiom in lines("questions", "idioms"):
        parts = idiom
        if "*" not in parts and tuple(lows[: len(parts)]) == parts:
            return True
        if "*" in parts and lows[0] == parts[0] and parts[-1] in _clause(lows):
            return True
    return False


def _clause(lows: Sequence[str]) -> Sequence[str]:
    return lows[: next((i for i, low in enumerate(lows) if low in {",", ".", "?", "–"}), len(lows))]


def question_phrase_end(words: Sequence[Word]) -> int:
    """Returns the end of the question phrase that opens a clause: "mit welchem Geld", "wie viele Läden"."""
    end = _phrase_end(words)
    while end + 2 < len(words) and words[end].low in {"und", "oder"} and is_question_word(words[end + 1]):
        end += 1 + _phrase_end(words[end + 1 :])
    return end


def _phrase_end(words: Sequence[Word]) -> int:
    start = 0 if is_question_word(words[0]) else 1
    end = start + 1
    low = words[start].low
    if low.startswith(("welch", "wessen")):
        return _noun_end(words, end)
    if low.startswith("wieviel"):
        return _noun_end(words, end)
    if low == "wie" and end < len(words):
        if words[end].low in {"viel", "viele", "vielen", "vieler"}:
            return _noun_end(words, end + 1)
        if words[end].low in _DEGREES:
            return end + 1
    return end


def _noun_end(words: Sequence[Word], start: int) -> int:
    """End of the noun phrase behind "welche" or "wie viele"; one noun at most, more would be the subject."""
    end = start
    while end < len(words) and words[end].tag in {"ADJA", "CARD", "PIAT", "TRUNC"}:
        end += 1
    if end + 1 < len(words) and words[end].tag == "ADJD" and words[end + 1].tag in {"ADJA", "NN"}:
        end += 1
        while end < len(words) and words[end].tag == "ADJA":
            end += 1
    if end < len(words) and words[end].tag in {"NN", "NE", "FM"}:
        end += 1
        while end + 1 < len(words) and words[end].low in {"und", "oder"} and words[end + 1].tag == "NN":
            end += 2
        if (
            end + 1 < len(words)
            and words[end].low in {"des", "eines", "einer"}
            and words[end + 1].tag in {"NN", "ADJA"}
        ):
            return _noun_end(words, end + 1)
        if end + 2 < len(words) and words[end].low == "der" and _is_plural_noun(words[end + 1]):
            return end + 2
    return end


def _is_plural_noun(word: Word) -> bool:
    """Whether a noun shows its plural, so that "der" before it is a genitive: "welche Anteile der Daten"."""
    return word.tag == "NN" and word.low != word.lemma.lower()


def widened(words: Sequence[Word], end: int) -> int:
    """Takes further nouns into the question phrase where a verb asks behind them: "wie viele Stunden Ehrenamt"."""
    verb = next((i for i in range(end, len(words)) if words[i].finite), None)
    if end < 2 or verb is None or verb == end or all(word.tag in _VERBAL for word in words[verb:]):
        return end
    return verb if all(word.tag in {"NN", "NE", "FM", "ADJA", "CARD"} for word in words[end:verb]) else end


def asks_directly(words: Sequence[Word], end: int) -> bool:
    """Whether the verb follows the question phrase as in a direct question."""
    if end >= len(words):
        return False
    verb = words[end]
    if verb.finite:
        return True
    subject = words[end + 1].low if end + 1 < len(words) else ""
    plural = verb.tag in {"VVINF", "VAINF", "VMINF", "VVPP"} and subject in {"wir", "die", "sie", "unsere", "alle"}
    return plural and not any(word.finite for word in words[end + 1 :])


def verb_to_front(words: Sequence[Word]) -> tuple[Word, list[Word]] | None:
    """Takes the finite verb from the end of a clause: returns it and the rest, its particle last.

    What speech goes on with behind the clause ("... aufkommt das hat uns keiner gesagt") is left out.
    """
    run = _verbs(words)
    if run is None:
        return None
    first, last = run
    pause = next((i for i in range(first - 1, -1, -1) if words[i].pause), None)
    if pause is not None and not _goes_on(words[pause + 1]):
        return None
    group = list(words[first:last])
    finite = next((i for i in range(len(group) - 1, -1, -1) if group[i].finite), len(group) - 1)
    verb = group[finite]
    if verb.tag in {"PTKVZ", "PTKZU"}:
        return None
    pair = words[last : last + 2]
    alone = len(words) == last + 2 and pair[0].low in {"und", "oder"} and pair[1].tag == "VVFIN"
    if alone and len(group) == 1 and not split_particle(verb)[0] and not split_particle(pair[1])[0]:
        both = f"{verb.low} {pair[0].low} {pair[1].low}"
        return Word(both, both, "VVFIN", verb.lemma), list(words[:first])
    separable = verb.tag in {"VVFIN", "VVINF", "VVPP", "VVIMP"}
    particle, base = split_particle(verb) if separable else ("", verb.text)
    rest = [*words[:first], *(word for i, word in enumerate(group) if i != finite)]
    if particle:
        rest.append(make(particle, "PTKVZ"))
    tag = verb.tag if verb.finite else "VVFIN"
    base = _as_fact(base, verb, rest)
    return Word(base[:1].lower() + base[1:], base.lower(), tag, verb.lemma), [
        *rest,
        *_behind(words[last:], modal=verb.tag == "VMFIN"),
    ]


def _as_fact(form: str, verb: Word, rest: Sequence[Word]) -> str:
    """The form of a direct question for that of reported speech: "wer das bestreite" asks "Wer bestreitet das?"."""
    low = form.lower()
    if low in _REPORTED:
        return _REPORTED[low]
    regular = verb.low == verb.lemma.lower()[:-1] and low.endswith("e") and verb.tag == "VVFIN"
    if not regular or any(word.low == "ich" for word in rest[:2]) or low.endswith(_CHANGING):
        return form
    stem = form[:-1]
    return stem + ("et" if stem.endswith(("t", "d", "chn", "ffn", "gn")) else "t")


def with_copula(words: Sequence[Word]) -> tuple[Word, list[Word]] | None:
    """Adds the copula that notes leave out: "ob Erlaubnis nötig" asks "Ist Erlaubnis nötig?"."""
    if len(words) < 2 or words[-1].low.endswith("t") or words[-1].tag != "ADJD" or any(word.verb for word in words):
        return None
    first = chunk(words)[0]
    if first.kind is not ChunkKind.NOUN:
        return None
    copula = make("sind" if first.plural else "ist", "VAFIN", "sein")
    return copula, list(words)


def _goes_on(word: Word) -> bool:
    """Whether a clause can go on with a word behind a comma: not with what opens another clause."""
    return word.tag not in {"PRELS", "KOUS", "PWAV", "PWS"} and word.low not in _RESUMING


def _verbs(words: Sequence[Word]) -> tuple[int, int] | None:
    """The range of the verbs that close the clause: the first run with a finite verb, else the last run."""
    found: tuple[int, int] | None = None
    index = 0
    while index < len(words):
        if words[index].tag not in _VERBAL:
            index += 1
            continue
        end = index
        while end < len(words) and words[end].tag in _VERBAL:
            end += 1
        cut = _cut(words[index:end])
        found = (index, index + cut)
        goes_on = end + 1 < len(words) and words[end].low in _RESUMING and words[end + 1].finite
        joined = (
            end + 1 < len(words)
            and words[end].low in {"und", "oder"}
            and _closes_alone(words[end + 1 :])
            and not words[-1].finite
        )
        if any(word.finite for word in words[index:end]) or goes_on or joined:
            return found
        index = end
    return found


def _closes_alone(rest: Sequence[Word]) -> bool:
    """Whether a clause behind "und" ends in a verb of its own: "... bleiben und die anderen packen"."""
    return rest[-1].tag in _VERBAL and not rest[0].verb and not any(word.finite for word in rest)


def _cut(run: Sequence[Word]) -> int:
    """Where a run of verbs ends that belongs to one clause: "noch erlebt | hängt am Gericht"."""
    for index in range(1, len(run)):
        left, right = run[index - 1], run[index]
        if left.finite and right.finite:
            return index
        belongs = right.lemma.lower() in _OF_PARTICIPLE and index + 1 == len(run)
        if left.tag == "VVPP" and right.tag == "VVFIN" and not belongs:
            return index
    return len(run)


def _behind(rest: Sequence[Word], *, modal: bool) -> list[Word]:
    """What stands behind the verbs: a phrase or a relative clause stays, a new main clause goes."""
    if len(rest) > 1 and rest[0].low in _RESUMING and rest[1].verb and len(rest) != 2:
        return []
    joined = len(rest) > 2 and rest[0].low in {"und", "oder"} and not rest[1].verb and rest[-1].verb and not modal
    if not any(word.finite for word in rest) and not (joined and rest[-1].tag == "VVINF"):
        return list(rest) if rest and rest[0].tag not in {"PPER", "PDS"} else []
    if rest[0].low in {"und", "oder"}:
        moved = None if any(is_question_word(word) for word in rest) else verb_to_front(rest[1:])
        return [] if moved is None else [rest[0], moved[0], *moved[1]]
    relative = rest[0].low in {"der", "die", "das", "den"} and rest[-1].finite and len(rest) <= _LONGEST_RELATIVE
    if relative and len(rest) > 1 and (len(rest) == 2 or not rest[1].finite):
        return [make(",", "$,"), *rest]
    return []


def with_commas(words: Sequence[Word], verb: int) -> list[Word]:
    """Sets the comma that speech lacks before a subordinate clause behind a direct question, and cuts off its frame."""
    for index in range(verb + 1, len(words) - 1):
        word, rest = words[index], words[index + 1 :]
        if any(other.pause for other in words[verb:index]):
            break
        if index > verb + 1 and word.low in _RESUMING and rest[0].finite and len(rest) > 1:
            return list(words[:index])
        relative = word.low in {"die", "der", "das"} and (
            words[index - 1].tag in {"NN", "NE", "PDS", "PIS", "PTKVZ"} or words[index - 1].low == "denen"
        )
        opens = is_question_word(word) or word.low in {"ob", "dass", "damit", "weil", "wenn"} or relative
        closed = _closes_with_phrase(rest) and sum(other.finite for other in rest) == 1 and len(rest) > 1
        attribute = relative and rest[0].tag in {"NN", "ADJA"}
        if opens and closed and not attribute and words[index - 1].tag not in {"APPR", "KON"}:
            return [*words[:index], make(",", "$,"), *words[index:]]
    return list(words)


def _closes_with_phrase(rest: Sequence[Word]) -> bool:
    """Whether a verb closes a clause, with nothing or one phrase behind it: "wann Schluss ist in den Ferien"."""
    finite = next((i for i, word in enumerate(rest) if word.finite), 0)
    behind = rest[finite + 1 :]
    phrase = bool(behind) and behind[0].tag in {"APPR", "APPRART"} and len(behind) <= _LONGEST_CLOSE
    phrase = phrase and not any(word.verb or word.tag == "PPER" for word in behind)
    return finite > 0 and (not behind or phrase)


def split_particle(verb: Word) -> tuple[str, str]:
    """Separates the particle of a verb form: "aufhört" is "hört ... auf"."""
    for prefix in SEPARABLE_PREFIXES:
        base = verb.text[len(prefix) :]
        if verb.low.startswith(prefix) and len(base) > 2 and any(c in "aeiouäöü" for c in base):
            if verb.low.startswith(UNSEPARATED_STEMS):
                break
            return prefix, base
    return "", verb.text
