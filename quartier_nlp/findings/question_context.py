"""Adds to a question what the document says around it: is it answered, who asks it, is it a lead question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.document import Document, Passage
from quartier_nlp.findings.word_cues import PREFIX, word_cues
from quartier_nlp.findings.wordlists import pattern
from quartier_nlp.model.vocabulary import SegmentRole, SourceKind

_NO_ANSWER = re.compile(
    r"^\W*(tja|hm+|mhm|puh|boah|oh|schwierig|gute frage|das ist (die|eine) gute|das frag|pause|weiß)\b"
)
_FIRST_WORDS = 12
_EARLY = 0.12


def with_context(candidate: Candidate, document: Document, passage: Passage) -> Candidate:
    """Return the question with cues from what stands around it in the document."""
    cues = [f"source:{document.source.kind.value}", f"role:{passage.segment.role.value}"]
    rest = passage.segment.text[candidate.end :].strip(' ?.!"“”«»')
    if len(rest) > 12:
        cues.append("speaker-goes-on")
        following, other = rest, False
    else:
        following, other = _next_turn(document, passage)
    cues += _following_cues(following, other)
    if other and _echoes(candidate, document, passage):
        cues.append("follow-echo")
    cues += _speaker_cues(document, passage)
    if passage.position < _EARLY * len(document.passages):
        cues.append("early")
    if document.source.kind is not SourceKind.TRANSCRIPT and passage.segment.role is SegmentRole.LIST_ITEM:
        cues.append("written-list")
    return candidate.with_cues(*cues)


def _next_turn(document: Document, passage: Passage) -> tuple[str, bool]:
    """Return the next text and whether another speaker says it."""
    for other in document.passages[passage.position + 1 :]:
        if other.segment.role is SegmentRole.HEADING:
            return "", False
        if other.segment.text:
            return other.segment.text, other.segment.speaker != passage.segment.speaker
    return "", False


def _following_cues(following: str, other: bool) -> list[str]:
    if not following:
        return ["nothing-follows"]
    text = " ".join(following.lower().split()[:_FIRST_WORDS])
    cues = ["other-follows" if other else "same-follows"]
    if pattern("open_cues").search(" ".join(following.lower().split()[:30])) or _NO_ANSWER.search(text):
        cues.append("follow-open")
    elif pattern("answered").search(text):
        cues.append("follow-answer")
    if following.split(".")[0].rstrip().endswith("?") or "?" in text:
        cues.append("follow-question")
    return cues


def _echoes(candidate: Candidate, document: Document, passage: Passage) -> bool:
    """Return whether the next turn takes up words of the question in a statement, as answers do."""
    turn = next((p for p in document.passages[passage.position + 1 :] if p.segment.text), None)
    asked = {cue for cue in candidate.cues if cue.startswith(PREFIX)}
    first = next(iter(turn.sentences), None) if turn is not None else None
    if first is None or "?" in first.text:
        return False
    return len(asked & word_cues(token for token in first if token.tag_.startswith(("NN", "VV", "AD")))) > 0


def _speaker_cues(document: Document, passage: Passage) -> list[str]:
    speaker = passage.segment.speaker
    if speaker is None:
        return []
    first = next((p.segment.speaker for p in document.passages if p.segment.speaker), None)
    asked = [p for p in document.passages if p.segment.speaker == speaker]
    asking = sum("?" in p.segment.text for p in asked)
    cues = ["first-speaker"] if speaker == first else []
    if len(asked) > 2 and asking > 0.5 * len(asked):
        cues.append("asks-a-lot")
    return cues


def questions_with_context(candidates: Sequence[Candidate], document: Document, passage: Passage) -> list[Candidate]:
    """Return all questions of a passage with their context."""
    return [with_context(candidate, document, passage) for candidate in candidates]
