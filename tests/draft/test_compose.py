from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from quartier_nlp.draft.compose import compose
from quartier_nlp.draft.document import Draft, Inline, Link, Prose, Reference, Section, Statement
from quartier_nlp.draft.options import DraftOptions, DraftSpace
from quartier_nlp.errors import SettingsError, TableError
from quartier_nlp.model import tables
from quartier_nlp.model.records import NamedPlace
from quartier_nlp.model.vocabulary import ApproachStatus, FindingState, Kind, LabelSource, SourceKind
from tests.draft.fixtures import OPTIONS, Corpus, corpus


def section(draft: Draft, chapter: int, kind: Kind) -> Section:
    return next(s for s in draft.chapters[chapter].sections if s.kind is kind)


def texts(draft: Draft) -> list[str]:
    return [statement.text for statement in draft.statements()]


def plain(prose: Prose) -> str:
    def shown(part: Inline) -> str:
        return part if isinstance(part, str) else part.text if isinstance(part, Link) else f"[{part.key}]"

    return "".join(shown(part) for part in prose)


def overview(draft: Draft, chapter: int) -> str:
    return "\n".join(plain(prose) for prose in draft.chapters[chapter].overview)


def references(statement: Statement) -> list[Reference]:
    notes = [reference for note in statement.notes for reference in note.references]
    return [*statement.references, *statement.further, *notes]


def test_every_active_finding_is_told_and_no_other(draft: Draft) -> None:
    told = {finding_id for statement in draft.statements() for finding_id in statement.finding_ids}
    assert told == {f.finding_id for f in corpus().findings if f.state is FindingState.ACTIVE}


def test_every_statement_has_evidence_that_the_appendix_holds(draft: Draft) -> None:
    numbers = {quote.number for quote in draft.quotes}
    assert all(statement.references for statement in draft.statements())
    assert {r.number for s in draft.statements() for r in references(s)} <= numbers


def test_evidence_is_numbered_in_order_of_appearance(draft: Draft) -> None:
    assert [quote.number for quote in draft.quotes] == list(range(1, len(draft.quotes) + 1))
    seen: list[int] = []
    for chapter in draft.chapters:
        for prose in chapter.overview:
            seen += [part.number for part in prose if isinstance(part, Reference)]
        for part in chapter.sections:
            for statement in [s for group in part.groups for s in group.statements]:
                seen += [reference.number for reference in references(statement)]
    assert list(dict.fromkeys(seen)) == list(range(1, len(draft.quotes) + 1))


def test_a_quote_stands_word_for_word_in_its_passage(draft: Draft) -> None:
    passages = [segment.text for segment in corpus().segments]
    for quote in draft.quotes:
        whole = (quote.before + quote.text + quote.after).replace("[…] ", "").replace(" […]", "")
        assert any(whole in passage for passage in passages)


def test_rows_in_any_order_give_the_same_draft(draft: Draft) -> None:
    shuffled = {name: frame.iloc[::-1].reset_index(drop=True) for name, frame in corpus().tables().items()}
    assert compose(**shuffled, options=OPTIONS) == draft


def test_chapters_follow_the_options_and_nothing_unassigned_is_lost(draft: Draft) -> None:
    assert [chapter.title for chapter in draft.chapters] == [
        "Innenstadt",
        "Wohnquartier",
        "Ländlicher Raum",
        "Handlungsraumübergreifend",
        "Ohne Zuordnung",
    ]
    assert section(draft, 4, Kind.APPROACH).groups[0].statements[0].text == "Experimente zulassen"


def test_a_finding_on_two_spaces_keeps_its_evidence_number(draft: Draft) -> None:
    both = [s for s in draft.statements() if s.text == "Verfügungsfonds je Quartier einrichten"]
    assert len(both) == 2
    assert both[0].references == both[1].references


