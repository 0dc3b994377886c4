"""What a person at the terminal is told about forgetting."""

from __future__ import annotations

from quartier_nlp import steps
from quartier_nlp.errors import TracesError
from quartier_nlp.report import say, warn


def plan(what: steps.ForgetPlan) -> None:
    """Say what will go, before it goes."""
    for source_id in what.erased:
        say(f"To be forgotten: {source_id} {', '.join(what.paths[source_id])}")
    for source_id, pseudonyms in what.silenced.items():
        say(f"To be forgotten: words and name of {', '.join(pseudonyms)} in {', '.join(what.paths[source_id])}")
    say(f"With it go {what.segments} paragraphs or turns and {what.findings} findings.")
    for file in what.edited:
        warn(
            f"edited: {file} holds words of it and was edited by hand: it will be marked, not changed; "
            "--blacken-drafts blacks the words out"
        )


def result(summary: steps.ForgetSummary) -> None:
    """Report what was done and the search that proves it.

    Raises:
        TracesError: If anything was found.
    """
    for file in summary.deleted_files:
        say(f"Deleted: {file}")
    for file in summary.kept_files:
        later = "it is not read again" if summary.sources else "its next reading leaves the person out"
        warn(f"still there: {file} in the corpus; {later}, but only you can delete it there")
    for path in summary.blackened:
        say(f"Blacked out: {path}")
    for path in summary.stale:
        warn(f"stale: {path} was edited by hand and still holds words of it; a note was put beside it")
    searched = summary.searched
    say(
        f"Searched: {summary.columns} columns of the store and {searched.files} files for {summary.probes} passages, "
        f"quotes and names; {summary.shared} more also stand in other sources and are there by right."
    )
    for closed in searched.closed:
        warn(f"not opened: {closed} was searched as bytes only")
    for problem in summary.problems:
        warn(f"note: {problem}")
    if searched.found:
        places = "; ".join(
            f"{found.where} ({found.hits.passages} passages, {found.hits.names} names)" for found in searched.found
        )
        raise TracesError(f"deleted from the store, but still found in {places}: remove it there")
    say("Nothing was found.")
