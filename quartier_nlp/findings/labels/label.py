"""What a labeller returns."""

from __future__ import annotations

from dataclasses import dataclass

from quartier_nlp.model.vocabulary import LabelSource


@dataclass(frozen=True, slots=True)
class Label:
    """A normalised wording of a finding.

    Attributes:
        text: The wording, German.
        source: Whether a phrase could be formed or the cleaned clause stands in.
        rule: Name of the rule that formed it, e.g. ``"modal"``.
    """

    text: str
    source: LabelSource
    rule: str
