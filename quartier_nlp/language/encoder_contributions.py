"""What a sentence does in a citizen's contribution: it argues, names an option for action, gives a premise (CIMT).

A linear model over n-grams beside the encoder's own head; their logits are added. The head has learned from every
contribution that there is to learn from, so what it says of them shows nothing about others, and nothing can be fitted
to it: the n-grams are fitted as if there were no head. ``training/README.md`` says how it was found that both count the
same. Every ``[3]`` array holds argumentative, option for action, premise; a sentence may be both of the
latter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from quartier_nlp.language.decoding_units import first_words, last_words
from quartier_nlp.language.encoder_spaces import Features, numbered, unit_vector
from quartier_nlp.language.encoder_tokens import Unit

#: Parts of the vector, each of unit length: n-grams of characters and words of the text, words before and after it.
BLOCKS = ("characters", "words", "before", "after")
#: How long the vector of each block is.
LENGTHS = {"characters": 1.0, "words": 1.0, "before": 0.3, "after": 0.3}
LONGEST_PHRASE = 3
NEIGHBOUR_WORDS = 20
_SUREST = 1e-4
_START, _END = "<", ">"
_TOKENS = re.compile(r"https?://\S+|\d+|[^\W\d]+|[^\w\s]")

Array = npt.NDArray[np.float32]
#: N-grams of a block with their column and inverse document frequency.
Weights = Mapping[str, tuple[int, float]]


def tokens(text: str) -> tuple[str, ...]:
    """Words, marks, and one sign each for numbers and addresses, between a sign for either end."""
    found = (match[0] for match in _TOKENS.finditer(text.lower()))
    return (_START, *("0" if token[0].isdigit() else "//" if "://" in token else token for token in found), _END)


def phrases(text: str) -> Iterator[str]:
    """N-grams of up to three tokens; the ends of the text only together with a token."""
    own = tokens(text)
    yield from own[1:-1]
    for size in range(2, LONGEST_PHRASE + 1):
        for start in range(len(own) - size + 1):
            yield " ".join(own[start : start + size])


def parts(unit: Unit) -> dict[str, str]:
    """The text that each block but the first is made of."""
    before, after = last_words(unit.left, NEIGHBOUR_WORDS), first_words(unit.right, NEIGHBOUR_WORDS)
    return {"words": unit.text, "before": before, "after": after}


class ContributionFeatures:
    """Turns units into one sparse vector over the n-grams of all blocks.

    Args:
        blocks: The n-grams of every block; the columns of each count up from 0.
    """

    def __init__(self, blocks: Mapping[str, Weights]) -> None:
        self._blocks = blocks
        self._characters = Features(blocks["characters"])
        self._frequencies = {
            name: np.array([value for _, value in sorted(blocks[name].values())], np.float64) for name in BLOCKS
        }
        ends = np.cumsum([0, *(len(blocks[name]) for name in BLOCKS)])
        self._starts = dict(zip(BLOCKS, ends.tolist(), strict=False))
        self.width = int(ends[-1])

    def of(self, unit: Unit) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        """Return columns, ascending, and their values."""
        found = [self._characters.weighted(unit.text)]
        for name, text in parts(unit).items():
            known = self._blocks[name]
            columns = [known[phrase][0] for phrase in phrases(text) if phrase in known] if text else []
            own, values = unit_vector(np.array(columns, np.int64), self._frequencies[name])
            found.append((own + self._starts[name], LENGTHS[name] * values))
        return np.concatenate([columns for columns, _ in found]), np.concatenate([values for _, values in found])


class ContributionModel:
    """Linear model over n-grams whose logits are added to those of the encoder's head.

    Attributes:
        blocks: The n-grams of every block of ``BLOCKS``.
        coefficients: ``[classes, columns of all blocks]``.
        intercept: ``[classes]``.
    """

    def __init__(self, blocks: Mapping[str, Weights], coefficients: Array, intercept: Array) -> None:
        self.blocks = blocks
        self.coefficients = coefficients
        self.intercept = intercept
        self._features = ContributionFeatures(blocks)

    @classmethod
    def read(cls, path: Path) -> ContributionModel:
        """Reads what ``arrays`` names."""
        with np.load(path, allow_pickle=False) as arrays:
            blocks = {name: numbered(arrays[name].tolist(), arrays[f"{name}_frequencies"].tolist()) for name in BLOCKS}
            return cls(blocks, arrays["coefficients"].astype(np.float32), arrays["intercept"])

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """The model as arrays by name; coefficients and frequencies in half precision."""
        found: dict[str, npt.NDArray[np.generic]] = {
            "coefficients": self.coefficients.astype(np.float16),
            "intercept": self.intercept,
        }
        for name, known in self.blocks.items():
            found[name] = np.array(list(known), np.str_)
            found[f"{name}_frequencies"] = np.array([value for _, value in known.values()], np.float16)
        return found

    def logits(self, unit: Unit) -> Array:
        """``[3]`` logits of the n-grams alone."""
        columns, values = self._features.of(unit)
        scores: Array = self.coefficients[:, columns] @ values.astype(np.float32) + self.intercept
        return scores

    def probabilities(self, unit: Unit, head: Array) -> Array:
        """``[3]`` probabilities from the n-grams of a sentence and the head's ``[3]`` probabilities."""
        sure = np.clip(head, _SUREST, 1.0 - _SUREST)
        logits = self.logits(unit) + np.log(sure / (1.0 - sure))
        result: Array = (1.0 / (1.0 + np.exp(-logits))).astype(np.float32)
        return result
