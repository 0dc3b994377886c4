"""Writes the overview of a chapter: prose that follows from the counts and topics of its material."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from quartier_nlp.draft.document import Inline, Link, Prose, Reference
from quartier_nlp.draft.german import (
    APPROACH,
    FORMAT,
    PLACE,
    SHORT_APPROACH,
    SHORT_QUESTION,
    SOURCE,
    Case,
    alone,
    capitalised,
    counted,
    enumerated,
    listed,
    number,
)
from quartier_nlp.draft.material import Claim, SpaceMaterial, Topic
from quartier_nlp.draft.typography import headline
from quartier_nlp.draft.wording import claim_text, place_name
from quartier_nlp.model.records import Finding
from quartier_nlp.model.vocabulary import ApproachStatus, Kind, LabelSource

Cite = Callable[[Sequence[Finding]], tuple[Reference, ...]]
TopicAnchor = Callable[[Kind, int], str]

_NAMED_SHOWN = 3
_FORMATS_SHOWN = 3
_REJECTED_SHOWN = 2
_CONTESTED_SIZE = 3
_NOUN = re.compile(r"\b[A-ZÄÖÜ]\w{2,}")
_FEWEST_NOUNS = 2
_QUESTION_TOPICS_SHOWN = 2
_ORDINALS = ("ersten", "zweiten")
#: Words that point to what stands elsewhere, and short forms of speech.
_SPOKEN = re.compile(
    r"\b(?:ihre[mnrs]?|seine[mnrs]?|die(?:se[mnrs]?|s)|da(?:mit|von|rin|rauf|zu|für)|dr(?:auf|in|an|aus)"
    r"|(?:r|dr)(?:ein|aus|auf|an|über)(?:zu)?[a-zäöüß]+en)\b"
)
#: Characters of a label that can stand for others: not too short to say something, not too long to quote.
_EXAMPLE_LENGTHS = (18, 110)


class OverviewWriter:
    """Writes the overview of one chapter.

    Args:
        material: Claims of the chapter's action space.
        where: Adverbial that places a sentence in the space ("in der Innenstadt").
        variant: Position of the chapter, so that neighbouring chapters open differently.
        cite: Hands out references.
        topic_anchor: Anchor of a topic by kind and position.
    """

    def __init__(
        self, material: SpaceMaterial, where: str, variant: int, cite: Cite, topic_anchor: TopicAnchor
    ) -> None:
        self._material = material
        self._where = capitalised(where)
        self._variant = variant
        self._cite = cite
        self._topic_anchor = topic_anchor

    def paragraphs(self) -> tuple[Prose, ...]:
        """Return the paragraphs that have something to say, in order."""
        if not self._material.source_ids:
            return ((f"{self._where} enthalten die Quellen bislang keine Befunde.",),)
        drafts = (self._approaches(), self._examples(), self._places_and_formats(), self._questions())
        return tuple(prose for prose in drafts if prose)

    # -- approaches --------------------------------------------------------------------------------

    def _approaches(self) -> Prose:
        claims = self._material.approaches
        if not claims:
            return (f"{self._where} nennen die Quellen keine Handlungsansätze.",)
        parts: list[Inline] = [self._opening(claims), " ", _status_sentence(claims)]
        for sentence in (self._strongest(), self._practice(), self._contested()):
            if sentence:
                parts += [" ", *sentence]
        return tuple(parts)

    def _opening(self, claims: Sequence[Claim]) -> str:
        sources = len(frozenset().union(*(c.source_ids for c in claims)))
        one = len(claims) == 1
        if self._variant % 3 == 0:
            verb = "benennt" if sources == 1 else "benennen"
            return f"{self._where} {verb} {counted(sources, SOURCE)} {counted(len(claims), APPROACH, Case.ACCUSATIVE)}."
        what, origin = counted(len(claims), APPROACH), counted(sources, SOURCE, Case.DATIVE)
        if self._variant % 3 == 1:
            return f"{self._where} {'liegt' if one else 'liegen'} {what} aus {origin} vor."
        if one:
            return f"{self._where} ist {what} festgehalten; er stammt aus {origin}."
        return f"{self._where} sind {what} festgehalten; sie stammen aus {origin}."

    def _strongest(self) -> Prose:
        topics = self._material.approach_topics
        if not topics:
            return ()
        first, *others = [self._topic(index, Kind.APPROACH) for index in range(min(3, len(topics)))]
        size = counted(len(topics[0].claims), SHORT_APPROACH)
        practised = topics[0].count(ApproachStatus.PRACTISED)
        detail = f", davon {number(practised)} praktiziert" if 1 < practised < len(topics[0].claims) else ""
        sources = len(topics[0].source_ids)
        if sources > 1:
            origin = counted(sources, SOURCE, Case.DATIVE)
            head: Prose = ("Am breitesten belegt ist das Thema ", *first, f" ({size} aus {origin}{detail})")
        else:
            head = ("Am ausführlichsten behandelt wird das Thema ", *first, f" ({size}{detail})")
        return (*head, ", gefolgt von ", *enumerated(others), ".") if others else (*head, ".")

    def _practice(self) -> Prose:
        """Name the most practised topic, unless it was just named, and one that is only proposed."""
        topics = self._material.approach_topics
        practised = max(range(len(topics)), key=lambda i: topics[i].count(ApproachStatus.PRACTISED), default=0)
        idea = next((i for i, t in enumerate(topics) if t.count(ApproachStatus.PROPOSED) == len(t.claims)), None)
        if practised and topics[practised].count(ApproachStatus.PRACTISED) > 1:
            head: Prose = (
                "Die meiste praktische Erfahrung liegt zum Thema ",
                *self._topic(practised, Kind.APPROACH),
                " vor",
            )
            if idea is None:
                return (*head, ".")
            return (*head, "; beim Thema ", *self._topic(idea, Kind.APPROACH), " bleibt es bisher bei Vorschlägen.")
        if idea is None:
            return ()
        return ("Zum Thema ", *self._topic(idea, Kind.APPROACH), " gibt es bisher nur Vorschläge.")

    def _contested(self) -> Prose:
        """Name the topic with most rejected approaches beside others, or else what was rejected."""
        topics = self._material.approach_topics
        mixed = [
            i
            for i, t in enumerate(topics)
            if len(t.claims) >= _CONTESTED_SIZE and 0 < t.count(ApproachStatus.REJECTED) < len(t.claims)
        ]
        if mixed:
            index = max(mixed, key=lambda i: topics[i].count(ApproachStatus.REJECTED))
            sides = _beside(topics[index])
            if len(topics) == 1:
                return (f"Das Bild ist dort nicht einheitlich: {sides}",)
            return ("Beim Thema ", *self._topic(index, Kind.APPROACH), f" ist das Bild nicht einheitlich: {sides}")
        rejected = [c for c in self._material.approaches if c.status is ApproachStatus.REJECTED and _is_example(c)][
            :_REJECTED_SHOWN
        ]
        if not rejected:
            return ()
        return ("Verworfen wurde " if len(rejected) == 1 else "Verworfen wurden ", *self._quoted(rejected), ".")

    def _examples(self) -> Prose:
        """Quote the best supported practised approaches and proposals, each from another topic."""
        practised = self._best(ApproachStatus.PRACTISED, 2)
        proposed = self._best(ApproachStatus.PROPOSED, 1)
        if len(self._material.approaches) <= len(practised) + len(proposed):
            return ()
        head = self._practised(practised) if practised else ()
        if not proposed:
            return (*head, ".") if head else ()
        idea = self._quoted(proposed)
        if not head:
            return ("Vorgeschlagen wird unter anderem ", *idea, ".")
        link = "; vorgeschlagen wird unter anderem " if self._variant % 2 == 0 else "; ein Vorschlag lautet "
        return (*head, link, *idea, ".")

    def _practised(self, claims: Sequence[Claim]) -> Prose:
        one = len(claims) == 1
        if self._variant % 2 == 0:
            head = f"Zu den praktizierten Ansätzen {'zählt' if one else 'zählen'} "
        else:
            head = f"Praktiziert {'wird' if one else 'werden'} unter anderem "
        return (head, *self._quoted(claims))

    def _best(self, status: ApproachStatus, limit: int) -> list[Claim]:
        """Return claims that are worded as a phrase, the best supported of each topic first."""
        found: list[Claim] = []
        for claims in (*(topic.claims for topic in self._material.approach_topics), self._material.approach_singles):
            fitting = [claim for claim in claims if claim.status is status and _is_example(claim)]
            found += sorted(fitting, key=_strength)[:1]
        return sorted(found, key=_strength)[:limit]

    def _quoted(self, claims: Sequence[Claim]) -> Prose:
        return enumerated([("„", claim_text(c), "“ ", *self._cite([c.lead])) for c in claims])

    # -- places, formats, questions ----------------------------------------------------------------

    def _places_and_formats(self) -> Prose:
        places, formats = self._places(), self._formats()
        if places and formats:
            return (*places, " ", *formats)
        if places or formats:
            return places or formats
        return ("Orte und Formate werden nicht benannt.",)

    def _places(self) -> Prose:
        places = self._material.places
        if not places:
            return ()
        named = [claim for claim in places if claim.lead.named_place is not None]
        one = len(places) == 1
        if not named:
            return (
                ("Ein Ort wird ohne Namen beschrieben.",)
                if one
                else (f"{capitalised(counted(len(places), PLACE))} werden beschrieben, keiner davon mit Namen.",)
            )
        head = f"{capitalised(counted(len(places), PLACE))} {'wird' if one else 'werden'} genannt"
        shown: list[Prose] = [(place_name(c), " ", *self._cite([c.lead])) for c in named[:_NAMED_SHOWN]]
        if len(shown) == len(places):
            return (f"{head}: ", *enumerated(shown), ".")
        return (f"{head}, darunter ", *enumerated(shown), ".")

    def _formats(self) -> Prose:
        formats = self._material.formats
        if not formats:
            return ()
        shared = [claim for claim in formats if len(claim.source_ids) > 1][:_FORMATS_SHOWN]
        if len(formats) == 1:
            return ("Als Format wird genannt: ", claim_text(formats[0]), " ", *self._cite([formats[0].lead]), ".")
        head = f"Hinzu kommen {counted(len(formats), FORMAT)}"
        if not self._material.places:
            head = f"{capitalised(counted(len(formats), FORMAT))} werden genannt"
        if not shared:
            return (f"{head}, jedes in nur einer Quelle.",)
        return (f"{head}; {_shared_formats(shared)}.",)

    def _questions(self) -> Prose:
        questions, topics = self._material.questions, self._material.question_topics
        if not questions:
            return ()
        one = len(questions) == 1
        state = "Unbeantwortet" if self._variant % 2 == 0 else "Offen"
        head = f"{state} {'bleibt' if one else 'bleiben'} {counted(len(questions), SHORT_QUESTION)}"
        if one:
            return (f"{head}: ", claim_text(questions[0]), " ", *self._cite([questions[0].lead]))
        named = [i for i, topic in enumerate(topics) if not _is_question(topic)][:_QUESTION_TOPICS_SHOWN]
        if not named:
            return (f"{head} zu unterschiedlichen Themen.", *self._asked(questions, " Eine davon lautet: "))
        names = [(*self._topic(i, Kind.OPEN_QUESTION), f" ({number(len(topics[i].claims))})") for i in named]
        theme = "zum Thema" if len(named) == 1 else "zu den Themen"
        example: Prose = ()
        for place, index in enumerate(named):
            link = " Dazu gehört: " if len(named) == 1 else f" Zum {_ORDINALS[place]} Thema gehört: "
            example = example or self._asked(topics[index].claims, link)
        example = example or self._asked(questions, " Außerhalb dieser Themen steht unter anderem die Frage: ")
        return (f"{head}, vor allem {theme} ", *enumerated(names), ".", *example)

    def _asked(self, questions: Sequence[Claim], link: str) -> Prose:
        """Return the best supported question that is clear by itself, behind words that lead to it."""
        clear = [c for c in questions if claim_text(c).endswith("?") and _is_example(c) and _stands_alone(c)]
        if not clear:
            return ()
        asked = min(clear, key=_strength)
        return (link, claim_text(asked), " ", *self._cite([asked.lead]))

    def _topic(self, index: int, kind: Kind) -> Prose:
        topics = self._material.approach_topics if kind is Kind.APPROACH else self._material.question_topics
        return ("„", Link(headline(topics[index].title), self._topic_anchor(kind, index)), "“")


def _is_question(topic: Topic) -> bool:
    """Return whether a topic is headed by one of its questions instead of a name."""
    title = topic.title.casefold().rstrip(" ?….")
    return any(claim.lead.label.casefold().rstrip(" ?").startswith(title) for claim in topic.claims)


def _is_example(claim: Claim) -> bool:
    shortest, longest = _EXAMPLE_LENGTHS
    label = claim.lead.label
    plain = claim.lead.label_source is not LabelSource.CLAUSE and not _SPOKEN.search(label)
    return plain and shortest <= len(label) <= longest


def _stands_alone(claim: Claim) -> bool:
    """Return whether a question names what it is about: two nouns at least behind its first word."""
    return len(_NOUN.findall(claim.lead.label.partition(" ")[2])) >= _FEWEST_NOUNS


def _strength(claim: Claim) -> tuple[int, float]:
    """Sort key: most sources first, then highest score."""
    return (-len(claim.source_ids), -claim.score)


def _beside(topic: Topic) -> str:
    """Return a sentence that sets the rejected approaches of a topic against the others."""
    rejected = topic.count(ApproachStatus.REJECTED)
    others = [
        f"{alone(count, APPROACH.gender) if count > 1 else 'einem'} {participle}en"
        for count, participle in (
            (topic.count(ApproachStatus.PRACTISED), "praktiziert"),
            (topic.count(ApproachStatus.PROPOSED), "vorgeschlagen"),
        )
        if count
    ]
    if rejected == 1:
        return f"Ein verworfener Ansatz steht neben {listed(others)}."
    return f"{capitalised(number(rejected))} verworfene Ansätze stehen neben {listed(others)}."


def _shared_formats(formats: Sequence[Claim]) -> str:
    """Return formats with the number of their sources, told once where it is the same for all."""
    verb = "ist" if len(formats) == 1 else "sind"
    counts = {len(claim.source_ids) for claim in formats}
    if len(counts) == 1:
        each = "" if len(formats) == 1 else "je "
        names = [_quoted_once(claim) for claim in formats]
        return f"mehrfach belegt {verb} {listed(names)} ({each}{counted(counts.pop(), SOURCE)})"
    names = [f"{_quoted_once(claim)} ({counted(len(claim.source_ids), SOURCE)})" for claim in formats]
    return f"mehrfach belegt {verb} {listed(names)}"


def _quoted_once(claim: Claim) -> str:
    return f"„{claim_text(claim).strip('„“')}“"


def _status_sentence(claims: Sequence[Claim]) -> str:
    total = len(claims)
    practised, proposed, rejected = (
        sum(c.status is status for c in claims)
        for status in (ApproachStatus.PRACTISED, ApproachStatus.PROPOSED, ApproachStatus.REJECTED)
    )
    if total == 1:
        return {practised: "Er wird bereits praktiziert.", proposed: "Er ist bislang ein Vorschlag."}.get(
            1, "Er wurde verworfen."
        )
    if practised == total:
        return "Sie werden sämtlich bereits praktiziert."
    if proposed == total:
        return "Umgesetzt ist davon nach Angabe der Quellen noch keiner; es handelt sich durchweg um Vorschläge."
    wordings = (
        (practised, "wird", "werden", "bereits praktiziert"),
        (proposed, "ist", "sind", "bislang vorgeschlagen"),
        (rejected, "wurde", "wurden", "verworfen"),
    )
    parts = [
        (alone(count, APPROACH.gender), singular if count == 1 else plural, rest)
        for count, singular, plural, rest in wordings
        if count
    ]
    return _weighted(practised, total, parts)


def _weighted(practised: int, total: int, parts: Sequence[tuple[str, str, str]]) -> str:
    """Join count, verb and participle of each status to one sentence that weighs the practised."""
    clauses = [" ".join(part) for part in parts]
    if practised * 2 > total:
        return f"Mehr als die Hälfte ist erprobt: {capitalised(listed(clauses))}."
    if practised and practised * 4 <= total:
        return f"Erst ein kleiner Teil ist erprobt: {capitalised(listed(clauses))}."
    count, verb, rest = parts[0]
    return f"Davon {verb} {listed([f'{count} {rest}', *clauses[1:]])}."
