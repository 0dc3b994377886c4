"""Fits the weights of cues and votes: ``python -m training.combine``.

Cues of rules, status and action spaces are fitted on the training documents; every figure printed is measured on
documents that were left out. Beside the encoder's logits of the spaces the cues are fitted on what models say that have
not learned the document. How the votes of encoder and rules add up stays as it is; ``training.combination`` fits it.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from spacy.language import Language

from quartier_nlp.evaluation.gold import read_gold
from quartier_nlp.evaluation.scorer import Record, overlap
from quartier_nlp.findings import weights as shipped
from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.document import Document, Passage, documents, spoken
from quartier_nlp.findings.extract import Extractor
from quartier_nlp.findings.options import FindingOptions
from quartier_nlp.findings.spaces import PREVAILING
from quartier_nlp.findings.status import AFTER, ORDER, status_cues
from quartier_nlp.findings.votes import votes
from quartier_nlp.language.options import LanguageOptions
from quartier_nlp.language.pipeline import build
from quartier_nlp.model.offsets import OffsetMap
from quartier_nlp.model.records import Segment, Source
from quartier_nlp.model.vocabulary import Kind, SegmentRole, SourceKind
from quartier_nlp.settings import Settings
from quartier_nlp.steps.evaluate import read_folder
from quartier_nlp.workspace import Workspace
from training.left_out import left_out_readers

DATA = Path(__file__).parent / "data"
WEIGHTS = Path(shipped.__file__).with_name("weights.json")
_FOLDS = 6
_DIGITS = 3
_RARE = 5
_LEAST = 0.02
#: Factor of the document's frame for cues alone. Fitted on findings of one space it is 4.2, at the cost of those with
#: several; from 1 to 3 these stay as they are.
_FRAME = 2.5

Cues = dict[str, float]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Example:
    """One candidate: its cues, whether it is a finding, the document it comes from."""

    cues: Cues
    label: str
    document: str


def read_training(folder: Path, nlp: Language) -> list[Document]:
    """Return the analysed documents of a folder."""
    sources, segments = read_folder(Workspace(Settings(), folder, folder), folder)
    return list(documents(sources, segments, nlp, FindingOptions()))


def read_sentences(file: Path, nlp: Language) -> tuple[list[Document], dict[str, list[Record]]]:
    """Return single annotated sentences as documents of one paragraph, with their records."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts, gold = [], {}
    for row, doc in zip(rows, nlp.pipe(" ".join(row["text"].split()) for row in rows), strict=True):
        kind = SourceKind.TRANSCRIPT if row["register"] == "spoken" else SourceKind.PAPER
        role = SegmentRole.TURN if row["register"] == "spoken" else SegmentRole.PARAGRAPH
        source = Source(row["id"], f"{row['id']}.txt", "", kind, None, "")
        offsets = OffsetMap.identity(len(doc.text))
        segment = Segment(row["id"], row["id"], 0, doc.text, doc.text, offsets, role)
        texts.append(Document(source, (Passage(segment, doc, 0),)))
        gold[row["id"]] = [{"also": [], "action_spaces": row["action_spaces"], **record} for record in row["findings"]]
    return texts, gold


def name_of(document: Document) -> str:
    """Return the stem of a document's file."""
    return Path(document.source.path).stem


def rule_examples(texts: Sequence[Document], gold: Mapping[str, Sequence[Record]]) -> dict[Kind, list[Example]]:
    """Return every candidate of the rules, right where its quote overlaps an annotated mention."""
    options = FindingOptions(use_encoder=False)
    examples: dict[Kind, list[Example]] = {kind: [] for kind in Kind}
    for document in texts:
        records = gold[name_of(document)]
        for passage in spoken(document.passages):
            for candidate in votes(document, passage, options):
                quote = passage.doc.text[candidate.start : candidate.end]
                right = any(
                    record["type"] == candidate.kind and overlap(quote, mention)
                    for record in records
                    for mention in (record["quote"], *record["also"])
                )
                cues = dict.fromkeys(candidate.cues, 1.0)
                examples[candidate.kind].append(Example(cues, str(int(right)), name_of(document)))
    return examples


