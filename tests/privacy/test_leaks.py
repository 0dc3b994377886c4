"""Nobody who took part can be found in anything that leaves the store: logs, messages, tables, drafts, exports."""

from __future__ import annotations

import io
import logging
import zipfile
from pathlib import Path

import pytest

from quartier_nlp import steps
from quartier_nlp.settings import Settings
from quartier_nlp.workspace import Workspace

#: Planted: names of speakers and of people they speak of, an address and numbers, written and said.
PLANTED = (
    "Wiebke Kornblum",
    "Kornblum",
    "Wiebke",
    "Tjark Ostendarp",
    "Ostendarp",
    "Tjark",
    "Gunhild Fresenborg",
    "Fresenborg",
    "w.kornblum@hafenhof.example",
    "tjark punkt ostendarp ät hafenhof punkt example",
    "0491 7734 215",
    "null eins sieben zwo neun neun zwo fünf neun",
    # said in captions without capitals, which labels restore
    "Thorben",
    "thorben",
    "Tillmann",
    "tillmann",
)
SAID = "im alten Speicher eine Fahrradwerkstatt einrichten"

TURNS = (
    (
        "Wiebke Kornblum",
        "Ich bin Wiebke Kornblum aus Leer, erreichbar unter w.kornblum@hafenhof.example oder 0491 7734 215.",
    ),
    (
        "Tjark Ostendarp",
        "Danke, Wiebke. Wir wollen im alten Speicher eine Fahrradwerkstatt einrichten, Frau Fresenborg hilft dabei.",
    ),
    (
        "Wiebke Kornblum",
        "Gunhild Fresenborg hat am Marktplatz ein Repair-Café aufgebaut. Wer bezahlt denn die Heizung, Tjark?",
    ),
    (
        "Tjark Ostendarp",
        "Schreib mir, tjark punkt ostendarp ät hafenhof punkt example. Wer trägt die Verantwortung nach drei Jahren?",
    ),
    (
        "Wiebke Kornblum",
        "Und am Telefon null eins sieben zwo neun neun zwo fünf neun. Herr Ostendarp, wir sollten den Markt begrünen.",
    ),
)
TALK = "WEBVTT\n\n" + "\n".join(
    f"00:00:{10 * number:02}.000 --> 00:00:{10 * number + 9:02}.000\n<v {name}>{text}</v>\n"
    for number, (name, text) in enumerate(TURNS)
)
#: Automatic captions have no capitals; labels do.
CAPTIONS = """1
00:00:01,000 --> 00:00:09,000
wir haben im alten speicher mit dem opa vom thorben eine werkstatt gebaut und

2
00:00:09,000 --> 00:00:17,000
die elektrik hat der tillmann gemacht und wer die heizung bezahlt weiß keiner
"""
MINUTES = """# Protokoll Quartierswerkstatt

Anwesend: W. Kornblum, Ostendarp, Tjark, Gunhild Fresenborg

## TOP 1 Speicher

Gunhild Fresenborg schlägt vor, den Hof als Wochenmarkt zu nutzen. Offen ist, wer den Strom bezahlt.

Wiebke Kornblum: Wir könnten leere Läden an Vereine vermieten.

Rückfragen an w.kornblum@hafenhof.example, Tel. 0491 7734 215.
"""
#: Broken files with names where a parser may stop and say what it saw.
BROKEN = {
    "kaputt.json": '[{"speaker": "Wiebke Kornblum", "text": "Gunhild Fresenborg" "x"}]',
    "kaputt.trs": '<Trans><Speakers><Speaker id="Kornblum" name="Wiebke Kornblum"></Trans><Turn Tjark>',
    "ohne.vtt": "WEBVTT\n\nWiebke Kornblum: w.kornblum@hafenhof.example\n",
    "seltsam.bin": "Kornblum\x00\x01Wiebke Kornblum Ostendarp",
    "tabelle.csv": '"Wiebke Kornblum";"' + "Ostendarp" * 200_000,
    "beschrieben.txt": "Ein Satz über den Markt in der Stadt.",
    "beschrieben.toml": 'date = "Wiebke Kornblum"\nkind = "Tjark Ostendarp"\n',
}


@pytest.fixture(scope="module")
def leaving(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What leaves the store, by where it goes: logs at the lowest level, every file, every message."""
    folder = tmp_path_factory.mktemp("leaks")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "werkstatt.vtt").write_text(TALK, encoding="utf-8")
    (corpus / "protokoll.md").write_text(MINUTES, encoding="utf-8")
    (corpus / "dorfgespraech.srt").write_text(CAPTIONS, encoding="utf-8")
    for name, text in BROKEN.items():
        (corpus / name).write_text(text, encoding="utf-8")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        workspace = Workspace(Settings(), corpus, folder / "out")
        summary = steps.run(workspace)
        for kind in ("csv", "jsonl", "parquet"):
            steps.export_tables(workspace, folder / "export" / kind, kind)
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
    texts = {"log": stream.getvalue(), "messages": str(summary.ingest) + str(steps.describe(workspace, summary))}
    for part in ("out/draft", "out/tables", "export"):
        for path in sorted((folder / part).rglob("*")):
            if path.is_file():
                texts[path.relative_to(folder).as_posix()] = readable(path)
    return texts


def readable(path: Path) -> str:
    """The text of a file, whatever its container."""
    data = path.read_bytes()
    if path.suffix == ".parquet":
        import pandas as pd

        return pd.read_parquet(path).to_csv()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
    return data.decode("utf-8")


def test_everything_was_looked_at(leaving):
    assert {Path(name).suffix for name in leaving} >= {".docx", ".md", ".html", ".parquet", ".csv", ".jsonl"}
    assert any(SAID in text for name, text in leaving.items() if name.startswith("out/draft"))
    assert "Quarantined" in leaving["messages"]


@pytest.mark.parametrize("planted", PLANTED)
def test_nobody_is_found(leaving, planted):
    assert [name for name, text in leaving.items() if planted in text] == []


@pytest.mark.parametrize("quote", [SAID, "Wer bezahlt denn die Heizung", "Wochenmarkt zu nutzen"])
def test_no_quote_is_logged(leaving, quote):
    assert quote not in leaving["log"]
    assert quote not in leaving["messages"]
