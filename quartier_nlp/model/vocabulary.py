"""Closed choices. Their German names are what readers see; GUIDELINES.md defines what counts."""

from enum import StrEnum


class Kind(StrEnum):
    """What a finding is."""

    APPROACH = "approach"
    PLACE = "place"
    FORMAT = "format"
    OPEN_QUESTION = "open_question"


class ApproachStatus(StrEnum):
    """How far an approach has come, in the speaker's last word on it (guideline 10)."""

    PROPOSED = "proposed"
    PRACTISED = "practised"
    REJECTED = "rejected"


class FindingState(StrEnum):
    """Whether a finding is shown.

    ``ACTIVE`` is above the threshold of its kind, ``CANDIDATE`` below it but kept for the editor,
    ``RETIRED`` belongs to a source that is no longer in the corpus.
    """

    ACTIVE = "active"
    CANDIDATE = "candidate"
    RETIRED = "retired"


class DecisionAction(StrEnum):
    """What an editor decides on a finding.

    ``ACCEPT``: it is right as it stands. ``REJECT``: it is none. ``RELABEL``: it is one, with other values.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    RELABEL = "relabel"


class LabelSource(StrEnum):
    """How the label of a finding came about.

    ``PHRASE``: a normalised phrase (infinitive phrase, noun phrase, direct question) was formed.
    ``CLAUSE``: no clean phrase could be formed; the label is the cleaned clause of the quote.
    ``LEXICON``: the label is the canonical form of a lexicon entry.
    """

    PHRASE = "phrase"
    CLAUSE = "clause"
    LEXICON = "lexicon"


class SourceKind(StrEnum):
    """What sort of document a source is."""

    TRANSCRIPT = "transcript"
    PAPER = "paper"
    PROTOCOL = "protocol"
    ARTICLE = "article"


class SourceStatus(StrEnum):
    """Where a source stands in the life of the corpus.

    ``SUPERSEDED`` has a newer version, ``WITHDRAWN`` has left the corpus, ``DUPLICATE`` is the same text
    as a source that stands for it; the store alone knows duplicates, tables show their paths there.
    """

    OK = "ok"
    QUARANTINED = "quarantined"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"


class SegmentRole(StrEnum):
    """What part of a document a segment is; headings and notes are read differently."""

    TURN = "turn"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    REFERENCE = "reference"


#: Action spaces that ship with the program; settings may define others: spaces are plain ``str``.
INNENSTADT = "innenstadt"
WOHNQUARTIER = "wohnquartier"
LAENDLICHER_RAUM = "laendlicher_raum"
UEBERGREIFEND = "uebergreifend"
ACTION_SPACES: tuple[str, ...] = (INNENSTADT, WOHNQUARTIER, LAENDLICHER_RAUM, UEBERGREIFEND)
