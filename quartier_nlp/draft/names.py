"""German names of closed choices and lexicon keys, as readers of a draft see them."""

from __future__ import annotations

from collections.abc import Mapping

from quartier_nlp.draft.german import capitalised
from quartier_nlp.draft.typography import typeset
from quartier_nlp.errors import QuarantineReason
from quartier_nlp.model.vocabulary import ApproachStatus, SourceKind

STATUS_NAMES: Mapping[ApproachStatus, str] = {
    ApproachStatus.PRACTISED: "praktiziert",
    ApproachStatus.PROPOSED: "vorgeschlagen",
    ApproachStatus.REJECTED: "verworfen",
}

SOURCE_KIND_NAMES: Mapping[SourceKind, str] = {
    SourceKind.TRANSCRIPT: "Transkript",
    SourceKind.PAPER: "Fachbeitrag",
    SourceKind.PROTOCOL: "Protokoll",
    SourceKind.ARTICLE: "Artikel",
}

#: Why a file could not be used, as readers see it.
REASON_NAMES: Mapping[QuarantineReason, str] = {
    QuarantineReason.PROTECTED: "Die Datei ist durch ein Kennwort geschützt.",
    QuarantineReason.SCAN: "Die Datei enthält nur Bilder und keinen auslesbaren Text.",
    QuarantineReason.SIZE: "Die Datei überschreitet eine zulässige Größe.",
    QuarantineReason.TIME: "Das Einlesen dauerte länger als zulässig.",
    QuarantineReason.EMPTY: "Die Datei enthält keinen Text.",
    QuarantineReason.FORMAT: "Das Dateiformat wird nicht unterstützt.",
    QuarantineReason.ENCODING: "Die Zeichenkodierung der Datei ist nicht erkennbar.",
    QuarantineReason.UNSAFE: ("Die Datei enthält Bestandteile, die aus Sicherheitsgründen nicht geöffnet werden."),
    QuarantineReason.BROKEN: "Die Datei ist beschädigt oder nicht lesbar.",
    QuarantineReason.CHANGED: "Die Datei wurde während des Einlesens geändert.",
    QuarantineReason.INTERNAL: "Die Datei ließ sich nicht auswerten.",
}
#: Place kinds and format families that ship with the program; an empty name is no group of its own.
CATEGORY_NAMES: Mapping[str, str] = {
    "gemeinschaft": "Gemeinschaftlich genutzte Räume",
    "wohnen": "Räume am Wohnhaus",
    "handel": "Läden und Kaufhäuser",
    "gastronomie": "Gasthäuser und Säle",
    "verwaltung": "Öffentliche Gebäude",
    "bildung": "Schulen, Sport- und Kulturbauten",
    "kirche": "Kirchliche Gebäude",
    "verkehr": "Bahnhöfe und Verkehrsbauten",
    "gewerbe": "Gewerbe- und Industriebauten",
    "landwirtschaft": "Höfe und Scheunen",
    "freiraum": "Plätze und Freiräume",
    "beweglich": "Bewegliche Räume",
    "allgemein": "",
}
#: Actor categories that ship with the program.
ACTOR_NAMES: Mapping[str, str] = {
    "kommune": "Kommune",
    "land_und_bund": "Land und Bund",
    "wohnungswirtschaft": "Wohnungswirtschaft",
    "eigentuemer": "Eigentümer",
    "handel": "Handel",
    "landwirtschaft": "Landwirtschaft",
    "kirche": "Kirche",
    "bildung_und_wissenschaft": "Bildung und Wissenschaft",
    "zivilgesellschaft": "Zivilgesellschaft",
    "jugend": "Jugend",
    "kreativwirtschaft": "Kreativwirtschaft",
    "kultur": "Kultur",
    "soziokultur": "Soziokultur",
}


def quarantine_reason(reason: QuarantineReason | None) -> str:
    """Return in plain German why a file could not be used; details stay in the store."""
    return REASON_NAMES[reason or QuarantineReason.BROKEN]


def category_name(key: str, names: Mapping[str, str]) -> str:
    """Return the German name of a place kind or format family: the one given, else ours, else the key."""
    return _readable(names.get(key, CATEGORY_NAMES.get(key, key)))


def actor_name(key: str, names: Mapping[str, str]) -> str:
    """Return the German name of an actor category, likewise."""
    return _readable(names.get(key, ACTOR_NAMES.get(key, key)))


def _readable(name: str) -> str:
    return capitalised(typeset(name.replace("_", " ")))