def fit_cues(examples: Sequence[Example], strength: float) -> tuple[dict[str, float], float, npt.NDArray[np.float64]]:
    """Return weights, bias and the probabilities that left-out documents get."""
    vectorizer = DictVectorizer(sparse=True)
    matrix = vectorizer.fit_transform([example.cues for example in examples])
    labels = np.array([example.label == "1" for example in examples])
    groups = [example.document for example in examples]
    model = LogisticRegression(C=strength, max_iter=2000)
    left_out = cross_val_predict(model, matrix, labels, groups=groups, cv=GroupKFold(_FOLDS), method="predict_proba")
    model.fit(matrix, labels)
    named = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    cues = {str(name): round(float(value), _DIGITS) for name, value in named if abs(value) >= _LEAST}
    return cues, round(float(model.intercept_[0]), _DIGITS), left_out[:, 1]


def located(document: Document, record: Record) -> tuple[Passage, Candidate] | None:
    """Return the passage that holds an annotated quote, and the quote as a candidate."""
    quote = " ".join(str(record["quote"]).split())
    for passage in spoken(document.passages):
        start = passage.doc.text.find(quote)
        if start >= 0:
            kind = Kind(str(record["type"]))
            return passage, Candidate(kind, start, start + len(quote), 1.0, "gold", "gold")
    return None


def status_examples(texts: Sequence[Document], gold: Mapping[str, Sequence[Record]]) -> list[Example]:
    """Return the status cues of every annotated approach, with the cues of the rule votes that overlap it."""
    options = FindingOptions(use_encoder=False)
    examples = []
    for document in texts:
        for record in gold[name_of(document)]:
            place = located(document, record) if record["type"] == Kind.APPROACH else None
            if place is None:
                continue
            passage, candidate = place
            clause = sorted(
                {
                    cue
                    for vote in votes(document, passage, options)
                    if vote.kind is Kind.APPROACH and vote.overlaps(candidate)
                    for cue in vote.cues
                }
            )
            cues = dict.fromkeys(status_cues(passage, candidate, clause), 1.0)
            examples.append(Example(cues, str(record["status"]), name_of(document)))
    return examples


def _without_rare(examples: Sequence[Example]) -> list[Example]:
    """Leave out words behind the quote that stand behind few others: they would only make the file larger."""
    counted = Counter(cue for example in examples for cue in example.cues if cue.startswith(AFTER))
    return [
        replace(example, cues={c: v for c, v in example.cues.items() if not c.startswith(AFTER) or counted[c] >= _RARE})
        for example in examples
    ]


def fit_status(examples: Sequence[Example], strength: float) -> dict[str, dict[str, float]]:
    """Return log-odds per status and cue."""
    vectorizer = DictVectorizer(sparse=True)
    matrix = vectorizer.fit_transform([example.cues for example in _without_rare(examples)])
    labels = np.array([example.label for example in examples])
    groups = [example.document for example in examples]
    model = LogisticRegression(C=strength, max_iter=3000)
    left_out = cross_val_predict(model, matrix, labels, groups=groups, cv=GroupKFold(_FOLDS))
    log.info(
        "status: %d examples, accuracy on left-out documents %.3f", len(labels), float((left_out == labels).mean())
    )
    model.fit(matrix, labels)
    result = {}
    for status in ORDER:
        row = list(model.classes_).index(status.value)
        named = zip(vectorizer.get_feature_names_out(), model.coef_[row], strict=True)
        own = {str(name): round(float(value), _DIGITS) for name, value in named if abs(value) >= _LEAST}
        result[status.value] = {"bias": round(float(model.intercept_[row]), _DIGITS), **own}
    return result


@dataclass(frozen=True)
class SpaceExample:
    """The features of every space for one annotated record with one space."""

    features: Mapping[str, Mapping[str, float]]
    right: str
    document: str


def space_examples(texts: Sequence[Document], gold: Mapping[str, Sequence[Record]]) -> list[SpaceExample]:
    """Return the features of annotated records."""
    resolver = Extractor.create(FindingOptions()).spaces
    examples = []
    for document in texts:
        evidence = resolver.evidence(document)
        for record in gold[name_of(document)]:
            place = located(document, record)
            if place is None or len(record["action_spaces"]) != 1:
                continue
            features = resolver.features(document, evidence, *place)
            examples.append(SpaceExample(features, record["action_spaces"][0], name_of(document)))
    return examples


