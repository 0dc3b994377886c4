"""Builds the German pipeline from components that are registered as spaCy factories."""

from __future__ import annotations

import spacy
from spacy.language import Language

from quartier_nlp.language import extensions
from quartier_nlp.language.encoder import MANIFEST_FILE, SHIPPED
from quartier_nlp.language.options import LanguageOptions

#: Components of the findings package, by registered name, in their order, and whether they read lexicons.
FINDINGS_COMPONENTS = {
    "quartier_places": True,
    "quartier_formats": True,
    "quartier_questions": False,
    "quartier_approaches": False,
}


def build(options: LanguageOptions) -> Language:
    """Returns a pipeline for segments: one Doc per segment, its text the segment's clean text.

    The encoder is left out when the options say so or no trained model is there.
    """
    extensions.register()
    nlp = spacy.blank("de")
    nlp.add_pipe("quartier_sentences")
    nlp.add_pipe("quartier_tagger")
    nlp.add_pipe("quartier_disfluency")
    if options.encoder and has_model(options):
        directory = str(options.encoder_directory) if options.encoder_directory else None
        nlp.add_pipe("quartier_encoder", config={"directory": directory, "threads": options.threads})
    if options.findings:
        lexicons = [str(file) for file in options.lexicons]
        for name, reads_lexicons in FINDINGS_COMPONENTS.items():
            nlp.add_pipe(name, config={"extra_lexicons": lexicons} if reads_lexicons else {})
    return nlp


def has_model(options: LanguageOptions) -> bool:
    """Whether a trained encoder stands where the options look for it."""
    return ((options.encoder_directory or SHIPPED) / MANIFEST_FILE).is_file()
