"""The figures of an evaluation as plain values, rounded as they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quartier_nlp.evaluation.scorer import Scores, Tally, share, together
from quartier_nlp.model.vocabulary import Kind

_DIGITS = 3


def summary(scores: Scores) -> dict[str, Any]:
    """Return precision, recall and F1 per kind, their mean, and how many fields of the hits are right."""
    kinds = per_kind(scores.kinds)
    spaces, statuses = scores.spaces_right(), scores.statuses_right()
    return {
        **kinds,
        # The mean of the figures as they are shown.
        "macro_f1": round(sum(kinds[kind]["f1"] for kind in Kind) / len(Kind), _DIGITS),
        "space_acc": [round(share(spaces), _DIGITS) if spaces else None, len(spaces)],
        "status_acc": [round(share(statuses), _DIGITS) if statuses else None, len(statuses)],
        "f1_by_doc": {name: _of_document(scores, name) for name in scores.documents},
        "documents": {name: per_kind(tallies) for name, tallies in scores.documents.items()},
    }


def per_kind(tallies: Mapping[Kind, Tally]) -> dict[str, dict[str, float]]:
    """Return the figures of every kind, by its name."""
    return {kind.value: _figures(tally) for kind, tally in tallies.items()}


def _figures(tally: Tally) -> dict[str, float]:
    measures = {"p": tally.precision, "r": tally.recall, "f1": tally.f1}
    counts = {"tp": len(tally.hits), "fp": len(tally.wrong), "fn": len(tally.missed)}
    return {name: round(value, _DIGITS) for name, value in measures.items()} | counts


def _of_document(scores: Scores, name: str) -> float | None:
    """Return the F1 over all kinds, None for a document without findings and annotations."""
    total = together(scores.documents[name].values())
    return round(total.f1, _DIGITS) if total.hits or total.wrong or total.missed else None


def errors_of(scores: Scores) -> list[dict[str, Any]]:
    """Return every miss, false finding and wrong field, by document, kind and order of the text."""
    found: list[dict[str, Any]] = []
    for name, kinds in scores.documents.items():
        for kind, tally in kinds.items():
            where = {"doc": name, "kind": kind.value}
            found += [{**where, "error": "missed", "quote": record["quote"]} for record in tally.missed]
            found += [{**where, "error": "false", **_shown(record)} for record in tally.wrong]
            for gold, record in tally.hits:
                found += [
                    {**where, "error": field, "quote": gold["quote"], "found": record[field], "annotated": gold[field]}
                    for field in _wrong_fields(kind, gold, record)
                ]
    return found


def _shown(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: record[name] for name in ("quote", "score", "found_by") if name in record}


def _wrong_fields(kind: Kind, gold: Mapping[str, Any], record: Mapping[str, Any]) -> list[str]:
    wrong = []
    if record.get("action_spaces") and set(record["action_spaces"]) != set(gold["action_spaces"]):
        wrong.append("action_spaces")
    if kind is Kind.APPROACH and record.get("status") and record["status"] != gold["status"]:
        wrong.append("status")
    return wrong
