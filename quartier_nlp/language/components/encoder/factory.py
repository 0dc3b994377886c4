"""Factory ``quartier_encoder``."""

from pathlib import Path

from spacy.language import Language

from quartier_nlp.language.components.encoder.encoder import EncoderComponent
from quartier_nlp.language.encoder import Encoder
from quartier_nlp.language.extensions import register


@Language.factory(
    "quartier_encoder",
    default_config={"directory": None, "threads": 1},
    assigns=["doc._.encoder_spans", "doc._.encoder_words", "doc._.sentence_scores"],
    requires=["doc.sents"],
)
def create_encoder(nlp: Language, name: str, directory: str | None, threads: int) -> EncoderComponent:  # noqa: ARG001
    """Creates the component around the trained encoder.

    Args:
        nlp: The pipeline.
        name: Name of the component in it.
        directory: Folder of the model; the shipped one if not given.
        threads: Threads of the runtime.
    """
    register()
    return EncoderComponent(Encoder(directory=Path(directory) if directory else None, threads=threads))
