"""Replaces names by pseudonyms and contact data by placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quartier_nlp.privacy.contacts import find_contacts
from quartier_nlp.privacy.names import forms_of, mentioned_names

#: What readers see in place of a person who did not speak, an address and a number.
SOMEBODY = "[Name]"
_PLACEHOLDERS = {"email": "[E-Mail-Adresse]", "phone": "[Telefonnummer]"}
#: A name inside a longer proper name stays: "Schuhhaus Hertrich", "Hertrich GmbH", "Hertrich-Platz".
_BEFORE = r"(?<![\w-])(?<!haus )(?<!Haus )(?<!Café )(?<!Firma )(?<!Sankt )(?<!St\. )"
_TITLE = r"(?P<title>(?:(?:Herrn?|Frau|Hr\.|Hrn\.|Fr\.)\s+)?(?:(?:Prof|Dr)\.\s*)*)"
_AFTER = (
    r"(?=s?(?!\w|-\w))"
    r"(?!s?\s*-?(?:[Ss]traße|[Pp]latz|[Ww]eg|[Aa]llee|[Gg]asse|[Ss]chule|[Kk]irche|GmbH|AG\b|KG\b|eG\b|e\.\s?V))"
)


@dataclass(frozen=True, slots=True)
class Masker:
    """Masks the text of one source.

    Attributes:
        replacements: Surface form of a name to what stands in its place.
        pattern: Matches any of those forms, or None if there is none.
    """

    replacements: Mapping[str, str]
    pattern: re.Pattern[str] | None

    def mask(self, text: str) -> str:
        """Return the text without names of persons and contact data."""
        pieces, position = [], 0
        for start, end, kind in _merged(text):
            pieces.append(self._names(text[position:start]))
            pieces.append(_PLACEHOLDERS[kind])
            position = end
        pieces.append(self._names(text[position:]))
        return "".join(pieces)

    def _names(self, text: str) -> str:
        if self.pattern is None:
            return text
        return self.pattern.sub(self._replacement, text)

    def _replacement(self, match: re.Match[str]) -> str:
        instead = self.replacements[match.group("name")]
        # "Frau Person 2" would say more than the pseudonym; "Herr [Name]" reads better than "[Name]".
        return (match.group("title") or "") + instead if instead == SOMEBODY else instead


def masker_for(
    speakers: Mapping[str, str], texts: Iterable[str], *, spoken: bool, others: Iterable[str] = ()
) -> Masker:
    """Build the masker of one source.

    Args:
        speakers: Pseudonym to name, from the store's private table.
        texts: The source's clean texts without headings and references.
        spoken: Whether it is a transcript.
        others: Names of people who speak in other sources; here only their whole names are looked for.
    """
    replacements = dict.fromkeys(mentioned_names(texts, spoken=spoken), SOMEBODY)
    replacements.update((form, SOMEBODY) for name in others for form in forms_of(name) if " " in form)
    for pseudonym, name in sorted(speakers.items()):
        for form in forms_of(name):
            replacements[form] = pseudonym.split(" (")[0]
    for name in [name for name in replacements if " " in name]:
        known = next(
            (replacements[part] for part in name.split() if replacements.get(part, SOMEBODY) != SOMEBODY), None
        )
        if known is not None:
            replacements[name] = known
    for form in [form for form in replacements if form.islower()]:
        for capitalised in _capitalised(form):
            replacements.setdefault(capitalised, replacements[form])
    forms = sorted(replacements, key=lambda form: (-len(form), form))
    if not forms:
        return Masker({}, None)
    pattern = re.compile(_BEFORE + _TITLE + "(?P<name>" + "|".join(re.escape(form) for form in forms) + ")" + _AFTER)
    return Masker(replacements, pattern)


def _capitalised(form: str) -> set[str]:
    """The forms that a name from a text without capitals takes in a label, which has them: "toni" becomes "Toni"."""
    return {form[:1].upper() + form[1:], form.title(), " ".join(word[:1].upper() + word[1:] for word in form.split())}


def _merged(text: str) -> list[tuple[int, int, str]]:
    merged: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(find_contacts(text), key=lambda found: (found[0], -found[1], found[2])):
        if merged and start < merged[-1][1]:
            continue
        merged.append((start, end, kind))
    return merged
