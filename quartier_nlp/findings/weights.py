"""The weights of ``weights.json``: fitted by ``training/combine.py`` on the training documents."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from quartier_nlp.errors import ResourceError
from quartier_nlp.model.vocabulary import Kind


class CueWeights(BaseModel):
    """Weights of a rule's cues, in log-odds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bias: float
    cues: Mapping[str, float]


class CombinationWeights(BaseModel):
    """How the log-odds of encoder and rules add up.

    Attributes:
        bias: Log-odds added to every finding.
        encoder: Factor of the encoder's log-odds where it voted.
        rules: Factor of the rules' log-odds where they voted.
        without_encoder: Log-odds added where the encoder is on and silent.
        without_rules: Log-odds added where the rules are on and silent.
        faint: Factor of the log-odds that the encoder gives to a rule's range where it proposes nothing itself.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    bias: float
    encoder: float
    rules: float
    without_encoder: float
    without_rules: float
    faint: float = 0.0


class KindWeights(BaseModel):
    """Weights of one kind of finding.

    Attributes:
        rules: Cues of rules and lexicons.
        combination: Encoder and rules together.
        encoder_scale: Factor of the encoder's log-odds where it votes alone.
        encoder_bias: Log-odds added then.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: CueWeights
    combination: CombinationWeights
    encoder_scale: float = 1.0
    encoder_bias: float = 0.0


class Weights(BaseModel):
    """All weights.

    Attributes:
        kinds: Per kind of finding.
        status: Log-odds per status and cue.
        spaces: Factors of the features of action spaces where the encoder is silent.
        heard_spaces: Factors of the same features and of the encoder's where it is on.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: Mapping[Kind, KindWeights]
    status: Mapping[str, Mapping[str, float]]
    spaces: Mapping[str, float]
    heard_spaces: Mapping[str, float]


def read(path: Path) -> Weights:
    """Read a weights file.

    Raises:
        ResourceError: If it is missing or does not have the expected form.
    """
    try:
        return Weights.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise ResourceError(f"{path}: not a weights file: {error}; reinstall the package") from error


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """Return the weights that ship with the package."""
    with resources.as_file(resources.files("quartier_nlp.findings") / "weights.json") as path:
        return read(path)
