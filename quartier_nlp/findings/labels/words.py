"""The words of a span as the labellers see them: fluent, with sure corrections of tags and capitals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from quartier_nlp.findings.labels.data import dialect
from quartier_nlp.findings.labels.patterns import DROPPED_IDIOMS, SEPARABLE

FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP"})
NONFINITE = frozenset({"VVINF", "VVPP", "VVIZU", "VAINF", "VAPP", "VMINF", "VMPP"})
NOUNS = frozenset({"NN", "NE", "FM", "TRUNC"})
RELATIVE = frozenset({"PRELS", "PRELAT"})
INTERROGATIVE = frozenset({"PWS", "PWAV", "PWAT"})
PAUSES = frozenset({",", ";", ":", "–", "—", "-", ".", "!", "?", "…", "...", "/", "|"})

_RESUMING = frozenset({"der", "die", "das", "den", "dem", "da", "dort"})
_RELATIVE_FORMS = frozenset("der die das den dem deren dessen denen".split())
_CLIPPED = frozenset({"n", "ne", "nen", "ner", "nem"})
_CLIPPED_SO = frozenset({"so'n", "so'ne", "so'nen", "so'ner", "so'nem"})
_CLITICS = ("'s", "’s")
_HOSTS = frozenset({"wie", "wo", "wann", "warum", "woran"})
_LONGEST_NAME = 12
_CLOSING = frozenset(",.;:!?)”“»")
_OPENING = frozenset("(„‚«")


@dataclass(frozen=True, slots=True)
class Word:
    """A token.

    Attributes:
        text: As it shall be printed.
        low: In lower case.
        tag: STTS tag.
        lemma: Base form.
    """

    text: str
    low: str
    tag: str
    lemma: str

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


def read(span: Span) -> list[Word]:
    """Returns the fluent words of a span without what stands in brackets and without quotation marks at its edges."""
    kept = {token.i for token in span._.fluent}
    tokens = [token for token in span if token.i in kept or _counts(token)]
    sentence = span.sent.text if len(span) and span.doc.has_annotation("SENT_START") else span.text
    caseless = not any(char.isupper() for char in sentence)
    words: list[Word] = []
    depth = 0
    for token in tokens:
        if token.text in "([":
            depth += 1
        elif token.text in ")]":
            depth = max(0, depth - 1)
        elif not depth and token.text == "." and words and token.i + 1 < len(token.doc) and not token.is_sent_end:
            words[-1] = replace(words[-1], text=words[-1].text + ".")
        elif not depth and not token.is_space:
            text = token.text.strip("~") or token.text
            if caseless and token.tag_ in {"NN", "NE"}:
                text = text[0].upper() + text[1:]
            if words and words[-1].text == "'" and text.lower() in _CLIPPED:
                words[-1] = Word("'" + text, "'" + token.lower_, "ART", "ein")
            elif text.lower().endswith(_CLITICS) and text.lower()[:-2] in _HOSTS:
                words.extend([Word(text[:-2], text[:-2].lower(), "PWAV", text[:-2].lower()), make("es", "PPER")])
            elif text.lower() == "innen" and len(words) > 1 and words[-1].low == ":":
                noun = words[-2].text + ":innen"
                words[-2:] = [Word(noun, noun.lower(), "NN", noun)]
            elif token.lower_ in dialect() and not (text[0].isupper() and words):
                standard, tag, lemma = dialect()[token.lower_]
                words.append(Word(standard.capitalize() if text[0].isupper() else standard, standard, tag, lemma))
            elif token.lower_ in _CLIPPED_SO:
                words.append(Word("ein" + token.lower_[4:], "ein" + token.lower_[4:], "ART", "ein"))
            else:
                words.append(Word(text, token.lower_, token.tag_, token.lemma_))
    return _without_resumption(retag(_without_idioms(_with_names(_strip(words)))))


def _counts(token: Token) -> bool:
    """Whether "Mal" says how often or which time, so that it is no particle: "zum ersten Mal"."""
    return token.text == "Mal" and token.i > 0 and token.doc[token.i - 1].tag_ in {"ADJA", "CARD", "PIAT", "PDAT"}


def _with_names(words: Sequence[Word]) -> list[Word]:
    """Reads what stands in quotation marks as one name, whatever marks it holds."""
    result: list[Word] = []
    index = 0
    while index < len(words):
        closing = next((i for i in range(index + 1, len(words)) if words[i].low in {"“", "”"}), None)
        if words[index].low == "„" and closing is not None and closing - index <= _LONGEST_NAME:
            text = render(words[index : closing + 1])
            result.append(Word(text, text.lower(), "NE", text))
            index = closing + 1
        else:
            result.append(words[index])
            index += 1
    return result


def _without_resumption(words: list[Word]) -> list[Word]:
    """Takes out the pronoun that takes a phrase up again: "den Saal, den müsste man übernehmen"."""
    for index in range(1, len(words) - 1):
        comma = words[index - 1].low == ","
        before = words[: index - 1] if comma else words[:index]
        if not before or any(word.verb for word in before) or before[-1].tag not in {"NN", "NE", "CARD"}:
            continue
        if (
            words[index].tag != "PRELS"
            and words[index].low in _RESUMING
            and words[index + 1].finite
            and before[0].tag not in {"KOUS", "PWAV", "PWS"}
        ):
            return [*before, *words[index + 1 :]]
    return words


def _without_idioms(words: Sequence[Word]) -> list[Word]:
    """Leaves out adverbials of several words that say nothing about the action."""
    result: list[Word] = []
    index = 0
    while index < len(words):
        length = next(
            (n for n in (4, 3, 2) if tuple(word.low for word in words[index : index + n]) in DROPPED_IDIOMS), 0
        )
        if not length:
            result.append(words[index])
        index += max(1, length)
    return result


def _strip(words: list[Word]) -> list[Word]:
    """Takes pauses, bullets and unpaired quotation marks off both ends."""
    edge = PAUSES | {"*", "•", "→", "✔", "✘", "⚡", ">", "_", '"', "·", "=", "+"}
    while words and (words[0].low in edge or words[0].low in {"“", "”"}):
        words = words[1:]
    while words and (words[-1].low in edge or words[-1].low == "„"):
        words = words[:-1]
    if sum(word.low == "„" for word in words) != sum(word.low in {"“", "”"} for word in words):
        words = [word for word in words if word.low not in {"„", "“", "”"}]
    return words


def retag(words: Sequence[Word]) -> list[Word]:
    """Corrects what the tagger cannot know: relative pronouns read as articles, verbs in lower-cased speech."""
    result = list(words)
    for index, word in enumerate(result):
        following = result[index + 1] if index + 1 < len(result) else None
        before = result[index - 1] if index else None
        if word.low in {"ham", "hamm"}:
            result[index] = Word("haben", "haben", "VAFIN", "haben")
        elif word.low == "mir" and _is_dialect_we(result, index):
            result[index] = Word("wir", "wir", "PPER", "wir")
        elif word.tag in {"ART", "PDS"} and word.low in _RELATIVE_FORMS and _is_relative(result, index):
            result[index] = replace(word, tag="PRELS")
        elif word.low == "zu" and following and _is_infinitive(result, index + 1):
            result[index] = replace(word, tag="PTKZU")
            result[index + 1] = following if following.tag.startswith("VA") else replace(following, tag="VVINF")
        elif (
            word.low in {"als", "wie"} and word.tag in {"KOKOM", "KOUS"} and following and not _has_verb(result, index)
        ):
            result[index] = replace(word, tag="APPR")
        elif word.tag in {"APPR", "APZR"} and word.low in SEPARABLE and _closes(result, index):
            result[index] = replace(word, tag="PTKVZ")
        elif word.tag == "VVINF" and index and _separated(result, index):
            result[index] = replace(word, tag="VVFIN")
        elif index == 0 and word.tag.startswith("VV") and _opens_as_noun(word, following):
            result[index] = replace(word, tag="NN")
        elif word.tag in {"VVFIN", "VVPP"} and word.low.endswith(("en", "ern", "eln")) and _governed(result, index):
            result[index] = replace(word, tag="VVINF")
        elif word.tag == "VVIMP" and before is not None and before.tag in {"PPER", "NN"}:
            result[index] = replace(word, tag="VVFIN")
    return result


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
    return plural and not any(word.low in {"wir", "sie", "die"} for word in words[:index])


def _closes(words: Sequence[Word], index: int) -> bool:
    """Whether a preposition stands at the end of a clause with a finite full verb, as separated particles do."""
    at_end = index + 1 == len(words) or words[index + 1].pause or words[index + 1].tag == "KON"
    return at_end and any(word.tag in {"VVFIN", "VVIMP"} for word in words[:index])


def _separated(words: Sequence[Word], index: int) -> bool:
    """Whether a plural verb has its particle at the end of the clause, so that it is finite."""
    end = next((i for i in range(index, len(words)) if words[i].pause), len(words))
    alone = not any(word.verb for i, word in enumerate(words[:end]) if i != index)
    return alone and end - 1 > index and words[end - 1].tag == "PTKVZ" and words[index - 1].tag != "PTKZU"


def _opens_as_noun(word: Word, following: Word | None) -> bool:
    """Whether a capital word that was read as a verb is the subject before an auxiliary: "Umkleiden sollten ..."."""
    return word.text[:1].isupper() and following is not None and following.tag in {"VMFIN", "VAFIN"}


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
        or (before.verb and before.tag not in {"VMFIN", "VAFIN"})
    )
    agrees = rest[0].tag not in {"ADJA", "NN", "NE", "CARD", "TRUNC", "FM"}
    if not after_pause:
        return (
            after_noun_or_verb
            and agrees
            and rest[-1].verb
            and rest[0].tag in {"PRF", "APPR", "ART", "PPER", "ADV", "PIS"}
        )
    if not any(word.verb for word in rest):
        return False
    if agrees and not rest[0].finite:
        return True
    if len(rest) == 1:
        return index + 2 < len(words) and words[index - 2].tag == "NN"
    return _verb_final(rest) and (_closes_clause(rest) or _clashes(words[index], rest[0], words, index))


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
    return following.tag == "ADJA" and not following.low.endswith(("en", "e"))


def render(words: Sequence[Word]) -> str:
    """Joins words, marks glued to their neighbours."""
    parts: list[str] = []
    glue = True
    for word in words:
        if not glue and word.text[0] not in _CLOSING:
            parts.append(" ")
        parts.append(word.text)
        glue = word.text in _OPENING
    return "".join(parts).strip(" ,;:")


def upper_first(text: str) -> str:
    """Returns the text with its first letter in upper case."""
    return text[:1].upper() + text[1:]
