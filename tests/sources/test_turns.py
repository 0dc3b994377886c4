from quartier_nlp.sources.turns import Cue, join_cues


def timed(*rows):
    return [Cue.timed(text, start, end, speaker) for speaker, start, end, text in rows]


def test_cues_of_one_speaker_are_one_turn():
    passages = join_cues(timed(("A", 0, 1, "Eins"), ("A", 1, 2, "zwei."), ("B", 2, 3, "Drei."), ("A", 9, 10, "Vier.")))
    assert [(p.speaker, p.raw, p.text, p.t_start, p.t_end) for p in passages] == [
        ("A", "Eins\nzwei.", "Eins zwei.", 0, 2),
        ("B", "Drei.", "Drei.", 2, 3),
        ("A", "Vier.", "Vier.", 9, 10),
    ]


def test_a_pause_ends_the_turn_only_of_nobody():
    rows = [(0, 1, "eins"), (3.5, 4, "zwei")]
    assert len(join_cues(timed(*((None, *row) for row in rows)))) == 2
    assert len(join_cues(timed(*(("A", *row) for row in rows)))) == 1


def test_a_long_turn_is_cut_after_a_sentence():
    sentence = "Wir haben z. B. am 3. Mai mit Dr. Meyer bzw. dem Amt gesprochen, ohne Ergebnis."
    (turn,) = {tuple(p.text for p in join_cues([Cue(" ".join([sentence] * 60), (), "A")]))}
    assert len(turn) > 3
    assert all(text.startswith("Wir") and text.endswith("Ergebnis.") and len(text) <= 1500 for text in turn)


def test_a_long_turn_of_many_cues_keeps_their_times():
    cues = timed(*(("A", n, n + 1, f"Satz Nummer {n} über den Hof im Quartier.") for n in range(100)))
    passages = join_cues(cues)
    assert len(passages) > 2
    spoken = [(a.t_start, p.raw[a.start :].split("\n")[0]) for p in passages for a in p.anchors]
    assert spoken == [(n, f"Satz Nummer {n} über den Hof im Quartier.") for n in range(100)]
    assert [p.t_start for p in passages[1:]] == [p.t_end for p in passages[:-1]]


def test_unpunctuated_speech_is_cut_at_the_longest_pause():
    cues = timed(*(("A", n * 2, n * 2 + (1.1 if n == 30 else 1.8), f"und dann kam noch {n} dazu") for n in range(80)))
    assert join_cues(cues)[0].text.endswith("und dann kam noch 30 dazu")


def test_speech_without_any_hold_is_cut_between_words():
    passages = join_cues([Cue("wort " * 800, (), "A")])
    assert len(passages) > 2
    assert all(p.text.replace("wort", "").strip() == "" for p in passages)
    assert sum(p.text.count("wort") for p in passages) == 800


def test_one_endless_word_is_cut_too():
    assert sum(len(p.text) for p in join_cues([Cue("x" * 5000, (), "A")])) == 5000


def test_a_break_ends_the_turn_of_anybody():
    assert len(join_cues(timed(("A", 0, 1, "Eins."), ("A", 25, 26, "Zwei."), ("A", 60, 61, "Drei.")))) == 2


def test_what_has_no_time_takes_none_from_its_neighbour():
    (passage,) = join_cues([Cue("Eins.", (), "A"), Cue.timed("Zwei.", 4, 5, "A"), Cue("Drei.", (), "A")])
    assert [(a.start, a.t_start, a.t_end) for a in passage.anchors] == [(0, None, None), (6, 4, 5), (12, None, None)]


def test_marks_are_dropped_wherever_a_turn_is_cut():
    text = "Das ist ein Satz über den Hof. [00:00:01] " * 80
    drop = tuple((m, m + 10) for m in range(len(text)) if text.startswith("[00:", m))
    passages = join_cues([Cue(text, (), "A", drop=drop)])
    assert len(passages) > 2
    assert all("[" not in p.text for p in passages)
    assert "".join(p.raw for p in passages).count("[") >= 79
