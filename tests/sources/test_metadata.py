"""The day that a document names as its own."""

from datetime import date
from pathlib import Path

import pytest

from quartier_nlp.sources.metadata import infer_date


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (["1. Sitzung", "Berlin, Dienstag, den 22. Oktober 2013", "Geboren am 1. Dezember 1935."], date(2013, 10, 22)),
        (["Niederschrift", "Emden, Mittwoch, den 3. Juni 2020", "zuletzt am 4. Mai 2020"], date(2020, 6, 3)),
        (["Protokoll", "Datum: 3.6.2020", "Nächstes Treffen am 1.7.2020"], date(2020, 6, 3)),
        (["Protokoll", "Interviewdatum 03.06.2020; seit 1.1.2019"], date(2020, 6, 3)),
        (["Aufsatz", "Am 3.6.2020 und am 1.7.2020 war es voll."], None),
        (["Aufsatz", "Zum Bundestag am 3.6.2020 und am 1.7.2020"], None),
        (["Aufsatz", "Im Jahr 2020"], None),
    ],
)
def test_a_day_is_inferred_where_one_stands_out(head, day):
    assert infer_date(head, Path("text.pdf")) == day


def test_the_name_of_the_file_comes_first():
    assert infer_date(["Datum: 3.6.2020"], Path("2020-07-01_Werkstatt.vtt")) == date(2020, 7, 1)
