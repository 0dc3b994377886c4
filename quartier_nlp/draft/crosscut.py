"""Says which topics come up in more than one action space."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quartier_nlp.draft.document import Inline, Link, Prose
from quartier_nlp.draft.german import enumerated
from quartier_nlp.draft.material import Topic
from quartier_nlp.draft.typography import headline

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class PlacedTopic:
    """A topic with the chapter that it stands in.

    Attributes:
        topic: The topic.
        chapter: Title of the chapter.
        anchor: Anchor of the topic in it.
    """

    topic: Topic
    chapter: str
    anchor: str


def shared_topics(approaches: Sequence[PlacedTopic], questions: Sequence[PlacedTopic]) -> tuple[Prose, ...]:
    """Return a paragraph on topics that several chapters share, or nothing if there are none."""
    topics, puzzles = _shared(approaches), _shared(questions)
    parts: list[Inline] = []
    if topics:
        opening = (
            "In mehreren Handlungsräumen zugleich geht es um das Thema "
            if len(topics) == 1
            else "Mehrere Themen kehren in verschiedenen Handlungsräumen wieder: "
        )
        parts += [opening, *enumerated([_told(group) for group in topics]), "."]
    if puzzles:
        parts += [
            " " if parts else "",
            "Gemeinsame offene Fragen gibt es zu ",
            *enumerated([_told(group) for group in puzzles]),
            ".",
        ]
    return (tuple(part for part in parts if part),) if parts else ()


def _shared(placed: Sequence[PlacedTopic]) -> list[list[PlacedTopic]]:
    """Return topics of the same name in several chapters, the widest spread and largest first."""
    by_name: dict[str, list[PlacedTopic]] = {}
    for one in placed:
        by_name.setdefault(one.topic.title.casefold(), []).append(one)
    groups = [group for group in by_name.values() if len({one.chapter for one in group}) > 1]
    groups.sort(key=lambda group: (-len(group), -sum(len(one.topic.claims) for one in group)))
    return groups[:_SHOWN]


def _told(group: Sequence[PlacedTopic]) -> Prose:
    chapters = enumerated([(Link(one.chapter, one.anchor),) for one in group])
    return (f"„{headline(group[0].topic.title)}“ (", *chapters, ")")
