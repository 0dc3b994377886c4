"""Settings: ``quartier.toml``, overridden by environment variables ``QUARTIER_SECTION__KEY``.

Every key is described here once; ``docs/settings.md`` is generated from these descriptions.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from quartier_nlp.errors import SettingsError
from quartier_nlp.model.vocabulary import INNENSTADT, LAENDLICHER_RAUM, UEBERGREIFEND, WOHNQUARTIER

#: Looked for in the current folder when no file is named.
DEFAULT_FILE = Path("quartier.toml")


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ProjectSettings(_Section):
    """What the draft says about itself."""

    title: str = Field("Quintessenz", description="Title of the draft.")
    subtitle: str = Field(
        "Allianzen für Innenstadt, Wohnquartier und ländlichen Raum",
        description="Line under the title; may be empty.",
    )
    publisher: str = Field("", description="Who publishes the draft; may be empty.")


class ActionSpaceSettings(_Section):
    """One action space (Handlungsraum); the order is the order of the draft's chapters."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{0,40}$", description="Name in tables, lower case.")
    name: str = Field(min_length=1, description="German name, as readers see it.")


class LimitSettings(_Section):
    """Bounds on one file; a file beyond them is quarantined."""

    file_mb: int = Field(200, ge=1, description="Largest file, in MB.")
    unpacked_mb: int = Field(200, ge=1, description="Largest unpacked size of a container (DOCX, ODT), in MB.")
    unpack_ratio: int = Field(100, ge=2, description="Largest ratio of unpacked to packed size of a container.")
    pages: int = Field(2_000, ge=1, description="Most pages of a paper.")
    ocr_pages: int = Field(
        30, ge=0, description="Most scanned pages of a paper that are read through OCR; the others are reported."
    )
    characters: int = Field(20_000_000, ge=1, description="Most characters of text.")
    cues: int = Field(200_000, ge=1, description="Most cues or turns of a transcript, or rows of a table.")
    paragraphs: int = Field(200_000, ge=1, description="Most paragraphs, list items and cells of a document.")
    parts: int = Field(20_000, ge=20, description="Most parts of a container.")
    elements: int = Field(3_000_000, ge=1_000, description="Most XML elements of a part of a container.")
    depth: int = Field(
        200, ge=5, le=900, description="Deepest nesting of JSON and RTF; XML and HTML end at 256 levels."
    )
    memory_mb: int = Field(2_000, ge=200, description="Memory of the process that reads a file, in MB.")
    cpu_seconds: int = Field(120, ge=1, description="Processor time for reading one file, in seconds.")
    wall_seconds: int = Field(180, ge=1, description="Longest time for reading one file, in seconds.")