def test_same_wording_in_two_sources_is_one_statement_and_practice_wins(draft: Draft) -> None:
    topic = section(draft, 0, Kind.APPROACH).groups[0]
    assert topic.title == "Zwischennutzung leerer Läden"
    first = topic.statements[0]
    assert (first.source_count, first.status) == (2, ApproachStatus.PRACTISED)
    assert [reference.locator for reference in first.references] == [
        "Q2, 00:15:05, Person\u00a02",
        "Q1, S.\u00a04",
    ]


def test_a_rejected_approach_gives_its_reason(draft: Draft) -> None:
    rejected = next(s for s in draft.statements() if s.text == "Leerstandsabgabe erheben")
    assert rejected.status is ApproachStatus.REJECTED
    assert [(note.name, note.text) for note in rejected.notes] == [("Grund", "„das gibt das Landesrecht nicht her“")]


def test_actors_are_named_in_german(draft: Draft) -> None:
    lent = next(s for s in draft.statements() if s.text.startswith("Erdgeschoss eines leeren"))
    assert ("Beteiligt", "Kommune und Zivilgesellschaft") in [(note.name, note.text) for note in lent.notes]
    fund = next(s for s in draft.statements() if s.text.startswith("Verfügungsfonds"))
    assert [note.text for note in fund.notes] == ["Wohnungswirtschaft und Handel"]


def test_places_show_name_municipality_kind_and_the_approach_they_stand_in(draft: Draft) -> None:
    group = section(draft, 0, Kind.PLACE).groups[0]
    assert group.title == "Läden und Kaufhäuser"
    merz = group.statements[0]
    assert merz.text == "Leerstehendes Kaufhaus Merz (Hof)"
    assert [note.text for note in merz.notes] == [
        "Erdgeschoss eines leeren Kaufhauses befristet an Vereine verleihen (praktiziert)"
    ]
    assert merz.notes[0].references


def test_places_of_one_cluster_are_one_statement_worded_by_the_named_one() -> None:
    made = Corpus()
    ids = []
    for name, label in (("a.txt", "Alte Post"), ("b.txt", "ehemaliges Postamt")):
        source = made.source(name, SourceKind.ARTICLE, name)
        passage = made.passage(source, f"Dort steht {label} leer.")
        named = NamedPlace("Postamt", "Hof") if name == "b.txt" else None
        ids.append(made.place(passage, label, label, ("innenstadt",), named_place=named))
    made.cluster(Kind.PLACE, "innenstadt", "Alte Post", *ids)
    (place,) = section(compose(**made.tables(), options=OPTIONS), 0, Kind.PLACE).groups[0].statements
    assert place.text == "Ehemaliges Postamt (Hof)"
    assert (place.source_count, len(place.references)) == (2, 2)


def test_a_place_takes_the_approach_around_it_rather_than_its_neighbour(draft: Draft) -> None:
    groups = section(draft, 1, Kind.PLACE).groups
    rooms = {s.text: [n.text for n in s.notes if n.name == "Ansatz"] for group in groups for s in group.statements}
    assert rooms["Innenhof"] == []
    assert rooms["Waschküche"] == ["„wir haben die Waschküche zum Treff umgebaut“ (praktiziert)"]


def test_questions_are_direct_questions_under_their_topic(draft: Draft) -> None:
    groups = section(draft, 0, Kind.OPEN_QUESTION).groups
    assert [group.title for group in groups] == ["Dauerhafte Finanzierung", "Weitere Fragen"]
    assert all(s.text.endswith("?") and s.text[0].isupper() for group in groups for s in group.statements)


def test_a_clause_of_the_source_stands_in_quotation_marks(draft: Draft) -> None:
    assert "„wir haben die Waschküche zum Treff umgebaut“" in texts(draft)


