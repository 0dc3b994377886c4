"""Everything to the German draft; an edited file is never written over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quartier_nlp import fingerprint
from quartier_nlp.errors import NothingToDoError
from quartier_nlp.progress import Progress, Silent
from quartier_nlp.steps.cluster import cluster_key
from quartier_nlp.steps.files import write_atomically
from quartier_nlp.steps.masking import masked_tables
from quartier_nlp.steps.stale import stale_drafts
from quartier_nlp.store import Store
from quartier_nlp.workspace import Workspace

_SILENT = Silent()


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """Where the draft is.

    Attributes:
        files: Every file of the current draft.
        written: Those written now.
        kept: Files that someone has changed and that were therefore left alone.
        stale: Drafts that someone has edited and that hold words of a forgotten source, as a note beside them says.
    """

    files: tuple[Path, ...]
    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    stale: tuple[Path, ...] = ()


def draft(workspace: Workspace, progress: Progress = _SILENT) -> DraftSummary:
    """Write the draft, unless it is there already; a file that someone has changed is kept.

    Raises:
        NothingToDoError: If nothing has been analysed.
    """
    with workspace.open_store() as store:
        if not store.done("analyse") and not store.done("ingest"):
            raise NothingToDoError(f"nothing has been analysed in {workspace.out}: run `quartier run` first")
        settings = workspace.settings
        key = fingerprint.of_values(
            cluster_key(workspace, store),
            store.done("cluster"),
            fingerprint.of_code("draft", "privacy"),
            settings.project.model_dump(),
            [space.model_dump() for space in settings.action_spaces],
            settings.draft.model_dump(),
        )
        if store.done("draft").get("") == key:
            files = _draft_files(workspace, store)
            if files:
                return DraftSummary(files, (), (), stale_drafts(workspace))
        advance = progress.start("writing the draft", 1)
        contents = _render(workspace, store)
        summary = _write_draft(workspace, store, contents)
        store.mark_done("draft", key)
        advance()
        return summary


def _draft_files(workspace: Workspace, store: Store) -> tuple[Path, ...]:
    """Return the files of the last draft if all of them are still there."""
    names = store.done("draft-files").get("", "").split("/")
    files = tuple(workspace.drafts / name for name in names if name)
    return files if all(file.is_file() for file in files) else ()


def _render(workspace: Workspace, store: Store) -> dict[str, bytes]:
    from quartier_nlp.draft.compose import compose
    from quartier_nlp.stage_options import draft_options

    findings, segments = masked_tables(store)
    document = compose(
        sources=store.sources(),
        segments=segments[segments["source_id"].isin(store.life.here())].reset_index(drop=True),
        findings=findings,
        clusters=store.clusters(),
        options=draft_options(workspace.settings),
        notices=store.notices(),
    )
    contents: dict[str, bytes] = {}
    formats = workspace.settings.draft.formats
    if "md" in formats:
        from quartier_nlp.draft.markdown import render_markdown

        contents["quintessenz.md"] = render_markdown(document).encode("utf-8")
    if "docx" in formats:
        from quartier_nlp.draft.docx import render_docx

        contents["quintessenz.docx"] = render_docx(document)
    if "html" in formats:
        from quartier_nlp.draft.html import render_html

        contents["quintessenz.html"] = render_html(document).encode("utf-8")
    return contents


def _write_draft(workspace: Workspace, store: Store, contents: dict[str, bytes]) -> DraftSummary:
    """Write each file beside an edited one rather than over it."""
    files: list[Path] = []
    written: list[Path] = []
    kept: list[Path] = []
    for name, content in contents.items():
        for candidate in _candidates(workspace.drafts / name, fingerprint.of_bytes(content)):
            ours = store.done(f"file:{candidate.name}").get("")
            if not candidate.exists() or fingerprint.of_files([candidate]) == ours:
                break
            kept.append(candidate)
        if not candidate.exists() or candidate.read_bytes() != content:
            write_atomically(candidate, content)
            written.append(candidate)
        store.mark_done(f"file:{candidate.name}", fingerprint.of_files([candidate]))
        files.append(candidate)
    store.mark_done("draft-files", "/".join(file.name for file in files))
    return DraftSummary(tuple(files), tuple(written), tuple(kept), stale_drafts(workspace))


def _candidates(path: Path, key: str) -> tuple[Path, ...]:
    return (
        path,
        path.with_name(f"{path.stem}-{key[:8]}{path.suffix}"),
        path.with_name(f"{path.stem}-{key[:16]}{path.suffix}"),
    )