class DuplicateSettings(_Section):
    """When two files hold one text; shares are of the shorter text's sequences of three words."""

    min_words: int = Field(50, ge=3, description="Texts with fewer words are never compared with others.")
    candidate: float = Field(0.3, gt=0, le=1, description="Jaccard similarity from which two texts are compared.")
    same: float = Field(0.9, gt=0, le=1, description="Above this share two files hold the same text: one source.")
    revision: float = Field(
        0.7, gt=0, le=1, description="From this share a text of a like name or the same title is a newer version."
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.revision > self.same:
            raise ValueError("revision must not be above same")
        return self


class IngestSettings(_Section):
    """Reading the corpus."""

    workers: int = Field(1, ge=1, le=64, description="Files read at the same time.")
    limits: LimitSettings = Field(LimitSettings(), description="Bounds on one file.")
    duplicates: DuplicateSettings = Field(DuplicateSettings(), description="When two files hold one text.")


class LanguageSettings(_Section):
    """The language pipeline."""

    threads: int = Field(2, ge=1, le=64, description="Processor threads of the encoder.")


class Thresholds(_Section):
    """Lowest score that puts a finding into the draft; below it it stays a candidate."""

    approach: float | None = Field(None, ge=0, le=1, description="For approaches; unset: the shipped value.")
    place: float | None = Field(None, ge=0, le=1, description="For places; unset: the shipped value.")
    format: float | None = Field(None, ge=0, le=1, description="For formats; unset: the shipped value.")
    open_question: float | None = Field(None, ge=0, le=1, description="For open questions; unset: the shipped value.")


class FindingSettings(_Section):
    """What becomes a finding."""

    use_encoder: bool = Field(True, description="Let the trained model vote.")
    use_rules: bool = Field(True, description="Let rules and lexicons vote.")
    floor: float = Field(0.15, ge=0, le=1, description="Candidates below this score are not kept at all.")
    lexicons: tuple[Path, ...] = Field(
        (),
        description="Lexicon files (TOML) that extend the shipped ones; relative to the settings file.",
    )
    thresholds: Thresholds = Field(Thresholds(), description="Lowest score of a finding, per kind.")


class ClusterSettings(_Section):
    """Grouping findings that say the same."""

    vectors: Literal["use", "e5", "use+e5"] = Field(
        "use", description="Sentence vectors: fast (use), finer (e5, Linux on x86-64 only) or both."
    )
    topics: Path | None = Field(
        None, description="File (TOML) with topics of your own beside the shipped ones; relative to the settings file."
    )
    cut: float | None = Field(
        None, gt=0, le=2, description="Cosine distance at which groups are cut apart; unset: the measured default."
    )


DraftFormat = Literal["md", "docx", "html"]


class DraftSettings(_Section):
    """The German draft."""

    formats: tuple[DraftFormat, ...] = Field(
        get_args(DraftFormat), min_length=1, description="Files to write: any of md, docx, html."
    )


class StoreSettings(_Section):
    """Where tables live."""

    url: str | None = Field(
        None,
        description="SQLAlchemy URL of the store, e.g. postgresql+psycopg://...; unset: quartier.db in the out folder.",
    )


class PrefectSettings(_Section):
    """Running as Prefect flows."""

    chunk_size: int = Field(200, ge=1, le=5_000, description="Documents per task.")


class Settings(BaseSettings):
    """All settings, frozen."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        env_prefix="QUARTIER_",
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
    )

    project: ProjectSettings = Field(ProjectSettings(), description="What the draft says about itself.")
    corpus: Path = Field(Path("corpus"), description="Folder of sources; relative to the settings file.")
    action_spaces: tuple[ActionSpaceSettings, ...] = Field(
        (
            ActionSpaceSettings(id=INNENSTADT, name="Innenstadt"),
            ActionSpaceSettings(id=WOHNQUARTIER, name="Wohnquartier"),
            ActionSpaceSettings(id=LAENDLICHER_RAUM, name="Ländlicher Raum"),
            ActionSpaceSettings(id=UEBERGREIFEND, name="Handlungsraumübergreifend"),
        ),
        min_length=1,
        description="Action spaces in the order of the draft; their cues are in the lexicon action_spaces.",
    )
    store: StoreSettings = Field(StoreSettings(), description="Where tables live.")
    ingest: IngestSettings = Field(IngestSettings(), description="Reading the corpus.")
    language: LanguageSettings = Field(LanguageSettings(), description="The language pipeline.")
    findings: FindingSettings = Field(FindingSettings(), description="What becomes a finding.")
    clusters: ClusterSettings = Field(ClusterSettings(), description="Grouping findings that say the same.")
    draft: DraftSettings = Field(DraftSettings(), description="The German draft.")
    prefect: PrefectSettings = Field(PrefectSettings(), description="Running as Prefect flows.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - signature of the library
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file, which is passed as initial values."""
        return env_settings, init_settings


def load(path: Path | None = None) -> Settings:
    """Read the settings.

    Args:
        path: Settings file; None takes ``quartier.toml`` in the current folder if there is one.

    Raises:
        SettingsError: If the file is missing or malformed, or a key is unknown or out of range.
    """
    if path is None and not DEFAULT_FILE.is_file():
        return _validated({}, "environment")
    file = path or DEFAULT_FILE
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SettingsError(f"settings file {file} does not exist") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"settings file {file} cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"settings file {file} is not valid TOML: {error}") from error
    return _resolved(_validated(values, str(file)), file.parent)


def _resolved(settings: Settings, base: Path) -> Settings:
    """Make paths relative to the settings file."""
    lexicons = tuple(base / lexicon for lexicon in settings.findings.lexicons)
    topics = base / settings.clusters.topics if settings.clusters.topics else None
    return settings.model_copy(
        update={
            "corpus": base / settings.corpus,
            "findings": settings.findings.model_copy(update={"lexicons": lexicons}),
            "clusters": settings.clusters.model_copy(update={"topics": topics}),
        }
    )


def _validated(values: Mapping[str, Any], origin: str) -> Settings:
    try:
        settings = Settings(**values)
    except ValidationError as error:
        lines = [_explain(item["loc"], item["type"], item["msg"]) for item in error.errors()]
        raise SettingsError(f"{origin}: " + "; ".join(lines)) from error
    ids = [space.id for space in settings.action_spaces]
    if len(set(ids)) < len(ids):
        raise SettingsError(f"{origin}: action_spaces: an id stands twice in {ids}")
    return settings


def _explain(location: tuple[int | str, ...], kind: str, message: str) -> str:
    where = ".".join(str(part) for part in location)
    if kind != "extra_forbidden":
        return f"{where}: {message}"
    known = list(_keys_of(Settings))
    matches = difflib.get_close_matches(where, known, n=1, cutoff=0.5) or difflib.get_close_matches(
        str(location[-1]), [key.rpartition(".")[2] for key in known], n=1, cutoff=0.5
    )
    hint = f"; did you mean {matches[0]!r}?" if matches else ""
    return f"unknown key {where!r}{hint}"


def _keys_of(model: type[BaseModel], prefix: str = "") -> Iterable[str]:
    for name, field in model.model_fields.items():
        yield prefix + name
        nested = _nested(field.annotation)
        if nested is not None:
            yield from _keys_of(nested, f"{prefix}{name}.")


def _nested(annotation: Any) -> type[BaseModel] | None:
    candidates = (annotation, *get_args(annotation))
    return next((c for c in candidates if isinstance(c, type) and issubclass(c, BaseModel)), None)


def reference() -> str:
    """Return the documentation of every key as Markdown."""
    lines = [
        "# Settings",
        "",
        "`quartier.toml` in the current folder, or the file named by `--settings`. An environment variable",
        "`QUARTIER_SECTION__KEY` overrides a key. Unknown keys are refused. Generated by `quartier config docs`.",
        "",
        "| key | default | meaning |",
        "| --- | --- | --- |",
    ]
    lines += [f"| `{key}` | {default} | {text} |" for key, default, text in _documented(Settings)]
    return "\n".join(lines) + "\n"


def _documented(model: type[BaseModel], prefix: str = "") -> Iterable[tuple[str, str, str]]:
    for name, field in model.model_fields.items():
        nested = _nested(field.annotation)
        if nested is not None and isinstance(field.default, nested):
            yield from _documented(nested, f"{prefix}{name}.")
        elif nested is not None:
            ids = ", ".join(f"`{item.id}`" for item in field.default)
            yield f"[[{prefix}{name}]]", ids, field.description or ""
            yield from _documented(nested, f"{prefix}{name}.")
        else:
            yield prefix + name, _shown_default(field.default, field.is_required()), field.description or ""


def _shown_default(value: Any, required: bool) -> str:
    if required:
        return "required"
    if value is None:
        return "unset"
    if isinstance(value, tuple):
        return f"`[{', '.join(repr(item) for item in value)}]`"
    return f"`{str(value).lower() if isinstance(value, bool) else value!s}`" if value != "" else "empty"
