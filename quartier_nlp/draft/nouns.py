"""Wording of places and formats: a noun with what the text says of it."""

from __future__ import annotations

import re

from quartier_nlp.draft.german import capitalised
from quartier_nlp.draft.places import CHANGING, TextFacts, head_of
from quartier_nlp.draft.typography import quoted, typeset
from quartier_nlp.model.records import Finding, NamedPlace

_MASKED = re.compile(r"\bPerson \d+\b|\[Name\]")
#: What is left of "im Ortsteil Kreuzberg" where the town stands in brackets.
_TORN_TOWN = re.compile(r"\s+(?:im|in der|in)\s+(?:Orts-?|Stadt)?(?:teil|Ort|Dorf|Gemeinde|Stadt)$")
_INTO = re.compile(r"\s+(?:zu[mr]|in)\s+\w+$")
_CHANGED = re.compile(rf"^[^.;:!?]*{CHANGING}")
_DOES = re.compile(r"\b(?:mach|organisier|veranstalte|betreib|leite)(?:t|n|en|te|ten)\s+(?:d(?:ie|er|as)|unsere?)\s+$")
_WHERE = re.compile(r"^\w+\s+(?:im|am|in der|an der|in dem|auf dem|beim)\s+(?=[A-ZÄÖÜ])")
_TAIL = re.compile(
    r"^(?:[^\s,]+\s+){0,3}?(?P<noun>[A-ZÄÖÜ][\w-]+)\s+(?P<tail>(?:in|im|am|an|auf|bei|beim|hinter|hinterm|über|unter"
    r"|vor|neben|gegenüber|für|mit|aus|von|vom|der|des)\s[^,;(]*[A-ZÄÖÜ][^,;(]*)$"
)
_NEXT_NOUN = re.compile(r"^ ([A-ZÄÖÜ][\w-]+)")
_SAME_START = 4
_CALLED = re.compile(
    r"\b(?:nann?te?n?|nenn(?:t|en)|heiß(?:t|en)|hieß(?:en)?)\s+(?:es|das|ihn|sie|dort|hier|bei uns)?\s*$"
)
_TALK_AT = re.compile(
    r"\b(Gespräch|Runde|Treffen|Sitzung|Beratung|Austausch)(?:e|en|s)?\s+(am|im|beim|an|in|auf|bei)(?:\s+\w+?(m|r))?\s+$"
)
_CONTRACTED = {("an", "m"): "am", ("in", "m"): "im", ("bei", "m"): "beim"}


def place_text(finding: Finding, facts: TextFacts) -> str:
    """Return a place, e.g. ``"Leerstehendes Kaufhaus Merz (Hof)"``; one without a name as far as the text says."""
    place = finding.named_place
    if place is None:
        return unnamed_text(finding, facts)
    label = typeset(finding.label).rstrip(" .;,")
    name = name_of(finding, place, facts)
    if name.casefold() in label.casefold() and not _MASKED.search(label):
        name = label
    noun, _ = head_of(label)
    if noun and noun != label and name.split()[0] == noun:
        name = label[: label.index(noun)] + name
    text = f"{capitalised(name)}{municipality(place, name)}"
    told = label.casefold() in name.casefold() or _MASKED.search(label) or _is_told(noun, name, place.name)
    return text if told else f"{text} – {label}"


def _is_told(noun: str, *names: str) -> bool:
    """Return whether a noun is in a name, written as one word or torn: "Lokschuppen" in "Lok Schuppen am Bahnhof"."""
    return any(noun in name.split() or noun.casefold() in name.replace(" ", "").casefold() for name in names)


def name_of(finding: Finding, place: NamedPlace, facts: TextFacts) -> str:
    """Return the name of a place without what belongs to its sentence: who does something there, what it becomes."""
    name = typeset(place.name).rstrip(" .;,")
    if place.municipality:
        name = _TORN_TOWN.sub("", name)
    if _CHANGED.match(facts.after):
        name = _INTO.sub("", name)
    if finding.evidence.quote.startswith(place.name) and _DOES.search(facts.before):
        name = _WHERE.sub("", name)
    return name


def unnamed_text(finding: Finding, facts: TextFacts) -> str:
    """Return a place without a name with what its quote says behind the noun, and its town."""
    text = typeset(finding.label).rstrip(" .;,")
    noun, rest = head_of(text)
    quote = typeset(finding.evidence.quote).rstrip(" .;,")
    following = _NEXT_NOUN.match(facts.after)
    told = _TAIL.match(quote)
    if rest and following and not rest.split()[-1][0].isupper():
        text = f"{text} {following[1]}"
    elif told and not rest:
        if told["noun"][:_SAME_START].casefold() == noun[:_SAME_START].casefold():
            text = f"{text} {told['tail']}"
        elif noun in told["tail"].split() and quote.startswith(told["noun"]):
            text = quote
    text = capitalised(text)
    return text if not facts.town or facts.town in text else f"{text} ({facts.town})"


def municipality(place: NamedPlace, name: str) -> str:
    """Return the municipality in brackets, unless the name says it; inner brackets become a comma."""
    if not place.municipality or place.municipality.casefold() in name.casefold():
        return ""
    return f" ({typeset(place.municipality).replace(' (', ', ').replace(')', '')})"


def says_which(finding: Finding, facts: TextFacts) -> bool:
    """Return whether a reader can tell which place is meant: by name, town, what is behind the noun, or its past."""
    if finding.named_place is not None or facts.town or facts.origin is not None:
        return True
    return bool(head_of(unnamed_text(finding, facts))[1])


def format_text(finding: Finding, facts: TextFacts) -> str:
    """Return a format; a name that people gave it in quotation marks, a table with the talk that is held at it."""
    text = capitalised(typeset(finding.label).rstrip(" .;,"))
    if _CALLED.search(facts.before):
        return quoted(text)
    talk = _TALK_AT.search(facts.before)
    if talk is None or finding.category is not None or " " in text:
        return text
    noun, preposition, ending = talk.groups()
    if ending:
        preposition = _CONTRACTED.get((preposition, ending), f"{preposition} {'dem' if ending == 'm' else 'der'}")
    return f"{noun} {preposition} {text}"
