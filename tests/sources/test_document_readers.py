"""Role, section path and words of every passage of every paper and board fixture."""

from datetime import date

import pytest

from quartier_nlp.model.notices import Notice, NoticeKind
from quartier_nlp.model.vocabulary import SegmentRole, SourceKind
from quartier_nlp.sources import registry
from quartier_nlp.sources.reading import Limits
from quartier_nlp.sources.spoken_tables import lines_of_spoken_rows

H, P, L = SegmentRole.HEADING, SegmentRole.PARAGRAPH, SegmentRole.LIST_ITEM
C, F, R = SegmentRole.TABLE_CELL, SegmentRole.FOOTNOTE, SegmentRole.REFERENCE

_PAPER = "Leere Läden, volle Ideen"
_PLACES = (_PAPER, "1 Ausgangslage", "1.1 Orte")
_MINUTES = ("Ergebnisprotokoll", "TOP 1 Leerstand")

PASSAGES = {
    "paper.md": [
        (H, (), _PAPER),
        (P, (_PAPER,), "Diskussionspapier der Arbeitsgruppe „Mitte“, Fassung vom 14. März 2022"),
        (P, (_PAPER,), "Wichtig: Dies ist ein Entwurf."),
        (H, (_PAPER,), "1 Ausgangslage"),
        (
            P,
            _PLACES[:2],
            "Zwischen Markt und Hafen stehen elf Läden leer. Wer die Karte liest, sieht: es werden mehr.",
        ),
        (H, _PLACES[:2], "1.1 Orte"),
        (L, _PLACES, "Altes Kaufhaus *am Markt*"),
        (L, _PLACES, "Erdgeschoss als Markthalle"),
        (L, _PLACES, "Bahnhof"),
        *((C, _PLACES, label) for label in ("Ort", "Idee", "Stand")),
        (C, (*_PLACES, "Ort"), "Kino"),
        (C, (*_PLACES, "Idee"), "Probebühne"),
        (C, (*_PLACES, "Stand"), "offen"),
        (C, (*_PLACES, "Ort"), "Post"),
        (C, (*_PLACES, "Stand"), "läuft"),
        (H, _PLACES, "Offene Punkte"),
        (L, (*_PLACES, "Offene Punkte"), "Wer haftet?"),
        (L, (*_PLACES, "Offene Punkte"), "Wie lange gilt der Vertrag?"),
        (F, (_PAPER,), "Zählung im Januar, ohne Nebenlagen."),
        (H, (_PAPER,), "Literatur"),
        (R, (_PAPER, "Literatur"), "Brandis, K. (2021): Ladenpools. Leer: Selbstverlag."),
    ],
    "prose.txt": [
        (H, (), "Erfahrungsbericht Nachbarschaftsgarten"),
        (
            P,
            ("Erfahrungsbericht Nachbarschaftsgarten",),
            "Vor drei Jahren haben wir begonnen, den Hof hinter der Kirche zu bepflanzen. "
            "Ergebnis: zwölf Hochbeete und ein Brunnen.",
        ),
        (H, ("Erfahrungsbericht Nachbarschaftsgarten",), "Was wir gelernt haben"),
        (L, ("Erfahrungsbericht Nachbarschaftsgarten", "Was wir gelernt haben"), "Früh mit dem Bauamt reden"),
        (
            L,
            ("Erfahrungsbericht Nachbarschaftsgarten", "Was wir gelernt haben"),
            "Wasseranschluss klären, bevor die ersten Tomaten kommen",
        ),
        (
            P,
            ("Erfahrungsbericht Nachbarschaftsgarten", "Was wir gelernt haben"),
            "Wichtig: Der Verein haftet nicht.",
        ),
    ],
    "minutes.docx": [
        (H, (), "Ergebnisprotokoll"),
        (P, _MINUTES[:1], "Do, 24.03.2022, Ratssaal"),
        (H, _MINUTES[:1], "TOP 1 Leerstand"),
        (L, _MINUTES, "Alte Post: Nähwerkstatt seit 01/22"),
        (L, _MINUTES, "Wer zahlt die Heizung?"),
        (H, _MINUTES, "Flipchart A"),
        (P, (*_MINUTES, "Flipchart A"), "Elf Läden stehen leer, sagt das Amt."),
        *((C, (*_MINUTES, "Flipchart A"), label) for label in ("Was", "Wer", "Bis")),
        (C, (*_MINUTES, "Flipchart A", "Was"), "Presse einladen"),
        (C, (*_MINUTES, "Flipchart A", "Wer"), "Fr. Kollath"),
        (C, (*_MINUTES, "Flipchart A", "Bis"), "05.04."),
        (C, (*_MINUTES, "Flipchart A", "Was"), "Catering?"),
        (C, (*_MINUTES, "Flipchart A", "Wer"), "offen"),
        (H, _MINUTES[:1], "Literatur"),
        (R, (*_MINUTES[:1], "Literatur"), "Brandis, K. (2021): Ladenpools. Leer."),
        (F, _MINUTES[:1], "Zählung im Januar, ohne Nebenlagen."),
    ],
    "report.odt": [
        (H, (), "Bericht Dorfladen"),
        (P, ("Bericht Dorfladen",), "Der Laden trägt sich. Seit Ostern."),
        (L, ("Bericht Dorfladen",), "Eier vom Hof"),
        (C, ("Bericht Dorfladen",), "Ort"),
        (C, ("Bericht Dorfladen",), "Idee"),
        (C, ("Bericht Dorfladen", "Ort"), "Gasthof"),
        (C, ("Bericht Dorfladen", "Idee"), "Mittagstisch"),
        (F, ("Bericht Dorfladen",), "Stand Mai."),
    ],
    "slides.pptx": [
        (H, (), "Ideen für den Marktplatz"),
        (L, ("Ideen für den Marktplatz",), "Wochenmarkt am Abend"),
        (L, ("Ideen für den Marktplatz",), "Offene Werkstatt"),
        (P, ("Ideen für den Marktplatz",), "Wer räumt auf?"),
        (P, ("Ideen für den Marktplatz",), "Nachfrage beim Bauhof"),
        (H, (), "Orte"),
        (C, ("Orte",), "Ort"),
        (C, ("Orte",), "Nutzung"),
        (C, ("Orte", "Ort"), "Kino"),
        (C, ("Orte", "Nutzung"), "Probebühne"),
    ],
    "board.xlsx": [
        (H, (), "Karten"),
        (L, ("Karten", "Hof"), "Beete statt Asphalt"),
        (L, ("Karten", "Hof"), "Wer gießt?"),
        (H, (), "Termine"),
        (C, ("Termine", "Was"), "Pflanztag"),
        (C, ("Termine", "Wann"), "Mai"),
        (C, ("Termine", "Was"), "Abschluss"),
        (C, ("Termine", "Wann"), "Juni"),
    ],
    "board.csv": [
        (L, ("Innenstadt",), 'Pop-up-Läden "auf Zeit" vergeben'),
        (L, ("Innenstadt",), "Wer haftet bei Zwischennutzung?"),
        (L, ("Dorf",), "Mitfahrbank am Ortsausgang"),
    ],
    "page.html": [
        (H, (), "Die Mangelstube lebt"),
        (
            P,
            ("Die Mangelstube lebt",),
            "In der Siedlung am Kanal hat die Genossenschaft den Waschkeller zur Mangelstube umgebaut. "
            "Dort wird seit einem Jahr gebügelt, gelacht und gestritten.",
        ),
        (H, ("Die Mangelstube lebt",), "Wie es anfing"),
        (
            P,
            ("Die Mangelstube lebt", "Wie es anfing"),
            "Am Anfang stand ein Zettel im Treppenhaus. „Wer kann nähen?“ stand darauf, "
            "und es meldeten sich neun Leute aus vier Häusern.",
        ),
        (L, ("Die Mangelstube lebt", "Wie es anfing"), "Montags Nähkurs mit Frau Aydın aus dem dritten Stock"),
        (
            L,
            ("Die Mangelstube lebt", "Wie es anfing"),
            "Donnerstags offene Werkstatt für alle, die etwas reparieren wollen",
        ),
        (
            P,
            ("Die Mangelstube lebt", "Wie es anfing"),
            "Wer das Angebot nach dem Ende der Förderung weiterführt, ist bislang ungeklärt. "
            "Die Genossenschaft verhandelt noch mit der Stadt über einen Zuschuss.",
        ),
    ],
}


