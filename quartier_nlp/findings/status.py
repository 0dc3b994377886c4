"""Decides whether an approach is proposed, practised or rejected (guideline 10), and why it was rejected."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Span

from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.document import Passage
from quartier_nlp.findings.scoring import BIAS, Term
from quartier_nlp.findings.table_rows import row_status
from quartier_nlp.findings.word_cues import PREFIX, word_cues
from quartier_nlp.findings.wordlists import pattern, phrases
from quartier_nlp.model.vocabulary import ApproachStatus

ORDER = (ApproachStatus.PROPOSED, ApproachStatus.PRACTISED, ApproachStatus.REJECTED)
_LIST_HEADINGS = {
    "heading-rejected": re.compile(
        r"\b(verworfen\w*|abgelehnt\w*|gescheitert\w*|eingestellt\w*|was nicht|flops?|abgebrochen\w*)\b"
    ),
    "heading-practised": re.compile(
        r"\b(läuft|laufend\w*|praxis|umgesetzt\w*|bewährt\w*|erfahrungen|was funktioniert|bilanz|stand|beispiele?"
        r"|best practice|bestand)\b"
    ),
    "heading-proposed": re.compile(
        r"\b(ideen?|vorschläge?|wünsche?|forderung\w*|empfehlung\w*|maßnahmen|ausblick|geplant\w*|nächste schritte"
        r"|handlungsempfehlung\w*|perspektive\w*)\b"
    ),
}
#: Within how many words behind a quote its end is told: "... hing da. Dann war Schluss." The nearer, the more count.
_REACHES = (6, 15, 30, 50)
_BEHIND, AFTER, _NEXT = "behind:", "after:", "right:"
#: How many words behind the quote count one by one, and how many of the next cell, bullet or turn as a whole.
_FOLLOWING, _NEXT_WORDS = 15, 12
_LONGEST_BEHIND = 600
#: Cues that say that what is told may have ended.
ENDING_CUES = frozenset(f"{_BEHIND}{name}:{reach}" for name in ("rejected", "ended") for reach in _REACHES[:2])
#: Cue of what a table's column for the status says, and its log-odds: more than all else together.
_ROW, _STATED = "row:", 8.0
_FINITE_PAST = re.compile(r"\b(hat|haben|habe|ham|hen|hatte\w*|wurde\w*|worden|war|waren|ist|sind|sei)\b")
_AMBIGUOUS = frozenset({"da", "denn"})
_CONJUNCTIONS = frozenset({"KOUS", "KON"})
_REASON_END = re.compile(r";|[.!?](?=[\s“”\"»)]|$)")


def status_cues(passage: Passage, candidate: Candidate, cues: Sequence[str]) -> tuple[str, ...]:
    """Return what the sentence, what comes after it and the heading say about the status."""
    here, following, previous = _sentences(passage, candidate)
    quote = passage.segment.text[candidate.start : candidate.end].lower()
    found = [f"clause:{cue}" for cue in cues if ":" not in cue or cue.startswith(PREFIX)]
    for name in ("rejected", "practised", "proposed"):
        expression = pattern(name)
        if expression.search(quote):
            found.append(f"quote:{name}")
        elif expression.search(here):
            found.append(f"sentence:{name}")
        if name == "rejected" and expression.search(following):
            found.append("next:rejected")
        if name == "rejected" and expression.search(previous):
            found.append("previous:rejected")
    if _FINITE_PAST.search(quote):
        found.append("quote:auxiliary")
    found += _told_later(passage, candidate)
    heading = passage.heading.lower()
    found += [name for name, expression in _LIST_HEADINGS.items() if expression.search(heading)]
    found.append(f"role:{passage.segment.role.value}")
    stated = row_status(passage.row)
    if stated is not None:
        found.append(f"{_ROW}{stated.value}")
    return tuple(sorted(set(found)))


def _told_later(passage: Passage, candidate: Candidate) -> list[str]:
    """Return how soon an end is told behind the quote or in what comes next, and the words right behind it."""
    doc, found = passage.doc, []
    words = passage.segment.text[candidate.end : candidate.end + _LONGEST_BEHIND].lower().split()
    following = " ".join(doc._.right.lower().split()[:_NEXT_WORDS])
    for name in ("rejected", "ended"):
        expression = pattern(name)
        found += [f"{_BEHIND}{name}:{n}" for n in _REACHES if expression.search(" ".join(words[:n]))]
        if expression.search(following):
            found.append(f"{_NEXT}{name}:{passage.segment.role.value}")
    quote = doc.char_span(candidate.start, candidate.end, alignment_mode="expand")
    # the words of a phrase that counts as a whole do not count again
    whole = f"{_BEHIND}rejected:{_REACHES[0]}" in found
    after = () if whole or quote is None else doc[quote.end : quote.end + _FOLLOWING]
    return [*found, *(AFTER + cue.removeprefix(PREFIX) for cue in word_cues(after))]


def _sentences(passage: Passage, candidate: Candidate) -> tuple[str, str, str]:
    spans, touched = passage.sentences, passage.touched(candidate.start, candidate.end)
    if not touched:
        return "", "", ""
    here = " ".join(spans[i].text for i in touched).lower()
    following = spans[touched[-1] + 1].text.lower() if touched[-1] + 1 < len(spans) else ""
    previous = spans[touched[0] - 1].text.lower() if touched[0] else ""
    return here, following, previous


def status_of(
    cues: Sequence[str], encoder: Sequence[float], weights: Mapping[str, Mapping[str, float]]
) -> ApproachStatus:
    """Return the most probable status.

    Args:
        cues: What ``status_cues`` returned.
        encoder: Probabilities in the order of ``ORDER``, or empty where the encoder gave none.
        weights: Log-odds per status and cue; the cue ``"encoder"`` is the factor of the encoder's log-probability.
    """
    scores = {status: sum(t.log_odds for t in status_terms(status, cues, encoder, weights)) for status in ORDER}
    return max(ORDER, key=lambda status: scores[status])


def status_terms(
    status: ApproachStatus,
    cues: Sequence[str],
    encoder: Sequence[float],
    weights: Mapping[str, Mapping[str, float]],
) -> list[Term]:
    """Return what speaks for and against a status; arguments as for ``status_of``."""
    own = weights[status.value]
    stated = f"{_ROW}{status.value}"
    terms = [Term(BIAS, own.get(BIAS, 0.0)), *(Term(c, _STATED if c == stated else own.get(c, 0.0)) for c in cues)]
    if encoder:
        terms.append(Term("encoder", own.get("encoder", 0.0) * math.log(max(encoder[ORDER.index(status)], 0.001))))
    return terms


def rejection_reason(span: Span) -> str | None:
    """Return the clause in the sentence or the next one that says why, in the source's words."""
    doc = span.doc
    after = doc.text[span.start_char : span.start_char + 400]
    for marker in phrases("reason_markers"):
        for position in re.finditer(rf"(?<!\w){re.escape(marker)}", after.lower()):
            if _is_adverb(doc, span.start_char + position.start(), marker):
                continue
            rest = after[position.start() :]
            end = _REASON_END.search(rest)
            return rest[: end.start() if end else len(rest)].strip(" ,")
    return None


def _is_adverb(doc: Doc, start: int, marker: str) -> bool:
    """Whether a conjunction that is an adverb as well is one here: "da haben wir's gelassen", "warum denn nicht"."""
    if marker.strip() not in _AMBIGUOUS:
        return False
    token = doc.char_span(start, start + len(marker.strip()), alignment_mode="expand")
    return token is None or token[0].tag_ not in _CONJUNCTIONS
