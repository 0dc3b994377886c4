"""Patterns of the formats component, over lower-case text."""

#: The recorded event itself: greeting, agenda, "today".
HERE_AND_NOW = (
    r"\b(willkommen|heute|heutige\w*|begrüß\w*|niederschrift|protokoll|sitzung|tagesordnung|programm|teilnehmende"
    r"|schönen guten|guten (tag|abend|morgen)|fangen wir|anwesend\w*|aufgezeichnet|mitschnitt|moderation|top \d+)\b"
)
#: Introduces a name.
NAMING = r"\b(nennt sich|heißt|heißen|nennen|genannt|sogenannte\w*|namens|so eine art|nannten)\b"
#: Attributes that point to the event being recorded.
EVENT_NOUNS = frozenset({"heutige", "heutigen", "heutiger", "nächste", "nächsten", "letzte", "letzten"})
