"""Factory ``quartier_tagger``."""

from spacy.language import Language

from quartier_nlp.language.components.tagger.tagger import Tagger
from quartier_nlp.language.hanta import shared_model


@Language.factory(
    "quartier_tagger",
    assigns=["token.tag", "token.pos", "token.lemma"],
    requires=["token.is_sent_start"],
)
def create_tagger(nlp: Language, name: str) -> Tagger:  # noqa: ARG001
    """Creates the tagger with the model that all components of this process share."""
    return Tagger(shared_model())