@pytest.mark.parametrize(
    ("text", "quote", "source", "before"),
    [
        (
            "Wir hatten eine Stempelkarte. Die haben wir wieder eingestampft.",
            "Die haben wir wieder eingestampft",
            LabelSource.CLAUSE,
            "„Wir hatten eine Stempelkarte“",
        ),
        (
            "wir hatten ein rufbus zwei jahre lang und das haben wir wieder eingestellt",
            "das haben wir wieder eingestellt",
            LabelSource.CLAUSE,
            "„Wir hatten ein rufbus zwei jahre lang“",
        ),
        (
            "Ähm, das Parkdeck steht leer. Man könnte ein Kino draus machen.",
            "Kino draus machen",
            LabelSource.PHRASE,
            "„Das Parkdeck steht leer. Man könnte“",
        ),
        # nothing was said before; an article; a phrase that says it all
        ("Das haben wir gelassen.", "Das haben wir gelassen", LabelSource.CLAUSE, None),
        ("Es gab Streit im Haus. Die alten Läden bleiben.", "Die alten Läden bleiben", LabelSource.CLAUSE, None),
        ("Der Hof war voller Autos. Den haben wir entsiegelt.", "Hof entsiegeln", LabelSource.PHRASE, None),
    ],
)
def test_what_points_back_is_told_with_what_was_said_before(
    text: str, quote: str, source: LabelSource, before: str | None
) -> None:
    made = Corpus()
    passage = made.passage(made.source("a.txt", SourceKind.TRANSCRIPT, "A"), text)
    words = quote if quote in text else "Den haben wir entsiegelt"
    made.approach(passage, words, quote, ("innenstadt",), ApproachStatus.REJECTED, label_source=source)
    (told,) = section(compose(**made.tables(), options=OPTIONS), 0, Kind.APPROACH).groups[0].statements
    assert [note.text for note in told.notes if note.name == "Zuvor"] == ([before] if before else [])


@pytest.mark.parametrize(
    ("text", "asked", "before"),
    [
        ("Wir haben eine Tauschkiste. Wer macht das im Sommer?", "Wer macht das im Sommer?", None),
        ("Wir haben eine Tauschkiste. Wer macht das?", "Wer macht das?", "„Wir haben eine Tauschkiste“"),
        ("Viele Erben leben fern. Wie erreicht man sie?", "Wie erreicht man sie?", "„Viele Erben leben fern“"),
        ("Es ist laut. Wie kommen die Alten heim, wenn es dunkel ist?", "Wie kommen die Alten heim", None),
    ],
)
def test_a_question_that_points_back_is_told_with_what_was_said_before(
    text: str, asked: str, before: str | None
) -> None:
    made = Corpus()
    passage = made.passage(made.source("a.txt", SourceKind.TRANSCRIPT, "A"), text)
    made.question(passage, asked.rstrip("?"), asked, ("innenstadt",))
    (told,) = section(compose(**made.tables(), options=OPTIONS), 0, Kind.OPEN_QUESTION).groups[0].statements
    assert [note.text for note in told.notes if note.name == "Zuvor"] == ([before] if before else [])


def test_further_mentions_follow_in_the_appendix(draft: Draft) -> None:
    merz = next(q for q in draft.quotes if q.text == "das Erdgeschoss im Kaufhaus Merz")
    assert [(m.quote, m.position) for m in merz.also] == [("das Kaufhaus Merz", "00:12:41")]


def test_unused_sources_are_named_with_a_plain_reason(draft: Draft) -> None:
    assert [(s.path, s.reason) for s in draft.excluded] == [
        ("scan.pdf", "Die Datei enthält nur Bilder und keinen auslesbaren Text."),
        ("alt.docx", "Eine neuere Fassung desselben Dokuments wird verwendet."),
    ]


def test_glance_counts_what_the_chapters_list(draft: Draft) -> None:
    for row, chapter in zip(draft.glance, draft.chapters, strict=True):
        listed = {s.kind: sum(len(g.statements) for g in s.groups + s.rest) for s in chapter.sections}
        counts = (row.approaches, row.places, row.formats, row.questions)
        assert counts == tuple(listed.get(kind, 0) for kind in Kind)


