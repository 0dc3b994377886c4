"""Renders a draft as one self-contained HTML file that loads nothing and reads without scripts."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from quartier_nlp.draft.document import Draft, Link, Quote, Reference
from quartier_nlp.draft.german import SOURCE, digits
from quartier_nlp.draft.names import STATUS_NAMES
from quartier_nlp.model.vocabulary import ApproachStatus


def render_html(draft: Draft) -> str:
    """Return the draft as an HTML page; all text passes through automatic escaping."""
    style, script = _asset("draft.css"), _asset("draft.js")
    return _template().render(
        draft=draft,
        style=Markup(style),  # noqa: S704 - ships with the package
        script=Markup(script),  # noqa: S704 - ships with the package
        policy=_policy(style, script),
        quotes={quote.number: quote for quote in draft.quotes},
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("quartier_nlp.draft", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        status_names=STATUS_NAMES,
        statuses=tuple(ApproachStatus),
        in_sources=lambda count: digits(count, SOURCE),
        where=_where,
    )
    environment.tests.update(
        reference=lambda part: isinstance(part, Reference), link=lambda part: isinstance(part, Link)
    )
    return environment.get_template("draft.html")


def _where(quote: Quote) -> str:
    return ", ".join(part for part in (quote.position, quote.speaker) if part)


def _asset(name: str) -> str:
    return resources.files("quartier_nlp.draft").joinpath("templates", name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Allow exactly the style and script that ship with the page, and no request."""
    allowed = {"style-src": style, "script-src": script}
    parts = ["default-src 'none'", "base-uri 'none'", "form-action 'none'"]
    for directive, text in allowed.items():
        digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
        parts.append(f"{directive} 'sha256-{digest}'")
    return "; ".join(parts)
