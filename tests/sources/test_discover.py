import shutil
from datetime import date

import pytest

from quartier_nlp.errors import NothingToDoError, SettingsError
from quartier_nlp.model.vocabulary import SourceKind
from quartier_nlp.sources.corpus import discover
from quartier_nlp.sources.reading import Limits


def write(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", ".").replace("_in_", "/")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def paths(folder):
    return [file.path for file in discover(folder, limits=Limits()).files]


def test_files_come_in_order_of_path(tmp_path):
    write(tmp_path, b__txt="eins", sub_in_a__txt="zwei", a__md="drei", LICENSE="x", README__md="y")
    assert paths(tmp_path) == ["a.md", "b.txt", "sub/a.txt"]


def test_the_manifest_describes_and_ignores(tmp_path):
    write(
        tmp_path,
        a__txt="eins",
        b__txt="zwei",
        c__bak="drei",
        MANIFEST__toml='ignore = ["*.bak"]\n\n[[source]]\npath = "a.txt"\ntitle = "Werkstatt"\ndate = 2023-05-04\n'
        'kind = "transcript"\naction_space = "innenstadt"\nconsent = "schriftlich"\nlanguage = "de"\nfarbe = "rot"\n'
        '\n[[source]]\npath = "fehlt.txt"\n',
    )
    found = discover(tmp_path, limits=Limits())
    first, second = found.files
    assert (first.path, second.path, second.entry) == ("a.txt", "b.txt", None)
    assert (first.entry.title, first.entry.date, first.entry.kind) == (
        "Werkstatt",
        date(2023, 5, 4),
        SourceKind.TRANSCRIPT,
    )
    assert (first.entry.action_space, first.entry.consent) == ("innenstadt", "schriftlich")
    assert found.notices == (
        "MANIFEST.toml, a.txt: unknown key 'farbe' ignored",
        "MANIFEST.toml: fehlt.txt is described but not there",
    )


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ('[[source]]\npath = "a.txt"\n\n[[source]]\ntitle = "x"\n', r"MANIFEST.toml line 4: .* needs a path"),
        ('[[source]]\npath = "a.txt"\ndate = "gestern"\n', r"MANIFEST.toml line 1: date: .*write it as 2024-05-17"),
        ('[[source]]\npath = "a.txt"\nkind = "film"\n', r"line 1: kind: .*one of transcript, paper"),
        ("[[source]\n", r"MANIFEST.toml: .*at line 1"),
        ('[source]\npath = "a.txt"\n', r"double brackets"),
        ('ignore = "x"\n', r"must be a list of globs"),
        ('[[source]]\npath = "a.txt"\n[[source]]\npath = "a.txt"\n', r"line 3: 'a.txt' is described twice"),
    ],
)
def test_a_broken_manifest_names_file_and_line(tmp_path, manifest, message):
    write(tmp_path, a__txt="eins", MANIFEST__toml=manifest)
    with pytest.raises(SettingsError, match=message):
        discover(tmp_path, limits=Limits())


def test_manifest_then_sidecar_then_front_matter(tmp_path):
    write(
        tmp_path,
        a__md='---\ntitle: Vorn\nevent: "Tag der Läden"\nconsent: ja\ndate: 2021-01-02\n---\n\n# Text\n',
        a__toml='title = "Daneben"\nconsent = "mündlich"\n',
        b__docx="kein docx",
        b__docx__toml='kind = "protocol"\n',
        MANIFEST__toml='[[source]]\npath = "a.md"\ntitle = "Manifest"\n',
    )
    first, second = discover(tmp_path, limits=Limits()).files
    assert (first.entry.title, first.entry.consent, first.entry.event) == ("Manifest", "mündlich", "Tag der Läden")
    assert first.entry.date == date(2021, 1, 2)
    assert (second.path, second.entry.kind) == ("b.docx", SourceKind.PROTOCOL)


def test_bad_front_matter_is_no_reason_to_stop(tmp_path):
    write(tmp_path, a__md="---\ndate: irgendwann\n---\n\n# Text\n")
    found = discover(tmp_path, limits=Limits())
    assert found.files[0].entry is None
    assert "front matter ignored" in found.notices[0]


def test_equal_files_are_taken_once_and_the_described_one_first(tmp_path):
    write(tmp_path, a__txt="eins", b__txt="eins", MANIFEST__toml='[[source]]\npath = "b.txt"\n')
    found = discover(tmp_path, limits=Limits())
    assert [(f.path, f.paths) for f in found.files] == [("b.txt", ("b.txt", "a.txt"))]
    assert found.files[0].copies == (("a.txt", tmp_path.resolve() / "a.txt"),)
    assert found.notices == ("a.txt: the same content as b.txt, taken once",)


def test_a_speakers_file_belongs_to_its_session(tmp_path, corpus):
    for kind in ("speeches", "speakers"):
        shutil.copy(corpus / f"session-{kind}-2031-02-13.json", tmp_path)
    found = discover(tmp_path, limits=Limits())
    assert [f.path for f in found.files] == ["session-speeches-2031-02-13.json"]
    assert "belong to session-speeches-2031-02-13.json" in found.notices[0]


def test_no_folder(tmp_path):
    with pytest.raises(NothingToDoError, match="give the folder"):
        discover(tmp_path / "fehlt", limits=Limits())
