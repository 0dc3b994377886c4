from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from itertools import pairwise

import lxml.html
import pytest

from quartier_nlp.draft.document import Draft
from quartier_nlp.draft.html import render_html
from tests.draft.fixtures import HOSTILE


@pytest.fixture(scope="module")
def page(any_draft: Draft) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(render_html(any_draft))


def test_golden(draft: Draft, golden: Callable[[str, str], None]) -> None:
    golden("quintessenz.html", render_html(draft))


def test_ids_are_unique_and_every_link_stays_inside(page: lxml.html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[:1] for href in page.xpath("//@href")} == {"#"}
    assert {href[1:] for href in page.xpath("//@href")} <= set(ids)


def test_nothing_is_loaded_from_elsewhere(page: lxml.html.HtmlElement) -> None:
    assert not page.xpath("//@src | //link | //img | //iframe | //object | //@style | //@*[starts-with(name(), 'on')]")
    assert "url(" not in page.xpath("string(//style)")


def test_text_of_documents_is_text(page: lxml.html.HtmlElement) -> None:
    assert len(page.xpath("//script")) == 1
    assert any(HOSTILE in mark.text_content() for mark in page.xpath("//mark"))


def test_policy_allows_exactly_the_style_and_script_of_the_page(draft: Draft) -> None:
    text = render_html(draft)
    for tag in ("style", "script"):
        match = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert match
        digest = base64.b64encode(hashlib.sha256(match[1].encode()).digest()).decode()
        policy = lxml.html.document_fromstring(text).xpath("string(//meta[@http-equiv]/@content)")
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert policy.startswith("default-src 'none'")


def test_accessible_skeleton(page: lxml.html.HtmlElement) -> None:
    assert page.get("lang") == "de"
    assert len(page.xpath("//main")) == len(page.xpath("//h1")) == 1
    assert all(nav.get("aria-label") for nav in page.xpath("//nav"))
    levels = [int(node.tag[1]) for node in page.xpath("//h1|//h2|//h3|//h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert not page.xpath("//th[not(@scope)]")
    assert set(page.xpath("//section/@aria-labelledby")) <= set(page.xpath("//@id"))


def test_every_statement_opens_its_evidence(page: lxml.html.HtmlElement, any_draft: Draft) -> None:
    statements = page.find_class("aussage")
    assert len(statements) == len(list(any_draft.statements()))
    assert all(node.xpath(".//details/summary") and node.xpath(".//details//mark") for node in statements)


def test_filter_is_hidden_without_scripts(page: lxml.html.HtmlElement) -> None:
    assert page.get_element_by_id("filter").get("hidden") is not None
