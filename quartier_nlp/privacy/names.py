"""Persons' names: of the speakers, and of those that the speakers mention.

Rules over capitalised words with a table of given names; measured on the development set by
``tests/privacy``. Names inside company, building and street names stay, and so do cited authors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from quartier_nlp.privacy.lower_case import is_lower_case, lower_case_mentions

_UPPER = "A-ZÄÖÜÇĞİŞÅÉÈÓŁŚŻ"
_NAME = rf"[{_UPPER}]\w+(?:[’'ʼ]\w+)*(?:-[{_UPPER}]?\w+(?:[’'ʼ]\w+)*)*"
_PARTICLE = r"(?:von|van|de|zu|der|den|vom|zur|el|al|bin|Abu)"
_DEGREE = r"(?:(?:Professor(?:in)?|Doktor|(?:Prof|Dr|Dipl|Ing|med|phil|h\.\s?c)\b)\.?(?:-[A-Z][a-z]+\.)?\s*)"
#: Offices and duties: "Herr Stadtrat", "Frau Vorsitzende" name no person.
_OFFICE = re.compile(
    r"(?:rat|rätin|räte|räten|meister(?:in)?|leiter(?:in)?|präsident(?:in|en)?|vorsitzende[rn]?|minister(?:in|s)?|"
    r"direktor(?:in)?|referent(?:in)?|dezernent(?:in)?|kanzler(?:in)?|sekretär(?:in)?|vorsteher(?:in)?|abgeordnete[rn]?|"
    r"kolleg(?:e|en|in|innen)|beauftragte[rn]?|pfarrer(?:in)?|sprecher(?:in)?|moderator(?:in)?|stadt|verwaltung|fraktion)$",
    re.IGNORECASE,
)
_TITLED = re.compile(
    rf"\b(?P<title>Herrn?|Frau|Hr\.|Hrn\.|Fr\.|Familie|Fam\.|Kollegen?|Kollegin|Pfarrer(?:in)?|(?:Prof|Dr)\.)\s+"
    rf"(?:[{_UPPER}]\w*(?:rat|rätin|meister|meisterin|präsident|präsidentin|minister|ministerin|vorsteher|vorsteherin)\s+)?"
    rf"(?P<name>{_DEGREE}*(?:{_NAME}\s+)??(?:{_PARTICLE}\s+)*{_NAME})"
)
_INITIALLED = re.compile(rf"\b(?P<name>(?:[{_UPPER}]\.\s?){{1,2}}{_NAME})")
_PAIR = re.compile(rf"\b(?P<given>{_NAME})\s+(?P<rest>(?:{_PARTICLE}\s+)*{_NAME})")
_SINGLE = re.compile(rf"(?<![\w-])(?P<given>{_NAME})(?![\w-])")
#: "Ich bin die Vroni Aschenbrenner", "der Fiete Rickmers aus Norden": names that no table knows.
_INTRODUCED = re.compile(
    rf"\b(?:[Ii]ch bin|[Mm]ein Name ist|[Ii]ch hei(?:ß|ss)e|[Hh]ier ist|[Mm]ein Name:)\s+(?:(?:die|der)\s+)?"
    rf"(?P<name>{_NAME}(?:\s+{_NAME})?)(?=\s*(?:[,.!]|und\b|von\b|aus\b|ich\b|$))"
    rf"|\b(?:die|der)\s+(?P<called>{_NAME}\s+{_NAME})(?=\s+aus\s+[{_UPPER}])"
)
_CITATION = re.compile(
    rf"(?:{_NAME}\s+)?{_NAME}(?:\s*(?:/|,|&|und|u\.)\s*{_NAME})*(?:\s+(?:et\s+al\.|u\.\s?a\.))?\s*,?\s*\(?(?:19|20)\d\d"
    rf"|\([^()]*\b(?:19|20)\d\d[a-z]?\b[^()]*\)"
)
_BEFORE_A_SIGNATURE = re.compile(
    r"(?:^|[:,;(·/][*_\s]*|\b(?:von|durch|und|an|bei|Impuls|Input|Vortrag|Moderation|Protokoll)\s+)$"
)
_NOT_A_PERSON_AFTER = re.compile(
    r"^\s*(?:-?(?:[Ss]tra(?:ß|ss)e|[Pp]latz|[Ww]eg|[Aa]llee|[Gg]asse|[Hh]aus|[Hh]of|[Ss]chule|[Kk]irche|[Ss]tiftung|[Rr]ing|"
    r"[Uu]fer|[Pp]ark|[Ss]aal|[Gg]ymnasium|[Vv]iertel|[Ss]iedlung|[Kk]ultur)\b|GmbH|AG\b|KG\b|eG\b|e\.\s?V\.|& )"
)
_NOT_A_PERSON_BEFORE = re.compile(
    r"(?:Sankt|St\.|Café|Hotel|Gasthaus|Gasthof|Haus|Firma|Autohaus|Möbelhaus|Schuhhaus|Kaufhaus|Modehaus|Bäckerei|Metzgerei|"
    r"Gaststätte|Buchhandlung|Villa|Schloss|Bad|Straße|Kino|Salon|Druckerei|Spedition|Stadt|Gemeinde)\s+$"
)
_ROLE_WORDS = frozenset(
    "Bürgermeister Bürgermeisterin Oberbürgermeister Oberbürgermeisterin Moderation Moderatorin "
    "Moderator Präsident "
    "Präsidentin Vorsitzender Vorsitzende Doktor Professor Professorin Publikum Alle Stimme Unbekannt "
    "Interview Interviewerin "
    "Interviewer Sprecher Sprecherin Person Teilnehmer Teilnehmerin Teilnehmende Gast Zwischenruf Chor Ortsvorsteher "
    "Ortsvorsteherin Beigeordneter Beigeordnete Landrat Landrätin Kollege Kollegin Minister Ministerin Holle".split()
)
_TAG = re.compile(r"^(?:[A-Z]{1,3}\d{0,3}|Speaker[ _]?\d+|SPEAKER_\d+|Sprecher(?:in)?\s*\d*|Person\s*\d+)$")
_SHORTEST = 3


@cache
def given_names() -> frozenset[str]:
    """Return the table of given names (from Faker, MIT)."""
    text = files("quartier_nlp.privacy").joinpath("given_names.txt").read_text(encoding="utf-8")
    return frozenset(text.split("\n")) - {""}


def is_role_word(word: str) -> bool:
    """Return whether a word of a speaker's name is an office or a part in the talk, which names nobody."""
    return word.title() in _ROLE_WORDS


