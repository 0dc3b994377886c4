"""Renders a draft as Markdown (CommonMark with tables) in which text from documents stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from quartier_nlp.draft.document import (
    Chapter,
    Draft,
    Group,
    Inline,
    Layout,
    Link,
    Note,
    Quote,
    Reference,
    Section,
    Statement,
)
from quartier_nlp.draft.german import SOURCE, digits
from quartier_nlp.draft.names import STATUS_NAMES

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$#^{}])")
# Links that some renderers make of bare addresses.
_BARE_LINK = re.compile(r"(?i)(?<=http)(?=:)|(?<=https)(?=:)|(?<=ftp)(?=:)|(?<=mailto)(?=:)|(?<=www)(?=\.)|(?=@)")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def render_markdown(draft: Draft) -> str:
    """Return the draft as Markdown; references lead to anchors in the appendix."""
    blocks = [
        *_front(draft),
        *_glance(draft),
        *(block for chapter in draft.chapters for block in _chapter(chapter)),
        *_appendix(draft),
    ]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Return text so that no character of it acts as Markdown or HTML."""
    return _BARE_LINK.sub(r"\\", _SPECIAL.sub(r"\\\1", text))


def escaped_block(text: str) -> str:
    """Return text for the start of a block, where numbers and dashes would make a list."""
    text = escaped(text)
    return _LINE_START.sub(lambda m: m[1] + (f"{m[2]}\\" if m[2].isdigit() else f"\\{m[2]}"), text)


def _front(draft: Draft) -> Iterator[str]:
    yield f"# {escaped(draft.title)}"
    if draft.subtitle:
        yield f"**{escaped(draft.subtitle)}**"
    if draft.date:
        yield f"Entwurf · {escaped(draft.date)}"
    for paragraph in draft.note:
        yield f"> {escaped_block(paragraph)}"
    yield "## Quellen"
    rows = [
        (f'<a id="{s.anchor}"></a>{s.key}', s.title, s.kind, s.event, s.date, str(s.findings)) for s in draft.sources
    ]
    cells = [(row[0], *(escaped(cell) or "–" for cell in row[1:])) for row in rows]
    yield _table(("Kürzel", "Titel", "Art", "Veranstaltung", "Datum", "Befunde"), cells, right=(5,))
    if draft.partial:
        yield "**Nicht vollständig oder nicht sicher gelesen**"
        yield "\n".join(
            f"- [{source.key}](#{source.anchor}) {escaped_block(source.title)}: {escaped(source.remarks)}"
            for source in draft.partial
        )
    if draft.excluded:
        yield "**Nicht berücksichtigt**"
        yield "\n".join(
            f"- {escaped_block(source.title)} (Datei {escaped(source.path)}): {escaped(source.reason)}"
            for source in draft.excluded
        )


def _glance(draft: Draft) -> Iterator[str]:
    yield "## Auf einen Blick"
    header = ("Handlungsraum", "Quellen", "Ansätze", "davon praktiziert", "Orte", "Formate", "Offene Fragen")
    rows = [
        (
            f"[{escaped(row.title)}](#{row.anchor})",
            *(str(n) for n in (row.sources, row.approaches, row.practised, row.places, row.formats, row.questions)),
        )
        for row in draft.glance
    ]
    yield _table(header, rows, right=range(1, len(header)))
    yield f"*{escaped(draft.glance_note)}*"
    for prose in draft.shared:
        yield "".join(_inline(part) for part in prose)


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f'<a id="{chapter.anchor}"></a>'
    yield f"## {escaped(chapter.title)}"
    if chapter.description:
        yield f"*{escaped(chapter.description)}*"
    if chapter.sections:
        yield "### Überblick"
    for prose in chapter.overview:
        yield "".join(_inline(part) for part in prose)
    for section in chapter.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield f'<a id="{section.anchor}"></a>'
    yield f"### {escaped(section.title)}"
    for group in section.groups:
        yield from _group(group, section.layout)
    if section.rest:
        yield "#### Weitere Nennungen"
        yield "\n".join(_compact(group) for group in section.rest)


