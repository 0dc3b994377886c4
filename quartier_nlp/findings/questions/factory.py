"""Factory ``quartier_questions``."""

from spacy.language import Language

from quartier_nlp.findings.questions.questions import Questions


@Language.factory(
    "quartier_questions",
    requires=["token.tag", "token.lemma", "token.is_sent_start"],
    assigns=["doc.spans", "doc._.candidates"],
)
def create_questions(nlp: Language, name: str) -> Questions:  # noqa: ARG001
    """Create the component."""
    return Questions()
