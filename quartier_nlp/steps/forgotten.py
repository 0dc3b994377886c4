"""Keeps what was forgotten from being taken up again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from quartier_nlp.erasure.marks import Forgotten, Mark, marks_of
from quartier_nlp.erasure.silence import Silencer
from quartier_nlp.store import Store

if TYPE_CHECKING:
    from quartier_nlp.sources.corpus import CorpusFile
    from quartier_nlp.sources.ingest import Ingested


def load(store: Store) -> Forgotten:
    """Return what must not be taken up again."""
    return Forgotten([Mark(**row) for row in store.forgetting.marks()])


def screened(store: Store, forgotten: Forgotten, file: CorpusFile, result: Ingested) -> Ingested | None:
    """Return what may be kept of a file that was read: all, what others said, or nothing.

    A text that was forgotten and comes in another file is not kept either, and the file is remembered.
    """
    texts = [segment.text for segment in result.segments]
    if forgotten.text(texts):
        store.forgetting.add_marks([asdict(mark) for mark in marks_of(file.sha256, (), texts, None)])
        return None
    names = {speaker.pseudonym: speaker.name for speaker in result.speakers}
    silenced = forgotten.silenced(names.values(), file.sha256, file.paths, texts)
    if not silenced:
        return result
    gone = [pseudonym for pseudonym, name in names.items() if name in silenced]
    silencer = silencer_for(gone, names)
    source = replace(
        result.source,
        title=silencer.text(result.source.title),
        event=silencer.value(result.source.event),
        consent=silencer.value(result.source.consent),
    )
    speakers = tuple(speaker for speaker in result.speakers if speaker.pseudonym not in gone)
    return replace(result, source=source, segments=tuple(silencer.segments(result.segments)), speakers=speakers)


def silencer_for(gone: Sequence[str], names: dict[str, str]) -> Silencer:
    """Return what takes some speakers out of a source.

    Args:
        gone: Their pseudonyms.
        names: Pseudonym to name of every speaker of the source.
    """
    from quartier_nlp.privacy.lower_case import is_lower_case

    return Silencer(frozenset(gone), forms_only_of(gone, names), is_lower_case)


def forms_only_of(gone: Iterable[str], names: dict[str, str]) -> tuple[str, ...]:
    """Return the forms of some speakers' names that are no form of another speaker's name."""
    from quartier_nlp.privacy.names import forms_of

    out = set(gone)
    others = {form for pseudonym, name in names.items() if pseudonym not in out for form in forms_of(name)}
    forms = {form for pseudonym in out for form in forms_of(names[pseudonym])}
    return tuple(sorted(forms - others, key=lambda form: (-len(form), form)))
