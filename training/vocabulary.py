"""Chooses the 32,000 of 250,000 word pieces that German texts use, and writes the vocabulary the runtime reads.

The choice is kept in ``training/data/pieces.txt`` so that a retraining needs none of the texts it was counted on;
``python -m training.vocabulary --weights e5-small-q4.bin TEXT...`` makes it anew.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from quartier_nlp.language.encoder_tokens import PieceTokenizer, Vocabulary
from training.e5 import Backbone, read_backbone

SIZE = 32_000
SPECIAL = 4
PIECES_FILE = Path(__file__).parent / "data" / "pieces.txt"
_LATIN = re.compile(r"[\u2581a-zA-ZäöüÄÖÜß0-9.,;:!?%&/()„“”‚‘’\"'–—…€§+=*#@_-]+")
_PLAIN_WORD = re.compile(r"[\wäöüÄÖÜß.,;:!?()„“\"'–-]+")
_RESERVED_FOR_LATIN = 1_500


def _is_character(piece: str) -> bool:
    bare = piece.replace("\u2581", "")
    if len(bare) > 1:
        return False
    return not bare or ord(bare) < 0x250 or (unicodedata.category(bare)[0] in "PSN" and ord(bare) < 0x2700)


def _count_pieces(backbone: Backbone, texts: Iterable[str]) -> Counter[int]:
    """Counts pieces over words, each also in lower case, because subtitles come so."""
    words: Counter[str] = Counter()
    for text in texts:
        words.update(text.split())
    tokenizer = PieceTokenizer(Vocabulary(backbone.pieces, backbone.scores, backbone.character_map))
    counts: Counter[int] = Counter()
    for word, count in words.items():
        if count == 1 and not _PLAIN_WORD.fullmatch(word):
            continue
        for form in {word, word.lower()}:
            for piece in tokenizer.encode(form)[0]:
                counts[piece] += count
    return counts


def choose_pieces(backbone: Backbone, texts: Iterable[str]) -> list[int]:
    """Returns the ids to keep, ascending: specials, single characters, pieces of the texts, frequent Latin ones."""
    kept = dict.fromkeys(range(SPECIAL))
    kept.update(dict.fromkeys(i for i, piece in enumerate(backbone.pieces) if _is_character(piece)))
    counts = _count_pieces(backbone, texts)
    for piece, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if len(kept) >= SIZE - _RESERVED_FOR_LATIN:
            break
        kept.setdefault(piece)
    for i, piece in enumerate(backbone.pieces):
        if len(kept) >= SIZE:
            break
        if _LATIN.fullmatch(piece):
            kept.setdefault(i)
    return sorted(kept)


def read_choice(backbone: Backbone, path: Path = PIECES_FILE) -> list[int]:
    """Ids of the pieces listed in ``path``, one JSON string a line."""
    ids = {piece: i for i, piece in enumerate(backbone.pieces)}
    listed = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    return [ids[piece] for piece in listed]


def pruned_vocabulary(backbone: Backbone, kept: Sequence[int]) -> Vocabulary:
    """The vocabulary with only the kept pieces, in their order."""
    return Vocabulary(
        pieces=[backbone.pieces[i] for i in kept],
        scores=[round(backbone.scores[i], 6) for i in kept],
        character_map=backbone.character_map,
    )


def write_vocabulary(vocabulary: Vocabulary, path: Path) -> None:
    """Writes the JSON file that ``Vocabulary.read`` reads."""
    document = {
        "pieces": vocabulary.pieces,
        "scores": vocabulary.scores,
        "character_map": {str(code): text for code, text in sorted(vocabulary.character_map.items())},
    }
    path.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    """Counts the given text files and rewrites ``pieces.txt``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("texts", type=Path, nargs="+")
    options = parser.parse_args()
    backbone = read_backbone(options.weights)
    kept = choose_pieces(backbone, (path.read_text(encoding="utf-8", errors="ignore") for path in options.texts))
    lines = (json.dumps(backbone.pieces[i], ensure_ascii=False) for i in kept)
    PIECES_FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
