"""The noun that a relative clause or an object pronoun of an approach stands for, where it is sure."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span

from quartier_nlp.findings.labels.chunks import ChunkKind, chunk
from quartier_nlp.findings.labels.gender import Gender, gender_of
from quartier_nlp.findings.labels.inflection import from_dative_plural
from quartier_nlp.findings.labels.noun_lists import AGENT_HEADS
from quartier_nlp.findings.labels.reference import noun_for, object_noun
from quartier_nlp.findings.labels.roles import SURE_SUBJECTS, is_agent, is_plural
from quartier_nlp.findings.labels.word import FINITE, PAUSES, Word, make

_NOUN_PHRASE = frozenset({"ART", "ADJA", "PPOSAT", "PDAT", "PIAT", "CARD", "APPRART", "APPR"})
_ATTRIBUTES = frozenset({"NN", "NE", "ADJA", "CARD", "PIAT", "TRUNC"})
_GENDERS = {"der": Gender.MASCULINE, "den": Gender.MASCULINE, "das": Gender.NEUTER, "was": Gender.NEUTER}
_UNDERGOING = frozenset({"er", "sie", "die", "der", "diese", "dieser"})
_SHORTEST_PASSIVE = 4
_OBJECTS = frozenset({"es", "ihn", "sie"})
_SHOWN = frozenset({"den", "die", "diese", "diesen"})


def relative_antecedent(span: Span) -> Word | None:
    """Returns the noun right before the comma that a quote follows with its relative pronoun, in the nominative."""
    doc, start = span.doc, span.start
    if start < 2 or doc[start - 1].text != "," or span.sent.start > start - 2:
        return None
    pronoun = span[1] if span[0].tag_ == "APPR" and len(span) > 1 else span[0]
    if pronoun.tag_ not in {"PRELS", "ART", "PDS"} or pronoun.lower_ not in {
        "der",
        "die",
        "das",
        "den",
        "dem",
        "denen",
    }:
        return None
    direct = pronoun.i == span.start
    following = span[1 if direct else 2] if len(span) > 2 else None
    attributes = {"ADJA"} if (not direct or _is_any(span)) and _ends_with_verb(span) else _ATTRIBUTES
    if pronoun.tag_ != "PRELS" and following is not None and following.tag_ in attributes:
        return None
    if following is not None and following.tag_ == "NN" and direct and not _ends_with_verb(span):
        return None
    token = doc[start - 2]
    if doc[start - 3].tag_ == "CARD" or (_is_many(span) and token.lower_ == token.lemma_.lower()):
        return None
    if token.tag_ != "NN" or token._.disfluent or not token.text[:1].isupper():
        return None
    if _is_listed(span, start - 2) or _is_within_another(span, start - 2):
        return None
    noun = Word(token.text, token.lower_, "NN", token.lemma_)
    known = gender_of(noun)
    plural = token.lower_ != token.lemma_.lower()
    if (pronoun.lower_ == "denen" and not plural) or (pronoun.lower_ == "dem" and plural):
        return None
    wanted = _GENDERS.get(pronoun.lower_) if pronoun is span[0] else None
    if (wanted is not None and (plural or known not in {None, wanted})) or (
        pronoun is span[0] and pronoun.lower_ == "die" and known not in {None, Gender.FEMININE} and not plural
    ):
        return None
    if token.lower_.endswith("n") and plural and _is_dative(span, start - 2):
        return from_dative_plural([noun])[0]
    return noun


def _is_any(span: Span) -> bool:
    """Whether the noun before the comma has an indefinite article: "es fehlt eine Stelle, | die Geld einwirbt"."""
    article = span.doc[span.start - 3] if span.start > span.sent.start + 2 else None
    return article is not None and article.lower_.startswith(("ein", "kein"))


def _ends_with_verb(span: Span) -> bool:
    """Whether the first clause of a quote has its only finite verb at its end, as relative clauses do.

    Plurals look like infinitives there.
    """
    end = _first_pause(span)
    finite = [i for i, token in enumerate(span[:end]) if token.tag_ in FINITE]
    return finite == [end - 1] or (not finite and span[end - 1].tag_ == "VVINF")


def _first_pause(span: Span) -> int:
    """Where the first clause of a quote ends."""
    return next((i for i, token in enumerate(span) if token.text in PAUSES), len(span))


def _with_attributes(span: Span, index: int) -> int:
    """Where the article or first attribute of the noun at an index stands."""
    while index > 0 and span.doc[index - 1].tag_ in _NOUN_PHRASE - {"APPR", "APPRART"}:
        index -= 1
    return index


def _is_listed(span: Span, index: int) -> bool:
    """Whether other nouns stand beside a noun, so that the clause may be about all of them."""
    start = _with_attributes(span, index)
    return start > 0 and span.doc[start - 1].lower_ in {",", "und", "oder", "sowie", "noch"}


def _is_within_another(span: Span, index: int) -> bool:
    """Whether a noun belongs to one before it that may be meant as well: "Kübel auf Schwerlastrollen, die ..."."""
    start = _with_attributes(span, index)
    governed = start > 1 and span.doc[start - 1].tag_ in {"APPR", "APPRART"}
    return governed and span.doc[start - 2].tag_ in {"NN", "NE"}


def _is_many(span: Span) -> bool:
    """Whether the verb of a clause that its relative pronoun may be the subject of is plural."""
    end = _first_pause(span)
    own = any(token.lower_ in SURE_SUBJECTS or token.lower_ in {"wir", "sie"} for token in span[:end])
    last = span[end - 1]
    plural = is_plural(Word(last.text, last.lower_, last.tag_, last.lemma_))
    return last.tag_ in FINITE | {"VVINF"} and plural and not own and span[0].lower_ == "die"


def _is_dative(span: Span, index: int) -> bool:
    """Whether a plural noun stands behind a dative article or preposition."""
    for token in reversed(span.doc[max(0, index - 3) : index]):
        if token.tag_ not in _NOUN_PHRASE:
            return False
        if token.lower_ in {"den", "diesen", "unseren", "von", "mit", "bei", "aus", "zu"}:
            return True
    return False


def related(span: Span, words: Sequence[Word]) -> list[Word] | None:
    """Returns a relative clause as a "dass" clause about its noun, where the pronoun is not who acts.

    "die mit Hilfe von Ehrenamtlichen erstellt wurden" behind "Beschreibungen" reads "dass die Beschreibungen ...".
    """
    noun = relative_antecedent(span)
    if noun is None or len(words) < 3 or words[0].low not in {"die", "das", "den", "der"}:
        return None
    end = next((i for i, word in enumerate(words) if word.pause), len(words))
    clause = words[1:end]
    if not clause or not clause[-1].finite:
        return None
    acting = any(word.low in SURE_SUBJECTS and word.tag in {"PPER", "PIS"} for word in clause)
    undergoing = clause[-1].lemma == "werden" or any(word.low == "werden" for word in clause[-2:])
    done = undergoing and any(word.tag == "VVPP" for word in clause)
    if not (acting or done):
        return None
    article = make(words[0].low, "ART", "der")
    opener = [make("dass", "KOUS"), *([clause[0]] if acting else [])]
    rest = clause[1:] if acting else clause
    if acting and clause[0].low not in SURE_SUBJECTS:
        return None
    return [*opener, article, noun, *rest, *words[end:]]


def with_object(span: Span, words: Sequence[Word]) -> list[Word] | None:
    """Returns the words of an approach with its object pronoun replaced by its noun; None if that is not sure."""
    finite = any(word.finite for word in words)
    acting = any(word.low in SURE_SUBJECTS and word.tag in {"PPER", "PIS"} for word in words)
    first = next((i for i, word in enumerate(words) if word.finite), 0)
    front = chunk(words[:first])
    acting = acting or (len(front) == 1 and front[0].kind is ChunkKind.NOUN and is_agent(front[0]))
    if finite and not acting:
        return None
    for index, word in enumerate(words):
        if word.tag == "PPER" and word.low in _OBJECTS:
            break
        alone = index + 1 == len(words) or words[index + 1].tag not in {"NN", "NE", "ADJA", "CARD", "TRUNC", "FM"}
        if word.tag in {"PDS", "ART"} and word.low in _SHOWN and alone:
            break
    else:
        return None
    ahead = words[:index] if not front or index <= first else words[first:index]
    if any(other.tag in {"NN", "NE"} or other.pause for other in ahead):
        return None
    noun = object_noun(word, span)
    if noun is None or noun[-1].low.endswith(AGENT_HEADS):
        return None  # people and bodies act; what is done to something is rarely done to them
    return [*words[:index], *noun, *words[index + 1 :]]


def with_subject_noun(span: Span, words: Sequence[Word]) -> list[Word] | None:
    """Returns a passive with the pronoun that opens it replaced by its noun: "er sollte ausgebaut werden"."""
    if len(words) < _SHORTEST_PASSIVE or words[0].low not in _UNDERGOING or not words[1].finite:
        return None
    end = next((i for i, word in enumerate(words) if word.pause), len(words))
    closing = words[end - 1]
    done = closing.tag == "VVPP" and words[1].lemma.lower() == "werden"
    if not done and not (closing.low == "werden" and words[end - 2].tag == "VVPP"):
        return None
    noun = noun_for(words[0], words[1], span, subject=True)
    return None if noun is None else [*noun, *words[1:]]