def forms_of(name: str) -> tuple[str, ...]:
    """Return the forms that a speaker's name may take in text, longest first.

    A tag ("B1", "Moderation") has none, but what stands in brackets behind it may be a name.
    """
    bare = re.sub(r"\([^)]*\)", " ", name)
    bare = re.sub(rf"^{_DEGREE}+|^(?:Herrn?|Frau|Hr\.|Fr\.)\s+", "", bare.strip())
    if "," in bare:
        bare = " ".join(reversed([part.strip() for part in bare.split(",", 1)]))
    parts = [part for part in bare.split() if part.rstrip(".").lower() not in {"dr", "prof", "von", "van", "de", "zu"}]
    named = [part for part in parts if not is_role_word(part)]
    if len(named) == 1 and len(parts) == 2 and parts[0] != named[0]:
        parts = named  # "Bürgermeister Basedow"
    if _TAG.match(bare.strip()) or not parts or any(map(is_role_word, parts)):
        inside = re.search(r"\(([^()]*)\)\s*$", name)
        return forms_of(inside[1]) if inside is not None and inside[1].split(" ")[0] in given_names() else ()
    parts = [part.title() if part.isupper() else part for part in parts]
    single = [part for part in parts if len(part) >= _SHORTEST and part[0].isupper() and "." not in part]
    whole = [" ".join(parts)] if len(parts) > 1 else []
    if len(parts) > 1 and parts[0][0].isalpha():
        whole += [f"{parts[-1]}, {' '.join(parts[:-1])}", f"{parts[0][0]}. {parts[-1]}"]
    return tuple(sorted({*whole, *single}, key=lambda form: (-len(form), form)))


def mentioned_names(texts: Iterable[str], *, spoken: bool) -> tuple[str, ...]:
    """Return names of persons that the texts of one source mention, longest first.

    Args:
        texts: Texts of one source; references and headings are best left out.
        spoken: Also take a given name that stands alone; papers name persons in full.
    """
    found: set[str] = set()
    for text in texts:
        if spoken and is_lower_case(text):
            found.update(lower_case_mentions(text, given_names()))
        else:
            found.update(_mentions(text, spoken=spoken))
    parts = {
        part
        for name in found
        if " " in name
        for part in (name.split()[:: len(name.split()) - 1] if spoken else [name.split()[-1]])
    }
    single = {part for part in parts if len(part) > _SHORTEST and "." not in part and part[0].isupper()}
    known = {name for name in found | single if len(name) >= _SHORTEST}
    return tuple(sorted(known, key=lambda form: (-len(form), form)))


def _mentions(text: str, *, spoken: bool) -> Iterator[str]:
    cited = [match.span() for match in _CITATION.finditer(text)]

    def person(start: int, end: int) -> bool:
        if any(a <= start < b for a, b in cited):
            return False
        return not (_NOT_A_PERSON_AFTER.match(text[end : end + 24]) or _NOT_A_PERSON_BEFORE.search(text[:start]))

    for match in _TITLED.finditer(text):
        name = _without_office(re.sub(rf"^{_DEGREE}+", "", match.group("name")).strip())
        plural = match.group("title") == "Kollegen"
        if name and not (plural and name[0].islower()) and person(match.start(), match.end()):
            yield name
    for match in _INITIALLED.finditer(text):
        if person(*match.span()) and _looks_signed(text, match.start()):
            yield match.group("name")
    if spoken:
        for match in _INTRODUCED.finditer(text):
            name = match.group("name") or match.group("called")
            if " " in name or name in given_names():
                yield name
    known = given_names()
    pair = _PAIR.search(text)
    while pair is not None:
        following = pair.start("rest")
        if pair.group("given") in known and person(*pair.span()) and _surname_like(pair.group("rest")):
            yield pair.group()
            following = pair.end()
        pair = _PAIR.search(text, following)
    if spoken:
        for match in _SINGLE.finditer(text):
            if match.group("given") in known and person(*match.span()):
                yield match.group("given")


def _without_office(name: str) -> str:
    """Return the name without offices before it; empty if nothing but an office is left."""
    parts = [part for part in name.split() if part not in _ROLE_WORDS and not _OFFICE.search(part)]
    return " ".join(parts) if parts and parts[-1][:1].isupper() and not parts[-1].isupper() else ""


def _looks_signed(text: str, start: int) -> bool:
    """Initials count as a name in minutes ("Protokoll: N. Achterberg"), not "z. B. Läden"."""
    return bool(_BEFORE_A_SIGNATURE.search(text[:start]))


def _surname_like(rest: str) -> bool:
    last = rest.split()[-1]
    return len(last) >= _SHORTEST and not re.search(r"(?:ung|heit|keit|schaft|haus|platz|straße|markt|hof)$", last)
