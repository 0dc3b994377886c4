"""Drafts that hold what was forgotten: our own are written anew, edited ones are marked or blacked out."""

from __future__ import annotations

from pathlib import Path

from quartier_nlp import fingerprint
from quartier_nlp.erasure.documents import blackened
from quartier_nlp.erasure.search import search
from quartier_nlp.erasure.traces import Traces
from quartier_nlp.steps.files import write_atomically
from quartier_nlp.store import Store
from quartier_nlp.workspace import Workspace

#: Put behind the name of an edited draft: an editor sees it beside the file.
SUFFIX = ".VERALTET.txt"
_NOTICE = """VERALTET: {name}

Dieser Entwurf enthält noch Worte aus einer Quelle, die gelöscht wurde, weil ihre Einwilligung zurückgezogen wurde
oder weil sie aus anderen Gründen nicht mehr verwendet werden darf. Bitte geben Sie ihn nicht weiter.

Die Datei wurde von Hand bearbeitet und deshalb nicht verändert. Der neue Entwurf ohne diese Quelle liegt daneben.
Entweder übernehmen Sie Ihre Änderungen in den neuen Entwurf und löschen den alten, oder Sie entfernen die
betroffenen Stellen selbst. Wenn alles erledigt ist, löschen Sie diesen Hinweis.
"""


def own_drafts(workspace: Workspace, store: Store) -> list[Path]:
    """Return the draft files that are as they were written: nothing of anybody's is lost with them."""
    return [
        file for file in _drafts(workspace) if store.done(f"file:{file.name}").get("") == fingerprint.of_files([file])
    ]


def stale_drafts(workspace: Workspace) -> tuple[Path, ...]:
    """Return edited drafts that are marked as holding what was forgotten."""
    marks = sorted(workspace.drafts.glob(f"*{SUFFIX}")) if workspace.drafts.is_dir() else []
    drafts = (mark.with_name(mark.name.removesuffix(SUFFIX)) for mark in marks)
    return tuple(draft for draft in drafts if draft.is_file())


def edited_with(workspace: Workspace, store: Store, traces: Traces) -> tuple[Path, ...]:
    """Return the drafts that someone has edited and that hold traces."""
    own = own_drafts(workspace, store)
    return tuple(file for file in _drafts(workspace) if file not in own and search(traces, [file]).found)


def treat_edited(workspace: Workspace, traces: Traces, *, blacken: bool) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Mark drafts that hold traces, or black the traces out.

    Returns:
        Files that were blacked out, and files that were marked.
    """
    done: list[Path] = []
    marked: list[Path] = []
    for file in _drafts(workspace):
        if not search(traces, [file]).found:
            continue
        if blacken:
            try:
                write_atomically(file, blackened(file.read_bytes(), traces))
                done.append(file)
            except ValueError:
                pass
        if not blacken or search(traces, [file]).found:
            mark = file.with_name(file.name + SUFFIX)
            write_atomically(mark, _NOTICE.format(name=file.name).encode("utf-8"))
            marked.append(file)
    return tuple(done), tuple(marked)


def _drafts(workspace: Workspace) -> list[Path]:
    folder = workspace.drafts
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [file for file in found if file.is_file() and not file.name.endswith(SUFFIX)]
