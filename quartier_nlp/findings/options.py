"""What a caller can choose about the extraction of findings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quartier_nlp.model.vocabulary import ACTION_SPACES, Kind


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Least score, between 0 and 1, of a finding that is shown; below it stays a candidate for the editor."""

    approach: float
    place: float
    format: float
    open_question: float


#: Chosen on the development, tuning and tempting documents: F1 of approaches and questions hardly changes between 0.4
#: and 0.7. Places have their best mean F1 at 0.52 to 0.54. Either voter alone is less sure of anything.
BOTH = Thresholds(approach=0.58, place=0.54, format=0.55, open_question=0.64)
ALONE = Thresholds(approach=0.40, place=0.46, format=0.50, open_question=0.50)


@dataclass(frozen=True, slots=True)
class FindingOptions:
    """Options of ``extract``.

    Attributes:
        thresholds: Least scores of active findings; if not given ``BOTH``, or ``ALONE`` with one voter switched off.
        floor: Least score of a candidate; anything below is dropped.
        use_encoder: Count the votes of the trained encoder.
        use_rules: Count the votes of rules and lexicons.
        action_spaces: Codes of the action spaces, in the order in which they are reported.
        extra_lexicons: Lexicon files of the user, which extend the shipped ones.
        context_chars: How much text before and after a segment the pipeline gets to see.
        batch_size: Segments that go through the pipeline at once.
    """

    thresholds: Thresholds | None = None
    floor: float = 0.15
    use_encoder: bool = True
    use_rules: bool = True
    action_spaces: tuple[str, ...] = ACTION_SPACES
    extra_lexicons: tuple[Path, ...] = ()
    context_chars: int = 600
    batch_size: int = 256

    @property
    def least(self) -> Thresholds:
        """The thresholds that apply."""
        return self.thresholds or (BOTH if self.use_encoder and self.use_rules else ALONE)

    def threshold(self, kind: Kind) -> float:
        """Return the least score of an active finding of a kind."""
        value: float = getattr(self.least, kind.value)
        return value
