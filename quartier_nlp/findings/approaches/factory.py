"""Factory ``quartier_approaches``."""

from spacy.language import Language

from quartier_nlp.findings.approaches.approaches import Approaches


@Language.factory(
    "quartier_approaches",
    requires=["token.tag", "token.lemma", "token.is_sent_start"],
    assigns=["doc.spans", "doc._.candidates"],
)
def create_approaches(nlp: Language, name: str) -> Approaches:  # noqa: ARG001
    """Create the component."""
    return Approaches()
