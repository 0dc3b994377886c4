"""One pipeline without encoder and findings for the tests of the language package."""

import pytest
from spacy.language import Language

from quartier_nlp.language.options import LanguageOptions
from quartier_nlp.language.pipeline import build


@pytest.fixture(scope="session")
def nlp() -> Language:
    return build(LanguageOptions(encoder=False))
