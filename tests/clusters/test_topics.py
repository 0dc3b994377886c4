"""The topics lexicon: its form, its cues, its headings."""

from pathlib import Path

import pytest

from quartier_nlp.clusters import topics
from quartier_nlp.errors import SettingsError
from quartier_nlp.model.vocabulary import Kind

SHIPPED = topics.load()


def spoken_of(text: str, kind: Kind = Kind.OPEN_QUESTION) -> set[str]:
    lexicon = topics.of_kind(SHIPPED, kind)
    row = topics.strengths([text], lexicon)[0]
    return {topic.key for topic, strength in zip(lexicon, row, strict=True) if strength > 0}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Wer haftet bei Unfällen im Hof?", "liability"),
        ("Wer trägt die Heizkosten der Werkstatt?", "running_costs"),
        ("Wer führt den Treff weiter, wenn die Gründerin wegzieht?", "succession"),
        ("Woran misst man, ob sich der Aufwand lohnt?", "impact"),
        ("Wie kommen Azubis ohne Bus zur Arbeit?", "mobility"),
        ("Ab welcher Größe rechnet sich so ein Laden?", "viability"),
        ("Wer macht das?", "in_charge"),
    ],
)
def test_a_question_speaks_of_its_topic(text: str, key: str) -> None:
    assert key in spoken_of(text)


def test_a_thing_counts_where_no_matter_does() -> None:
    assert spoken_of("sechs Leuten den Laden anbieten", Kind.APPROACH) == {"shops"}


@pytest.mark.parametrize("topic", SHIPPED, ids=lambda topic: topic.key)
def test_a_heading_is_made_of_nouns(topic: topics.Topic) -> None:
    words = topic.heading.replace("-,", ",").split()
    assert words[0][0].isupper()
    assert words[-1][0].isupper()
    assert len(topic.heading) <= 50
    assert not topic.heading.endswith((".", "?", ":"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("Sitzbänke aufstellen", "contact_person", id="stellen is a word of its own"),
        pytest.param("Mieterrat das Waschhaus verwalten lassen", "rents", id="Miete ends the word"),
        pytest.param("bei der Sparkasse ein Konto eröffnen", "funds", id="a word in which the cue does not count"),
        pytest.param("Bäume auf dem Markt pflanzen", "markets", id="words in which the cue does not count"),
        pytest.param("Schlüssel für den Laden geben", "shops", id="a thing counts only where no matter does"),
    ],
)
def test_a_cue_keeps_its_word_boundary(text: str, key: str) -> None:
    assert key not in spoken_of(text, Kind.APPROACH)


def test_keys_and_headings_are_distinct() -> None:
    assert len({topic.key for topic in SHIPPED}) == len(SHIPPED)
    for kind in (Kind.OPEN_QUESTION, Kind.APPROACH):
        headings = [topic.heading for topic in topics.of_kind(SHIPPED, kind)]
        assert len(set(headings)) == len(headings)


def test_a_second_cue_confirms_without_doubling() -> None:
    lexicon = topics.of_kind(SHIPPED, Kind.OPEN_QUESTION)
    once, twice = topics.strengths(["Wer haftet?", "Wer haftet bei einem Unfall?"], lexicon).max(axis=1)
    assert once < twice < 2 * once


@pytest.mark.parametrize(
    "text",
    [
        "[[topic]]\nkey = 'a'\nheading = 'A'\ncues = []\n",
        "[[topic]]\nkey = 'a'\nheading = 'A'\ncues = ['a']\ncolour = 'red'\n",
        "[[topic]]\nkey = 'a'\nheading = 'A'\ncues = ['a']\nkinds = ['question']\n",
        "topic = [",
    ],
)
def test_a_broken_lexicon_is_refused(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(SettingsError, match=r"topics\.toml.*repair the entry"):
        topics.load(path)


def test_cues_are_plain_text_not_patterns(tmp_path: Path) -> None:
    own = topics.load(write(tmp_path, "[[topic]]\nkey = 'a'\nheading = 'A'\ncues = ['c.t', 'wer (x']\n"))[:1]
    found = topics.strengths(["cat", "c.t", "wer (x)"], own)[:, 0].astype(bool)
    assert found.tolist() == [False, True, True]


def test_ones_own_topics_come_first_and_replace_shipped_ones(tmp_path: Path) -> None:
    mine = topics.load(write(tmp_path, "[[topic]]\nkey = 'liability'\nheading = 'Wer haftet'\ncues = ['haft']\n"))
    assert mine[0].heading == "Wer haftet"
    assert len(mine) == len(SHIPPED)


def write(folder: Path, text: str) -> Path:
    path = folder / "topics.toml"
    path.write_text(text, encoding="utf-8")
    return path
