"""A small invented corpus: five readable sources, two that are not used, three spaces, hostile text.

Each passage is written once, with its findings marked by the words they quote; offsets, ids and
tables follow from that.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from quartier_nlp.draft.compose import compose
from quartier_nlp.draft.document import Draft
from quartier_nlp.draft.options import DraftOptions
from quartier_nlp.errors import QuarantineReason
from quartier_nlp.model import identity, tables
from quartier_nlp.model.offsets import collapse_whitespace
from quartier_nlp.model.records import Cluster, Evidence, Finding, NamedPlace, Provenance, Segment, Source
from quartier_nlp.model.vocabulary import (
    ApproachStatus,
    FindingState,
    Kind,
    LabelSource,
    SegmentRole,
    SourceKind,
    SourceStatus,
)

CITY, HOME, LAND = ("innenstadt",), ("wohnquartier",), ("laendlicher_raum",)
DONE, IDEA, OUT = ApproachStatus.PRACTISED, ApproachStatus.PROPOSED, ApproachStatus.REJECTED
HOSTILE = "<script>alert(1)</script> [Klick](http://boese.example) **fett** | `code` & {{ 7*7 }} =1+1"
OPTIONS = DraftOptions(event="Werkstätten zur Zukunft der Orte 2024")


@dataclass
class Corpus:
    """Records of a corpus in the making."""

    sources: list[Source] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    clusters: list[Cluster] = field(default_factory=list)

    def source(self, name: str, kind: SourceKind, title: str, **values: Any) -> str:
        sha = hashlib.sha256(name.encode()).hexdigest()
        self.sources.append(Source(identity.source_id(sha), name, sha, kind, "text", title, **values))
        return identity.source_id(sha)

    def passage(self, source: str, raw: str, *, section: tuple[str, ...] = (), **where: Any) -> Segment:
        seq = sum(s.source_id == source for s in self.segments)
        text, offsets = collapse_whitespace(raw)
        where = {"t_end": where["t_start"] + 8.0, **where} if "t_start" in where else where
        segment = Segment(
            identity.segment_id(source, seq),
            source,
            seq,
            text,
            raw,
            offsets,
            SegmentRole.TURN,
            section=section,
            **where,
        )
        self.segments.append(segment)
        return segment

    def evidence(self, segment: Segment, quote: str) -> Evidence:
        at = segment.text.index(quote)
        start, end = segment.offsets.to_raw(at, at + len(quote))
        where = Provenance(segment.page, (), segment.section, segment.speaker, segment.t_start, segment.t_end)
        return Evidence(segment.segment_id, start, end, quote, where)

    def finding(
        self, segment: Segment, kind: Kind, quote: str, label: str, spaces: tuple[str, ...], **values: Any
    ) -> str:
        evidence = self.evidence(segment, quote)
        finding_id = identity.finding_id(segment.source_id, kind, segment.seq, evidence.start, evidence.end)
        values = {"label_source": LabelSource.PHRASE, "score": 0.9, "found_by": ("encoder",), **values}
        self.findings.append(
            Finding(finding_id, segment.source_id, kind, evidence, label, action_spaces=spaces, **values)
        )
        return finding_id

    def approach(self, segment: Segment, quote: str, label: str, spaces: tuple[str, ...], status: Any, **v: Any) -> str:
        return self.finding(segment, Kind.APPROACH, quote, label, spaces, status=status, **v)

    def place(self, segment: Segment, quote: str, label: str, spaces: tuple[str, ...], **v: Any) -> str:
        return self.finding(segment, Kind.PLACE, quote, label, spaces, **v)

    def format(self, segment: Segment, quote: str, label: str, spaces: tuple[str, ...], **v: Any) -> str:
        return self.finding(segment, Kind.FORMAT, quote, label, spaces, label_source=LabelSource.LEXICON, **v)

    def question(self, segment: Segment, quote: str, label: str, spaces: tuple[str, ...], **v: Any) -> str:
        return self.finding(segment, Kind.OPEN_QUESTION, quote, label, spaces, **v)

    def cluster(self, kind: Kind, space: str, label: str, *members: str) -> None:
        cluster_id = identity.derived_id("cluster", space, *members)
        self.clusters.append(Cluster(cluster_id, kind, space, label, label, members[0], members))

    def tables(self) -> dict[str, pd.DataFrame]:
        return {
            "sources": tables.sources_frame(self.sources),
            "segments": tables.segments_frame(self.segments),
            "findings": tables.findings_frame(self.findings),
            "clusters": tables.clusters_frame(self.clusters),
        }


def corpus() -> Corpus:
    """Return the whole example."""
    made = Corpus()
    _city(made)
    _home(made)
    _land(made)
    made.source(
        "scan.pdf",
        SourceKind.PAPER,
        "Leerstandsbericht (Scan)",
        status=SourceStatus.QUARANTINED,
        error="the PDF holds scanned pages without text: run OCR over the file",
        reason=QuarantineReason.SCAN,
    )
    made.source("alt.docx", SourceKind.PROTOCOL, "Protokoll, erste Fassung", status=SourceStatus.SUPERSEDED)
    return made


def example() -> Draft:
    """Return the draft of the whole example."""
    return compose(**corpus().tables(), options=OPTIONS)


def _city(made: Corpus) -> None:
    talk = made.source(
        "innenstadt.vtt", SourceKind.TRANSCRIPT, "Werkstatt Innenstadt", event="Werkstatt I", date=date(2024, 3, 14)
    )
    paper = made.source("merz.pdf", SourceKind.PAPER, "Nach dem Kaufhaus", date=date(2023, 11, 2))
    one = made.passage(
        talk,
        "Also, das  Kaufhaus Merz steht\nseit 2019 leer. Wir haben das Erdgeschoss im Kaufhaus Merz für zwei Sommer an "
        "Vereine verliehen. Das ging ohne Ausschreibung.",
        speaker="Person 1",
        t_start=761.0,
    )
    lend = made.approach(
        one,
        "Wir haben das Erdgeschoss im Kaufhaus Merz für zwei Sommer an Vereine verliehen",
        "Erdgeschoss eines leeren Kaufhauses befristet an Vereine verleihen",
        CITY,
        DONE,
        actors=("kommune", "zivilgesellschaft"),
    )
    merz = NamedPlace("Kaufhaus Merz", "Hof", "09464000", 50.3, 11.9)
    made.place(
        one,
        "das Erdgeschoss im Kaufhaus Merz",
        "leerstehendes Kaufhaus",
        CITY,
        named_place=merz,
        category="handel",
        also=(made.evidence(one, "das Kaufhaus Merz"),),
    )
    two = made.passage(
        talk,
        "Man müsste leere Läden erst mietfrei und dann mit Staffelmiete vergeben. Und der runde Tisch mit den "
        "Eigentümern, der hat schon was gebracht.",
        speaker="Person 2",
        t_start=905.5,
    )
    stair = made.approach(
        two,
        "leere Läden erst mietfrei und dann mit Staffelmiete vergeben",
        "Leere Läden erst mietfrei, dann mit Staffelmiete vergeben",
        CITY,
        IDEA,
    )
    made.place(two, "leere Läden", "leerstehender Laden", CITY, category="handel")
    made.format(two, "der runde Tisch mit den Eigentümern", "Runder Tisch", CITY, category="beraten")
    three = made.passage(
        talk,
        "Die Leerstandsabgabe haben wir geprüft und verworfen, das gibt das Landesrecht nicht her. Aber wer zahlt denn "
        "den Betrieb, wenn die Förderung ausläuft? Weiß keiner.",
        speaker="Person 1",
        t_start=3725.0,
    )
    tax = made.approach(
        three,
        "Die Leerstandsabgabe haben wir geprüft und verworfen",
        "Leerstandsabgabe erheben",
        CITY,
        OUT,
        reason="das gibt das Landesrecht nicht her.",
    )
    pay = made.question(
        three,
        "wer zahlt denn den Betrieb, wenn die Förderung ausläuft?",
        "Wer zahlt den Betrieb nach dem Ende der Förderung?",
        CITY,
    )
    made.question(three, "Weiß keiner", "Weiß keiner", CITY, state=FindingState.CANDIDATE, score=0.2)
    _city_paper(made, paper, lend, stair, tax, pay)
    hostile = made.passage(talk, f"Im Chat stand: {HOSTILE}", speaker="Person <3>", t_start=4000.0)
    made.approach(hostile, HOSTILE, HOSTILE, CITY, IDEA, label_source=LabelSource.CLAUSE)


def _city_paper(made: Corpus, paper: str, lend: str, stair: str, tax: str, pay: str) -> None:
    section = ("3 Ergebnisse", "3.2 Zwischennutzung")
    one = made.passage(
        paper,
        "Leere Läden werden zunächst mietfrei, danach mit einer Staffelmiete vergeben. In Weiden wurde das Warenhaus "
        "am Unteren Markt der Stadt befristet überlassen. Ein Reallabor begleitete die Erprobung.",
        section=section,
        page=4,
    )
    same = made.approach(
        one,
        "Leere Läden werden zunächst mietfrei, danach mit einer Staffelmiete vergeben",
        "Leere Läden erst mietfrei, dann mit Staffelmiete vergeben",
        CITY,
        DONE,
    )
    hand = made.approach(
        one,
        "das Warenhaus am Unteren Markt der Stadt befristet überlassen",
        "Leeres Warenhaus befristet der Stadt überlassen",
        CITY,
        DONE,
        actors=("kommune",),
    )
    unterer = NamedPlace("Warenhaus am Unteren Markt", "Weiden")
    made.place(one, "das Warenhaus am Unteren Markt", "Warenhaus", CITY, named_place=unterer, category="handel")
    made.format(one, "Ein Reallabor", "Reallabor", CITY, category="erproben")
    two = made.passage(
        paper,
        "Ungeklärt ist, wer den laufenden Betrieb finanziert und welche Miete für gemeinwohlorientierte Nutzungen "
        "angemessen ist. Der runde Tisch tagt weiter. Auf dem Schulhof wird abends gekocht.",
        section=section,
        page=5,
    )
    fund = made.question(
        two, "wer den laufenden Betrieb finanziert", "Wer finanziert den laufenden Betrieb?", CITY, score=0.7
    )
    made.question(
        two,
        "welche Miete für gemeinwohlorientierte Nutzungen angemessen ist",
        "Welche Miete ist für gemeinwohlorientierte Nutzungen angemessen",
        CITY,
    )
    made.format(two, "Der runde Tisch", "Runder Tisch", CITY, category="beraten")
    made.place(two, "dem Schulhof", "Schulhof", CITY, category="bildung")
    made.cluster(Kind.APPROACH, "innenstadt", "Zwischennutzung leerer Läden", stair, same, lend, hand, tax)
    made.cluster(Kind.OPEN_QUESTION, "innenstadt", "dauerhafte Finanzierung", pay, fund)


def _home(made: Corpus) -> None:
    talk = made.source(
        "quartier.docx",
        SourceKind.TRANSCRIPT,
        "Runde Wohnquartier",
        event="Werkstatt II",
        date=date(2024, 4, 9),
    )
    minutes = made.source("beirat.docx", SourceKind.PROTOCOL, "Sitzung des Quartiersbeirats", date=date(2024, 5, 1))
    one = made.passage(
        talk,
        "ähm wir haben die Waschküche zum Treff umgebaut und den Hof, den haben wir entsiegelt, "
        "und jetzt sitzen da alle",
        speaker="Person 3",
        t_start=62.0,
    )
    wash = made.approach(
        one,
        "wir haben die Waschküche zum Treff umgebaut",
        "wir haben die Waschküche zum Treff umgebaut",
        HOME,
        DONE,
        label_source=LabelSource.CLAUSE,
    )
    yard = made.approach(one, "den haben wir entsiegelt", "Innenhof entsiegeln", HOME, DONE)
    made.place(one, "die Waschküche", "Waschküche", HOME, category="wohnen")
    made.place(one, "den Hof", "Innenhof", HOME, category="wohnen")
    two = made.passage(
        minutes,
        "Beschluss: Verfügungsfonds von 5.000 Euro je Quartier, über die Mittel entscheidet eine Bewohnerjury. "
        "Der Gemeinschaftsraum der Genossenschaft bleibt abends offen.",
        section=("TOP 4",),
    )
    made.approach(
        two,
        "Verfügungsfonds von 5.000 Euro je Quartier",
        "Verfügungsfonds je Quartier einrichten",
        (*HOME, *CITY),
        IDEA,
        actors=("wohnungswirtschaft", "handel"),
    )
    made.format(two, "eine Bewohnerjury", "Bewohnerjury", HOME, category="entscheiden")
    open_room = made.approach(
        two,
        "Der Gemeinschaftsraum der Genossenschaft bleibt abends offen",
        "Gemeinschaftsraum abends öffnen",
        HOME,
        DONE,
    )
    made.place(two, "Der Gemeinschaftsraum der Genossenschaft", "Gemeinschaftsraum", HOME, category="gemeinschaft")
    made.question(two, "über die Mittel entscheidet", "Wer entscheidet über die Mittel?", HOME)
    made.cluster(Kind.APPROACH, "wohnquartier", "gemeinschaftlich genutzte Räume", wash, open_room, yard)


def _land(made: Corpus) -> None:
    talk = made.source("dorf.srt", SourceKind.TRANSCRIPT, "Gespräch im Bahnhof", event="Werkstatt III")
    passages = [
        ("wir haben den Wartesaal für Coworking gemietet", "Wartesaal für Coworking mieten", DONE),
        ("der Dorfladen läuft auf Karte, ohne Personal", "Dorfladen ohne Personal betreiben", DONE),
        ("der Bürgerbus ist nach einem Jahr eingestellt worden", "Bürgerbus betreiben", OUT),
        ("ein Bus nur für die Jugend, das wär was", "Jugendbus einrichten", IDEA),
    ]
    ids = []
    for index, (quote, label, status) in enumerate(passages):
        segment = made.passage(talk, f"Ja, {quote}.", speaker="Person 2", t_start=100.0 + 60 * index)
        ids.append(made.approach(segment, quote, label, LAND, status))
        if index == 0:
            named = NamedPlace("Bahnhof Preist", "Preist")
            made.place(segment, "den Wartesaal", "Wartesaal", LAND, named_place=named, category="verkehr")
    last = made.passage(talk, "Wie hält man die Jungen im Dorf?\x0b Und wer fährt?", speaker="Person 1", t_start=900.0)
    made.question(last, "Wie hält man die Jungen im Dorf?", "Wie hält man die Jungen im Dorf?", LAND)
    made.question(last, "wer fährt?", "wer fährt?", LAND)
    made.format(last, "Dorf", "Dorfgespräch \u202eumgekehrt\u202c", LAND, category="reden")
    made.cluster(Kind.APPROACH, "laendlicher_raum", "Mobilität im Dorf", ids[2], ids[3])
    made.cluster(Kind.APPROACH, "laendlicher_raum", "Gemeinschaftlich genutzte Räume", ids[0], ids[1])
    nowhere = made.passage(talk, "Sonst gilt: einfach mal machen lassen.", speaker="Person 1", t_start=950.0)
    made.approach(nowhere, "einfach mal machen lassen", "Experimente zulassen", (), IDEA)
