"""Fits the action-space model: multinomial logistic regression on n-grams of findings and single sentences."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from quartier_nlp.language.decoding import units_for
from quartier_nlp.language.encoder_spaces import SPACES, Features, SpaceModel, ngrams
from quartier_nlp.language.encoder_tokens import Unit
from training.corpus import LabelledSentence, read_jsonl
from training.texts import TextPassage, read_passages

_FEWEST_UNITS = 3
_INVERSE_REGULARISATION = 3.0
_CONTEXT_CHARACTERS = 600


@dataclass(frozen=True)
class SpaceExample:
    """The unit a finding stands in, with the spaces the annotator gave the finding."""

    document: str
    unit: Unit
    spaces: tuple[str, ...]


def _placed(passages: Sequence[TextPassage]) -> Iterator[tuple[int, int, Unit]]:
    text, start = " ".join(p.text for p in passages), 0
    for passage in passages:
        end = start + len(passage.text)
        left, right = text[max(0, start - _CONTEXT_CHARACTERS) : start], text[end : end + _CONTEXT_CHARACTERS]
        for placed in units_for(passage.text, passage.sentences, left=left, right=right, heading=passage.heading):
            yield start + placed.start, start + placed.start + len(placed.unit.text), placed.unit
        start = end + 1


def read_examples(root: Path) -> list[SpaceExample]:
    """One example for each finding of ``root/docs`` with known spaces: the unit that covers most of its quote."""
    examples = []
    for path in sorted((root / "docs").iterdir()):
        name, passages = path.name.split(".")[0], read_passages(path)
        text, units = " ".join(p.text for p in passages), list(_placed(passages))
        for finding in read_jsonl(root / "gold" / f"{name}.jsonl"):
            quote = " ".join(finding["quote"].split())
            start = text.find(quote)
            spaces = tuple(finding["action_spaces"])
            if start >= 0 and spaces and set(spaces) <= set(SPACES):
                end = start + len(quote)
                _, _, unit = max(units, key=lambda u: min(u[1], end) - max(u[0], start))
                examples.append(SpaceExample(name, unit, spaces))
    return examples


def _known_ngrams(units: Sequence[Unit]) -> dict[str, tuple[int, float]]:
    """N-grams of at least three units with their smoothed inverse document frequency, in alphabetical order."""
    frequencies: Counter[str] = Counter()
    for unit in units:
        frequencies.update(set(ngrams(f"{unit.text} {unit.heading} {unit.left} {unit.right}")))
    known = sorted(gram for gram, count in frequencies.items() if count >= _FEWEST_UNITS)
    return {g: (i, math.log((1 + len(units)) / (1 + frequencies[g])) + 1) for i, g in enumerate(known)}


def _matrix(units: Sequence[Unit], weights: Mapping[str, tuple[int, float]]) -> csr_matrix:
    features = Features(weights)
    rows = [features.of(unit) for unit in units]
    pointers = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    columns = np.concatenate([columns for columns, _ in rows])
    values = np.concatenate([values for _, values in rows])
    return csr_matrix((values, columns, pointers), shape=(len(rows), len(weights)))


def fit_spaces(examples: Sequence[SpaceExample], sentences: Sequence[LabelledSentence]) -> SpaceModel:
    """Fits on findings in their context and sentences without; of several spaces the first counts."""
    units = [e.unit for e in examples] + [Unit(s.text) for s in sentences]
    wanted = [SPACES.index(x.spaces[0]) for x in (*examples, *sentences)]
    weights = _known_ngrams(units)
    model = LogisticRegression(C=_INVERSE_REGULARISATION, max_iter=400)
    model.fit(_matrix(units, weights), wanted)
    return SpaceModel(weights, model.coef_.astype(np.float32), model.intercept_.astype(np.float32))


def write_spaces(model: SpaceModel, path: Path) -> None:
    """Writes the arrays that ``SpaceModel.read`` reads; coefficients in half precision."""
    grams: npt.NDArray[np.str_] = np.array(list(model.weights))
    frequencies = np.array([value for _, value in model.weights.values()], np.float32)
    np.savez_compressed(
        path,
        ngrams=grams,
        frequencies=frequencies,
        coefficients=model.coefficients.astype(np.float16),
        intercept=model.intercept,
    )


def space_accuracy(model: SpaceModel, examples: Sequence[SpaceExample]) -> float:
    """Share of findings whose set of spaces is exactly the most probable one."""
    right = [(SPACES[int(model.logits(e.unit).argmax())],) == e.spaces for e in examples]
    return sum(right) / len(right)
