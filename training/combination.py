"""Fits how the votes of encoder and rules add up: ``python -m training.combination ROOT [ROOT ...]``.

Six numbers per kind, fitted on documents that neither encoder nor rules were trained on (the development and tuning
documents, which are there for that); the figures printed are for documents left out of this fit, one at a time. Every
``ROOT`` has annotations in ``gold`` and the files in ``run``.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from quartier_nlp.evaluation.gold import read_gold
from quartier_nlp.evaluation.scorer import Record, overlap
from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.document import Document, spoken
from quartier_nlp.findings.merging import ENCODER, grouped, heard
from quartier_nlp.findings.options import FindingOptions
from quartier_nlp.findings.scoring import Scorer, log_odds
from quartier_nlp.findings.votes import votes
from quartier_nlp.findings.weights import shipped_weights
from quartier_nlp.language.options import LanguageOptions
from quartier_nlp.language.pipeline import build
from quartier_nlp.model.vocabulary import Kind
from training.combine import WEIGHTS, best_f1, name_of, read_training

_DIGITS = 3
#: Factor of the encoder's log-probability of a status beside the cues; between 0.3 and 0.6 it makes no difference.
_STATUS_SHARE = 0.45
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Group:
    """Votes for one stretch of text.

    Attributes:
        encoder: Score of the encoder or None.
        rules: Probability of the strongest rule or None.
        faint: What the encoder makes of the rules' ranges where it gave no score.
        right: Whether an annotated record of the kind overlaps.
    """

    encoder: float | None
    rules: float | None
    faint: float | None
    right: bool
    document: str

    @property
    def features(self) -> list[float]:
        """Log-odds and silences, in the order of ``CombinationWeights``."""
        encoder, rules = self.encoder, self.rules
        return [
            0.0 if encoder is None else log_odds(encoder),
            0.0 if rules is None else log_odds(rules),
            float(encoder is None),
            float(rules is None),
            0.0 if encoder is not None or self.faint is None else log_odds(self.faint),
        ]


def groups(
    texts: Sequence[Document], gold: Mapping[str, Sequence[Record]], borderline: Sequence[Record]
) -> dict[Kind, list[Group]]:
    """Return the groups of votes of all documents; those that only touch borderline cases are left out."""
    scorer = Scorer(shipped_weights().kinds)
    found: dict[Kind, list[Group]] = {kind: [] for kind in Kind}
    for document in texts:
        name = name_of(document)
        doubtful = [record for record in borderline if record["doc"] == name]
        for passage in spoken(document.passages):
            every = votes(document, passage, FindingOptions())
            for kind in Kind:
                for group in grouped([vote for vote in every if vote.kind is kind]):
                    quotes = [passage.doc.text[vote.start : vote.end] for vote in group]
                    right = _touches(quotes, kind, gold[name])
                    if right or not _touches(quotes, kind, doubtful):
                        found[kind].append(_group(group, scorer, right, name))
    return found


def _touches(quotes: Sequence[str], kind: Kind, records: Sequence[Record]) -> bool:
    mentions = [m for r in records if r["type"] == kind for m in (r["quote"], *r.get("also", ()))]
    return any(overlap(quotes[0], mention) for mention in mentions)


def _group(group: Sequence[Candidate], scorer: Scorer, right: bool, name: str) -> Group:
    encoder = [vote.score for vote in group if vote.found_by == ENCODER]
    rules = [scorer.rule(vote) for vote in group if vote.found_by != ENCODER]
    return Group(max(encoder, default=None), max(rules, default=None), heard(group), right, name)


def fit(data: Sequence[Group]) -> LogisticRegression:
    """Return the logistic regression of a set of groups."""
    features = np.array([group.features for group in data])
    labels = np.array([group.right for group in data])
    return LogisticRegression(C=1.0, max_iter=1000).fit(features, labels)


def left_out(data: Sequence[Group]) -> npt.NDArray[np.float64]:
    """Return the probability of every group by a fit without its document."""
    result = np.zeros(len(data))
    for name in sorted({group.document for group in data}):
        model = fit([group for group in data if group.document != name])
        mine = [index for index, group in enumerate(data) if group.document == name]
        result[mine] = model.predict_proba(np.array([data[index].features for index in mine]))[:, 1]
    return result


def encoder_alone(heard: Sequence[Group]) -> tuple[float, float]:
    """Return factor and bias that calibrate the encoder where rules are switched off."""
    labels = np.array([group.right for group in heard])
    if len(set(labels.tolist())) < 2:
        return 1.0, 0.0
    model = LogisticRegression(C=1.0).fit(np.array([[group.features[0]] for group in heard]), labels)
    return round(float(model.coef_[0][0]), _DIGITS), round(float(model.intercept_[0]), _DIGITS)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("roots", type=Path, nargs="+", metavar="ROOT", help="folder with gold/ and run/")
    parser.add_argument("--encoder", type=Path, help="folder of the encoder; the shipped one if not given")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="read and written; the shipped ones if not given")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    options = LanguageOptions(encoder_directory=arguments.encoder, findings=True)
    nlp = build(options)
    texts = [text for root in arguments.roots for text in read_training(root / "run", nlp)]
    annotated = [read_gold(root / "gold") for root in arguments.roots]
    gold = {name: records for own in annotated for name, records in own.documents.items()}
    borderline = [record for own in annotated for record in own.borderline]
    weights = json.loads(arguments.weights.read_text(encoding="utf-8"))
    for kind, data in groups(texts, gold, borderline).items():
        labels = np.array([group.right for group in data])
        f1, threshold = best_f1(labels, left_out(data))
        log.info("%s: %d groups, %d right, F1 over groups %.3f at %.2f", kind, len(data), labels.sum(), f1, threshold)
        model = fit(data)
        names = ("encoder", "rules", "without_encoder", "without_rules", "faint")
        values = zip(names, model.coef_[0], strict=True)
        combination = {name: round(float(value), _DIGITS) for name, value in values}
        weights["kinds"][kind.value]["combination"] = {
            "bias": round(float(model.intercept_[0]), _DIGITS),
            **combination,
        }
        scale, bias = encoder_alone([group for group in data if group.encoder is not None])
        weights["kinds"][kind.value] |= {"encoder_scale": scale, "encoder_bias": bias}
    for own in weights["status"].values():
        own["encoder"] = _STATUS_SHARE
    arguments.weights.write_text(json.dumps(weights, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
