"""Groups the words between the verbs into phrases and says which case a noun phrase can have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from quartier_nlp.findings.labels.cases import DETERMINER_TAGS, Case, cases_of, number_of, pronoun_cases
from quartier_nlp.findings.labels.gender import Gender, gender_of
from quartier_nlp.findings.labels.noun_lists import APPOSITIVE_HEADS, TIME_NOUNS, UNCHANGED_PLURALS
from quartier_nlp.findings.labels.word import Word

_NOMINAL = frozenset({"NN", "NE", "FM", "TRUNC", "CARD"})
_PREPOSITIONS = frozenset({"APPR", "APPRART", "KOKOM"})
_CONJUNCTIONS = frozenset({"und", "oder", "sowie", "bzw.", "&", "/", "+"})
_UNITS = frozenset({"m", "cm", "km", "qm", "m²", "%", "€", "km/h", "h", "std.", "min.", "uhr"})
#: Nouns whose number stands behind them.
_NUMBERED = frozenset("tempo linie haus block raum kapitel gleis stufe phase typ aufgang zeile zeilen nummer".split())
_STREETS = ("straße", "strasse", "str.", "platz", "weg", "allee", "ring", "gasse", "tor", "ufer")
_CROSSINGS = frozenset({"kreisel", "kreisverkehr", "ecke", "kreuzung", "haltestelle", "brücke"})
#: Days and months as notes shorten them, which take no noun behind them: "an 2 Sa. | Stämme gelegt".
_DAYS = frozenset("mo. di. mi. do. fr. sa. so. jan. febr. feb. apr. jun. jul. aug. sept. sep. okt. nov. dez.".split())
_DEGREE = frozenset(
    "sehr ganz zu noch besonders möglichst bisher derzeit dauerhaft so mehr weniger nicht bislang".split()
)


class ChunkKind(StrEnum):
    """Sorts of phrases."""

    NOUN = "noun"
    PREPOSITION = "preposition"
    PRONOUN = "pronoun"
    REFLEXIVE = "reflexive"
    ADVERB = "adverb"
    NEGATION = "negation"
    JOIN = "join"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A phrase.

    Attributes:
        kind: Its sort.
        words: Its words in order.
        cases: Cases that a noun phrase or pronoun can have by its form; empty for others.
        plural: Whether a noun phrase is plural, None where its form does not tell.
    """

    kind: ChunkKind
    words: tuple[Word, ...]
    cases: frozenset[Case] = frozenset()
    plural: bool | None = None

    @property
    def head(self) -> Word:
        """First noun of the phrase, else its last word."""
        return next((word for word in self.words if word.tag in _NOMINAL and word.tag != "CARD"), self.words[-1])


def is_bare_attribute(part: Chunk) -> bool:
    """Whether a noun phrase was cut off before its noun: "eine bessere, aber ..."."""
    return part.head.tag == "ADJA" and part.head.text[:1].islower()


def chunk(words: Sequence[Word]) -> list[Chunk]:
    """Groups verbless words into phrases, in order."""
    chunks: list[Chunk] = []
    index = 0
    while index < len(words):
        end, kind = _next(words, index)
        part = tuple(words[index:end])
        if kind is ChunkKind.NOUN:
            chunks.append(Chunk(kind, part, cases_of(part), number_of(part)))
        elif kind is ChunkKind.PRONOUN:
            chunks.append(Chunk(kind, part, pronoun_cases(part[0])))
        else:
            chunks.append(Chunk(kind, part))
        index = end
    return chunks


