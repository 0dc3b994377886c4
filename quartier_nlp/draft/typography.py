"""Makes text from documents fit to print: allowed characters, German marks, readable length."""

from __future__ import annotations

import re

from quartier_nlp.draft.german import NBSP, capitalised

# Not allowed in XML 1.0, or invisible and able to turn the reading direction of what follows.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_WHITE = re.compile(r"[^\S\u00a0\u202f]+")
_STRAIGHT_QUOTES = re.compile(r'"([^"]+)"')
_DASH = re.compile(r"(?<=\s)-{1,2}(?=\s)")
_ABBREVIATION = re.compile(r"\b(z|d|u|i|o|s)\. ?(B|h|a|d|R|Ä|u|o)\.")
_BLANK_BEFORE_MARK = re.compile(r" +(?=[,;:.?!](?:\s|$))")
_HEADLINE_LIMIT = 90
_MARKS = frozenset('„“”"»«')
_SINGLE = str.maketrans({"„": "‚", "“": "‘", "”": "‘", "»": "›", "«": "‹"})
_POINTS = re.compile(r"(?<!\.)\.\.\.(?!\.)")


def printable(text: str) -> str:
    """Return the text without unprintable characters, every run of white space as one blank."""
    return _WHITE.sub(" ", _UNPRINTABLE.sub("", text)).strip()


def verbatim(text: str) -> str:
    """Return a quote as it stands, without what cannot be printed; blanks at its ends are kept."""
    return _WHITE.sub(" ", _UNPRINTABLE.sub("", text))


def typeset(text: str) -> str:
    """Return a wording of ours with German quotation marks, dashes and protected abbreviations."""
    text = printable(text)
    text = _STRAIGHT_QUOTES.sub(r"„\1“", text)
    text = _BLANK_BEFORE_MARK.sub("", text)
    text = _DASH.sub("–", text)
    text = _POINTS.sub("…", text)
    return _ABBREVIATION.sub(rf"\1.{NBSP}\2.", text)


def headline(text: str) -> str:
    """Return a topic as a heading: typeset, first letter in upper case, no final mark."""
    return capitalised(shortened(typeset(text), _HEADLINE_LIMIT).rstrip(" .,;:–-"))


def shortened(text: str, limit: int) -> str:
    """Return the text cut at a word boundary, with an ellipsis where something is missing."""
    if len(text) <= limit:
        return text
    cut = text.rfind(" ", 0, limit)
    return text[: cut if cut > limit // 2 else limit].rstrip(" ,;:–-") + " …"


def quoted(text: str) -> str:
    """Return the text in German quotation marks; marks inside it become single ones."""
    inner = text.strip().rstrip(".;, ")
    if len(inner) > 2 and inner[0] in _MARKS and inner[-1] in _MARKS and not _MARKS.intersection(inner[1:-1]):
        inner = inner[1:-1]
    inner = _STRAIGHT_QUOTES.sub(r"‚\1‘", inner)
    return f"„{inner.translate(_SINGLE)}“"
