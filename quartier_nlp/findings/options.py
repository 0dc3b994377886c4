"""What a caller can choose about the extraction of findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from quartier_nlp.model.vocabulary import ACTION_SPACES


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Least score, between 0 and 1, of a finding that is shown; below it stays a candidate for the editor."""

    approach: float = 0.42
    place: float = 0.52
    format: float = 0.46
    open_question: float = 0.46


@dataclass(frozen=True, slots=True)
class FindingOptions:
    """Options of ``extract``.

    Attributes:
        thresholds: Least scores of active findings.
        floor: Least score of a candidate; anything below is dropped.
        use_encoder: Count the votes of the trained encoder.
        use_rules: Count the votes of rules and lexicons.
        action_spaces: Codes of the action spaces, in the order in which they are reported.
        extra_lexicons: Lexicon files of the user, which extend the shipped ones.
        context_chars: How much text before and after a segment the pipeline gets to see.
        batch_size: Segments that go through the pipeline at once.
    """

    thresholds: Thresholds = field(default_factory=Thresholds)
    floor: float = 0.15
    use_encoder: bool = True
    use_rules: bool = True
    action_spaces: tuple[str, ...] = ACTION_SPACES
    extra_lexicons: tuple[Path, ...] = ()
    context_chars: int = 600
    batch_size: int = 256