@pytest.mark.parametrize("name", PASSAGES)
def test_passages_have_role_section_and_words(corpus, name):
    passages = registry.read(corpus / name, Limits()).passages
    assert [(p.role, p.section, p.text) for p in passages] == PASSAGES[name]
    assert all(p.speaker is None for p in passages)


@pytest.mark.parametrize(
    ("name", "kind", "title", "day"),
    [
        ("paper.md", SourceKind.PAPER, _PAPER, date(2022, 3, 14)),
        ("minutes.docx", SourceKind.PROTOCOL, "Ergebnisprotokoll Marktquartier", date(2022, 3, 24)),
        ("page.html", SourceKind.ARTICLE, "Die Mangelstube lebt", date(2022, 6, 8)),
        ("report.odt", SourceKind.PAPER, "Bericht Dorfladen", None),
        (
            "f4.txt",
            SourceKind.TRANSCRIPT,
            "Interview 7, Quartier Südhang, aufgenommen am 4. Mai 2023",
            date(2023, 5, 4),
        ),
        ("teams.docx", SourceKind.TRANSCRIPT, "Werkstatt Dorf", date(2023, 5, 17)),
        ("session-speeches-2031-02-13.json", SourceKind.TRANSCRIPT, None, date(2031, 2, 13)),
    ],
)
def test_metadata_comes_from_the_content(corpus, name, kind, title, day):
    metadata = registry.read(corpus / name, Limits()).metadata
    assert (metadata.kind, metadata.title, metadata.date) == (kind, title, day)


