"""German names of closed choices and lexicon keys, as readers of a draft see them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quartier_nlp.draft.german import capitalised
from quartier_nlp.draft.typography import typeset
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

#: Words of an error message, tried in order, and what they mean to a reader.
_REASONS: tuple[tuple[str, str], ...] = (
    (r"password|encrypt", "Die Datei ist durch ein Kennwort geschützt."),
    (r"scan|ocr|image", "Die Datei enthält nur Bilder und keinen auslesbaren Text."),
    (r"time|cpu", "Das Einlesen dauerte länger als zulässig."),
    (r"memory|limit|exceed|too (large|big|many|long)|ratio|bomb", "Die Datei überschreitet eine zulässige Größe."),
    (r"empty|no text|no segment|nothing", "Die Datei enthält keinen Text."),
    (r"unknown|unsupported|no reader|format", "Das Dateiformat wird nicht unterstützt."),
    (r"encoding|decode|codec", "Die Zeichenkodierung der Datei ist nicht erkennbar."),
    (
        r"doctype|entity|macro|unsafe|refus",
        "Die Datei enthält Bestandteile, die aus Sicherheitsgründen nicht geöffnet werden.",
    ),
)
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
_UNREADABLE = "Die Datei ist beschädigt oder nicht lesbar."


def quarantine_reason(error: str | None) -> str:
    """Return in plain German why a file could not be used; details stay in the store."""
    for pattern, reason in _REASONS:
        if error and re.search(pattern, error, re.IGNORECASE):
            return reason
    return _UNREADABLE


def category_name(key: str, names: Mapping[str, str]) -> str:
    """Return the German name of a place kind or format family: the one given, else ours, else the key."""
    return _readable(names.get(key, CATEGORY_NAMES.get(key, key)))


def actor_name(key: str, names: Mapping[str, str]) -> str:
    """Return the German name of an actor category, likewise."""
    return _readable(names.get(key, ACTOR_NAMES.get(key, key)))


def _readable(name: str) -> str:
    return capitalised(typeset(name.replace("_", " ")))
