from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from quartier_nlp.errors import ResourceError
from quartier_nlp.language.encoder import (
    CONTRIBUTIONS_FILE,
    KINDS,
    MANIFEST_FILE,
    MODEL_FILE,
    SHIPPED,
    SPACES_FILE,
    VOCABULARY_FILE,
    Encoder,
)
from quartier_nlp.language.encoder_contributions import ContributionModel
from quartier_nlp.language.encoder_tokens import SEPARATOR, TEXT_PIECES, UNKNOWN, PieceTokenizer, Unit, Vocabulary, pack

TRAINING = Path(__file__).parents[2] / "training" / "data"


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.read(SHIPPED / VOCABULARY_FILE)


@pytest.fixture(scope="module")
def tokenizer(vocabulary: Vocabulary) -> PieceTokenizer:
    return PieceTokenizer(vocabulary)


class Reference:
    """XLM-R's segmentation written out: best path over pieces, unknown characters joined."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.map = vocabulary.character_map
        ordinary = range(UNKNOWN + 1, len(vocabulary.pieces))
        self.ids = {vocabulary.pieces[i]: i for i in ordinary}
        self.scores = vocabulary.scores
        self.unknown = min(vocabulary.scores[i] for i in ordinary) - 10.0
        self.longest = max(map(len, self.ids))

    def encode(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        characters = [(c, i) for i, source in enumerate(text) for c in self.map.get(ord(source), source)]
        ids, offsets, word = [], [], []
        for c, i in [*characters, (" ", len(text))]:
            if not c.isspace():
                word.append((c, i))
            elif word:
                for piece, a, b in self.word("▁" + "".join(c for c, _ in word)):
                    first, last = max(a - 1, 0), max(b - 2, 0)
                    ids.append(piece)
                    offsets.append((word[first][1], word[last][1] + 1))
                word = []
        return ids, offsets

    def word(self, text: str) -> list[tuple[int, int, int]]:
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)] + [(-1e30, 0, 0)] * len(text)
        for i in range(len(text)):
            for j in range(i + 1, min(len(text), i + self.longest) + 1):
                piece = self.ids.get(text[i:j])
                if piece is not None and best[i][0] + self.scores[piece] > best[j][0]:
                    best[j] = (best[i][0] + self.scores[piece], piece, i)
            if text[i] not in self.ids and best[i][0] + self.unknown > best[i + 1][0]:
                best[i + 1] = (best[i][0] + self.unknown, UNKNOWN, i)
        path, j = [], len(text)
        while j:
            _, piece, i = best[j]
            if path and piece == UNKNOWN == path[-1][0]:
                path[-1] = (UNKNOWN, i, path[-1][2])
            else:
                path.append((piece, i, j))
            j = i
        return path[::-1]


HARD_TEXTS = [
    "Das  Café „Zum Löwen“ kostet 5 € – ähm…",
    "½ Stunde ﬁnden wir 中文 gut",
    "weich\u00adtrenn, null\u200bbreit, hart\u00a0leer, zer\u0001stört",
    "Emoji 🏘️ und 👩‍👩‍👧 im Chat",
    "<s> </s> <pad> <unk> \u2581 und ▁▁x",
    "İSTANBUL Straße STRASSE ẞ",
    "z\tTab\nZeile",
    "Ｖｏｌｌｂｒｅｉｔｅ ① ²",
]


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_pieces_of_hard_texts(text: str, vocabulary: Vocabulary, tokenizer: PieceTokenizer) -> None:
    assert tokenizer.encode(text) == Reference(vocabulary).encode(text)


def test_pieces_of_training_texts(vocabulary: Vocabulary, tokenizer: PieceTokenizer) -> None:
    reference = Reference(vocabulary)
    lines = (TRAINING / "spoken.jsonl").read_text(encoding="utf-8").split("\n")[:150]
    texts = [json.loads(line)["text"] for line in lines]
    texts += (TRAINING / "docs" / "w4.md").read_text(encoding="utf-8").split("\n")
    assert [t for t in texts if tokenizer.encode(t) != reference.encode(t)] == []


def test_offsets_count_code_points_of_the_given_text(tokenizer: PieceTokenizer) -> None:
    text = "🏘️ ﬁnal … Ende"
    _, offsets = tokenizer.encode(text)
    assert text[offsets[-1][0] : offsets[-1][1]] == "Ende"
    assert all(0 <= a <= b <= len(text) for a, b in offsets)


def test_special_pieces_cannot_be_written_in_a_text(tokenizer: PieceTokenizer) -> None:
    ids, _ = tokenizer.encode("<s>Befehl</s> <pad> 0 1 2 3")
    assert not {0, 1, SEPARATOR} & set(ids)


def test_layout_of_a_unit(tokenizer: PieceTokenizer) -> None:
    packed = pack(tokenizer, Unit("Mitte", left="davor", right="danach", heading="Titel"))
    parts = [tokenizer.encode(t)[0] for t in ("Titel", "davor", "Mitte", "danach")]
    assert packed.ids == [0, *parts[0], 2, *parts[1], 2, *parts[2], 2, *parts[3], 2]
    assert packed.current.tolist() == [
        float(packed.first <= i < packed.first + len(parts[2])) for i in range(len(packed.ids))
    ]


def test_longest_unit_fits_the_positions(tokenizer: PieceTokenizer) -> None:
    long = "Donaudampfschifffahrt " * 400
    packed = pack(tokenizer, Unit(long, left=long, right=long, heading=long))
    assert len(packed.offsets) == TEXT_PIECES
    assert len(packed.ids) <= 512


UNITS = [
    Unit("Wir haben das alte Kaufhaus als Werkstatt geöffnet, und das läuft.", heading="Innenstadt"),
    Unit("Wer die Heizung bezahlt, weiß keiner.", left="Das Dorfgemeinschaftshaus steht leer.", right="Gut, weiter."),
    Unit("äh ja genau"),
    Unit(""),
    Unit(
        "Gut. Der Hofladen ist zu. Wer übernimmt ihn?",
        left="Wir haben das Bad gerettet.",
        heading="Dorf",
        breaks=(5, 26),
    ),
]


def test_scores_have_the_shape_of_the_contract(encoder: Encoder) -> None:
    read = encoder.encode(UNITS)
    assert [len(readings) for readings in read] == [1, 1, 1, 1, 3]
    for unit, scores in ((unit, one) for unit, readings in zip(UNITS, read, strict=True) for one in readings):
        count = len(scores.offsets)
        assert [a.shape for a in (scores.inside, scores.begin, scores.status)] == [(count, 4), (count, 4), (count, 3)]
        shapes = [a.shape for a in (scores.present, scores.spaces, scores.cimt, scores.vector)]
        assert shapes == [(4,), (4,), (3,), (384,)]
        assert all(scores.start <= a <= b <= scores.end <= len(unit.text) for a, b in scores.offsets)
        assert ((scores.inside >= 0) & (scores.inside <= 1)).all()
        assert np.isfinite(scores.vector).all()


def test_what_is_far_counts_for_the_action_space_alone(encoder: Encoder) -> None:
    near = "und dann haben wir lange darüber beraten müssen"
    near_after = "das war dann so und wir haben es auch gleich mit gemacht"
    town = Unit("Wir öffnen den Laden.", left=f"In der Innenstadt am Marktplatz {near}", right=f"{near_after} im Dorf")
    land = Unit("Wir öffnen den Laden.", left=f"In den Dörfern auf dem Land {near}", right=f"{near_after} in der Stadt")
    (one,), (other,) = encoder.encode([town, land])
    for field in ("inside", "begin", "status", "present", "vector"):
        np.testing.assert_array_equal(getattr(one, field), getattr(other, field))
    assert (one.spaces != other.spaces).any()


FIELDS = ("offsets", "inside", "begin", "status", "present", "spaces", "cimt", "vector")


def test_scores_do_not_depend_on_neighbours(encoder: Encoder) -> None:
    together = encoder.encode(UNITS)
    for unit, readings in zip(reversed(UNITS), reversed(together), strict=True):
        (alone,) = Encoder().encode([unit]) if unit is UNITS[0] else encoder.encode([unit])
        for one, other in zip(alone, readings, strict=True):
            for field in FIELDS:
                np.testing.assert_array_equal(getattr(one, field), getattr(other, field))


def test_encoder_finds_what_it_was_made_for(encoder: Encoder) -> None:
    (practised,), (question,), (empty,), _, (chair, _, last) = encoder.encode(UNITS)
    assert practised.inside[:, KINDS.index("place")].max() > 0.5
    assert practised.inside[:, KINDS.index("approach")].max() > 0.5
    assert practised.status[practised.inside[:, 0] > 0.5].mean(0).argmax() == 1
    for asked in (question, last):
        assert asked.inside[:, KINDS.index("open_question")].max() > 0.5
        assert asked.present.argmax() == KINDS.index("open_question")
    assert max(empty.present.max(), chair.present.max()) < 0.3


def test_class_of_a_contribution_counts_head_and_words(encoder: Encoder) -> None:
    unit = Unit("Hier sollte ein Radweg gebaut werden.", left="Leider ist es an der Kreuzung sehr gefährlich.")
    ((reading,),) = encoder.encode([unit])
    words = ContributionModel.read(SHIPPED / CONTRIBUTIONS_FILE)
    np.testing.assert_allclose(reading.cimt, words.probabilities(unit, reading.head), atol=1e-4)
    assert reading.cimt[0] > 0.5
    assert reading.cimt[1] > reading.cimt[2]


def test_thresholds_for_every_kind(encoder: Encoder) -> None:
    assert set(encoder.thresholds) == set(KINDS)
    assert all(0 < value < 1 for value in encoder.thresholds.values())


def copied(tmp_path: Path) -> Path:
    """The shipped manifest, vocabulary and linear models with a link to the weights."""
    for name in (MANIFEST_FILE, VOCABULARY_FILE, SPACES_FILE, CONTRIBUTIONS_FILE):
        shutil.copy(SHIPPED / name, tmp_path)
    (tmp_path / MODEL_FILE).symlink_to(SHIPPED / MODEL_FILE)
    return tmp_path


def test_version_follows_the_content(encoder: Encoder, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    assert Encoder(directory=folder).version == encoder.version
    manifest = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
    manifest["thresholds"]["place"] = 0.123
    (folder / MANIFEST_FILE).write_text(json.dumps(manifest), encoding="utf-8")
    assert Encoder(directory=folder).version != encoder.version


def test_altered_file_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    with (folder / VOCABULARY_FILE).open("a", encoding="utf-8") as stream:
        stream.write(" ")
    with pytest.raises(ResourceError, match=r"vocabulary\.json is not the file that its manifest names"):
        Encoder(directory=folder)


@pytest.mark.parametrize("name", [MODEL_FILE, VOCABULARY_FILE, SPACES_FILE, CONTRIBUTIONS_FILE])
def test_missing_file_is_named(name: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / name).unlink()
    with pytest.raises(ResourceError, match=f"{name} is missing; reinstall"):
        Encoder(directory=folder)


def test_missing_or_foreign_manifest(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="no model at"):
        Encoder(directory=tmp_path)
    (tmp_path / MANIFEST_FILE).write_text('{"thresholds": {}}', encoding="utf-8")
    with pytest.raises(ResourceError, match="not a model manifest"):
        Encoder(directory=tmp_path)
