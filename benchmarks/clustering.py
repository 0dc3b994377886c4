"""Prints how far groups of findings agree with annotators, for each choice of vectors.

``python -m benchmarks.clustering [DATA]`` reads ``devset/gold``, ``training/gold`` (open questions with
topic keys; per action space, then all together) and ``ottensen`` (citizens' contributions of one
category) below DATA, by default ``../shared/data``. Topic keys of the training documents differ from
document to document; ``_SYNONYMS`` brings together those that mean the same.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from quartier_nlp.clusters.agreement import Agreement, agreement
from quartier_nlp.clusters.build import build
from quartier_nlp.clusters.options import ClusterOptions, VectorsChoice
from quartier_nlp.clusters.vectors import Vectors, load
from quartier_nlp.model.identity import derived_id
from quartier_nlp.model.records import Evidence, Finding, Provenance
from quartier_nlp.model.tables import clusters_of, findings_frame
from quartier_nlp.model.vocabulary import Kind, LabelSource

_SYNONYMS = """
finanzierung = betriebskosten finanzierung_dauerhaft dauerfinanzierung finanzierung_nach_foerderung
eigentuemer = eigentuemer_erreichen eigentuemer_gewinnen
wirkung = wirkung_messen wirkungsmessung
verstetigung = verstetigung_zwischennutzung
nachfolge = ehrenamt_nachfolge nachfolge_ehrenamt nachfolge_engagement nachwuchs
traegerschaft = traeger_betreiber betreiber_finden
genehmigung = baurecht_nutzungsaenderung genehmigung_vorschriften baurecht gebuehren_auflagen
zielgruppen = zielgruppe_erreichen zielgruppen_erreichen gruppen_erreichen schwer_erreichbare beteiligung_stille
laerm = nutzungskonflikt_laerm laermkonflikte nutzungskonflikte_laerm
jugend = junge_halten
rueckkehr = rueckkehr_junge bleibeperspektive
mobilitaet = mobilitaet_land
entscheidung = entscheidungsmacht legitimation beteiligung_legitimation
verguetung = ehrenamt_verguetung bezahlung_engagement
pflege = pflege_dauerhaft pflege_zustaendigkeit pflege_freiflaechen personal_betreuung zustaendigkeit_betrieb
nachnutzung = grossimmobilie_nachnutzung obergeschosse_nutzen nachnutzung_kirche nutzungskonzept
handel = wirkung_handel konkurrenz konkurrenz_handel rolle_handel nutzungsmischung funktionsmischung
parken = verkehr_parken verkehr erreichbarkeit_lieferverkehr
datenschutz = datenzugang
recht = vergaberecht beihilferecht steuerrecht steuern mietrecht
"""
_TOPIC = {key: line.split()[0] for line in _SYNONYMS.strip().splitlines() for key in line.split()[2:]}
_TOGETHER = "alle"
_BROAD = frozenset({"motorized transport", "non-motorized transport"})
_SPACES = ("innenstadt", "wohnquartier", "laendlicher_raum", "uebergreifend")

Labelled = tuple[Finding, str]


def _finding(text: str, document: str, spaces: Sequence[str], number: int) -> Finding:
    return Finding(
        finding_id=derived_id(document, str(number), text),
        source_id=document,
        kind=Kind.OPEN_QUESTION,
        evidence=Evidence("segment", 0, 1, text, Provenance()),
        label=text,
        label_source=LabelSource.PHRASE,
        action_spaces=tuple(spaces),
        score=1.0,
        found_by=("gold",),
    )


def _questions(gold: Path) -> list[Labelled]:
    labelled = []
    for path in sorted(gold.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            record = json.loads(line)
            if record.get("cluster"):
                spaces = (*record["action_spaces"], _TOGETHER)
                topic = _TOPIC.get(record["cluster"], record["cluster"])
                labelled.append((_finding(record["label"], path.stem, spaces, number), topic))
    return labelled


def _ottensen(table: Path) -> list[Labelled]:
    """Contributions of exactly one category below the two broad ones: title and the first sentences."""
    labelled = []
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            categories = [name for name in list(row)[4:] if row[name] == "1" and name not in _BROAD]
            if len(categories) == 1:
                text = f"{row['title']}. {row['text']}"[:200]
                labelled.append((_finding(text, row["document_id"], (_TOGETHER,), 0), categories[0]))
    return labelled


def _measure(labelled: Sequence[Labelled], vectors: Vectors, options: ClusterOptions) -> dict[str, Agreement]:
    topics = {finding.finding_id: topic for finding, topic in labelled}
    table = build(findings_frame(finding for finding, _ in labelled), vectors=vectors, options=options)
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for cluster in clusters_of(table):
        found[cluster.action_space] |= dict.fromkeys(cluster.members, cluster.cluster_id)
    return {
        space: agreement([topics[member] for member in groups], list(groups.values()))
        for space, groups in found.items()
    }


def _line(name: str, choice: VectorsChoice, cues: float, figures: Sequence[Agreement], seconds: float) -> str:
    means = [fmean(getattr(one, figure) for one in figures) for figure in ("b_cubed", "pair_f1", "v_measure")]
    return f"{choice:7} {cues:4.1f}  {name:34} {means[0]:.3f}  {means[1]:.3f}  {means[2]:.3f}  {seconds:6.1f}"


def main(data: Path) -> None:
    """Measure every choice of vectors, with and without the topics lexicon."""
    sets = {
        "development": _questions(data / "devset" / "gold"),
        "training": _questions(data / "training" / "gold"),
        "ottensen": _ottensen(data / "ottensen" / "dataset-Ottensen-thematic-d1a.csv"),
    }
    print("vectors cues  set                                B³     pairs  V      seconds")
    for choice in VectorsChoice:
        vectors = load(choice)
        for cues in (0.0, ClusterOptions().cue_weight):
            # A share above 1 is never reached: no group is named or joined by its topic.
            options = ClusterOptions(cue_weight=cues, topic_share=ClusterOptions().topic_share if cues else 2.0)
            for name, labelled in sets.items():
                started = time.perf_counter()
                figures = _measure(labelled, vectors, options)
                seconds = time.perf_counter() - started
                spaces = [figures[space] for space in _SPACES if space in figures]
                if spaces:
                    print(_line(f"{name}, mean of {len(spaces)} spaces", choice, cues, spaces, seconds))
                print(_line(f"{name}, all {len(labelled)} together", choice, cues, [figures[_TOGETHER]], seconds))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "shared" / "data")
