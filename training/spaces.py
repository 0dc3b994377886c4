"""Fits the action-space model: multinomial logistic regression on n-grams of findings and single sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from quartier_nlp.language.decoding import units_for
from quartier_nlp.language.encoder_spaces import SPACES, Features, SpaceModel, ngrams
from quartier_nlp.language.encoder_tokens import Unit
from training.corpus import LabelledSentence, read_jsonl
from training.ngrams import known_ngrams, sparse_matrix
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


def fit_spaces(examples: Sequence[SpaceExample], sentences: Sequence[LabelledSentence]) -> SpaceModel:
    """Fits on findings in their context and sentences without; of several spaces the first counts."""
    units = [e.unit for e in examples] + [Unit(s.text) for s in sentences]
    wanted = [SPACES.index(x.spaces[0]) for x in (*examples, *sentences)]
    texts = [f"{unit.text} {unit.heading} {unit.left} {unit.right}" for unit in units]
    weights = known_ngrams(texts, ngrams, _FEWEST_UNITS)
    features = Features(weights)
    model = LogisticRegression(C=_INVERSE_REGULARISATION, max_iter=400)
    model.fit(sparse_matrix([features.of(unit) for unit in units], len(weights)), wanted)
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
