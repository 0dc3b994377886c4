"""The German spaCy pipeline: sentences, tags, disfluency, encoder."""
