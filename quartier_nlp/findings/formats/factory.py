"""Factory ``quartier_formats``."""

from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language

from quartier_nlp.findings.formats.formats import Formats
from quartier_nlp.findings.lexicon_files import LexiconName
from quartier_nlp.findings.lexicon_matching import compiled


@Language.factory(
    "quartier_formats",
    default_config={"extra_lexicons": []},
    requires=["token.tag", "token.lemma", "token.is_sent_start"],
    assigns=["doc.spans", "doc._.candidates"],
)
def create_formats(nlp: Language, name: str, extra_lexicons: Sequence[str]) -> Formats:  # noqa: ARG001
    """Create the component.

    Args:
        nlp: Pipeline that the component joins.
        name: Name in the pipeline.
        extra_lexicons: Paths of lexicon files whose ``[formats.*]`` tables extend the shipped one.
    """
    return Formats(compiled(LexiconName.FORMATS, tuple(Path(path) for path in extra_lexicons)))
