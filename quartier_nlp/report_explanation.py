"""How the explanation of a finding is shown."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from quartier_nlp.findings.explanation import Choice, Combination, ContextSentence, Explanation, Vote
    from quartier_nlp.findings.scoring import Term
    from quartier_nlp.model.records import Provenance

#: Cues and terms that are shown; the rest is in the JSON form.
_SHOWN = 8
_KIND_NAMES = {"approach": "Approach", "place": "Place", "format": "Format", "open_question": "Open question"}


def show(explanation: Explanation, *, as_json: bool) -> None:
    """Print why a finding is there."""
    if as_json:
        sys.stdout.write(json.dumps(dataclasses.asdict(explanation), ensure_ascii=False, indent=1) + "\n")
        return
    console = Console()
    for part in (_head, _context, _votes, _combination, _status, _spaces, _alternatives, _mentions):
        for block in part(explanation):
            console.print(block, highlight=False, soft_wrap=isinstance(block, Text))


def _head(explanation: Explanation) -> Iterable[Text]:
    kind = _KIND_NAMES[explanation.kind]
    yield Text.assemble((f"{kind}: ", "bold"), explanation.label, (f"  ({explanation.finding_id})", "dim"))
    facts = [explanation.state.value, *([explanation.status] if explanation.status else []), *explanation.action_spaces]
    yield Text.assemble(
        ", ".join(facts), f"; label from {explanation.label_source}; found by ", _by(explanation.found_by)
    )
    if explanation.reason:
        yield Text(f"rejected because: {explanation.reason}")
    for note in explanation.notes:
        yield Text(f"note: {note}", style="yellow")


def _context(explanation: Explanation) -> Iterable[Text]:
    context, place = explanation.context, explanation.provenance
    yield _title("In its context")
    yield Text("  " + " · ".join([explanation.source, *_where(place), *place.section]), style="dim")
    yield from _beside(context.before)
    line = Text("  ")
    if place.speaker:
        line.append(f"{place.speaker}: ", style="cyan")
    before, quote, after = context.sentence.partition(explanation.quote)
    yield line.append(before).append(quote, style="bold reverse").append(after)
    yield from _beside(context.after)


def _beside(sentence: ContextSentence | None) -> Iterable[Text]:
    if sentence is not None:
        yield Text.assemble("  ", (f"{sentence.speaker}: ", "cyan") if sentence.speaker else "", (sentence.text, "dim"))


def _where(place: Provenance) -> list[str]:
    found = [f"page {place.page}"] if place.page is not None else []
    if place.t_start is not None:
        end = f"–{_clock(place.t_end)}" if place.t_end is not None else ""
        found.append(f"{_clock(place.t_start)}{end}")
    return found


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:d}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def _votes(explanation: Explanation) -> Iterable[Text]:
    yield _title("Votes")
    for vote in explanation.votes:
        yield from _vote(vote)


def _vote(vote: Vote) -> Iterable[Text]:
    remark = "" if vote.counts else "  (a stronger one counts)"
    yield Text.assemble(
        "  ", (f"{vote.score:.2f} {vote.voter}", "bold" if vote.counts else ""), f"  {vote.quote}", remark
    )
    weighty = [term for term in vote.cues if term.log_odds]
    if weighty:
        yield Text(f"       {_sum(weighty)}")
    idle = [term.name for term in vote.cues if not term.log_odds]
    if idle:
        yield Text(f"       without weight: {', '.join(idle)}", style="dim")


def _sum(terms: Iterable[Term]) -> str:
    listed = list(terms)
    shown = ", ".join(f"{term.name} {term.log_odds:+.2f}" for term in listed[:_SHOWN])
    rest = listed[_SHOWN:]
    return f"{shown}, {len(rest)} more {sum(t.log_odds for t in rest):+.2f}" if rest else shown


def _combination(explanation: Explanation) -> Iterable[Text]:
    whole: Combination = explanation.combination
    yield _title("Score")
    yield Text(f"  {_sum(whole.terms)}; in log-odds, together {whole.score:.2f}")
    above = whole.score >= whole.threshold
    result = "reached, so active" if above else "not reached, so a candidate"
    if whole.threshold > 1:
        told = "no score is enough, for the quote says nothing by itself: a candidate"
    elif whole.threshold == whole.usual_threshold:
        told = f"threshold {whole.threshold:.2f}: {result}"
    else:
        told = f"threshold {whole.threshold:.2f} (the quote says little by itself): {result}"
    yield Text(f"  {told}; kept from {whole.floor:.2f} on")


def _status(explanation: Explanation) -> Iterable[Text | Table]:
    return _choices("Status", explanation.statuses)


def _spaces(explanation: Explanation) -> Iterable[Text | Table]:
    return _choices("Action space", explanation.spaces)


def _choices(title: str, choices: tuple[Choice, ...]) -> Iterable[Text | Table]:
    if not choices:
        return
    yield _title(title)
    grid = Table(box=None, show_header=False, pad_edge=False)
    for choice in choices:
        mark = Text("→" if choice.chosen else " ")
        grid.add_row(mark, Text(choice.name), Text(f"{choice.score:+.2f}"), Text(_sum(choice.terms), style="dim"))
    yield grid


def _alternatives(explanation: Explanation) -> Iterable[Text | Table]:
    if not explanation.alternatives:
        return
    yield _title("Also weighed in the same sentence")
    grid = Table(box=None, show_header=False, pad_edge=False)
    for other in explanation.alternatives:
        grid.add_row(
            Text("overlaps" if other.overlaps else "beside"),
            Text(other.kind.value),
            Text(
                f"{other.score:.2f} of {other.threshold:.2f}" if other.threshold <= 1 else f"{other.score:.2f}, never"
            ),
            Text(other.outcome.value.replace("_", " ")),
            Text(other.quote),
            Text(_by(other.found_by), style="dim"),
        )
    yield grid


def _mentions(explanation: Explanation) -> Iterable[Text]:
    if not explanation.mentions:
        return
    yield _title("Further mentions")
    for mention in explanation.mentions:
        yield Text(f"  {mention.score:.2f} {' · '.join([mention.quote, *_where(mention.provenance)])}")


def _title(text: str) -> Text:
    return Text(text, style="bold underline")


def _by(voters: Iterable[str]) -> str:
    return ", ".join(voters)
