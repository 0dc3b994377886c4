"""Reads the noun phrase of a place: proper name, locating element, determination, name in the nominative."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc, Span, Token

from quartier_nlp.findings.gazetteer import choose, gazetteer, words_of_place_names
from quartier_nlp.findings.gazetteer_mentions import Mention
from quartier_nlp.findings.labels.inflection import bare_nominative
from quartier_nlp.findings.labels.words import read, render
from quartier_nlp.findings.noun_phrases import is_noun, noun_phrase

_QUOTES = frozenset("\"„“”»«‚‘’'")
_INDEFINITE = re.compile(
    r"(?:k?ein|jed|viel|manch|all|mehrer|einig|solch|welch|irgendein)(?:e|er|es|en|em)?|so|so'n\w*|'?nen?|'n|a|en|e|etwas|zwei|drei|vier"
)
_POSSESSIVE = re.compile(r"(?:unser|mein|ihr|euer|eur|sein|dein|unsr)(?:e|er|es|en|em|s)?|mei|dei|sei|unsa")
_GENITIVE = re.compile(r"(?:d|ein|dies|unser|ihr|sein|mein|eur)es")
_STREET = re.compile(
    r"(?:straße|strasse|str\.|str|gasse|gass|weg|allee|platz|markt|ring|ufer|damm|chaussee|steig|zeile|hang|tor)$"
)
_PLACE_PREPOSITIONS = frozenset(
    "am an auf hinter hinterm im neben unter unterm über überm vor vorm von vom gegenüber zwischen beim bei".split()
)
_CONTRACTED = frozenset("im am zum zur beim vom ins ans aufs unterm hinterm überm vorm".split())
_STREET_WORDS = frozenset(
    "straße strasse str. str gasse gass weg allee platz markt ring ufer damm chaussee steig tor".split()
)
_BUILDING = re.compile(
    r"(?:haus|häuser|raum|laden|keller|turm|scheune|halle|saal|stube|werkstatt|küche|garten|schule|bahnhof|hof|platz|markt|wagen"
    r"|bau|garage|deck|schuppen|speicher|lager|boden|bank|bude|hütte|heim|zentrum|hostel|café|bühne|fläche|treff|büro|wohnung)$"
)
_FORMER = re.compile(r"(?:ehem|alt|früher|einstig|vormalig|stillgelegt)", re.IGNORECASE)
#: Attributes that belong to a name; "wiedereröffnet", "leer", "geplant" do not.
_LASTING = re.compile(
    r"(?:ehem(?:alig)?|alt|früher|einstig|vormalig|stillgelegt|neu|groß|klein|ober|unter|hinter|vorder|rot|weiß|grün|blau"
    r"|gelb|schwarz|evangelisch|katholisch|städtisch|historisch|lang|hoh|rund)(?:e[rsmn]?|\.)?",
    re.IGNORECASE,
)
#: Whole buildings, of which a place has one or few, so that the town alone tells which is meant.
_WHOLE = re.compile(
    r"(?:(?<!treppen)(?<!hoch)(?<!eck)haus|halle|bahnhof|post|kasse|scheune|schule|kirche|kapelle|gasthof|kino|bad|mühle|molkerei"
    r"|meierei|brauerei|fabrik|gebäude|heim|speicher|turm|konsum|drogerie|apotheke|passage|pavillon|kiosk|amt|gericht|kloster"
    r"|schloss|spital|theater|hotel|wirtschaft|gaststätte|krug|gießerei|ziegelei|spinnerei|weberei|druckerei|werk|zentrum)$"
)
_MEASURES = frozenset("art sorte teil stück hälfte reihe handvoll paar".split())
_NO_NAMES = frozenset("montag dienstag mittwoch donnerstag freitag samstag sonntag abends ebene etage stock".split())
#: Buildings named for a saint or an animal: the word itself is the name.
_NAMED_COMPOUND = re.compile(
    r"(?:(?:paul|luther|michael|christ|marien|johann|peter|petri|jakob|nikola|lukas|matthä|martin|andreas|kathari|elisabeth"
    r"|georg|stephan|thomas|trinitatis|erlöser|heiland|versöhnung|lorenz|laurenti|antoni|josef|barbara|bonifati)\w*"
    r"(?:kirche|kapelle|haus|saal|stift))|(?:(?:löwen|adler|hirsch|engel|bären|schwanen|rats|mohren)apotheke)",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:e|ln|[^h]er)$")
_NUMBER = re.compile(r"\d+[a-z]?|[IVX]+|[A-Z]")


class Determination(StrEnum):
    """How a noun phrase is determined."""

    DEFINITE = "definite"
    INDEFINITE = "indefinite"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """The noun phrase of a place.

    Attributes:
        start: Start in ``doc.text``.
        end: End in ``doc.text``, exclusive.
        head: Index of the head noun's token.
        name: Normalised name, without article and municipality.
        proper: Whether it holds a proper name.
        located: Whether it holds a locating element: street, square, building.
        fixed: Whether that element opens with a preposition, so that it locates a bare noun, too.
        street: Whether that element is a street or square with a name.
        former: Whether an attribute says that it is old or lost its former use.
        whole: Whether it is one whole building, not a part of one, several, or something that moves.
        determination: How it is determined.
        town: The municipality inside the phrase, if any.
    """

    start: int
    end: int
    head: int
    name: str
    proper: bool
    located: bool
    fixed: bool
    street: bool
    former: bool
    whole: bool
    determination: Determination
    town: Mention | None


def read_phrase(span: Span, towns: Sequence[Mention], known: Collection[str] = frozenset()) -> PlacePhrase | None:
    """Return the phrase of a place, with complements that follow the quote; None if the quote has no noun.

    Args:
        span: The place as quoted.
        towns: Municipalities that the Doc names.
        known: Names (case-folded) of municipalities that the source names.
    """
    head = _head(span, known)
    if head is None:
        return None
    doc = span.doc
    phrase = noun_phrase(doc, head.i, head.i + 1, complements=True)
    end = max(phrase.end, _trimmed_end(span))
    town = _town_inside(doc, phrase.start, end, towns) or _town_after_noun(doc, head, end)
    adjective_town = _town_of_adjective(doc, min(phrase.start, span.start), head.i, end, known)
    cut = _without_town(doc, head.i, end, town)
    proper_end, proper = _proper(doc, head, cut, town)
    cut = max(cut, proper_end)
    tail = doc[head.i + 1 : cut]
    street = any(_is_street(token) for token in tail)
    vague = bool(tail) and tail[-1].lower_ in words_of_place_names().cues["vague"]
    person = any(token.lower_ in words_of_place_names().cues["honorific"] for token in tail)
    located = street or (_has_location(tail) and not vague and not person)
    determination = _determination(doc, span, phrase.start, head)
    name = _name(doc, phrase.start, head, cut, keep_adjectives=not (proper or located))
    if adjective_town is not None and adjective_town.end + 1 == head.idx:
        adjective = doc[head.i - 1].text
        name = name if name.startswith(adjective) else f"{adjective} {name}"
    begin = doc[phrase.start].idx
    return PlacePhrase(
        start=begin,
        end=doc[end - 1].idx + len(doc[end - 1]),
        head=head.i,
        name=name,
        proper=proper,
        located=located,
        fixed=located and _locates_by_preposition(tail) and not _is_plural(head),
        street=street,
        former=not _is_plural(head) and any(_FORMER.match(word) for word in phrase.adjectives),
        whole=not _is_plural(head) and _WHOLE.search(head.lower_) is not None,
        determination=determination,
        town=adjective_town or town,
    )


def _head(span: Span, known: Collection[str]) -> Token | None:
    """Return the first noun of the quote that is not inside a locating complement or derived from a town."""
    nouns = [token for token in span if is_noun(token) and token.text not in _QUOTES]
    pair = len(nouns) > 1 and nouns[1].i == nouns[0].i + 1 and nouns[1].lower_ not in _STREET_WORDS
    if pair and gazetteer().from_adjective(nouns[0].text, known):
        nouns = nouns[1:]
    if not nouns:
        return None
    return next((token for token in nouns if token.tag_ != "TRUNC" and token.lower_ not in _MEASURES), nouns[0])


def _trimmed_end(span: Span) -> int:
    end = span.end
    while end > span.start + 1 and span.doc[end - 1].is_punct and span.doc[end - 1].text not in _QUOTES | {")", "."}:
        end -= 1
    return end


def _town_inside(doc: Doc, start: int, end: int, towns: Sequence[Mention]) -> Mention | None:
    """Return the municipality inside the phrase or right after it ("… in Weiden", "(Burg)")."""
    first = doc[start].idx
    last = doc[end - 1].idx + len(doc[end - 1])
    inside = [town for town in towns if first <= town.start < last]
    if inside:
        return inside[-1]
    after = [town for town in towns if town.start >= last]
    if after and re.fullmatch(
        r" ?(?:\(| in | bei | von | drüben in | vorne in |, )\s*", doc.text[last : after[0].start]
    ):
        return after[0]
    return None


def _town_after_noun(doc: Doc, head: Token, end: int) -> Mention | None:
    """Return the town right after a noun of the phrase ("Haltepunkt Güsen", "Turnhalle der Grundschule Esborn")."""
    stations = words_of_place_names().cues["station"]
    for index in range(head.i, min(end, len(doc) - 1)):
        noun, token = doc[index], doc[index + 1]
        if (
            not noun.text[:1].isupper()
            or not token.text[:1].isupper()
            or not is_noun(noun)
            or token.sent.start != noun.sent.start
        ):
            continue
        places = gazetteer().find(token.text)
        station = noun.lower_ in stations
        if token.tag_ == "NE" and (station or (places and not words_of_place_names().ordinary(token.text))):
            return Mention(token.idx, token.idx + len(token), token.text, choose(places))
    return None


def _town_of_adjective(doc: Doc, start: int, head: int, end: int, known: Collection[str]) -> Mention | None:
    """Return the town behind an adjective ("in der Wormser Hardtgasse", "Hagener Ladenpassage")."""
    first = start - 1 if start == head and start > doc[head].sent.start else start
    for index in range(first, min(end, len(doc) - 1)):
        town = town_of_adjective(doc[index], known, any_noun=index < head)
        if town is not None:
            return town
    return None


def town_of_adjective(token: Token, known: Collection[str], *, any_noun: bool = False) -> Mention | None:
    """Return the town of an adjective before a part of it or a building ("in der Siegener City"), or None.

    Streets that only bear a town's name ("Kölner Straße") and people ("Frau Wormser") give none.

    Args:
        token: The adjective.
        known: Names (case-folded) of towns that the source names.
        any_noun: Whether any noun may follow, not only a building, a street's compound or a part of a town.
    """
    noun = _noun_after(token)
    if noun is None or noun.lower_ in _STREET_WORDS or noun.sent.start != token.sent.start:
        return None
    before = token.nbor(-1) if token.i > token.sent.start else None
    words = words_of_place_names().cues
    if before is not None and (before.lower_ in words["honorific"] or before.tag_ == "NE"):
        return None
    folded = noun.lower_
    if folded.endswith("büro"):
        return None
    place = folded in words["town_part"] or any(e.search(folded) for e in (_STREET, _BUILDING, _WHOLE))
    town = gazetteer().from_adjective(token.text, known) if any_noun or place else None
    if town is None:
        return None
    return Mention(token.idx, token.idx + len(token), town, choose(gazetteer().find(town)))


def _noun_after(token: Token) -> Token | None:
    """Return the noun after an adjective, with at most one more adjective between ("Hagener alte Passage")."""
    doc = token.doc
    for index in range(token.i + 1, min(token.i + 3, len(doc))):
        if is_noun(doc[index]):
            return doc[index] if doc[index].text[:1].isupper() else None
        if doc[index].tag_ != "ADJA":
            return None
    return None


def _without_town(doc: Doc, head: int, end: int, town: Mention | None) -> int:
    """Return the end of the phrase before its municipality and the preposition that leads to it."""
    if town is None:
        return end
    index = head + 1
    while index < end and doc[index].idx < town.start:
        index += 1
    while index > head + 1 and (doc[index - 1].tag_ == "APPR" or doc[index - 1].text in {"(", ",", "„"}):
        index -= 1
    stop = town.end >= doc[end - 1].idx + len(doc[end - 1]) - 1
    return index if stop else end


def _proper(doc: Doc, head: Token, end: int, town: Mention | None) -> tuple[int, bool]:
    """Return where a proper name ends and whether there is one: quoted, after the head noun, or the head itself."""
    following = doc[head.i + 1] if head.i + 1 < len(doc) else None
    if head.i > 0 and doc[head.i - 1].text in _QUOTES:
        return end, True
    if following is not None and following.text in _QUOTES and _opens_name(doc, head.i + 2):
        return end, True
    if following is not None and following.sent.start == head.sent.start and _is_name(head, following, town):
        return max(end, following.i + 1), True
    if _NAMED_COMPOUND.match(head.text) and head.text[:1].isupper():
        return end, True
    if any(_NAMED_COMPOUND.match(token.text) for token in doc[head.i + 1 : end]):
        return end, True
    return end, head.text in {"Sankt", "St."} or _is_rare_name(doc, head, town)


def _is_rare_name(doc: Doc, head: Token, town: Mention | None) -> bool:
    """Return whether the head noun itself is a proper name ("das Rahmwerk")."""
    if head.tag_ != "NE" or not head.text[:1].isupper() or head.text.isupper() or _BUILDING.search(head.lower_):
        return False
    if town is not None and town.start <= head.idx < town.end:
        return False
    return head.i > 0 and doc[head.i - 1].lower_ in _ARTICLES | _CONTRACTED


def _opens_name(doc: Doc, index: int) -> bool:
    return index < len(doc) and doc[index].text[:1].isupper()


def _is_name(head: Token, token: Token, town: Mention | None) -> bool:
    """Return whether the word right after a head noun is its proper name ("Gasthaus Lamm", "Kaufhaus Bender")."""
    if town is not None and town.start <= token.idx < town.end:
        return False
    if not token.text[:1].isupper() or token.text.isupper() or not token.is_alpha or token.lower_ in _NO_NAMES:
        return False
    common = _BUILDING.fullmatch(token.lower_) or _WHOLE.fullmatch(token.lower_)
    if common and token.i + 1 < len(token.doc) and _is_number(token.nbor(1)):
        return True
    if token.tag_ == "NN" and (common or (_is_plural(token) and _PLURAL.search(token.text))):
        return False
    return token.tag_ == "NE" or (token.tag_ == "NN" and head.text[:1].isupper() and head.tag_ in {"NN", "NE"})


def _is_street(token: Token) -> bool:
    return is_noun(token) and _STREET.search(token.lower_) is not None and len(token) > 3


def _locates_by_preposition(tail: Span) -> bool:
    """Return whether a complement opens with a preposition of place ("am Wendehammer", "von Block 9", "Am Rain 18")."""
    return len(tail) > 1 and tail[0].lower_ in _PLACE_PREPOSITIONS


def _is_number(token: Token) -> bool:
    return token.tag_ == "CARD" or _NUMBER.fullmatch(token.text) is not None


def _is_plural(head: Token) -> bool:
    lemma = head.lemma_.lower()
    return head.tag_ == "NN" and head.lower_ != lemma and not head.lower_.endswith("s")


def _has_location(tail: Span) -> bool:
    """Return whether a complement says where: a preposition of place with a definite noun, or a number."""
    for token in tail:
        if token.tag_ == "APPRART" or (
            token.tag_ == "APPR" and token.i + 1 < tail.end and _definite(tail.doc[token.i + 1])
        ):
            return token.lower_ not in {"für", "mit", "zum", "zur"}
        if token.i > tail.start and is_noun(tail.doc[token.i - 1]) and _is_number(token):
            return True
        if token.lower_ in {"der", "des"} and token.i == tail.start:
            return True
    return False


def _definite(token: Token) -> bool:
    return token.tag_ in {"ART", "PDAT", "NE"} and not _INDEFINITE.fullmatch(token.lower_)


def _determination(doc: Doc, span: Span, start: int, head: Token) -> Determination:
    index = min(start, span.start)
    words = [doc[i].lower_ for i in range(index, head.i)]
    if start > 0:
        words.insert(0, doc[start - 1].lower_)
    for word in words:
        if _INDEFINITE.fullmatch(word):
            return Determination.INDEFINITE
    if words and words[0] in {"zum", "zur", "als"}:
        return Determination.BARE
    if any(word in _CONTRACTED or word in _ARTICLES or _POSSESSIVE.fullmatch(word) for word in words):
        return Determination.DEFINITE
    return Determination.BARE


_ARTICLES = frozenset(
    "der die das den dem des dieser diese dieses diesem diesen jener jene jenes jenem jenen d' de 's s'".split()
)


def _name(doc: Doc, start: int, head: Token, end: int, *, keep_adjectives: bool) -> str:
    """Return the name in the nominative: adjectives only where nothing else tells the place apart."""
    noun = _nominative_noun(doc, start, head)
    rest = _unbalanced(_plain(doc, head.i + 1, end))
    name = f"{noun} {rest}".strip() if rest else noun
    if keep_adjectives and start < head.i:
        first = start - 1 if start and doc[start - 1].tag_ in {"ART", "PPOSAT", "PDAT", "APPRART"} else start
        words = bare_nominative(read(doc[first : head.i + 1])) or []
        sure = bool(words) and words[0].tag not in {"APPR", "APPRART"}
        kept = words[:-1] if sure else []
        lasting = [
            word
            for word in kept
            if (word.text[:1].isupper() and word.text.endswith("er")) or _LASTING.fullmatch(word.text)
        ]
        name = f"{render(lasting)} {name}" if lasting else name
    return name[:1].upper() + name[1:]


def _nominative_noun(doc: Doc, start: int, head: Token) -> str:
    """Return the head noun without genitive ending, capitalised."""
    text = head.text[:1].upper() + head.text[1:]
    genitive = start > 0 and _GENITIVE.fullmatch(doc[start - 1].lower_) is not None
    if not genitive or not text.endswith("s") or text.endswith("ss") or text.casefold() == head.lemma_.casefold():
        return text
    return text[:-2] if text.endswith(("uses", "fes", "tzes", "tes", "des", "mes")) else text[:-1]


def _unbalanced(text: str) -> str:
    """Return a complement without a bracket that never closes and without the full stop after a number."""
    if text.count("(") != text.count(")"):
        text = text.partition("(")[0].strip()
    return text[:-1] if re.search(r"\d\.$", text) else text


def _plain(doc: Doc, start: int, end: int) -> str:
    caseless = not any(token.text[:1].isupper() for token in doc[start].sent) if start < end else False
    parts = [
        (token.text[:1].upper() + token.text_with_ws[1:] if caseless and is_noun(token) else token.text_with_ws)
        for token in doc[start:end]
        if token.text not in _QUOTES
    ]
    text = "".join(parts)
    return " ".join(text.replace("*", "").split()).strip(" ,;(")
