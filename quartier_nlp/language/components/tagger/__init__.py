"""Tags, parts of speech and lemmas."""
