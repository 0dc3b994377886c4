from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import pytest

from quartier_nlp.language.encoder_tokens import PieceTokenizer, Vocabulary
from training import vocabulary
from training.e5 import HIDDEN, Backbone, dequantise, read_backbone
from training.vocabulary import choose_pieces, pruned_vocabulary, read_choice, write_vocabulary

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁das", "▁Kino", "a", "語語", "▁rare", "▁english"]


def quantised(rows: int, scale: float) -> bytes:
    block = np.float16(scale).tobytes() + bytes([0x98] * 16)  # nibbles 8 and 9: weights 0 and 1
    return block * (rows * HIDDEN // 32)


def write_file(path: Path) -> Path:
    blob = "".join(PIECES).encode()
    offsets = np.cumsum([0, *(len(p.encode()) for p in PIECES)]).astype(np.uint32)
    norm = struct.pack("<IB", 0x2026, 3) + struct.pack("<3I", *map(ord, "...")) + struct.pack("<IB", 0xAD, 0)
    tensors = {"emb.word": quantised(len(PIECES), 0.5), "emb.ln.w": np.arange(4, dtype=np.float32).tobytes()}
    head = b"E5S1\0\0\0\0" + struct.pack("<7ifi", HIDDEN, 12, 12, 1536, len(PIECES), 512, 1, 1e-12, 32)
    head += struct.pack("<i4iQ", len(PIECES), 0, 2, 1, 3, len(blob)) + offsets.tobytes()
    head += np.array([-float(i) for i in range(len(PIECES))], np.float32).tobytes() + blob
    head += struct.pack("<iI", 2, len(norm)) + norm + struct.pack("<i", len(tensors))
    size = len(head) + sum(2 + len(name) + 21 for name in tensors)
    table, body = b"", b""
    for name, raw in tensors.items():
        table += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 0, 1, size + len(body), len(raw))
        body += raw
    path.write_bytes(head + table + body)
    return path


def test_reads_pieces_map_and_tensors(tmp_path: Path) -> None:
    backbone = read_backbone(write_file(tmp_path / "small.bin"))
    assert backbone.pieces == PIECES
    assert backbone.scores[:3] == [0.0, -1.0, -2.0]
    assert backbone.character_map == {0x2026: "...", 0xAD: ""}
    assert backbone.tensors["emb.ln.w"].tolist() == [0, 1, 2, 3]
    words = backbone.tensors["emb.word"]
    assert words.shape == (len(PIECES), HIDDEN)
    assert words[0, :16].tolist() == [0.0] * 16
    assert words[0, 16:32].tolist() == [0.5] * 16


def test_foreign_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match=r"not an E5S1 file; take e5-small-q4\.bin"):
        read_backbone(path)


def test_low_nibbles_are_the_first_sixteen_weights() -> None:
    raw = np.frombuffer(np.float16(2).tobytes() + bytes(range(16)), np.uint8)
    assert dequantise(raw, 32)[0].tolist() == [2.0 * (i - 8) for i in range(16)] + [-16.0] * 16


BACKBONE = Backbone(PIECES, [-float(i) for i in range(len(PIECES))], {}, {})


def test_choice_prefers_what_the_texts_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "SIZE", 9)
    monkeypatch.setattr(vocabulary, "_RESERVED_FOR_LATIN", 1)
    chosen = [PIECES[i] for i in choose_pieces(BACKBONE, ["das Kino das Kino"])]
    assert chosen == ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁das", "▁Kino", "a", "▁rare"]


def test_choice_and_vocabulary_survive_their_files(tmp_path: Path) -> None:
    listed = tmp_path / "pieces.txt"
    kept = [0, 1, 2, 3, 5, 6]
    listed.write_text("\n".join(json.dumps(PIECES[i]) for i in kept) + "\n", encoding="utf-8")
    assert read_choice(BACKBONE, listed) == kept
    pruned = pruned_vocabulary(BACKBONE, kept)
    write_vocabulary(pruned, tmp_path / "vocabulary.json")
    assert Vocabulary.read(tmp_path / "vocabulary.json") == pruned
    ids, _ = PieceTokenizer(pruned).encode("das Kino")
    assert [pruned.pieces[i] for i in ids] == ["▁das", "▁Kino"]
