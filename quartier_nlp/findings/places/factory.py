"""Factory ``quartier_places``."""

from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language

from quartier_nlp.findings.lexicon_files import LexiconName
from quartier_nlp.findings.lexicon_matching import compiled
from quartier_nlp.findings.places.places import Places


@Language.factory(
    "quartier_places",
    default_config={"extra_lexicons": []},
    requires=["token.tag", "token.lemma", "token.is_sent_start"],
    assigns=["doc.spans", "doc._.candidates"],
)
def create_places(nlp: Language, name: str, extra_lexicons: Sequence[str]) -> Places:  # noqa: ARG001
    """Create the component.

    Args:
        nlp: Pipeline that the component joins.
        name: Name in the pipeline.
        extra_lexicons: Paths of lexicon files whose ``[places.*]`` tables extend the shipped one.
    """
    return Places(compiled(LexiconName.PLACES, tuple(Path(path) for path in extra_lexicons)))
