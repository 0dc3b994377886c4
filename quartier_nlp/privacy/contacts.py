"""E-mail addresses and telephone numbers, written or spelled out as people say them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SAID_AT = r"(?:@|\(at\)|\[at\]|\bät\b|\bat\b|\ballerdings\b|\bklammeraffe\b)"
_SAID_DOT = r"(?:\.(?=\S)|\(dot\)|\(punkt\)|\bpunkt\b|\bdot\b)"
_SAID_DASH = r"(?:-|_|\bminus\b|\bbindestrich\b|\bstrich\b|\bunterstrich\b)"
_WORD = r"[\w+]+"
_JOINED = rf"{_WORD}(?:\s*(?:{_SAID_DOT}|{_SAID_DASH})\s*{_WORD})*"
_EMAIL = re.compile(
    # local part: joined by signs or said words; at; domain with at least one dot, written or said
    rf"{_JOINED}\s*{_SAID_AT}\s*{_WORD}(?:\s*{_SAID_DASH}\s*{_WORD})*(?:\s*{_SAID_DOT}\s*{_WORD}"
    rf"(?:\s*{_SAID_DASH}\s*{_WORD})*)+",
    re.IGNORECASE,
)
_WRITTEN_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)

_DIGIT_WORDS = "null|eins|ein|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|doppel"
_TEN_WORDS = "zehn|elf|zwölf|zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig"
_NUMBER_WORD = (
    rf"(?:(?:{_DIGIT_WORDS})?(?:und)?(?:{_TEN_WORDS})|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn|{_DIGIT_WORDS})"
)
_SPELLED_PHONE = re.compile(
    rf"\b(?:null|plus\s+vier\s*neun|plus\s+neunundvierzig)(?:[\s,.;/–-]+{_NUMBER_WORD}\b){{5,}}", re.IGNORECASE
)
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+\d{2}|00\d{2}|\(?0)[\s()/.–-]*\d(?:[\s()/.–-]{0,2}\d){5,13}(?![\w-]*\w)",
)
_LIKE_A_DATE = re.compile(r"^0?\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
_CLOCK = re.compile(r"^\d{2}:\d{2}")


def find_contacts(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, kind) of contact data; kind is ``"email"`` or ``"phone"``."""
    for pattern, kind in ((_WRITTEN_EMAIL, "email"), (_EMAIL, "email"), (_SPELLED_PHONE, "phone"), (_PHONE, "phone")):
        for match in pattern.finditer(text):
            found = match.group()
            if kind == "phone" and (_LIKE_A_DATE.match(found) or _CLOCK.match(found)):
                continue
            if pattern is _EMAIL and not _said_like_an_address(found):
                continue
            yield (*match.span(), kind)


def _said_like_an_address(found: str) -> bool:
    """Tell "info at kornspeicher minus verein.example" from "Treffen at home. Danach"."""
    domain = re.split(_SAID_AT, found, maxsplit=1, flags=re.IGNORECASE)[-1]
    last = re.split(_SAID_DOT, domain, flags=re.IGNORECASE)[-1].strip()
    glued = not re.search(r"\.\s", domain)
    return glued and last.isalpha() and 2 <= len(last) <= 10