def _next(words: Sequence[Word], index: int) -> tuple[int, ChunkKind]:
    word = words[index]
    if word.tag in _PREPOSITIONS and index + 1 < len(words):
        return _after_preposition(words, index)
    end = _noun_phrase_end(words, index)
    if 1 < end - index <= 3 and end < len(words) and words[end].low == "lang" and words[end - 1].low in TIME_NOUNS:
        return end + 1, ChunkKind.PREPOSITION
    if end > index:
        return end, ChunkKind.NOUN
    kinds = {
        "PPER": ChunkKind.PRONOUN,
        "PIS": ChunkKind.PRONOUN,
        "PDS": ChunkKind.PRONOUN,
        "PRF": ChunkKind.REFLEXIVE,
        "PTKNEG": ChunkKind.NEGATION,
        "KON": ChunkKind.JOIN,
        "ADV": ChunkKind.ADVERB,
        "ADJD": ChunkKind.ADVERB,
        "PAV": ChunkKind.ADVERB,
        "PWAV": ChunkKind.ADVERB,
    }
    if word.pause:
        return index + 1, ChunkKind.JOIN
    return index + 1, kinds.get(word.tag, ChunkKind.OTHER)


def _after_preposition(words: Sequence[Word], index: int) -> tuple[int, ChunkKind]:
    start = index + 1
    while start < min(len(words), index + 3) and (
        words[start].tag in {"APPR", "APPRART", "ADV"} or words[start].low == "genau"
    ):
        start += 1
    if words[index].low in {"seit", "ab", "bis", "in", "vor"} and start < len(words) and _is_year(words[start]):
        return start + 1, ChunkKind.PREPOSITION
    amount = start + 1 < len(words) and words[start].tag == "ADJD" and words[start + 1].tag in {"NN", "ADJA"}
    end = _noun_phrase_end(words, start + amount)
    if (
        end == start
        and start < len(words)
        and words[start].tag in {"PPER", "PIS", "PRF", "ADV", "PAV", "CARD", "ADJD", "PDS"}
    ):
        end = start + 1
    if end < len(words) and words[end].tag in {"APPO", "APZR"}:
        end += 1
    return max(end, index + 1), ChunkKind.PREPOSITION


def _is_year(word: Word) -> bool:
    return len(word.low) == 4 and word.low.isdigit()


def _noun_phrase_end(words: Sequence[Word], start: int) -> int:
    """End of the noun phrase that begins at ``start``, or ``start`` if none does."""
    index = start
    if index + 1 < len(words) and words[index].low == "etwas" and words[index + 1].tag in {"NN", "ADJA"}:
        index += 1
    if index < len(words) and words[index].tag in DETERMINER_TAGS:
        index += 1
        if index < len(words) and words[index].tag in DETERMINER_TAGS | {"PIS"}:
            index += 1
    seen_noun = False
    while index < len(words):
        tag, low = words[index].tag, words[index].low
        if seen_noun and tag == "CARD" and _counts(words, index):
            break
        if index == start + 1 and tag == "CARD" and _is_year(words[start]):
            break
        named = words[start].low == "des" and words[index - 1].tag == "NE" and low.endswith("s")
        if (
            seen_noun
            and tag == "NN"
            and words[index - 1].tag in {"NN", "NE"}
            and not (
                named or _is_street(words, index) or (_apposes(words[index - 1]) and low == words[index].lemma.lower())
            )
        ):
            break
        if seen_noun and tag in {"NN", "ADJA"} and words[index - 1].low in _DAYS:
            break
        if low in _UNITS and index > start and words[index - 1].tag == "CARD":
            following = words[index + 1] if index + 1 < len(words) else None
            seen_noun = following is None or following.tag not in {"NN", "ADJA"}
        elif tag in _NOMINAL or low in {"„", "“", "”", '"'}:
            seen_noun = seen_noun or tag != "CARD"
        elif not (_goes_on_behind(words, index) if seen_noun else _goes_on_before(words, index, start)):
            break
        index += 1
    return index if seen_noun or (index > start and words[index - 1].tag in {"CARD", "ADJA"}) else start


