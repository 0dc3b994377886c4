"""Measures a model on annotated documents: ``python -m training.evaluate --model DIR --docs ROOT``.

``ROOT`` holds ``docs/`` and ``gold/``. Only the encoder speaks here: no rules, lexicons or document context.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from quartier_nlp.evaluation.curve import Sweep, best_thresholds
from quartier_nlp.evaluation.gold import read_gold
from quartier_nlp.evaluation.scorer import Record, Scores, Tally, normalised, share
from quartier_nlp.language.decoding import SpanCandidate, decode, place_readings, units_for
from quartier_nlp.language.encoder import Encoder
from quartier_nlp.language.encoder_tokens import Unit
from quartier_nlp.model.vocabulary import Kind
from training.corpus import KINDS, STATUSES, Contribution, read_contributions
from training.texts import TextPassage, read_passages

_LOG = logging.getLogger(__name__)
STEPS = [round(0.2 + 0.01 * i, 2) for i in range(76)]
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


def predictions(candidates: Sequence[tuple[str, SpanCandidate]]) -> list[Record]:
    """Distinct candidates as records; of the same words the highest score counts."""
    best: dict[tuple[Kind, str], Record] = {}
    for quote, c in candidates:
        status = STATUSES[max(range(3), key=c.status_probs.__getitem__)] if c.status_probs else None
        key = (c.kind, normalised(quote))
        if key not in best or best[key]["score"] < c.score:
            best[key] = {"type": c.kind.value, "quote": quote, "label": "", "status": status, "score": c.score}
    return list(best.values())


def read_sweep(encoder: Encoder, root: Path) -> Sweep:
    """The encoder's candidates for ``root/docs``, compared with ``root/gold``."""
    gold = read_gold(root / "gold")
    by_name = {path.name.split(".")[0]: path for path in (root / "docs").iterdir()}
    return Sweep(gold, {n: predictions(extract(encoder, read_passages(by_name[n]))) for n in gold.documents})


def crossed(sweep: Sweep) -> Scores:
    """Scores with thresholds that were chosen without the document they are applied to."""
    documents: dict[str, Mapping[Kind, Tally]] = {}
    for left_out in sweep.documents:
        thresholds = best_thresholds(sweep.curve(STEPS, [name for name in sweep.documents if name != left_out]))
        documents |= sweep.at(thresholds, [left_out]).documents
    return Scores.summed(documents)


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


def figures(scores: Scores) -> dict[str, object]:
    """Precision, recall and F1 by kind, their mean, and the accuracy of the status."""
    table: dict[str, object] = {
        kind: {"precision": round(t.precision, 3), "recall": round(t.recall, 3), "f1": round(t.f1, 3)}
        for kind, t in ((kind, scores.kinds[Kind(kind)]) for kind in KINDS)
    }
    table["macro_f1"] = round(scores.macro_f1, 3)
    told = scores.statuses_right()
    table["status_accuracy"] = round(share(told), 3) if told else None
    return table


def class_figures(
    contributions: Sequence[Contribution], scores: Sequence[npt.NDArray[np.float32]], *, decide: float = 0.5
) -> dict[str, float]:
    """Macro F1 of argumentative against not (A) and of option against premise (B); ``scores`` are ``[3]`` each."""
    scored = list(zip(contributions, scores, strict=True))
    told = [(bool(c.labels[0]), bool(s[0] > decide)) for c, s in scored]
    pairs = [(c.code == "mpos", bool(s[1] > s[2])) for c, s in scored if c.code in ("mpos", "premise")]
    return {"A": round(_macro_f1(told), 3), "B": round(_macro_f1(pairs), 3)}


def cimt_figures(encoder: Encoder, path: Path) -> dict[str, float]:
    """The same of encoder and n-grams together on one CIMT set."""
    contributions = read_contributions(path)
    readings = encoder.encode([Unit(c.text, left=c.left, right=c.right) for c in contributions])
    return class_figures(contributions, [reading.cimt for (reading,) in readings])


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
    sweep = read_sweep(encoder, options.docs)
    best = best_thresholds(sweep.curve(STEPS))
    report: dict[str, object] = {
        "with the model's thresholds": figures(sweep.at(encoder.thresholds)),
        "best thresholds": {kind: best[Kind(kind)] for kind in KINDS},
        "with best thresholds": figures(sweep.at(best)),
        "with thresholds chosen without the document": figures(crossed(sweep)),
    }
    for register, names in registers(options.docs).items():
        report[f"{register} ({', '.join(names)})"] = figures(sweep.at(encoder.thresholds, names))
    for path in options.cimt:
        report[path.stem] = cimt_figures(encoder, path)
    for name, value in report.items():
        _LOG.info("%s: %s", name, json.dumps(value, ensure_ascii=False))


if __name__ == "__main__":
    main()
