"""Prints how well findings fit annotated documents: ``python -m tests.quality.evaluate GOLD_DIR RUN_DIR``.

Per kind and document precision, recall and F1; with ``--errors`` every miss and every false finding.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from quartier_nlp.findings.options import FindingOptions
from quartier_nlp.model.vocabulary import Kind
from tests.quality.prediction import predict
from tests.quality.scorer import Record, Scores, Tally, overlap, read_gold, read_records, score


def table(scores: Scores) -> Table:
    """Return the table of scores per kind and document."""
    grid = Table("", *(kind.value for kind in Kind), "all")
    for name, kinds in scores.documents.items():
        grid.add_row(name, *(f"{kinds[kind].f1:.2f}" for kind in Kind), f"{scores.document_f1(name):.3f}")
    grid.add_section()
    for title, attribute in (("precision", "precision"), ("recall", "recall"), ("F1", "f1")):
        values = [float(getattr(scores.kinds[kind], attribute)) for kind in Kind]
        last = f"{sum(values) / len(values):.3f}"
        grid.add_row(title, *(f"{value:.3f}" for value in values), last)
    return grid


def list_errors(console: Console, scores: Scores) -> None:
    """Print misses and false findings per document."""
    for name, kinds in scores.documents.items():
        for kind, tally in kinds.items():
            _list_tally(console, f"{name} {kind.value}", tally)


def _list_tally(console: Console, title: str, tally: Tally) -> None:
    for record in tally.missed:
        console.print(f"{title} MISS  {record['quote']}", markup=False, soft_wrap=True)
    for record in tally.wrong:
        by = " ".join(record["found_by"])
        console.print(f"{title} FALSE {record['score']:.2f} {record['quote']} <{by}>", markup=False, soft_wrap=True)
    for gold, found in tally.hits:
        for key in ("action_spaces", "status"):
            if found.get(key) and found[key] != gold[key] and (key == "action_spaces" or title.endswith("approach")):
                line = f"{title} {key} {found[key]} for {gold[key]}: {gold['quote']}"
                console.print(line, markup=False, soft_wrap=True)


def negative_share(found: Mapping[str, Sequence[Record]], folder: Path) -> float:
    """Return the share of ``negatives.jsonl`` that findings of the tempting kind overlap."""
    negatives = read_records(folder / "negatives.jsonl")
    taken = [
        any(r["type"] == n["tempts"] and overlap(str(r["quote"]), n["quote"]) for r in found.get(n["doc"], ()))
        for n in negatives
    ]
    return sum(taken) / len(taken) if taken else 0.0


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--errors", action="store_true", help="list misses and false findings")
    parser.add_argument("--no-encoder", action="store_true", help="rules and lexicons alone")
    parser.add_argument("--no-rules", action="store_true", help="the encoder alone")
    arguments = parser.parse_args()
    options = FindingOptions(use_encoder=not arguments.no_encoder, use_rules=not arguments.no_rules)
    found = predict(arguments.run, options, encoder=not arguments.no_encoder)
    borderline = read_records(arguments.gold / "borderline.jsonl")
    scores = score(read_gold(arguments.gold), found, borderline)
    console = Console(width=160)
    if arguments.errors:
        list_errors(console, scores)
    console.print(table(scores))
    console.print(f"action spaces {scores.space_accuracy():.3f}, status {scores.status_accuracy():.3f}")
    console.print(f"negatives taken {negative_share(found, arguments.gold):.3f}")


if __name__ == "__main__":
    main()
