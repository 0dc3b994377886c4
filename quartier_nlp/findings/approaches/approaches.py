"""Finds clauses that may say an approach; ``scoring`` weighs their cues."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from quartier_nlp.findings.annotation import annotate
from quartier_nlp.findings.approaches import patterns
from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.clauses import Clause, attached, clauses, is_finite, sentences
from quartier_nlp.findings.noun_cues import sentence_lemmas
from quartier_nlp.findings.word_cues import word_cues
from quartier_nlp.findings.wordlists import words
from quartier_nlp.model.vocabulary import Kind

_TEXT_CUES = tuple(
    (name.lower().replace("_", "-"), re.compile(getattr(patterns, name)))
    for name in (
        "MODAL",
        "SUBJUNCTIVE_MODAL",
        "WISH",
        "MISSING",
        "PROPOSE",
        "IMPERATIVE",
        "PRACTICE_CUE",
        "REPORT_VERB",
        "ACTOR_SUBJECT",
        "CONDITIONAL",
        "APPEAL",
        "MEETING",
        "RESEARCH",
    )
)
_TRIGGERS = frozenset(
    "modal wish missing propose imperative perfect passive infinitive bare-infinitive nominal present obligation "
    "note have become".split()
)
_NOMINAL = re.compile(
    r"\w{3,}(ung|ungen|nutzung|bau|vergabe|verleih|verkauf|ankauf|öffnung|tausch|dienst|stelle|angebot)$"
)
_LEAD = frozenset("KON ADV ITJ PTKANT PAV".split())
_SHORTEST = 3


class Approaches:
    """Votes for clauses that can be rewritten as "X tun" with an object."""

    def __call__(self, doc: Doc) -> Doc:
        """Write ``doc.spans["approaches"]`` and append to ``doc._.candidates``."""
        self.set_annotations(doc, self.match(doc))
        return doc

    def match(self, doc: Doc) -> list[Candidate]:
        """Return a candidate for every clause with a trigger, left to right."""
        found: list[Candidate] = []
        for sentence in sentences(doc):
            parts = clauses(sentence)
            for index, clause in enumerate(parts):
                cues = clause_cues(doc, sentence, parts, index)
                if cues & _TRIGGERS and clause.end - clause.start >= _SHORTEST:
                    found.append(_candidate(doc, parts, index, cues))
        return found

    def set_annotations(self, doc: Doc, candidates: list[Candidate]) -> None:
        """Write the candidates."""
        annotate(doc, "approaches", candidates)


def _candidate(doc: Doc, parts: list[Clause], index: int, cues: frozenset[str]) -> Candidate:
    clause = parts[index]
    start = clause.start
    while start < clause.end - _SHORTEST and (doc[start].tag_ in _LEAD or doc[start]._.disfluent):
        start += 1
    span = doc[start : attached(doc, parts, index)]
    triggers = sorted(cues & _TRIGGERS)
    return Candidate(
        kind=Kind.APPROACH,
        start=span.start_char,
        end=span.end_char,
        score=min(0.9, 0.3 + 0.15 * len(triggers)),
        found_by=f"rule:{triggers[0]}",
        rule=triggers[0],
        cues=tuple(sorted(cues | word_cues(span))),
    )


def clause_cues(doc: Doc, sentence: Span, parts: list[Clause], index: int) -> frozenset[str]:
    """Return the names of everything that speaks for or against a clause being an approach."""
    clause = parts[index]
    span = doc[clause.start : clause.end]
    tokens = [token for token in span if not token._.disfluent]
    text = " ".join(token.lower_ for token in tokens)
    cues = {name for name, pattern in _TEXT_CUES if pattern.search(text)}
    cues |= _predicate_cues(tokens, clause, sentence)
    cues |= _content_cues(span, tokens)
    cues |= _place_cues(doc, sentence, parts, index)
    return frozenset(cues)


def _predicate_cues(tokens: list[Token], clause: Clause, sentence: Span) -> set[str]:
    tags = {token.tag_ for token in tokens}
    lemmas = {token.lemma_.lower() for token in tokens if token.tag_.startswith("VA")}
    cues = set()
    participle = tags & {"VVPP"}
    if participle and "haben" in lemmas:
        cues.add("perfect")
    elif participle and lemmas & {"werden", "sein"}:
        cues.add("passive")
    elif participle and not clause.finite:
        cues.add("passive" if any(token.tag_ == "VAFIN" for token in sentence) else "nominal")
    if tags & {"VVIZU"} or "PTKZU" in tags:
        cues.add("obligation" if lemmas & {"sein", "haben"} else "infinitive")
    if not clause.finite and "VVINF" in tags:
        cues.add("bare-infinitive")
    if (
        not clause.finite
        and "modal" not in cues
        and any(_NOMINAL.search(token.lower_) for token in tokens if token.tag_ == "NN")
    ):
        cues.add("nominal")
    if clause.finite and any(token.tag_ == "VVFIN" for token in tokens):
        cues.add("present")
    if not clause.finite and "bare-infinitive" not in cues and any(token.tag_ == "NN" for token in tokens):
        cues.add("note" if not any(is_finite(token) for token in sentence) else "fragment")
    full_verb = participle or tags & {"VVINF", "VVFIN"}
    if not full_verb and lemmas & {"haben", "werden"}:
        cues.add("have" if "haben" in lemmas else "become")
    if any(token.tag_ == "PTKNEG" for token in tokens):
        cues.add("negated")
    return cues


def _content_cues(span: Span, tokens: list[Token]) -> set[str]:
    cues = set()
    lemmas = sentence_lemmas(span)
    if lemmas & words("action_verbs"):
        cues.add("action-verb")
    main = [token.lemma_.lower() for token in tokens if token.tag_.startswith("VV")]
    if main and all(lemma in words("weak_verbs") for lemma in main):
        cues.add("weak-verb")
    if not main:
        cues.add("no-main-verb")
    nouns = [token for token in tokens if token.tag_ == "NN"]
    cues.add(f"nouns:{min(len(nouns), 3)}")
    if nouns and all(token.lower_ in words("attitudes") for token in nouns):
        cues.add("attitude")
    if any(token.lower_ in {"wir", "mir", "ich"} for token in tokens):
        cues.add("first-person")
    if any(token.lower_ == "man" for token in tokens):
        cues.add("man")
    if any(token.lower_ in {"du", "sie", "ihr", "dir"} and token.tag_ == "PPER" for token in tokens):
        cues.add("address")
    for sign in ("→", "✘", "statt", "für", ":"):
        if any(token.text == sign for token in tokens):
            cues.add(f"sign:{sign}")
    length = len(tokens)
    cues.add("length:short" if length < 5 else "length:long" if length > 25 else "length:medium")
    return cues


def _place_cues(doc: Doc, sentence: Span, parts: list[Clause], index: int) -> set[str]:
    clause = parts[index]
    cues = set()
    if sentence.text.rstrip(' "“').endswith("?"):
        cues.add("in-question")
    if clause.opener in {
        "wer",
        "wie",
        "was",
        "wo",
        "warum",
        "wann",
        "ob",
        "wem",
        "welche",
        "welcher",
        "welches",
        "woher",
    }:
        cues.add("interrogative-clause")
    if doc[clause.start].tag_ in {"PRELS", "PRELAT"}:
        cues.add("relative-clause")
    if not any(part.finite for part in parts):
        cues.add("verbless-sentence")
    if len(parts) == 1:
        cues.add("single-clause")
    if index and "infinitive" not in cues and doc[parts[index - 1].start : parts[index - 1].end].text:
        before = {token.lemma_.lower() for token in doc[parts[index - 1].start : parts[index - 1].end]}
        if before & (words("action_nouns") | words("proposal_verbs")):
            cues.add("after-proposal")
    if "infinitive" not in cues and index + 1 < len(parts) and not clause.finite:
        cues.add("fragment")
    return cues
