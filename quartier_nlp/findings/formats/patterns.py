"""Patterns of the formats component, over lower-case text."""

#: Introduces a name.
NAMING = r"\b(nennt sich|heißt|heißen|nennen|genannt|sogenannte\w*|namens|so eine art|nannten)\b"
#: Attributes that point to the event being recorded.
EVENT_NOUNS = frozenset({"heutige", "heutigen", "heutiger", "nächste", "nächsten", "letzte", "letzten"})
