"""What is missing or unsure in sources, as the draft tells it."""

from __future__ import annotations

import io

import docx
import pytest

from quartier_nlp.draft.compose import compose
from quartier_nlp.draft.document import Draft
from quartier_nlp.draft.docx import render_docx
from quartier_nlp.draft.html import render_html
from quartier_nlp.draft.markdown import render_markdown
from quartier_nlp.draft.remarks import notice_sentence
from quartier_nlp.model.notices import Notice, NoticeKind
from tests.draft.fixtures import OPTIONS, corpus

HEADING = "Nicht vollständig oder nicht sicher gelesen"
SENTENCES = (
    "Die Seiten 3–5 und 9 sind Scans ohne erkannten Text; ihr Inhalt fehlt. "
    "Seite 2 enthält sehr viele Linien; Tabellen wurden dort als Fließtext gelesen."
)


@pytest.fixture(scope="module")
def draft() -> Draft:
    made = corpus()
    paper = next(source for source in made.sources if source.path == "merz.pdf")
    talk = next(source for source in made.sources if source.path == "innenstadt.vtt")
    scan = next(source for source in made.sources if source.path == "scan.pdf")
    notices = {
        paper.source_id: [Notice(NoticeKind.SCAN_UNREAD, (3, 4, 5, 9)), Notice(NoticeKind.TABLES_UNREAD, (2,))],
        talk.source_id: [Notice(NoticeKind.NAVIGATION_LEFT_OUT, count=4)],
        scan.source_id: [Notice(NoticeKind.SCAN_UNREAD, (1,))],
    }
    return compose(**made.tables(), options=OPTIONS, notices=notices)


@pytest.mark.parametrize(
    ("notice", "sentence"),
    [
        (Notice(NoticeKind.SCAN_UNREAD, (2,)), "Seite 2 ist ein Scan ohne erkannten Text; ihr Inhalt fehlt."),
        (Notice(NoticeKind.SCAN_BEYOND, (2, 3)), "Die Seiten 2–3 sind Scans ohne erkannten Text; ihr Inhalt fehlt."),
        (
            Notice(NoticeKind.SCAN_RECOGNISED, tuple(range(1, 40, 2))),
            "20 Seiten zwischen 1 und 39 sind Scans; "
            "der Text stammt aus einer Texterkennung und kann Fehler enthalten.",
        ),
        (
            Notice(NoticeKind.MAIN_TEXT_UNSURE),
            "Der Haupttext war nicht sicher zu erkennen; anderer Text der Webseite kann mitgelesen sein.",
        ),
        (Notice(NoticeKind.NAVIGATION_LEFT_OUT, count=9), ""),
    ],
)
def test_a_notice_is_a_german_sentence(notice: Notice, sentence: str) -> None:
    assert notice_sentence(notice) == sentence


def test_sources_that_are_used_and_miss_something_are_named(draft: Draft) -> None:
    assert [(source.title, source.remarks) for source in draft.partial] == [("Nach dem Kaufhaus", SENTENCES)]
    assert draft.partial[0].key in {source.key for source in draft.sources}


def test_every_format_names_them_below_the_list_of_sources(draft: Draft) -> None:
    document = docx.Document(io.BytesIO(render_docx(draft)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    key = draft.partial[0].key
    assert texts[texts.index(HEADING) + 1] == f"{key} Nach dem Kaufhaus: {SENTENCES}"
    html = render_html(draft)
    assert f'<a href="#{key.lower()}">{key}</a> Nach dem Kaufhaus: {SENTENCES}' in html
    assert html.index("Quellen") < html.index(HEADING) < html.index("Nicht berücksichtigt")
    markdown = render_markdown(draft)
    assert f"**{HEADING}**" in markdown
    assert SENTENCES in markdown.replace("\\", "")


def test_nothing_is_said_where_nothing_is_missing() -> None:
    whole = compose(**corpus().tables(), options=OPTIONS)
    assert whole.partial == ()
    assert HEADING not in render_html(whole) + render_markdown(whole)
