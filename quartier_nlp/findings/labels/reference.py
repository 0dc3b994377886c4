"""Puts the noun for a pronoun whose reference is sure: one noun before it fits, and only one."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from quartier_nlp.findings.labels.data import listed
from quartier_nlp.findings.labels.gender import Gender, gender_of
from quartier_nlp.findings.labels.noun_lists import TIME_NOUNS
from quartier_nlp.findings.labels.roles import is_plural
from quartier_nlp.findings.labels.word import Word, make

_M, _F, _N = Gender.MASCULINE, Gender.FEMININE, Gender.NEUTER
_ALL = frozenset({_M, _F, _N})
#: Genders that an article or an ending of "ein", "kein", "unser" leaves possible in the singular.
_BY_ARTICLE = {
    "der": frozenset({_M, _F}), "die": frozenset({_F}), "das": frozenset({_N}), "den": frozenset({_M}),
    "dem": frozenset({_M, _N}), "des": frozenset({_M, _N}), "im": frozenset({_M, _N}), "am": frozenset({_M, _N}),
    "zum": frozenset({_M, _N}), "vom": frozenset({_M, _N}), "beim": frozenset({_M, _N}), "zur": frozenset({_F}),
    "ins": frozenset({_N}), "ans": frozenset({_N}), "ein": frozenset({_M, _N}), "eine": frozenset({_F}),
    "einen": frozenset({_M}), "einem": frozenset({_M, _N}), "einer": frozenset({_F}), "eines": frozenset({_M, _N}),
}  # fmt: skip
_ARTICLES = frozenset({"ART", "PPOSAT", "PDAT", "APPRART", "PIAT"})
_ATTRIBUTES = frozenset({"ART", "ADJA", "PPOSAT", "PDAT", "PIAT", "CARD", "ADJD", "ADV"})
_WEAK_ENDINGS = ("ent", "ant", "ist", "herr", "nachbar", "bauer", "mensch", "kunde", "kollege", "junge", "experte")
_LIKE_EIN = ("kein", "mein", "dein", "sein")
_FARTHEST = 30
_FIRST = 4


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A noun that a pronoun may stand for.

    Attributes:
        text: Its form in the nominative.
        genders: Genders that it may have, none for plurals.
        usable: Whether it may be put for the pronoun; others only make a choice unsure.
        topic: Whether it opens its sentence, so that "er" and "sie" go on with it.
        new: Whether it is named for the first time, with "ein", so that what follows is about it.
        governed: Whether it stands behind a preposition, so that it was hardly what something was done to.
    """

    text: str
    genders: frozenset[Gender]
    usable: bool = True
    topic: bool = False
    new: bool = False
    governed: bool = False


def resolved(span: Span, question: Sequence[Word], verb: int) -> list[Word]:
    """Returns a question with its first open pronoun replaced by the noun it stands for, where that is sure.

    Args:
        span: The quote, in its Doc.
        question: Words of the direct question.
        verb: Index of its finite verb.
    """
    words = list(question)
    end = next((i for i in range(verb, len(words)) if words[i].pause), len(words))
    for index in range(verb + 1, end):
        word = words[index]
        if word.tag not in {"PPER", "PDS", "ART", "PRELS"} or not _stands_alone(words, index):
            continue
        if any(other.tag in {"NN", "NE"} for other in words[:index]):
            return words
        asks_subject = bool(words[:verb]) and words[0].low in {"wer", "was", "welche", "welcher", "welches"}
        subject = index == verb + 1 and not asks_subject
        noun = noun_for(word, words[verb], span, subject=subject)
        return words if noun is None else [*words[:index], *noun, *words[index + 1 :]]
    return words


def _stands_alone(words: Sequence[Word], index: int) -> bool:
    """Whether an article form stands for a noun: a verb, pronoun or the end follows, not an attribute or noun."""
    if words[index].tag == "PPER":
        return True
    if index + 1 == len(words):
        return True
    return words[index + 1].tag not in {"NN", "NE", "ADJA", "CARD", "FM", "TRUNC", "ADJD", "ADV", "PIS", "PIAT"}


def _before(span: Span, sentences: int) -> list[Token]:
    """The tokens of the sentences before, and of the same sentence up to the quote."""
    doc = span.doc
    start = span.sent.start
    for _ in range(sentences):
        start = doc[start - 1].sent.start if start > 0 else 0
    return [token for token in doc[max(start, span.start - _FARTHEST) : span.start] if not token.is_space]


def _nearest(span: Span) -> list[Antecedent] | None:
    """The nouns of the sentence before, or of the one before that if it has none; None where a person is named."""
    for sentences in (1, 2):
        found = _antecedents(_before(span, sentences))
        if found is None or found:
            return found
    return None


def noun_for(word: Word, verb: Word, span: Span, *, subject: bool) -> list[Word] | None:
    """Returns the noun phrase that a pronoun stands for, from the sentence before or else the one before that."""
    found = _nearest(span)
    return _fitting(word, verb, found, subject=subject) if found else None


