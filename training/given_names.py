"""Writes the table of given names that the privacy stage knows.

The names come from the person providers of the package Faker (MIT) for German, Austrian, Swiss, Turkish and
Polish; names
that are also words of running German text (by the part-of-speech labels of UD German, read and not kept) are left out.

``python -m training.given_names UD_FILE.conllu...`` with Faker 40.54.0 installed.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

_TARGET = Path(__file__).parents[1] / "quartier_nlp" / "privacy" / "given_names.txt"
_LOCALES = ("de_DE", "de_AT", "de_CH", "tr_TR", "pl_PL")
_LISTS = ("first_names", "first_names_male", "first_names_female")
_SHORTEST = 3
#: Names that mean something else in texts on towns, though the treebank happens not to show it.
_WORDS = frozenset(
    "August Mai Juni Juli April Mark Rose Linde Ernst Wolf Falk Stern Bär Baum Heide Viola Harm Markt Halle Essen Leer "
    "Berg Fürth Sommer Winter Horn Kirchner Garten Messe Gut Land Platz Park Bühne Ute Iris Melisse Flora Christ "
    "Kasper Engel Gott Güte Ehre Mut Umut Can Deniz Tan Alp Ay Gül Ela Eda Nur Ada Asya Bilge Onur Barış Güneş".split()
)


def _treebank_words(files: list[str]) -> set[str]:
    words: set[str] = set()
    for file in files:
        for line in Path(file).read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) > 3 and cells[3] not in {"PROPN", "X", "PUNCT"}:
                words.add(cells[1].lower())
    return words


def main() -> None:
    """Write the table."""
    names: set[str] = set()
    for locale in _LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for kind in _LISTS:
            names.update(getattr(provider, kind, ()))
    words = _treebank_words(sys.argv[1:]) | {word.lower() for word in _WORDS}
    kept = sorted(
        name
        for name in names
        if len(name) >= _SHORTEST and name.lower() not in words and name.replace("-", "").isalpha()
    )
    _TARGET.write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
