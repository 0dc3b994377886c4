"""Checks of settings, lexicons and models before a run."""

from __future__ import annotations

import shutil

from quartier_nlp.steps.analyse import analysis_key, load_language
from quartier_nlp.workspace import Workspace

_OPTIONAL_TOOLS = (
    ("tesseract", "text of scanned pages"),
    ("ocrmypdf", "text of scanned pages"),
)


def check(workspace: Workspace) -> list[str]:
    """Check settings, lexicons and shipped models, and name the optional programs that are there.

    Returns:
        Lines to show.

    Raises:
        QuartierError: At the first thing that is wrong.
    """
    from quartier_nlp.findings.lexicon_files import LexiconName, load

    analysis_key(workspace)
    for name in LexiconName:
        load(name, workspace.settings.findings.lexicons)
    nlp = load_language(workspace)
    tools = [f"{name} ({'found' if shutil.which(name) else 'not found'}: {use})" for name, use in _OPTIONAL_TOOLS]
    return [
        f"settings: valid; {len(workspace.settings.action_spaces)} action spaces",
        f"corpus: {workspace.corpus} ({'there' if workspace.corpus.is_dir() else 'MISSING'})",
        f"store: {workspace.out if workspace.settings.store.url is None else 'as set'}",
        f"pipeline: {', '.join(nlp.pipe_names)}",
        f"optional programs: {'; '.join(tools)}",
    ]