def object_noun(word: Word, span: Span) -> list[Word] | None:
    """Returns the noun phrase in the accusative that an object pronoun stands for, None where more than one fits."""
    found = _nearest(span)
    if not found:
        return None
    low = word.low
    if low in {"es", "das", "dieses"}:
        fitting, article = [noun for noun in found if _N in noun.genders], "das"
    elif low in {"ihn", "den", "diesen"}:
        fitting, article = [noun for noun in found if _M in noun.genders], "den"
    elif low in {"sie", "die", "diese"}:
        fitting, article = [noun for noun in found if not noun.genders or _F in noun.genders], "die"
    else:
        return None
    return None if any(noun.governed for noun in fitting) else _only(fitting, article)


def _fitting(word: Word, verb: Word, found: Sequence[Antecedent], *, subject: bool) -> list[Word] | None:
    low = word.low
    feminine = low in listed("questions", "feminine")
    if low in listed("questions", "masculine_nominative") and subject and not is_plural(verb):
        fitting, article = [noun for noun in found if _M in noun.genders], "der"
    elif low in listed("questions", "masculine_accusative"):
        fitting, article = [noun for noun in found if _M in noun.genders], "den"
    elif feminine and subject and is_plural(verb):
        fitting, article = [noun for noun in found if not noun.genders], "die"
    elif feminine and subject:
        fitting, article = [noun for noun in found if _F in noun.genders], "die"
    elif feminine and low != "sie":
        fitting, article = [noun for noun in found if not noun.genders or _F in noun.genders], "die"
    else:
        return None
    if word.tag == "PPER" and found and found[0].topic and found[0] in fitting:
        fitting = [found[0]]
    new = [noun for noun in fitting if noun.new]
    if len(new) == 1 and len({noun.text for noun in fitting}) > 1 and not any(noun.topic for noun in found):
        fitting = new
    return _only(fitting, article)


def _only(fitting: Sequence[Antecedent], article: str) -> list[Word] | None:
    """The noun with its article if all that fit are one and its form is sure."""
    if len({noun.text for noun in fitting}) != 1 or not fitting[0].usable or len(fitting[0].genders) > 1:
        return None
    name = fitting[0].text
    if article == "den" and name.lower().endswith(_WEAK_ENDINGS):
        return None
    return [make(article, "ART", "der"), make(name, "NN")]


def _antecedents(tokens: Sequence[Token]) -> list[Antecedent] | None:
    """The nouns of a stretch of text; None where a person is named, whom any pronoun could mean."""
    found: list[Antecedent] = []
    for index, token in enumerate(tokens):
        before = tokens[index - 1].tag_ if index else ""
        if token.tag_ == "NE" and before not in {"APPR", "APPRART", "NN", "NE"}:
            return None
        title = token.lower_ in {"frau", "herr", "herrn"}
        if token.tag_ == "NN" and not title and token.lower_ not in TIME_NOUNS and not token._.disfluent:
            found.append(_antecedent(tokens, index))
    return found


def _antecedent(tokens: Sequence[Token], index: int) -> Antecedent:
    token = tokens[index]
    word = Word(token.text, token.lower_, "NN", token.lemma_)
    opener = _opener(tokens, index)
    usable = opener != "" and token.lower_ not in listed("frames", "not_things") and token.text[:1].isupper()
    changed = token.lower_ != token.lemma_.lower()
    known = gender_of(word)
    if changed and opener in {"die", "unsere", "alle", "viele", "diese", "keine", "meine", "ihre", "den", ""}:
        plain = usable and opener != "den"
        return Antecedent(token.text, frozenset(), usable=plain, governed=is_governed(tokens, index, _ATTRIBUTES))
    possible = _BY_ARTICLE.get(opener, _ALL)
    nominative = opener == "der" and index < _FIRST and tokens[0].lower_ == "der"
    possible = frozenset({_M}) if nominative and known is not _F else possible
    genders = possible & {known} if known is not None and known in possible else possible
    if known is not None and known not in possible:
        usable = False
    text = token.lemma_ if changed else token.text
    topic = index < _FIRST and tokens[0].lower_ == opener and opener in {"der", "die"} and len(genders) == 1
    usable = usable and len(text) > 2 and token.lower_ not in {"leute", "eltern"}
    return Antecedent(
        text[:1].upper() + text[1:],
        frozenset(genders),
        usable=usable,
        topic=topic,
        new=opener.startswith("ein"),
        governed=is_governed(tokens, index, _ATTRIBUTES),
    )


def is_governed(tokens: Sequence[Token] | Doc, index: int, attributes: Set[str]) -> bool:
    """Returns whether a preposition stands before a noun and its attributes.

    Args:
        tokens: Where the noun stands.
        index: Index of the noun.
        attributes: Tags of what may stand between.
    """
    before = index - 1
    while before >= 0 and tokens[before].tag_ in attributes:
        before -= 1
    return before >= 0 and tokens[before].tag_ in {"APPR", "APPRART"}


def _opener(tokens: Sequence[Token], index: int) -> str:
    """The article of a noun in the form of "der" or "ein", empty where there is none."""
    for token in reversed(tokens[max(0, index - 4) : index]):
        if token.tag_ in _ARTICLES:
            low = token.lower_
            return low if low in _BY_ARTICLE or not low.startswith(_LIKE_EIN) else "ein" + low[4:]
        if token.tag_ == "CARD" and token.text.isalpha() and not token.lower_.startswith("ein"):
            return "alle"
        if token.tag_ not in {"ADJA", "ADV", "CARD", "ADJD"}:
            break
    return ""
