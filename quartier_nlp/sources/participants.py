"""Who speaks in a transcript: names written in several ways, legends of tags, roles that may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.reading import Passage
from quartier_nlp.sources.speakers import is_code, is_plausible

_FORMS_OF_ADDRESS = re.compile(r"^(?:(?:Herrn?|Frau|Hr\.|Fr\.|Prof\.|Dr\.|Dipl\.-Ing\.)\s+)+")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_TAG = r"[A-ZÄÖÜ]{1,3}\d{0,3}"
#: ``I = Dr. Klee (Interview), B1 = Heinz Krause``: a tag, an equals sign or dash, and a name up to the next tag.
_LEGEND = re.compile(
    rf"(?<!\w)(?P<tag>{_TAG})\s*(?:=|\s[–-]\s|:)\s*(?P<name>[^=\n;:]{{3,80}}?)(?=\s*(?:[,;.]\s*{_TAG}\s*(?:=|\s[–-]\s|:)|[;.\n]|$))"
)
_INITIAL = re.compile(r"[^\W\d_]\.?")
_MOST_ROLE = 60


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who stands behind a pseudonym of a source; private.

    Attributes:
        pseudonym: ``Person 1`` and so on, by first appearance; behind it in brackets the role that the manifest
            allows to be shown.
        name: Name or tag as the source writes it, in its fullest form; behind a name that a legend gives, the tag.
    """

    pseudonym: str
    name: str


def participants(
    passages: Sequence[Passage], roles: Mapping[str, str] | None = None
) -> tuple[tuple[Speaker, ...], dict[str, str]]:
    """Return the speakers of a source, and the pseudonym of every name as the source writes it.

    ``Max Müller``, ``Müller, Max``, ``M. Müller`` and ``Dr. Max Müller (Stadt Emden)`` are one person as long as no
    other ``M. Müller`` speaks.

    Args:
        passages: The source's passages.
        roles: Name or tag to the role or organisation that may be shown beside the pseudonym.
    """
    written = list(dict.fromkeys(passage.speaker for passage in passages if passage.speaker is not None))
    legend = _legend(passages, written)
    speakers: list[Speaker] = []
    pseudonyms: dict[str, str] = {}
    for number, group in enumerate(_merged(written), 1):
        name = max(group, key=lambda form: (_fullness(form), -group.index(form)))
        if name in legend:
            name = f"{legend[name]} ({name})"
        role = _role([*group, name, *(legend[form] for form in group if form in legend)], roles or {})
        pseudonym = f"Person {number} ({role})" if role else f"Person {number}"
        speakers.append(Speaker(pseudonym, name))
        pseudonyms.update(dict.fromkeys(group, pseudonym))
    return tuple(speakers), pseudonyms


def _merged(written: Sequence[str]) -> Iterator[list[str]]:
    """Yield the ways to write each person's name, by first appearance."""
    keys = {name: _key(name) for name in written}
    whole = {key for key in keys.values() if key and not _is_initial(key[0])}
    groups: dict[tuple[str, ...], list[str]] = {}
    for name in written:
        groups.setdefault(_resolved(keys[name], whole) or ("", name), []).append(name)
    yield from groups.values()


def _resolved(key: tuple[str, ...], whole: set[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the one whole name that initials stand for, else the key itself."""
    if not key or not _is_initial(key[0]):
        return key
    same = [other for other in whole if other[-1] == key[-1] and other[0].startswith(key[0][0])]
    return same[0] if len(same) == 1 else key


def _key(name: str) -> tuple[str, ...]:
    """Return first and last name in lower case; empty for a tag, a role and a name of one word."""
    bare = _BRACKETS.sub("", name).strip()
    if is_code(bare):
        return ()
    surname, comma, given = bare.partition(",")
    if comma and given.strip() and "," not in given:
        bare = f"{given.strip()} {surname.strip()}"
    words = _FORMS_OF_ADDRESS.sub("", bare).casefold().split()
    return (words[0], words[-1]) if len(words) > 1 and not _is_address(bare) else ()


def _is_address(bare: str) -> bool:
    """Return whether it is no whole name: "Frau Müller" and "Herr Müller" are two persons."""
    match = _FORMS_OF_ADDRESS.match(bare)
    return match is not None and len(bare[match.end() :].split()) < 2


def _is_initial(word: str) -> bool:
    return bool(_INITIAL.fullmatch(word))


def _fullness(name: str) -> tuple[bool, bool, int]:
    return (not any(_is_initial(word) for word in name.split()), "," not in name, len(name))


def _legend(passages: Iterable[Passage], written: Sequence[str]) -> dict[str, str]:
    """Return tag to name as the lines say that stand before the first turn."""
    tags = {name for name in written if is_code(name)}
    names: dict[str, str] = {}
    for passage in passages:
        if passage.role is SegmentRole.TURN or not tags:
            break
        for match in _LEGEND.finditer(passage.raw):
            name = " ".join(match["name"].split()).rstrip(" ,.")
            if match["tag"] in tags and is_plausible(_BRACKETS.sub("", name).split(",")[0]):
                names.setdefault(match["tag"], _BRACKETS.sub("", name).split(",")[0])
    return names


def _role(forms: Iterable[str], roles: Mapping[str, str]) -> str | None:
    wanted = {_plain(form) for form in forms} | {key for form in forms if (key := _key(form))}
    for name, role in roles.items():
        if _plain(name) in wanted or (_key(name) and _key(name) in wanted):
            return " ".join(re.sub(r"[()\[\]]", " ", role).split())[:_MOST_ROLE] or None
    return None


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
