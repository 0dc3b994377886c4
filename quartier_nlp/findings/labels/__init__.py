"""Labels of findings: infinitive phrases, direct questions, noun phrases."""

from quartier_nlp.findings.labels.approach import approach_label
from quartier_nlp.findings.labels.label import Label
from quartier_nlp.findings.labels.noun import noun_label
from quartier_nlp.findings.labels.question import question_label

__all__ = ["Label", "approach_label", "noun_label", "question_label"]