def test_overviews_say_what_the_data_say(draft: Draft) -> None:
    assert overview(draft, 0).startswith(
        "In der Innenstadt benennen drei Quellen sechs Handlungsansätze. Davon werden drei bereits praktiziert, "
        "zwei sind bislang vorgeschlagen und einer wurde verworfen."
    )
    assert "Ein verworfener Ansatz steht neben drei praktizierten." in overview(draft, 0)
    assert "mehrfach belegt ist „Runder Tisch“ (zwei Quellen)" in overview(draft, 0)
    assert overview(draft, 3).splitlines() == [
        "Über alle Handlungsräume hinweg enthalten die Quellen bislang keine Befunde.",
        "Themen, die in mehreren Handlungsräumen wiederkehren, sind unter „Auf einen Blick“ genannt und in den "
        "Kapiteln dieser Handlungsräume ausgeführt.",
    ]


@pytest.mark.parametrize(
    ("title", "clear", "expected"),
    [
        ("Trägerschaft", True, "zum Thema „Trägerschaft“ (zwei). Dazu gehört: Wer trägt den Betrieb im Saal?"),
        (
            "Trägerschaft",
            False,
            "zum Thema „Trägerschaft“ (zwei). Außerhalb dieser Themen steht unter anderem die Frage: "
            "Wie kommt der Bus ins Dorf?",
        ),
        (
            "Wer macht das …",
            False,
            "Fragen zu unterschiedlichen Themen. Eine davon lautet: Wie kommt der Bus ins Dorf?",
        ),
    ],
)
def test_the_question_quoted_belongs_to_a_topic_named(title: str, clear: bool, expected: str) -> None:
    made = Corpus()
    source = made.source("a.txt", SourceKind.ARTICLE, "a")
    passage = made.passage(source, "Wer macht das? Wer trägt den Betrieb im Saal? Wie kommt der Bus ins Dorf?")
    who = made.question(passage, "Wer macht das?", "Wer macht das nun?", ("innenstadt",))
    wording = "Wer trägt den Betrieb im Saal?" if clear else "Wer trägt das denn?"
    bears = made.question(passage, "Wer trägt den Betrieb im Saal?", wording, ("innenstadt",), score=0.7)
    made.question(passage, "Wie kommt der Bus ins Dorf?", "Wie kommt der Bus ins Dorf?", ("innenstadt",))
    made.cluster(Kind.OPEN_QUESTION, "innenstadt", title, who, bears)
    assert expected in overview(compose(**made.tables(), options=OPTIONS), 0)


def test_topics_that_several_spaces_share_are_told_once(draft: Draft) -> None:
    (prose,) = draft.shared
    assert plain(prose) == (
        "In mehreren Handlungsräumen zugleich geht es um das Thema „Gemeinschaftlich genutzte Räume“ "
        "(Wohnquartier und Ländlicher Raum)."
    )
    anchors = {group.anchor: group.title for c in draft.chapters for part in c.sections for group in part.groups}
    assert {anchors[part.anchor] for part in prose if isinstance(part, Link)} == {"Gemeinschaftlich genutzte Räume"}


def test_overview_links_lead_to_groups(draft: Draft) -> None:
    for chapter in draft.chapters:
        anchors = {group.anchor for part in chapter.sections for group in part.groups}
        assert {p.anchor for prose in chapter.overview for p in prose if isinstance(p, Link)} <= anchors


@pytest.mark.parametrize("kind", [Kind.APPROACH, Kind.PLACE, Kind.OPEN_QUESTION])
def test_what_exceeds_the_length_moves_to_the_rest(draft: Draft, kind: Kind) -> None:
    short = compose(**corpus().tables(), options=replace(OPTIONS, max_items=2))
    full, cut = section(draft, 0, kind), section(short, 0, kind)
    assert sum(len(group.statements) for group in cut.groups) == 2
    assert cut.rest
    kept = [s.text for group in cut.groups + cut.rest for s in group.statements]
    assert kept == [s.text for group in full.groups for s in group.statements]


def test_links_still_lead_somewhere_when_a_topic_moved_to_the_rest() -> None:
    short = compose(**corpus().tables(), options=replace(OPTIONS, max_items=1))
    proses = [*short.shared, *(prose for chapter in short.chapters for prose in chapter.overview)]
    targets = {part.anchor for prose in proses for part in prose if isinstance(part, Link)}
    groups = [group for c in short.chapters for part in c.sections for group in part.groups + part.rest]
    assert targets <= {group.anchor for group in groups}
    assert targets & {group.anchor for c in short.chapters for part in c.sections for group in part.rest}


