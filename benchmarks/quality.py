"""Writes ``docs/quality.md`` and its drawing from the development documents: ``python -m benchmarks.quality``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from benchmarks.quality_chart import chart
from quartier_nlp.evaluation.curve import Point, Sweep
from quartier_nlp.evaluation.gold import Gold, read_gold
from quartier_nlp.evaluation.prediction import record_of, records_of
from quartier_nlp.evaluation.registers import Register, register_of
from quartier_nlp.evaluation.scorer import Record, Scores, Tally, score, share, taken, together
from quartier_nlp.findings.document import Document, documents
from quartier_nlp.findings.extract import Extractor
from quartier_nlp.findings.named_places import GazetteerNamer
from quartier_nlp.findings.options import FindingOptions, Thresholds
from quartier_nlp.language.encoder import SHIPPED
from quartier_nlp.language.options import LanguageOptions
from quartier_nlp.language.pipeline import build
from quartier_nlp.model.records import Finding
from quartier_nlp.model.vocabulary import FindingState, Kind
from quartier_nlp.settings import Settings
from quartier_nlp.steps.evaluate import read_folder
from quartier_nlp.workspace import Workspace

_ROOT = Path(__file__).parents[1]
_MATERIAL = _ROOT / "tests" / "resources" / "devset"
_KEPT_ASIDE = _ROOT / "tests" / "resources" / "heldout"
_TEMPTING = _ROOT / "tests" / "resources" / "tempting"
_TEMPLATE = Path(__file__).with_name("quality.template.md")
_SIZES = _ROOT / "training" / "README.md"
_AIMS = {Kind.APPROACH: 0.80, Kind.PLACE: 0.80, Kind.FORMAT: 0.82, Kind.OPEN_QUESTION: 0.85}
_DRAWN = [round(0.15 + 0.01 * step, 2) for step in range(82)]
_SHOWN = [round(0.2 + 0.1 * step, 1) for step in range(8)]
_NO_THRESHOLD = Thresholds(**dict.fromkeys((kind.value for kind in Kind), 0.0))


@dataclass(frozen=True)
class Material:
    """Annotations and the analysed documents, by the stem of their files."""

    gold: Gold
    texts: Mapping[str, Document]

    @classmethod
    def read(cls, folder: Path) -> Material:
        """Read and analyse ``folder/run`` and read ``folder/gold``."""
        nlp = build(LanguageOptions(findings=True))
        sources, segments = read_folder(Workspace(Settings(), folder, folder), folder / "run")
        analysed = documents(sources, segments, nlp, FindingOptions())
        return cls(read_gold(folder / "gold"), {PurePosixPath(one.source.path).stem: one for one in analysed})

    def findings(self, options: FindingOptions) -> dict[str, list[Finding]]:
        """Return the findings by document, candidates included."""
        extractor = Extractor.create(options, GazetteerNamer())
        return {name: extractor.findings(document) for name, document in self.texts.items()}

    def active(self, findings: Mapping[str, Sequence[Finding]]) -> dict[str, list[Record]]:
        """Return the active ones of the findings by document."""
        names = {document.source.source_id: name for name, document in self.texts.items()}
        return records_of((one for own in findings.values() for one in own), names)

    def scores(self, found: Mapping[str, Sequence[Record]]) -> Scores:
        """Score findings."""
        return score(self.gold.documents, found, self.gold.borderline)

    def sweep(self) -> Sweep:
        """Return the findings for any threshold; those that only a high score makes active are active at none lower."""
        options = replace(FindingOptions(), thresholds=_NO_THRESHOLD)
        return Sweep(self.gold, self.active(self.findings(options)))

    def registers(self) -> dict[Register, list[str]]:
        """Return the documents by register."""
        found: dict[Register, list[str]] = {register: [] for register in Register}
        for name, document in self.texts.items():
            segments = [passage.segment for passage in document.passages]
            found[register_of(document.source.kind, segments)].append(name)
        return {register: names for register, names in found.items() if names}


def page(material: Material, kept_aside: Material, tempting: Material, curves: Mapping[Kind, Sequence[Point]]) -> str:
    """Return the page; nothing was chosen on the documents that were kept aside nor on those that tempt."""
    options = FindingOptions()
    findings = material.findings(options)
    found = material.active(findings)
    scores = material.scores(found)
    values = {
        "documents": str(len(material.gold.documents)),
        "kinds": _kinds(scores),
        **_fields(material, found, scores),
        **_aside("aside", kept_aside),
        **_aside("tempting", tempting),
        "parts": _parts(material, scores),
        "by_document": _by_document(material, scores),
        "sizes": _sizes(),
        "cimt": _cimt(),
        "floor": str(options.floor),
        "curves": _curves(curves),
        "candidates": _candidates(material, findings, scores),
    }
    text = _TEMPLATE.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _fields(material: Material, found: Mapping[str, Sequence[Record]], scores: Scores) -> dict[str, str]:
    spaces, statuses = scores.spaces_right(), scores.statuses_right()
    negatives = taken(found, material.gold.negatives)
    return {
        "spaces": f"{share(spaces):.3f} of {len(spaces)}",
        "status": f"{share(statuses):.3f} of {len(statuses)}",
        "negatives": f"{share(negatives):.3f}",
        "negatives_count": str(len(negatives)),
    }


def _aside(prefix: str, material: Material) -> dict[str, str]:
    found = material.active(material.findings(FindingOptions()))
    scores = material.scores(found)
    values = {"documents": str(len(material.gold.documents)), "kinds": _kinds(scores)}
    values |= _fields(material, found, scores)
    return {f"{prefix}_{name}": value for name, value in values.items()}


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in lines)


def _title(kind: Kind) -> str:
    return kind.value.replace("_", " ")


def _threshold(kind: Kind) -> float:
    return FindingOptions().threshold(kind)


def _kinds(scores: Scores) -> str:
    rows = [
        [
            _title(kind),
            *(f"{value:.3f}" for value in (one.precision, one.recall, one.f1)),
            f"{_AIMS[kind]:.2f}",
            *(str(len(part)) for part in (one.hits, one.wrong, one.missed)),
        ]
        for kind, one in scores.kinds.items()
    ]
    mean = ["**mean**", "", "", f"**{scores.macro_f1:.3f}**", "", "", "", ""]
    return _table(["kind", "precision", "recall", "F1", "aim", "right", "wrong", "missed"], [*rows, mean])


def _parts(material: Material, both: Scores) -> str:
    alone = {
        "rules and lexicons alone": FindingOptions(use_encoder=False),
        "model alone": FindingOptions(use_rules=False),
    }
    choices = {name: material.scores(material.active(material.findings(own))) for name, own in alone.items()}
    rows = [
        [name, *(f"{one.f1:.3f}" for one in scores.kinds.values()), f"{scores.macro_f1:.3f}"]
        for name, scores in [*choices.items(), ("both", both)]
    ]
    return _table(["", *map(_title, Kind), "mean"], rows)


def _by_document(material: Material, scores: Scores) -> str:
    registers = material.registers()
    rows = []
    for register, names in registers.items():
        for name in names:
            path = material.texts[name].source.path
            rows.append([PurePosixPath(path).name, register.value, *_f1(scores.documents[name])])
    for register, names in registers.items():
        rows.append(["**all**", f"**{register.value}**", *_f1(scores.of(names))])
    return _table(["file", "register", *map(_title, Kind), "all"], rows)


def _f1(tallies: Mapping[Kind, Tally]) -> list[str]:
    every = (*tallies.values(), together(tallies.values()))
    return [f"{one.f1:.3f}" if one.hits or one.wrong or one.missed else "-" for one in every]


def _sizes() -> str:
    lines = _SIZES.read_text(encoding="utf-8").splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("| weights | documents"))
    end = next(index for index in range(start, len(lines)) if not lines[index].startswith("|"))
    return "\n".join(lines[start:end])


def _cimt() -> str:
    measured = json.loads((SHIPPED / "figures.json").read_text(encoding="utf-8"))["cimt"]
    return "; ".join(f"{name} A {own['A']:.3f}, B {own['B']:.3f}" for name, own in sorted(measured.items()))


def _curves(curves: Mapping[Kind, Sequence[Point]]) -> str:
    near = {kind: min(_SHOWN, key=lambda step: abs(step - _threshold(kind))) for kind in Kind}
    rows = []
    for step in _SHOWN:
        row = [f"{step:.1f}"]
        for kind in Kind:
            point = next(point for point in curves[kind] if point.threshold == step)
            mark = " *" if near[kind] == step else ""
            row.append(f"{point.precision:.2f} {point.recall:.2f} {point.f1:.2f}{mark}")
        rows.append(row)
    head = ["threshold", *(f"{_title(kind)}: P R F1 (shipped {_threshold(kind):g})" for kind in Kind)]
    return _table(head, rows)


def _candidates(material: Material, every: Mapping[str, Sequence[Finding]], scores: Scores) -> str:
    reached = material.scores({name: [record_of(one) for one in own] for name, own in every.items()})
    rows = []
    for kind in Kind:
        states = [one.state for own in every.values() for one in own if one.kind is kind]
        rows.append(
            [
                _title(kind),
                str(states.count(FindingState.ACTIVE)),
                str(states.count(FindingState.CANDIDATE)),
                f"{scores.kinds[kind].recall:.3f}",
                f"{reached.kinds[kind].recall:.3f}",
            ]
        )
    return _table(["kind", "in the draft", "candidates", "recall of the draft", "recall with candidates"], rows)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--material", type=Path, default=_MATERIAL, help="folder with gold/ and run/")
    parser.add_argument("--out", type=Path, default=_ROOT / "docs")
    arguments = parser.parse_args()
    material = Material.read(arguments.material)

    curves = material.sweep().curve(_DRAWN)
    thresholds = {kind: _threshold(kind) for kind in Kind}
    (arguments.out / "quality.svg").write_text(chart(curves, thresholds), encoding="utf-8")
    text = page(material, Material.read(_KEPT_ASIDE), Material.read(_TEMPTING), curves)
    (arguments.out / "quality.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
