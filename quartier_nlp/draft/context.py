"""Sentence around a quote, for readers of the appendix and to see what stands together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quartier_nlp.model.records import Evidence, Segment

# A full stop, question or exclamation mark, closing marks, white space, then a capital.
_END = re.compile(r"[.!?…][\"“‘«)\]]*\s+(?=[\"„‚»(\[]?[A-ZÄÖÜ0-9])")
# What ends in a full stop without ending a sentence: abbreviations, ordinals, initials.
_NO_END = re.compile(
    r"(?:\b(?:bzw|ca|Nr|St|Dr|Prof|vgl|evtl|ggf|inkl|usw|Abs|Art|Str|Hrsg|Jh|Mio|Mrd|sog|Tel|z|d|u|i|o|s|S|B|h|a|R)"
    r"|\b\d{1,2}|\b[A-ZÄÖÜ])\.$"
)
ELLIPSIS = "[…]"
#: Characters before a quote that say something of it.
_LEAST_BEFORE = 20
#: Words that only lead on to what follows.
_LEADING = (
    "und oder aber also da dann dass denn so weil wo wir man ich ja "
    "auf in mit für von zu an bei aus um die der das ein eine"
)
_TIE = re.compile(rf"(?:(?:^|[\s,;–-])(?:{'|'.join(_LEADING.split())}))+[\s,;–-]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """A quote within its passage; the three parts joined are the passage."""

    before: str
    text: str
    after: str


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of the sentence or sentences that the range ``[start, end)`` lies in."""
    first, last = 0, len(text)
    for match in _END.finditer(text):
        if _NO_END.search(text, 0, match.start() + 1):
            continue
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end - 1:
            last = match.end()
            break
    return first, last


def context_of(text: str, start: int, end: int, limit: int) -> Context:
    """Return the range ``[start, end)`` within its sentence.

    Args:
        text: Clean text of a segment.
        start: Start of the quote in it.
        end: End of the quote, exclusive.
        limit: Characters to keep on either side at most; cuts fall between words and are marked.
    """
    first, last = sentence_bounds(text, start, end)
    before, after = text[first:start], text[end:last].rstrip()
    if len(before) > limit:
        before = f"{ELLIPSIS} {_last_words(before, limit)}"
    if len(after) > limit:
        cut = after.rfind(" ", 0, limit + 1)
        after = f"{after[:cut]} {ELLIPSIS}" if cut >= 0 else f" {ELLIPSIS}"
    return Context(before, text[start:end], after)


def _last_words(text: str, limit: int) -> str:
    """Return the whole words at the end of a text that is longer than a limit of characters."""
    cut = text.find(" ", len(text) - limit)
    return text[cut + 1 :] if cut >= 0 else ""


def said_before(text: str, start: int, limit: int) -> str:
    """Return what stands before a position in its sentence, or the sentence before where that says too little.

    Args:
        text: Clean text of a segment.
        start: The position.
        limit: Characters to keep at most; a cut falls between words and is marked.
    """
    first = sentence_bounds(text, start, start + 1)[0]
    before = _ended(text[first:start])
    if len(before) < _LEAST_BEFORE and first:
        first = sentence_bounds(text, first - 2, first - 1)[0]
        before = _ended(text[first:start])
    if len(before) <= limit:
        return before if len(before) >= _LEAST_BEFORE else ""
    words = _last_words(before, limit)
    return f"{ELLIPSIS} {words}" if words else ""


def _ended(before: str) -> str:
    """Return text without the words and marks at its end that belong to what follows."""
    return _TIE.sub("", before).rstrip(" ,;–-")


def located(segment: Segment, evidence: Evidence) -> tuple[int, int] | None:
    """Return where a quote stands in its segment's clean text, or None if it doesn't.

    The offsets say so unless names in the text were masked, which moves what follows them: then the
    occurrence of the quote that is nearest to its offsets counts.
    """
    try:
        start, end = segment.offsets.to_clean(evidence.start, evidence.end)
    except ValueError:
        return None
    if segment.text[start:end] == evidence.quote:
        return start, end
    found = [match.start() for match in re.finditer(re.escape(evidence.quote), segment.text)]
    if not found or not evidence.quote:
        return None
    nearest = min(found, key=lambda position: abs(position - start))
    return nearest, nearest + len(evidence.quote)
