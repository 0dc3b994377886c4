"""A report that may be a complaint or an effect is not told as something to do."""

import pytest
from spacy.language import Language

from quartier_nlp.findings.labels import approach_label
from quartier_nlp.model.vocabulary import ApproachStatus, LabelSource

DEMAND = "Wir müssen die leeren Läden für Gründer öffnen."
OWN = "Wir haben die leeren Läden für Gründer geöffnet."
MISSING = "Es fehlt ein Laden für Gründer am Markt."
INTENDED = "Wir schlagen vor, die leeren Läden für Gründer zu öffnen."
WANTED = "Der Eigentümer will den leeren Laden für Gründer öffnen."
REPORT = "Der Eigentümer hat den leeren Laden für Gründer geöffnet."


@pytest.mark.parametrize(
    ("text", "sure", "source"),
    [
        (INTENDED, 0.6, LabelSource.PHRASE),
        (INTENDED, 0.0, LabelSource.CLAUSE),  # an end is told behind it
        (DEMAND, 0.75, LabelSource.PHRASE),
        (DEMAND, 0.6, LabelSource.CLAUSE),
        (WANTED, 0.98, LabelSource.PHRASE),
        (WANTED, 0.85, LabelSource.CLAUSE),
        (MISSING, 0.9, LabelSource.PHRASE),
        (MISSING, 0.85, LabelSource.CLAUSE),
        (OWN, 0.85, LabelSource.PHRASE),
        (OWN, 0.75, LabelSource.CLAUSE),
        (REPORT, 0.98, LabelSource.PHRASE),
        (REPORT, 0.9, LabelSource.CLAUSE),
    ],
)
def test_the_less_sure_the_approach_the_closer_the_label_to_the_quote(
    nlp: Language, text: str, sure: float, source: LabelSource
) -> None:
    status = ApproachStatus.PRACTISED if text in {OWN, REPORT} else ApproachStatus.PROPOSED
    assert approach_label(nlp(text)[:], status=status, sure=sure).source is source
