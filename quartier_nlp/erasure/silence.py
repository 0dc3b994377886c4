"""Takes one speaker out of a source: the words go, the name is blacked out where others say it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quartier_nlp.erasure.traces import Traces, blacked
from quartier_nlp.model.records import Segment
from quartier_nlp.model.tables import Row


@dataclass(frozen=True, slots=True)
class Silencer:
    """Takes speakers out.

    Attributes:
        pseudonyms: Of the speakers, in this source.
        forms: Forms that their names take in text.
        lower_case: Says whether a text is in lower case throughout, as some subtitles are.
    """

    pseudonyms: Collection[str]
    forms: Sequence[str]
    lower_case: Callable[[str], bool]

    def segments(self, segments: Iterable[Segment]) -> list[Segment]:
        """Return the segments that stay; position and length of everything in them are as before."""
        return [self._segment(segment) for segment in segments if segment.speaker not in self.pseudonyms]

    def text(self, text: str) -> str:
        """Return a text of the same length with the names blacked out."""
        return self._names(text).blacken(text) if self.forms else text

    def value(self, value: Any) -> Any:
        """Return a nested value with the names blacked out in every text."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {key: self.value(inner) for key, inner in value.items()}
        if isinstance(value, tuple):
            return tuple(self.value(inner) for inner in value)
        return [self.value(inner) for inner in value] if isinstance(value, list) else value

    def findings(self, rows: Iterable[Row], kept: Collection[str]) -> list[Row]:
        """Return the findings that rest on segments which stay.

        Args:
            rows: Of the findings table.
            kept: Ids of the segments that stay.
        """
        named = ("quote", "label", "reason", "named_place", "provenance", "also")
        found = []
        for row in rows:
            if row["segment_id"] in kept:
                also = tuple(mention for mention in row["also"] if mention["segment_id"] in kept)
                found.append({**row, **{name: self.value((row | {"also": also})[name]) for name in named}})
        return found

    def decisions(self, rows: Iterable[Row], kept: Collection[str]) -> list[Row]:
        """Return the decisions on findings that rest on segments which stay; ``kept`` as for ``findings``."""
        left = []
        for row in rows:
            seen = row["seen"]
            if seen["segment_id"] in kept:
                also = [mention for mention in seen["also"] if mention["segment_id"] in kept]
                left.append(
                    {name: self.value(value) for name, value in {**row, "seen": {**seen, "also": also}}.items()}
                )
        return left

    def _segment(self, segment: Segment) -> Segment:
        raw = list(self.text(segment.raw))
        for start, end in self._names(segment.text).spans(segment.text) if self.forms else ():
            # A name that a line break divides is whole in the clean text only.
            first, last = segment.offsets.to_raw(start, end)
            raw[first:last] = blacked("".join(raw[first:last]))
        return replace(
            segment,
            text=self.text(segment.text),
            raw="".join(raw),
            section=tuple(self.text(heading) for heading in segment.section),
        )

    def _names(self, text: str) -> Traces:
        forms = [form.lower() for form in self.forms] if self.lower_case(text) else self.forms
        return Traces.of((), names=forms)
