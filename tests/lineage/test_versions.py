"""Who stands for a text, and who has taken whose place."""

from datetime import date

import pytest

from quartier_nlp.lineage.likeness import Likeness
from quartier_nlp.lineage.names import versioned
from quartier_nlp.lineage.options import LineageOptions
from quartier_nlp.lineage.versions import Version, settle

OPTIONS = LineageOptions()


def version(source, *paths, last=None, form="docx", words=500, **fields):
    return Version(source, paths[0] if paths else last or "weg.docx", paths, form, words, **fields)


def standing(versions, likeness=(), before=None):
    """Return source to status, with what stands for it or superseded it."""
    found = settle(versions, Likeness.from_rows(likeness), OPTIONS, before or {})
    return {
        source: " ".join(filter(None, (one.status.value, one.same_as, one.superseded_by)))
        for source, one in found.items()
    }


def test_unlike_texts_stand_for_themselves():
    assert standing([version("a", "a.md"), version("b", "b.md", readable=False)]) == {"a": "ok", "b": "quarantined"}


@pytest.mark.parametrize(
    ("left", "right", "kept"),
    [
        ({"form": "html"}, {"form": "pdf"}, "b"),
        ({"form": "docx"}, {"form": "html"}, "a"),
        ({"form": "docx"}, {"form": "vtt"}, "b"),
        ({"form": "text", "words": 400}, {"form": "text", "words": 500}, "b"),
        ({"form": "text"}, {"form": "text"}, "a"),
        ({"form": "html", "known": True}, {"form": "pdf"}, "b"),
    ],
)
def test_of_copies_the_best_format_is_kept(left, right, kept):
    copy = "b" if kept == "a" else "a"
    versions = [version("a", "eins.x", **left), version("b", "zwei.x", **right)]
    assert standing(versions, [("a", "b", 0.95)]) == {kept: "ok", copy: f"duplicate {kept}"}


def test_a_copy_of_a_copy_needs_to_be_like_the_one_that_stands_for_it():
    versions = [version("a", "a.pdf", form="pdf"), version("b", "b.md"), version("c", "c.md")]
    assert standing(versions, [("a", "b", 0.95), ("b", "c", 0.95)]) == {"a": "ok", "b": "duplicate a", "c": "ok"}


def test_other_content_under_a_path_takes_the_place():
    versions = [version("a", last="x.md"), version("b", "x.md")]
    assert standing(versions, before={"x.md": "a"}) == {"a": "superseded b", "b": "ok"}


def test_what_left_and_comes_back_counts_again():
    gone = [version("a", last="x.md", successor=None)]
    assert standing(gone, before={"x.md": "a"}) == {"a": "withdrawn"}
    assert standing([version("a", "neu/x.md", known=True)]) == {"a": "ok"}


def test_an_older_version_is_back():
    versions = [version("a", "x.md", successor="b"), version("b", last="x.md")]
    assert standing(versions, before={"x.md": "b"}) == {"a": "ok", "b": "superseded a"}


def test_the_last_version_of_a_line_that_left():
    versions = [version("a", last="x.md", successor="b"), version("b", last="x.md")]
    assert standing(versions, before={"x.md": "b"}) == {"a": "withdrawn b", "b": "withdrawn"}


@pytest.mark.parametrize(
    ("likeness", "status"), [((("a", "b", 0.8),), "superseded b"), ((("a", "b", 1.0),), "superseded b"), ((), "ok")]
)
def test_a_copy_left_behind_of_a_revised_file_is_old_only_if_it_is_alike(likeness, status):
    versions = [version("a", "archiv/x.md", known=True), version("b", "x.md")]
    found = standing(versions, likeness, before={"x.md": "a", "archiv/x.md": "a"})
    assert found == {"a": status, "b": "ok"}


