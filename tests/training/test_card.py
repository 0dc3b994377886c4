from __future__ import annotations

import json
from pathlib import Path

from quartier_nlp.language.encoder import SHIPPED
from training.card import CARD_FILE, write_card


def test_shipped_card_states_the_shipped_figures(tmp_path: Path) -> None:
    measured = json.loads((SHIPPED / "figures.json").read_text(encoding="utf-8"))
    write_card(tmp_path, measured)
    assert (tmp_path / CARD_FILE).read_text(encoding="utf-8") == (SHIPPED / CARD_FILE).read_text(encoding="utf-8")


def test_card_names_data_licences_and_limits() -> None:
    card = (SHIPPED / CARD_FILE).read_text(encoding="utf-8")
    for part in ("multilingual-e5-small", "MIT", "CIMT", "CC BY-SA 4.0", "## Limits", "| approach | 0.", "CQB"):
        assert part in card