def _is_street(words: Sequence[Word], index: int) -> bool:
    """Whether a word ends the name of a street or crossing: "Widdersdorfer | Straße", "Kreisel | Augustastraße"."""
    low, before = words[index].low, words[index - 1].low
    return (low.startswith(_STREETS) and before.endswith("er")) or (
        low.endswith(("straße", "strasse", "str.")) and before in _CROSSINGS
    )


def _counts(words: Sequence[Word], index: int) -> bool:
    """Whether a number behind a noun counts what follows: "die Miete zwei Jahre lang", "in Töss elf Bordsteine"."""
    if words[index].low in {"eine", "einen", "einer", "eins"}:
        return True
    following = words[index + 1] if index + 1 < len(words) else None
    counts = following is not None and following.tag in {"NN", "ADJA"} and words[index - 1].tag in {"NN", "NE"}
    return counts and words[index - 1].low not in _NUMBERED


def _apposes(noun: Word) -> bool:
    """Whether a noun takes another as its name: "das Thema Leerstand"."""
    return noun.low.endswith(APPOSITIVE_HEADS) or noun.lemma.lower().endswith("bereich")


def _goes_on_before(words: Sequence[Word], index: int, start: int) -> bool:
    """Whether a word before the head noun belongs to its phrase."""
    tag, low = words[index].tag, words[index].low
    following = words[index + 1].tag if index + 1 < len(words) else ""
    if tag == "ADJA":
        return True
    if low == ",":
        return following == "ADJA" and index > start
    if low in _CONJUNCTIONS:
        return following == "ADJA"
    return tag in {"ADV", "ADJD", "PTKNEG", "PIS"} and _before_adjective(words, index, start)


def _goes_on_behind(words: Sequence[Word], index: int) -> bool:
    """Whether a word behind the head noun belongs to its phrase: a genitive, or a coordinated noun."""
    word, before = words[index], words[index - 1]
    if word.tag in {"ART", "PPOSAT", "PDAT"}:
        return _genitive(words, index) or (word.low == "der" and before.low in _CONJUNCTIONS)
    if word.tag == "ADJA":
        following = words[index + 1].tag if index + 1 < len(words) else ""
        after_opener = before.tag in {"ART", "PPOSAT", "PDAT", "ADJA"}
        joined = before.low in {"und", ","} and following in _NOMINAL
        genitive = before.tag == "NN" and word.low.endswith("er") and not _is_nominative(words[index + 1 :])
        return after_opener or joined or genitive
    return word.low in _CONJUNCTIONS and _coordinates(words, index)


def _genitive(words: Sequence[Word], index: int) -> bool:
    if words[index].low == "der" and _is_nominative(words[index + 1 :]):
        return False
    return words[index].low in {"des", "der", "eines", "einer", "dieser", "dieses"} or words[index].low.endswith(
        ("seiner", "ihrer", "unserer", "ihres", "unseres", "seines")
    )


def _is_nominative(rest: Sequence[Word]) -> bool:
    """Whether what follows "der", or ends in "-er", is a masculine singular, which has another genitive."""
    head = next((word for word in rest if word.tag not in {"ADJA", "ADV", "ADJD", "CARD"}), None)
    if head is None or head.tag != "NN" or head.low != head.lemma.lower():
        return False
    return gender_of(head) is Gender.MASCULINE and head.low not in UNCHANGED_PLURALS


def _before_adjective(words: Sequence[Word], index: int, start: int) -> bool:
    following = next((word for word in words[index + 1 : index + 3] if word.tag not in {"ADV", "ADJD"}), None)
    return following is not None and following.tag == "ADJA" and (index > start or words[index].low in _DEGREE)


def _coordinates(words: Sequence[Word], index: int) -> bool:
    """Whether a conjunction joins two nouns of one phrase."""
    rest = words[index + 1 : index + 4]
    if not rest:
        return False
    opens = rest[0].tag in {"ADJA", "ART"} and any(word.tag in _NOMINAL for word in rest[1:])
    return rest[0].tag in _NOMINAL or opens
