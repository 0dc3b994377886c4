"""Factory ``quartier_disfluency``."""

from spacy.language import Language

from quartier_nlp.language.components.disfluency.disfluency import Disfluency
from quartier_nlp.language.extensions import register


@Language.factory(
    "quartier_disfluency",
    assigns=["token._.disfluent"],
    requires=["token.tag", "doc.sents"],
)
def create_disfluency(nlp: Language, name: str) -> Disfluency:  # noqa: ARG001
    """Creates the component that marks fillers and repairs."""
    register()
    return Disfluency()
