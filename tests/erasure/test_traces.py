"""Traces are found whatever happened to the text, and chance is none."""

import gzip
import io
import json
import sqlite3
import zipfile

import pandas as pd
import pytest

from quartier_nlp.erasure.contents import contents
from quartier_nlp.erasure.documents import blackened
from quartier_nlp.erasure.marks import Forgotten, marks_of, speaker_digest, text_digest
from quartier_nlp.erasure.search import files_below, search
from quartier_nlp.erasure.silence import Silencer
from quartier_nlp.erasure.traces import Hits, Traces, blacked
from quartier_nlp.model.offsets import OffsetMap
from quartier_nlp.model.records import Segment
from quartier_nlp.model.vocabulary import SegmentRole

SENTENCE = "Im alten Kaufhaus an der Großen Straße sollten wir eine offene Werkstatt einrichten."
TRACES = Traces.of([SENTENCE, "Ja, genau."], ["die große Straße"], ["Erika Kolbing", "Kolbing"])


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        (f"Vorher. {SENTENCE} Nachher.", (42, 0)),
        (SENTENCE.upper(), (42, 0)),
        ("im alten kauf-\nhaus an der großen stra\u00adße sollten", (10, 0)),
        ("Kaufhaus an der Großen Straße", (0, 0)),  # too little to be more than chance
        ("Die Grosse\nStraße ist voll", (1, 0)),
        ("Die große Straßenbahn", (0, 0)),
        ("ja, genau", (0, 0)),
        ("Frau Kolbing, Kolbings Idee, KOLBING, Kolbinger", (0, 3)),
        ("", (0, 0)),
    ],
)
def test_find(text, hits):
    assert TRACES.find(text) == Hits(*hits)


def test_what_stands_elsewhere_by_right_is_no_trace():
    left = TRACES.without(["Der Hof an der großen Straße sollte", "Kolbing & Söhne", SENTENCE[:50]])
    assert (left.phrases, left.names) == (("diegrossestrasse",), ("Erika Kolbing",))
    assert left.shared == len(TRACES) - len(left) > 0
    assert left.find(SENTENCE[:50]) == Hits()
    assert left.find(SENTENCE[20:]).passages > 0


def test_black_has_the_length_of_what_it_covers():
    text = f"Eins. {SENTENCE} Frau Kolbing."
    black = TRACES.blacken(text)
    assert len(black) == len(text)
    assert black.startswith("Eins. ██ █████ ████████")
    assert black.endswith(" Frau ███████.")
    assert blacked("Käse\nbrot") == "████\n████"


def packed(tmp_path, form):
    path = tmp_path / f"file.{form}"
    if form == "docx":
        runs = "".join(f"<w:t>{SENTENCE[i : i + 7]}</w:t>" for i in range(0, len(SENTENCE), 7))
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", f"<w:p>{runs}</w:p>")
    elif form == "xlsx":
        pd.DataFrame({"quote": [SENTENCE]}).to_excel(path)
    elif form == "parquet":
        pd.DataFrame({"also": [[{"quote": SENTENCE}]]}).to_parquet(path, compression="zstd")
    elif form == "json":
        path.write_text(json.dumps({"text": SENTENCE}))
    elif form == "html":
        path.write_text(SENTENCE.replace("ß", "&szlig;").replace("offene", "<em>off</em>ene"))
    elif form == "md":
        path.write_text(SENTENCE.replace(" ", "\\ ").replace(".", "\\."), encoding="utf-8")
    elif form == "utf16":
        path.write_text(SENTENCE, encoding="utf-16")
    elif form == "gz":
        path.write_bytes(gzip.compress(SENTENCE.encode()))
    elif form == "zip":
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.txt", SENTENCE)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("inner.zip", inner.getvalue())
    elif form == "db":
        with sqlite3.connect(path) as database:
            database.execute('CREATE TABLE "a ""b" (x)')
            database.execute('INSERT INTO "a ""b" VALUES (?)', (json.dumps([SENTENCE]),))
        database.close()
    return path


@pytest.mark.parametrize("form", "docx xlsx parquet json html md utf16 gz zip db".split())
def test_files_are_opened(tmp_path, form):
    result = search(TRACES, [packed(tmp_path, form)])
    assert [found.hits.passages >= 38 for found in result.found][:1] == [True]
    assert (result.files, result.closed) == (1, ())