def test_slides_count_as_pages(corpus):
    passages = registry.read(corpus / "slides.pptx", Limits()).passages
    assert [p.page for p in passages] == [1, 1, 1, 1, 1, 2, 2, 2, 2, 2]


def test_navigation_and_teasers_of_a_saved_page_are_left_out(tmp_path):
    path = tmp_path / "seite.md"
    path.write_text(
        "Startseite | Themen | Über uns\n\n# Titel des Beitrags\n\nEin Satz über den Hof.\n\n"
        "**Das könnte Sie auch interessieren**\n\n- Zehn Tipps\n\n[Mehr laden](#x) · Impressum · Datenschutz\n"
    )
    reading = registry.read(path, Limits())
    assert [p.text for p in reading.passages] == ["Titel des Beitrags", "Ein Satz über den Hof."]
    assert reading.notices == (Notice(NoticeKind.NAVIGATION_LEFT_OUT, count=4),)


def test_a_typed_table_is_taken_apart(tmp_path):
    path = tmp_path / "protokoll.txt"
    path.write_text("Ergebnisse des Abends im Ratssaal.\n\n| Was | Wer |\n|---|---|\n| Presse | Kollath |\n")
    cells = [(p.text, p.section) for p in registry.read(path, Limits()).passages if p.role is C]
    assert cells == [("Was", ()), ("Wer", ()), ("Presse", ("Was",)), ("Kollath", ("Wer",))]


@pytest.mark.parametrize(
    "rows",
    [
        [["Was", "Wer", "Bis"], ["Presse", "Kollath", "Mai"], ["Saal", "Kollath", "Juni"], ["Fotos", "Ihde", "Juli"]],
        [["09:30", "Pause", "Foyer"], ["10:00", "Begrüßung", "Saal"], ["11:00", "Pause", "Hof"], ["12:00", "Ende", ""]],
        [["Kino", "leer", "1910"], ["Post", "belegt", "1925"]],
    ],
)
def test_tasks_and_programmes_are_no_transcripts(rows):
    assert lines_of_spoken_rows(rows) is None


def test_a_page_without_main_region_gives_its_text(tmp_path):
    path = tmp_path / "kurz.html"
    path.write_text("<html><body><nav>Start</nav><h1>Hof</h1><p>Kurz.</p><p>Wer gießt?</p></body></html>")
    texts = [p.text for p in registry.read(path, Limits()).passages]
    assert "Wer gießt?" in texts
    assert "Start" not in texts