@pytest.mark.parametrize(
    ("older", "newer", "containment"),
    [
        (version("a", "Protokoll.docx"), version("b", "Protokoll_v2.docx"), 0.8),
        (version("b", "Protokoll v3.docx"), version("a", "Protokoll v10.docx"), 0.99),
        (version("b", "protokoll-entwurf.docx"), version("a", "Protokoll.pdf", form="pdf"), 0.95),
        (version("a", "Bericht final.docx"), version("b", "Bericht (2) final.docx"), 1.0),
        (version("b", "x/Bericht.docx", date=date(2024, 1, 1)), version("a", "Bericht.md", date=date(2024, 2, 1)), 0.8),
        (version("b", "x/Bericht.docx", known=True), version("a", "y/Bericht.docx"), 0.8),
        (version("b", "eins.docx", title="Werkstatt", known=True), version("a", "zwei.docx", title="Werkstatt"), 0.8),
    ],
)
def test_revisions_side_by_side(older, newer, containment):
    first = standing([older, newer], [("a", "b", containment)])
    assert first == {older.source_id: f"superseded {newer.source_id}", newer.source_id: "ok"}
    from dataclasses import replace

    later = [replace(older, known=True, successor=newer.source_id), replace(newer, known=True)]
    assert standing(later, [("a", "b", containment)]) == first  # the next run sees it the same way


@pytest.mark.parametrize(
    ("one", "two", "containment"),
    [
        (version("a", "werkstatt-2024-05-03.md"), version("b", "werkstatt-2024-06-07.md"), 0.8),
        (version("a", "dorf.md"), version("b", "stadt.md"), 0.85),
    ],
)
def test_alike_is_no_revision_without_a_like_name_or_title(one, two, containment):
    assert standing([one, two], [("a", "b", containment)]) == {"a": "ok", "b": "ok"}


def test_a_renamed_text_continues():
    versions = [version("a", last="alt.docx"), version("b", "ganz-anders.pdf", form="pdf")]
    assert standing(versions, [("a", "b", 0.97)]) == {"a": "superseded b", "b": "ok"}
    assert standing(versions, [("a", "b", 0.8)]) == {"a": "withdrawn", "b": "ok"}


def test_the_other_copy_takes_over_when_the_kept_one_leaves():
    versions = [version("a", last="a.pdf", form="pdf", known=True), version("b", "a.html", form="html", known=True)]
    assert standing(versions, [("a", "b", 0.95)], before={"a.pdf": "a", "a.html": "b"}) == {
        "a": "superseded b",
        "b": "ok",
    }


def test_a_revised_copy_leads_to_what_stands_for_it():
    versions = [
        version("a", "a.pdf", form="pdf", known=True),
        version("b", last="a.html", form="html", known=True),
        version("c", "a.html", form="html"),
    ]
    found = standing(versions, [("a", "b", 0.95), ("a", "c", 0.95), ("b", "c", 0.99)], before={"a.html": "b"})
    assert found == {"a": "ok", "b": "superseded a", "c": "duplicate a"}


def test_swapped_names_make_no_circle():
    versions = [version("a", "2.md", known=True), version("b", "1.md", known=True)]
    found = standing(versions, [("a", "b", 0.8)], before={"1.md": "a", "2.md": "b"})
    assert found == {"a": "ok", "b": "ok"}


@pytest.mark.parametrize(
    ("path", "stem", "rank"),
    [
        ("Protokoll.docx", "protokoll", (1.0, 0)),
        ("x/Protokoll_v2.docx", "protokoll", (2.0, 0)),
        ("Protokoll Version 1.2 final.docx", "protokoll", (1.2, 2)),
        ("protokoll-überarbeitet.pdf", "protokoll", (1.0, 1)),
        ("Kopie von Protokoll (3).pdf", "von protokoll", (3.0, 0)),
        ("Das alte Kaufhaus.pdf", "das alte kaufhaus", (1.0, 0)),
        ("werkstatt-2024-05-03.vtt", "werkstatt 2024 05 03", (1.0, 0)),
        ("final.pdf", "final", (1.0, 0)),
    ],
)
def test_names_of_versions(path, stem, rank):
    assert (versioned(path).stem, versioned(path).rank) == (stem, rank)
