"""Writes the model card from the measured figures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from training.corpus import KINDS

CARD_FILE = "MODEL_CARD.md"
_TEMPLATE = Path(__file__).with_name("card.template.md")


def _row(kind: str, ours: Mapping[str, Any], crossed: Mapping[str, Any]) -> str:
    cells = [f"{part[kind][name]:.2f}" for part in (ours, crossed) for name in ("precision", "recall", "f1")]
    return f"| {kind} | " + " | ".join(cells) + " |"


def write_card(folder: Path, measured: Mapping[str, Any]) -> None:
    """Writes ``MODEL_CARD.md`` into ``folder``."""
    ours = measured["development"]
    crossed = measured["development, thresholds chosen without the document"]
    lines = [
        "| kind | precision | recall | F1 | precision | recall | F1 |",
        "|---|---|---|---|---|---|---|",
        *(_row(kind, ours, crossed) for kind in KINDS),
        f"| mean | | | {ours['macro_f1']:.2f} | | | {crossed['macro_f1']:.2f} |",
        "",
        f"Status of the approaches found: {ours['status_accuracy']:.2f} right. Action space of the annotated findings "
        f"from their unit alone (`spaces.npz`, all spaces of a finding right): {measured['action space']:.2f}.",
    ]
    if measured["cimt"]:
        lines += [
            "",
            "CIMT sets that were not trained on, encoder and `contributions.npz` together, macro F1 of argumentative "
            "against not (A) and of option for action against premise (B):",
            "",
            "| set | A | B |",
            "|---|---|---|",
        ]
        lines += [f"| {name} | {f['A']:.2f} | {f['B']:.2f} |" for name, f in sorted(measured["cimt"].items())]
    lines += ["", f"Size of the model file: {measured['bytes'] / 1e6:.1f} MB."]
    card = _TEMPLATE.read_text(encoding="utf-8").replace("{figures}", "\n".join(lines))
    own, *further = measured["documents"]
    documents = f"{own} annotated documents"
    if further:
        documents += f", {sum(further)} further ones with decisions of editors (not in the repository)"
    card = card.replace("{documents}", documents)
    (folder / CARD_FILE).write_text(card, encoding="utf-8")
