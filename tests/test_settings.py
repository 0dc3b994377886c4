"""Settings are checked at the border and documented in full."""

from pathlib import Path

import pytest

from quartier_nlp import settings
from quartier_nlp.errors import SettingsError
from quartier_nlp.steps.analyse import analysis_key
from quartier_nlp.steps.cluster import cluster_key
from quartier_nlp.workspace import Workspace

ROOT = Path(__file__).parents[1]


def write(tmp_path, text):
    file = tmp_path / "quartier.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[findngs]\nfloor = 0.2", r"unknown key 'findngs'; did you mean 'findings'\?"),
        (
            "[ingest.limits]\nfile_gb = 1",
            r"did you mean 'ingest.limits.file_mb'\?",
        ),
        ("[findings]\ntreshold = 1", r"did you mean 'findings.thresholds'\?"),
        ("zzzzqqq = 1", r"unknown key 'zzzzqqq'$"),
        ("[findings]\nfloor = 2", r"findings.floor: Input should be less than or equal to 1"),
        ("[draft]\nformats = ['pdf']", r"draft.formats.0: Input should be 'md', 'docx' or 'html'"),
        ("[draft]\nformats = []", r"draft.formats: "),
        ("[[action_spaces]]\nid = 'Mitte'\nname = 'Mitte'", r"action_spaces.0.id: String should match pattern"),
        ("[[action_spaces]]\nid='a'\nname='A'\n[[action_spaces]]\nid='a'\nname='B'", r"an id stands twice"),
        ("[findings", r"is not valid TOML"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path, text, message):
    with pytest.raises(SettingsError, match=message):
        settings.load(write(tmp_path, text))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"nowhere.toml does not exist"):
        settings.load(tmp_path / "nowhere.toml")


def test_no_file_means_defaults(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert settings.load() == settings.Settings()


def test_paths_are_relative_to_the_file(tmp_path):
    loaded = settings.load(write(tmp_path, "corpus = 'texte'\n[findings]\nlexicons = ['eigene.toml']"))
    assert loaded.corpus == tmp_path / "texte"
    assert loaded.findings.lexicons == (tmp_path / "eigene.toml",)


def test_the_environment_wins_over_the_file_and_leaves_its_neighbours(tmp_path, monkeypatch):
    monkeypatch.setenv("QUARTIER_FINDINGS__FLOOR", "0.3")
    loaded = settings.load(write(tmp_path, "[findings]\nfloor = 0.2\nuse_rules = false"))
    assert loaded.findings.floor == 0.3
    assert loaded.findings.use_rules is False


def test_every_key_is_documented():
    undocumented = [key for key, _, text in settings._documented(settings.Settings) if not text]
    assert undocumented == []


def test_the_reference_in_the_docs_is_current():
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == settings.reference()


def test_files_that_settings_name_must_be_there(tmp_path):
    workspace = Workspace(
        settings.load(write(tmp_path, "[clusters]\ntopics = 'eigene.toml'\n[findings]\nlexicons = ['b.toml']")),
        tmp_path,
        tmp_path / "out",
    )
    with pytest.raises(SettingsError, match=r"findings.lexicons: no such file: .*b.toml"):
        analysis_key(workspace)
    with workspace.open_store(create=True) as store, pytest.raises(SettingsError, match=r"clusters.topics: .*eigene"):
        cluster_key(workspace, store)
