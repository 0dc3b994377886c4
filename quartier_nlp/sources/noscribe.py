"""Transcripts that noScribe saves as HTML: anchors ``ts_START_END_SPEAKER`` with times in ms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quartier_nlp.sources.cleaning import as_raw
from quartier_nlp.sources.turns import Cue

_ANCHOR = re.compile(r"ts_(?P<start>[0-9]{1,12})_(?P<end>[0-9]{1,12})(?:_(?P<speaker>.*))?", re.DOTALL)
_TAG = re.compile(r"\s*(?://)?\s*(?P<speaker>[^\s:/][^:/]{0,40}):\s*")
_STAMP = re.compile(r"\[\d{1,2}:\d{2}:\d{2}\]\s*")
_MINIMUM = 2


def is_noscribe(tree: Any) -> bool:
    """Return whether a page holds noScribe's time anchors."""
    return sum(1 for anchor in tree.iter("a") if _ANCHOR.fullmatch(anchor.get("name", ""))) >= _MINIMUM


def cues_of_page(tree: Any) -> Iterator[Cue]:
    """Yield the cues of a page; the speaker's tag at the head of a turn is no text."""
    current: str | None = None
    for anchor in tree.iter("a"):
        match = _ANCHOR.fullmatch(anchor.get("name", ""))
        if not match:
            continue
        text = as_raw("".join(anchor.itertext())).strip()
        text = _STAMP.sub("", text)
        speaker = (match["speaker"] or "").strip() or None
        tag = _TAG.match(text)
        if tag and not text.startswith("//") and (speaker is None or tag["speaker"] == speaker):
            speaker, text = tag["speaker"], text[tag.end() :]
        current = speaker or current
        start, end = int(match["start"]) / 1000, int(match["end"]) / 1000
        if text:
            yield Cue.timed(text, start, max(start, end), current)
