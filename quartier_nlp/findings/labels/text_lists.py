"""Word lists as plain text, so that they can be read and extended like prose."""


def words(text: str) -> frozenset[str]:
    """Returns the words of a text that lists them, separated by white space."""
    return frozenset(text.split())
