"""Where a run reads and writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quartier_nlp.errors import NothingToDoError, UsageError
from quartier_nlp.settings import Settings
from quartier_nlp.store import Store


@dataclass(frozen=True, slots=True)
class Workspace:
    """Settings, corpus and output folder of a run.

    Attributes:
        settings: As loaded.
        corpus: Folder of sources.
        out: Folder of store, tables and drafts.
    """

    settings: Settings
    corpus: Path
    out: Path

    @property
    def tables(self) -> Path:
        """Folder of the Parquet copies of the tables."""
        return self.out / "tables"

    @property
    def drafts(self) -> Path:
        """Folder of the drafts."""
        return self.out / "draft"

    @property
    def store_url(self) -> str:
        """SQLAlchemy URL of the store."""
        return self.settings.store.url or f"sqlite:///{self.out / 'quartier.db'}"

    def open_store(self, *, create: bool = False) -> Store:
        """Open the store.

        Args:
            create: Make a new one if there is none.

        Raises:
            NothingToDoError: If there is none and none may be made.
            UsageError: If the output folder is a file.
        """
        if self.out.exists() and not self.out.is_dir():
            raise UsageError(f"--out {self.out} is a file, not a folder")
        fresh = self.settings.store.url is None and not (self.out / "quartier.db").is_file()
        if fresh and not create:
            raise NothingToDoError(f"there is no store in {self.out}: run `quartier run` or `quartier ingest` first")
        return Store.open(self.store_url)