def test_more_references_than_shown_keep_their_numbers() -> None:
    draft = compose(**corpus().tables(), options=replace(OPTIONS, max_references=1))
    first = section(draft, 0, Kind.APPROACH).groups[0].statements[0]
    assert (len(first.references), len(first.further)) == (1, 1)


def test_date_is_the_newest_of_the_sources_or_the_one_given(draft: Draft) -> None:
    assert draft.date == "1.\u00a0Mai\u00a02024"
    given = compose(**corpus().tables(), options=replace(OPTIONS, date=date(2025, 12, 3)))
    assert given.date == "3.\u00a0Dezember\u00a02025"


def test_own_action_spaces_read_naturally() -> None:
    options = DraftOptions(action_spaces=(DraftSpace("innenstadt", "Kern"), DraftSpace("hafen", "Hafen")))
    draft = compose(**corpus().tables(), options=options)
    assert overview(draft, 1).startswith("Im Handlungsraum „Hafen“ enthalten die Quellen")


def test_an_empty_corpus_gives_a_draft_that_says_so() -> None:
    draft = compose(**Corpus().tables(), options=OPTIONS)
    assert "aus keinen Quellen" in draft.note[0]
    assert all("keine Befunde" in overview(draft, index) for index in range(4))
    assert draft.quotes == ()


def test_a_finding_without_its_source_is_refused() -> None:
    made = corpus()
    lost = replace(made.findings[0], source_id="feedfeedfeedfeed", finding_id="0" * 16)
    frames = {**made.tables(), "findings": tables.findings_frame([lost])}
    with pytest.raises(TableError, match="source_id not in table sources: feedfeedfeedfeed"):
        compose(**frames, options=OPTIONS)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"max_items": 0}, "max_items must be at least 1, not 0"),
        ({"context_chars": -1}, "context_chars must not be negative"),
        ({"action_spaces": (DraftSpace("a", "A"), DraftSpace("a", "B"))}, "names a space twice: a"),
    ],
)
def test_options_are_checked(values: dict[str, object], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        DraftOptions(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ("D", "benennt eine Quelle einen Handlungsansatz. Er wird bereits praktiziert."),
        ("P", "Er ist bislang ein Vorschlag."),
        ("R", "Er wurde verworfen."),
        ("DD", "zwei Handlungsansätze. Sie werden sämtlich bereits praktiziert."),
        ("PPP", "noch keiner; es handelt sich durchweg um Vorschläge."),
        (
            "DDDP",
            "Mehr als die Hälfte ist erprobt: Drei werden bereits praktiziert und einer ist bislang vorge",
        ),
        (
            "DPPP",
            "kleiner Teil ist erprobt: Einer wird bereits praktiziert und drei sind bislang vorgeschlagen.",
        ),
        ("DPR", "Davon wird einer bereits praktiziert, einer ist bislang vorgeschlagen und einer wurde verworfen."),
    ],
)
def test_status_sentence_agrees_in_number(statuses: str, expected: str) -> None:
    names = {"D": ApproachStatus.PRACTISED, "P": ApproachStatus.PROPOSED, "R": ApproachStatus.REJECTED}
    made = Corpus()
    source = made.source("a.txt", SourceKind.ARTICLE, "Artikel")
    for index, letter in enumerate(statuses):
        passage = made.passage(source, f"Wir wollen Ding {index} bauen.")
        made.approach(passage, f"Ding {index} bauen", f"Ding {index} bauen", ("innenstadt",), names[letter])
    draft = compose(**made.tables(), options=OPTIONS)
    assert expected in overview(draft, 0)


def test_no_prose_leaves_a_gap_or_a_double_mark(draft: Draft) -> None:
    for index in range(len(draft.chapters)):
        assert not re.search(r"\s{2}|\s[.,;:]|[.,;]{2}|\bnull\b", overview(draft, index))
