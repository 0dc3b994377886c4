"""Custom attributes of Doc, Span and Token that the components share, registered in one place.

=========================  ==========================================================================
``doc._.left``             text before the segment, set by the caller (str)
``doc._.right``            text after the segment, set by the caller (str)
``doc._.heading``          heading of the section, set by the caller (str)
``doc._.speaker``          pseudonym of the speaker, set by the caller (str)
``doc._.segment_id``       id of the segment, set by the caller (str)
``doc._.run``              what consecutive segments share that are read together, set by the caller (str)
``doc._.is_read``          whether the encoder reads the segment, set by the caller (bool)
``doc._.encoder_spans``    candidates of the encoder, by start (tuple of ``SpanCandidate``)
``doc._.encoder_words``    its scores of the words of each sentence it read (tuple of ``WordScores``)
``doc._.sentence_scores``  what the encoder says of each sentence (tuple, one entry a sentence)
``doc._.candidates``       candidates that findings components leave for the collector (list)
``span._.fluent``          tokens of the span without fillers, repairs and the commas around them (list)
``span._.clean``           the text of these tokens without the final stop (str)
``token._.is_guessed``     whether no known stem explains the word, as in dialect; looked up when asked (bool)
``token._.disfluent``      whether the token is a filler or was taken back by the speaker (bool)
=========================  ==========================================================================
"""

from spacy.tokens import Doc, Span, Token

from quartier_nlp.language.components.disfluency.disfluency import clean_clause, fluent_tokens
from quartier_nlp.language.hanta import shared_model

_DOC_TEXTS = ("left", "right", "heading", "speaker", "segment_id", "run")


def register() -> None:
    """Registers the attributes; calling it again changes nothing."""
    for name in _DOC_TEXTS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default="")
    for name in ("encoder_spans", "encoder_words", "sentence_scores"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())
    if not Doc.has_extension("is_read"):
        Doc.set_extension("is_read", default=True)
    if not Doc.has_extension("candidates"):
        Doc.set_extension("candidates", default=[])
    if not Token.has_extension("disfluent"):
        Token.set_extension("disfluent", default=False)
    if not Token.has_extension("is_guessed"):
        Token.set_extension("is_guessed", getter=_is_guessed)
    for name, getter in (("fluent", fluent_tokens), ("clean", clean_clause)):
        if not Span.has_extension(name):
            Span.set_extension(name, getter=getter)


def _is_guessed(token: Token) -> bool:
    return shared_model().is_guessed(token.text)
