"""The thresholds are settings."""

import pytest

from quartier_nlp.errors import SettingsError
from quartier_nlp.lineage.options import LineageOptions
from quartier_nlp.settings import Settings, load
from quartier_nlp.stage_options import lineage_options


def test_defaults_are_the_measured_ones():
    assert lineage_options(Settings()) == LineageOptions(min_words=50, candidate=0.3, same=0.9, revision=0.7)


def test_a_revision_cannot_be_more_alike_than_the_same(tmp_path):
    file = tmp_path / "quartier.toml"
    file.write_text("[ingest.duplicates]\nsame = 0.6\n")
    with pytest.raises(SettingsError, match="revision must not be above same"):
        load(file)
