"""Factory ``quartier_sentences``."""

from spacy.language import Language

from quartier_nlp.language.components.sentences.sentences import Sentences
from quartier_nlp.language.components.sentences.speech import shared_splitter


@Language.factory("quartier_sentences", default_config={"longest": 10}, assigns=["token.is_sent_start", "doc.sents"])
def create_sentences(nlp: Language, name: str, longest: int) -> Sentences:  # noqa: ARG001
    """Creates the sentence component.

    Args:
        nlp: The pipeline.
        name: Name of the component in it.
        longest: Words that a stretch without marks may have before it counts as unpunctuated speech.
    """
    return Sentences(shared_splitter(), longest=longest)