def _group(group: Group, layout: Layout) -> Iterator[str]:
    if group.title:
        yield f'<a id="{group.anchor}"></a>'
        yield f"#### {escaped(group.title)}"
    if group.lead:
        yield escaped_block(group.lead)
    if layout is Layout.TABLE:
        rows = [
            (escaped(s.text), escaped(s.category) or "–", digits(s.source_count, SOURCE), _evidence(s))
            for s in group.statements
        ]
        yield _table(("Format", "Zweck", "Genannt in", "Belege"), rows)
    else:
        yield "\n".join(_item(statement) for statement in group.statements)


def _compact(group: Group) -> str:
    title = f"*{escaped(group.title)}:* " if group.title else ""
    entries = [" – ".join((_statement(s), *(_note(note) for note in s.notes))) for s in group.statements]
    return f'- <a id="{group.anchor}"></a>{title}' + "; ".join(entries)


def _item(statement: Statement) -> str:
    return "\n".join((f"- {_statement(statement)}", *(f"  - {_note(note)}" for note in statement.notes)))


def _statement(statement: Statement) -> str:
    remarks = []
    if statement.status:
        remarks.append(f"*{STATUS_NAMES[statement.status]}*")
    if statement.source_count > 1:
        remarks.append(digits(statement.source_count, SOURCE))
    parts = [escaped_block(statement.text), f"({', '.join(remarks)})" if remarks else "", _evidence(statement)]
    return " ".join(part for part in parts if part)


def _note(note: Note) -> str:
    return " ".join((escaped(f"{note.name}: {note.text}"), *(_inline(reference) for reference in note.references)))


def _evidence(statement: Statement) -> str:
    shown = [_inline(reference) for reference in statement.references]
    if statement.further:
        keys = ", ".join(f"[{r.key}](#{r.anchor})" for r in statement.further)
        shown.append(f"sowie {keys}")
    return " ".join(shown)


def _inline(part: Inline) -> str:
    if isinstance(part, Reference):
        return f"[\\[{part.key}: {escaped(part.locator)}\\]](#{part.anchor})"
    if isinstance(part, Link):
        return f"[{escaped(part.text)}](#{part.anchor})"
    return escaped(part) if part.strip() else part


def _appendix(draft: Draft) -> Iterator[str]:
    yield "## Belege"
    for quote in draft.quotes:
        yield from _quote(quote)


def _quote(quote: Quote) -> Iterator[str]:
    where = ", ".join(part for part in (quote.position, quote.speaker) if part)
    section = f" · {escaped(' › '.join(quote.section))}" if quote.section else ""
    yield (
        f'<a id="{quote.anchor}"></a>**{quote.key}** · {quote.source_key}, {escaped(quote.source_title)}'
        f"{', ' + escaped(where) if where else ''}{section}"
    )
    yield f"> {_quoted(quote)}"
    if quote.also:
        mentions = "; ".join(
            f"„{escaped(m.quote)}“" + (f" ({escaped(m.position)})" if m.position else "") for m in quote.also
        )
        yield f"Ebenso: {mentions}"


def _quoted(quote: Quote) -> str:
    """Set the quote in bold where Markdown reads the stars as such, else plain."""
    before, text, after = escaped_block(quote.before), escaped(quote.text), escaped(quote.after)
    if not quote.before:
        text = escaped_block(quote.text)
    opens = not quote.before or not quote.before[-1].isalnum()
    closes = not quote.after or not quote.after[0].isalnum()
    if not (quote.before or quote.after) or not (opens and closes) or quote.text != quote.text.strip():
        return f"{before}{text}{after}"
    return f"{before}**{text}**{after}"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> str:
    numeric = frozenset(right)
    rule = ["---:" if index in numeric else "---" for index in range(len(header))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, rule, *rows))