def test_a_deleted_row_that_is_still_in_the_file_is_found(tmp_path):
    path = tmp_path / "x.db"
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA secure_delete = OFF")
        database.execute("CREATE TABLE t (x)")
        database.execute("INSERT INTO t VALUES (?)", (SENTENCE,))
        database.commit()
        database.execute("DELETE FROM t")
    database.close()
    assert [found.where for found in search(TRACES, [path]).found] == [str(path)]


def test_what_cannot_be_opened_is_said(tmp_path):
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "a.txt").symlink_to(tmp_path / "broken.docx")
    result = search(TRACES, files_below([tmp_path, tmp_path / "broken.docx"]))
    assert (result.files, result.found, result.closed) == (1, (), (str(tmp_path / "broken.docx"),))
    assert list(contents(tmp_path / "broken.docx"))[-1].text is None


@pytest.mark.parametrize("form", "docx html md".split())
def test_a_document_is_blacked_out_and_nothing_else_changes(tmp_path, form):
    path = packed(tmp_path, form)
    black = blackened(path.read_bytes(), TRACES)
    path.write_bytes(black)
    assert search(TRACES, [path]).found == ()
    if form == "docx":
        with zipfile.ZipFile(path) as archive:
            assert archive.read("word/document.xml").decode().startswith("<w:p><w:t>██ ████</w:t><w:t>█ ███████"[:20])
    elif form == "html":
        assert "<em>███</em>███ " in black.decode()
    plain = b"<p>Nichts davon &amp; nichts</p>"
    assert blackened(plain, TRACES) == plain


def test_a_tag_may_stand_between_two_words():
    source = "<p>Die Gro<b>ße</b> Straße</p><p>bleibt.</p>"
    assert blackened(source.encode(), TRACES).decode() == "<p>███ ███<b>██</b> ██████</p><p>bleibt.</p>"


def test_a_binary_file_is_not_touched():
    with pytest.raises(ValueError, match="no UTF-8"):
        blackened(b"\xff\xfe\x00", TRACES)


def segment(text, raw, speaker, positions):
    offsets = OffsetMap.from_positions(positions)
    return Segment("s", "o", 0, text, raw, offsets, SegmentRole.TURN, ("Frau Kolbing",), speaker)


def test_a_speaker_is_taken_out_and_lengths_stay():
    raw = "Frau Kol-\nbing sagt es."
    said = segment("Frau Kolbing sagt es.", raw, "Person 2", [*range(8), *range(10, 23)])
    silencer = Silencer({"Person 1"}, ("Erika Kolbing", "Kolbing"), str.islower)
    (left,) = silencer.segments([said, segment("Ja.", "Ja.", "Person 1", range(3))])
    assert (left.text, left.raw, left.section) == (
        "Frau ███████ sagt es.",
        "Frau ████\n████ sagt es.",
        ("Frau ███████",),
    )
    assert left.offsets == said.offsets
    assert silencer.text("frau kolbing sagt es") == "frau ███████ sagt es"


def test_marks_know_bytes_path_text_and_name_again():
    texts = [SENTENCE]
    whole = Forgotten(marks_of("a" * 64, ["x/y.vtt"], texts, None))
    assert whole.whole("a" * 64, ["other.vtt"])
    assert whole.whole("b" * 64, ["x/y.vtt"])
    assert not whole.whole("b" * 64, ["y.vtt"])
    assert whole.text([SENTENCE.upper().replace(" ", "\n")])
    assert not whole.text([SENTENCE + " Und mehr."])
    speaker = Forgotten(marks_of("a" * 64, ["x.vtt"], texts, "Erika  Kolbing"))
    assert not speaker.whole("a" * 64, ["x.vtt"])
    assert speaker.silenced(["ERIKA KOLBING", "Erika"], "b" * 64, ["x.vtt"], ["anders"]) == ["ERIKA KOLBING"]
    assert speaker.silenced(["Erika Kolbing"], "b" * 64, ["y.vtt"], ["anders"]) == []
    assert speaker.speakers("b" * 64, ["x.vtt"])
    assert speaker_digest("a", "Erika") != speaker_digest("b", "Erika")


def test_next_to_no_text_is_nobodys():
    assert text_digest(["Ja.", "Nein."]) is None
