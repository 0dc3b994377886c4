"""One person is one pseudonym, however the source writes the name; a role only where the manifest allows it."""

import pytest

from quartier_nlp.sources.corpus import discover
from quartier_nlp.sources.ingest import IngestOptions, ingest
from quartier_nlp.sources.participants import participants
from quartier_nlp.sources.reading import Limits
from quartier_nlp.sources.turns import Cue, join_cues


def of(*names, roles=None):
    return participants(join_cues(Cue(f"Wort {n}.", (), name) for n, name in enumerate(names)), roles)


@pytest.mark.parametrize(
    ("written", "persons"),
    [
        (["Max Müller", "Müller, Max", "M. Müller"], [1, 1, 1]),
        (["M. Müller", "Max Müller"], [1, 1]),
        (["Dr. Max Müller (Stadt Emden)", "MAX MÜLLER"], [1, 1]),
        (["Max Müller", "Moritz Müller", "M. Müller"], [1, 2, 3]),
        (["Max Müller", "Max Maurer"], [1, 2]),
        (["Frau Müller", "Herr Müller", "Max Müller"], [1, 2, 3]),
        (["B1", "B2", "I"], [1, 2, 3]),
        (["Bürgermeister", "Bürgermeisterin"], [1, 2]),
    ],
)
def test_who_is_the_same(written, persons):
    _, pseudonyms = of(*written)
    assert [pseudonyms[name] for name in written] == [f"Person {number}" for number in persons]


def test_the_fullest_form_is_kept_as_the_name():
    (speaker,), _ = of("M. Müller", "Müller, Max", "Max Müller")
    assert speaker.name == "Max Müller"


@pytest.mark.parametrize("key", ["Max Müller", "müller, max", "MAX MÜLLER"])
def test_a_role_is_shown_where_it_is_allowed(key):
    speakers, _ = of("Max Müller", "Lea Sommer", roles={key: "Stadtplanung (Emden)"})
    assert [speaker.pseudonym for speaker in speakers] == ["Person 1 (Stadtplanung Emden)", "Person 2"]


LEGEND = """Gruppengespräch im Waschhaus
I = Dr. Petra Klee (Interview), B1 = Heinz Krause, Anwohner

I: Was ist aus dem Waschhaus geworden?
B1: Ein Café. Das hat die Genossenschaft gebaut.
I: Und wer zahlt?
B1: Keiner weiß das, Frau Klee.
"""


def ingested(tmp_path, text, sidecar=None):
    (tmp_path / "gespräch.txt").write_text(text, encoding="utf-8")
    if sidecar:
        (tmp_path / "gespräch.toml").write_text(sidecar, encoding="utf-8")
    (file,) = discover(tmp_path, limits=Limits()).files
    return ingest(file, IngestOptions())


def test_a_legend_names_the_tags(tmp_path):
    result = ingested(tmp_path, LEGEND)
    assert [(s.pseudonym, s.name) for s in result.speakers] == [
        ("Person 1", "Dr. Petra Klee (I)"),
        ("Person 2", "Heinz Krause (B1)"),
    ]
    assert [s.speaker for s in result.segments if s.speaker] == ["Person 1", "Person 2", "Person 1", "Person 2"]


def test_a_sidecar_gives_roles_by_tag(tmp_path):
    result = ingested(tmp_path, LEGEND, '[speakers]\nB1 = "Anwohner"\n"Petra Klee" = "Hochschule"\n')
    assert [s.pseudonym for s in result.speakers] == ["Person 1 (Hochschule)", "Person 2 (Anwohner)"]


def test_a_broken_sidecar_says_how_to_write_roles(tmp_path):
    result = ingested(tmp_path, LEGEND, 'speakers = "Anwohner"\n')
    assert result.source.error is not None
    assert "[speakers]" in result.source.error
