from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt

from quartier_nlp.draft.document import Draft
from quartier_nlp.draft.markdown import escaped_block, render_markdown
from tests.draft.fixtures import HOSTILE


def test_golden(draft: Draft, golden: Callable[[str, str], None]) -> None:
    golden("quintessenz.md", render_markdown(draft))


def test_every_link_leads_to_an_anchor_of_the_file(any_draft: Draft) -> None:
    text = render_markdown(any_draft)
    anchors = re.findall(r'<a id="([^"]+)"></a>', text)
    targets = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert len(anchors) == len(set(anchors))
    assert targets <= set(anchors)
    assert len(re.findall(r"\]\((?!#)", text)) == text.count(r"\](http")


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "# kein Titel",
        "- kein Punkt",
        "+ kein Punkt",
        "1. keine Nummer",
        "1) keine Nummer",
        "> kein Zitat",
        "---",
        "===",
        "~~~",
        "```\ncode",
        "![Bild](http://boese.example/x.png)",
        "<img src=x onerror=alert(1)>",
        "<https://boese.example>",
        "[a]: http://boese.example",
        "a | b",
        "&lt;b&gt; &copy;",
        "_kursiv_ __fett__ *kursiv*",
        "Ende mit Schrägstrich \\",
    ],
)
def test_text_stays_text(text: str) -> None:
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(f"{escaped_block(text)}\n")
    inner = re.fullmatch(r"<p>(.*)</p>\n", html, re.DOTALL)
    assert inner is not None
    shown = inner[1].replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert "<" not in inner[1]
    assert shown == text


def test_rendered_document_has_only_our_tags(draft: Draft) -> None:
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(render_markdown(draft))
    tags = set(re.findall(r"</?([a-zA-Z][a-zA-Z0-9]*)", html))
    assert tags <= {
        *("h1", "h2", "h3", "h4", "p", "a", "ul", "li", "em", "strong", "blockquote"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    assert set(re.findall(r'href="(.)', html)) == {"#"}
