"""Persons' names in automatic captions, which have neither capitals nor punctuation."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_WORD = r"[a-zäöüßçğışé]{3,}(?:-[a-zäöüß]+)*"
#: Given names that are also words of such speech ("mia ham", "lore", "kai", "rosa farbe").
_ALSO_WORDS = frozenset("mia kai rosa lore ella gloria mira art dora fee gerd karla lea mara nina ole ute".split())
_NOT_A_SURNAME = frozenset(
    "aber alle also auch auf aus beim bitte da danke dann das dem den der die doch ein eine einen er es für "
    "genau gut habe hab haben hallo hat herr hier ich ihr ihre ist ja jetzt kam kann mal mein meine mit nein "
    "nicht noch nun oder schon sehr sein sie sind so und uns unser unsere vielleicht von was weil wenn wer wie "
    "wir wird wo zu zum zur frau liebe lieber sagt sagte meint macht hast bist willst magst kannst vom bei "
    "nach über unter darf soll will war wäre".split()
)
_ROLE = re.compile(
    r"(?:in|meister|rat|leiter|lehrer|arzt|wirt|chef|vorsitzende|sprecher|pfarrer|doktor|professor|architekt|planer|manager|"
    r"nachbar|moderator|vertreter|redner|kollege|mensch|mann|neue|neuer|einzige|letzte|erste|typ|vater|mutter|oma|opa)$"
)
_TITLED = re.compile(rf"\b(?:herrn?|frau)\s+(?:doktor\s+|professor\s+)?(?P<name>{_WORD})")
_INTRODUCED = re.compile(rf"\bich bin (?:der|die) (?P<name>{_WORD}) (?=(?:vom|aus)\b)")
_SHARE = 0.02


def is_lower_case(text: str) -> bool:
    """Return whether a text is written without capitals."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 20 and sum(char.isupper() for char in letters) < _SHARE * len(letters)


def lower_case_mentions(text: str, given: Collection[str]) -> Iterator[str]:
    """Yield names as they stand in a text without capitals.

    Args:
        text: The text.
        given: Given names with their capitals.
    """
    for pattern in (_TITLED, _INTRODUCED):
        for match in pattern.finditer(text):
            name = match.group("name")
            if name not in _NOT_A_SURNAME and not _ROLE.search(name):
                yield name
    for match in re.finditer(_WORD, text):
        name = match.group()
        if name in _ALSO_WORDS or "-".join(part.capitalize() for part in name.split("-")) not in given:
            continue
        yield name
        before = re.search(rf"\b(?P<name>{_WORD})\s+$", text[: match.start()])
        after = re.match(rf"\s+(?P<name>{_WORD})(?=\s+(?:vom|von|aus|hier)\b)", text[match.end() :])
        placed = re.match(r"\s+(?:vom|von|aus)\b", text[match.end() :])
        for neighbour in (before if placed else None, after):
            if (
                neighbour
                and neighbour.group("name") not in _NOT_A_SURNAME
                and not _ROLE.search(neighbour.group("name"))
            ):
                yield neighbour.group("name")
