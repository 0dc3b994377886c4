"""Measures a model on annotated documents: ``python -m training.evaluate --model DIR --docs ROOT``.

``ROOT`` holds ``docs/`` and ``gold/``. Only the encoder speaks here: no rules, lexicons or document context.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

from quartier_nlp.language.decoding import SpanCandidate, decode, place_readings, units_for
from quartier_nlp.language.encoder import Encoder
from quartier_nlp.language.encoder_tokens import Unit
from training.corpus import KINDS, STATUSES, read_contributions
from training.scoring import GoldDocument, Judged, Prediction, Tally, judge, normalise, read_gold, tally_all
from training.texts import TextPassage, read_passages

_LOG = logging.getLogger(__name__)
_STEPS = [round(0.2 + 0.01 * i, 2) for i in range(76)]
_SMOOTHING = 1  # neighbours on each side of the curve that a threshold is averaged with
_CONTEXT_CHARACTERS = 600
_STREAM_CHARACTERS = 1500


def extract(encoder: Encoder, passages: Sequence[TextPassage]) -> list[tuple[str, SpanCandidate]]:
    """Candidates of a document with their quotes, in the order of the text."""
    text = " ".join(passage.text for passage in passages)
    found, start = [], 0
    for passage in passages:
        end = start + len(passage.text)
        left, right = text[max(0, start - _CONTEXT_CHARACTERS) : start], text[end : end + _CONTEXT_CHARACTERS]
        placed = units_for(passage.text, passage.sentences, left=left, right=right, heading=passage.heading)
        readings = place_readings(placed, encoder.encode([unit.unit for unit in placed]))
        candidates = decode(passage.text, readings)
        found.extend((passage.text[c.start : c.end], c) for c in candidates)
        start = end + 1
    return found


def predictions(candidates: Sequence[tuple[str, SpanCandidate]]) -> list[Prediction]:
    """Distinct candidates; of the same words the highest score counts."""
    best: dict[tuple[str, str], Prediction] = {}
    for quote, c in candidates:
        status = STATUSES[max(range(3), key=c.status_probs.__getitem__)] if c.status_probs else None
        key = (c.kind.value, normalise(quote))
        if key not in best or best[key].score < c.score:
            best[key] = Prediction(c.kind.value, quote, c.score, status=status)
    return list(best.values())


def read_judged(encoder: Encoder, root: Path, gold: Sequence[GoldDocument]) -> dict[str, list[Judged]]:
    """Judged candidates by document."""
    by_name = {path.name.split(".")[0]: path for path in (root / "docs").iterdir()}
    return {g.name: judge(predictions(extract(encoder, read_passages(by_name[g.name]))), g) for g in gold}


def curve(judged: Mapping[str, Sequence[Judged]], gold: Sequence[GoldDocument]) -> dict[str, list[list[float]]]:
    """By kind: threshold, precision, recall and F1 over the whole range."""
    rows: dict[str, list[list[float]]] = {kind: [] for kind in KINDS}
    for step in _STEPS:
        for kind, t in tally_all(judged, gold, dict.fromkeys(KINDS, step)).items():
            rows[kind].append([step, round(t.precision, 4), round(t.recall, 4), round(t.f1, 4)])
    return rows


def best_thresholds(rows: Mapping[str, Sequence[Sequence[float]]]) -> dict[str, float]:
    """The threshold of each kind with the best F1, smoothed so that no lucky spike decides."""
    chosen = {}
    for kind, curve_rows in rows.items():

        def smooth(i: int, points: Sequence[Sequence[float]] = curve_rows) -> float:
            near = points[max(0, i - _SMOOTHING) : i + _SMOOTHING + 1]
            return sum(point[3] for point in near) / len(near)

        chosen[kind] = curve_rows[max(range(len(curve_rows)), key=smooth)][0]
    return chosen


def crossed(judged: Mapping[str, Sequence[Judged]], gold: Sequence[GoldDocument]) -> dict[str, Tally]:
    """Counts with thresholds that were chosen without the document they are applied to."""
    totals = {kind: Tally() for kind in KINDS}
    for left_out in gold:
        others = [g for g in gold if g is not left_out]
        thresholds = best_thresholds(curve(judged, others))
        for kind, t in tally_all(judged, [left_out], thresholds).items():
            totals[kind].add(t)
    return totals


def registers(root: Path) -> dict[str, list[str]]:
    """Names of the documents by register: papers, transcripts, and transcripts without punctuation."""
    found: dict[str, list[str]] = {}
    for path in sorted((root / "docs").iterdir()):
        passages = read_passages(path)
        turns = sum(bool(passage.speaker) for passage in passages)
        if any(b - a > _STREAM_CHARACTERS for p in passages for a, b in p.sentences):
            register = "unpunctuated"
        elif path.suffix != ".md" or turns > len(passages) / 2:
            register = "spoken"
        else:
            register = "written"
        found.setdefault(register, []).append(path.name.split(".")[0])
    return found


def figures(totals: Mapping[str, Tally]) -> dict[str, object]:
    """Precision, recall and F1 by kind, their mean, and the accuracy of the status."""
    table: dict[str, object] = {
        kind: {"precision": round(t.precision, 3), "recall": round(t.recall, 3), "f1": round(t.f1, 3)}
        for kind, t in totals.items()
    }
    table["macro_f1"] = round(sum(t.f1 for t in totals.values()) / len(totals), 3)
    right, all_ = totals["approach"].status
    table["status_accuracy"] = round(right / all_, 3) if all_ else None
    return table


def cimt_figures(encoder: Encoder, path: Path) -> dict[str, float]:
    """Macro F1 of argumentative against not (A) and of option against premise (B) on one CIMT set."""
    contributions = read_contributions(path)
    scores = encoder.encode([Unit(c.text, left=c.left, right=c.right) for c in contributions])
    argues = [bool(c.labels[0]) for c in contributions]
    told = [bool(s.cimt[0] > 0.5) for (s,) in scores]
    pairs = [
        (c.code == "mpos", bool(s.cimt[1] > s.cimt[2]))
        for c, (s,) in zip(contributions, scores, strict=True)
        if c.code in ("mpos", "premise")
    ]
    return {
        "A": round(_macro_f1(list(zip(argues, told, strict=True))), 3),
        "B": round(_macro_f1(pairs), 3),
    }


def _macro_f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    scores = []
    for wanted in (True, False):
        right = sum(gold == told == wanted for gold, told in pairs)
        counted = sum(gold == wanted for gold, _ in pairs) + sum(told == wanted for _, told in pairs)
        scores.append(2 * right / counted if counted else 0.0)
    return sum(scores) / 2


def main() -> None:
    """Command line: logs the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="folder of the model; the shipped one if not given")
    parser.add_argument("--docs", type=Path, required=True)
    parser.add_argument("--cimt", type=Path, nargs="*", default=[])
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    encoder = Encoder(directory=options.model, threads=options.threads)
    gold = read_gold(options.docs)
    judged = read_judged(encoder, options.docs, gold)
    rows = curve(judged, gold)
    own = {kind.value: value for kind, value in encoder.thresholds.items()}
    best = best_thresholds(rows)
    report: dict[str, object] = {
        "with the model's thresholds": figures(tally_all(judged, gold, own)),
        "best thresholds": best,
        "with best thresholds": figures(tally_all(judged, gold, best)),
        "with thresholds chosen without the document": figures(crossed(judged, gold)),
    }
    for register, names in registers(options.docs).items():
        report[f"{register} ({', '.join(names)})"] = figures(
            tally_all(judged, [g for g in gold if g.name in names], own)
        )
    for path in options.cimt:
        report[path.stem] = cimt_figures(encoder, path)
    for name, value in report.items():
        _LOG.info("%s: %s", name, json.dumps(value, ensure_ascii=False))


if __name__ == "__main__":
    main()