def fit_spaces(
    examples: Sequence[SpaceExample], penalty: float, without: frozenset[str] = frozenset()
) -> dict[str, float]:
    """Return the factors of a conditional logit over the spaces; prints its accuracy on left-out documents."""
    names = sorted({name for e in examples for own in e.features.values() for name in own} - without)
    groups = sorted({e.document for e in examples})
    right = total = 0
    for fold in range(_FOLDS):
        held = set(groups[fold::_FOLDS])
        factors = _conditional_logit([e for e in examples if e.document not in held], names, penalty)
        for example in (e for e in examples if e.document in held):
            right += _choice(example, names, factors) == example.right
            total += 1
    log.info("spaces: %d examples, accuracy on left-out documents %.3f", total, right / total)
    factors = _conditional_logit(examples, names, penalty)
    return {name: round(float(v), _DIGITS) for name, v in zip(names, factors, strict=True) if abs(v) >= _LEAST}


def _tensor(examples: Sequence[SpaceExample], names: Sequence[str]) -> tuple[npt.NDArray[np.float64], list[int]]:
    spaces = list(examples[0].features)
    rows = [[[e.features[s].get(name, 0.0) for name in names] for s in spaces] for e in examples]
    return np.array(rows), [spaces.index(e.right) for e in examples]


def _conditional_logit(
    examples: Sequence[SpaceExample], names: Sequence[str], penalty: float
) -> npt.NDArray[np.float64]:
    features, right = _tensor(examples, names)
    index = np.arange(len(right))

    def loss(factors: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        scores = features @ factors
        scores -= scores.max(axis=1, keepdims=True)
        probabilities = np.exp(scores)
        probabilities /= probabilities.sum(axis=1, keepdims=True)
        value = -float(np.log(probabilities[index, right] + 1e-12).sum()) + penalty * float(factors @ factors)
        expected = np.einsum("es,esf->f", probabilities, features)
        return value, expected - features[index, right].sum(axis=0) + 2 * penalty * factors

    return np.asarray(minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x)


def _choice(example: SpaceExample, names: Sequence[str], factors: npt.NDArray[np.float64]) -> str:
    scores = {
        s: sum(own.get(n, 0.0) * f for n, f in zip(names, factors, strict=True)) for s, own in example.features.items()
    }
    return max(scores, key=lambda space: scores[space])


def best_f1(labels: npt.NDArray[np.bool_], probabilities: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Return the best F1 over candidates and its threshold."""
    best = (0.0, 0.5)
    for threshold in np.arange(0.1, 0.9, 0.02):
        chosen = probabilities >= threshold
        hits = int((chosen & labels).sum())
        f1 = 2 * hits / (int(chosen.sum()) + int(labels.sum())) if hits else 0.0
        best = max(best, (f1, float(threshold)))
    return best


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument(
        "--out", type=Path, default=WEIGHTS, help="where to write; over the shipped weights if not given"
    )
    parser.add_argument("--strength", type=float, default=0.3, help="inverse penalty of cue weights")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    present = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    nlp = build(LanguageOptions(encoder=False, findings=True))
    gold = dict(read_gold(arguments.data / "gold").documents)
    texts = read_training(arguments.data / "docs", nlp)
    whole = {name_of(text) for text in texts}
    for register in ("spoken", "written"):
        more, records = read_sentences(arguments.data / f"{register}.jsonl", nlp)
        texts += more
        gold |= records
    for kind, examples in rule_examples(texts, gold).items():
        cues, bias, left_out = fit_cues(examples, arguments.strength)
        report(kind, examples, left_out, whole)
        present["kinds"][kind.value]["rules"] = {"bias": bias, "cues": cues}
    present["status"] = fit_status(status_examples(texts, gold), arguments.strength)
    documents_only = [text for text in texts if name_of(text) in whole]
    cues_alone = fit_spaces(space_examples(documents_only, gold), 1.0, frozenset({PREVAILING}))
    present["spaces"] = cues_alone | {PREVAILING: _FRAME}
    heard = (space_examples(read_training(folder, reader), gold) for folder, reader in left_out_readers(arguments.data))
    present["heard_spaces"] = fit_spaces([example for fold in heard for example in fold], 1.0)
    arguments.out.write_text(json.dumps(present, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def report(kind: Kind, examples: Sequence[Example], left_out: npt.NDArray[np.float64], whole: set[str]) -> None:
    """Print how well the candidates of left-out whole documents are told apart."""
    inside = np.array([example.document in whole for example in examples])
    labels = np.array([example.label == "1" for example in examples])
    f1, threshold = best_f1(labels[inside], left_out[inside])
    counts = f"{len(labels)} candidates, {int(labels.sum())} right"
    log.info("%s: %s, F1 over candidates of whole documents %.3f at %.2f", kind, counts, f1, threshold)


if __name__ == "__main__":
    main()
