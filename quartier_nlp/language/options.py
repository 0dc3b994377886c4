"""What a caller can choose about the language pipeline."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LanguageOptions:
    """Which parts of the pipeline are built.

    Attributes:
        encoder: Add the trained encoder where a model is there; without it the rules work alone.
        encoder_directory: Folder of the model; the shipped one if not given.
        threads: Threads of the encoder's runtime.
        findings: Add the components of the findings package, by their registered names.
        lexicons: Lexicon files of the user, for those components that read lexicons.
    """

    encoder: bool = True
    encoder_directory: Path | None = None
    threads: int = 1
    findings: bool = False
    lexicons: tuple[Path, ...] = ()
