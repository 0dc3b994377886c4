"""Formats: lexicon matches and coined names of participation formats."""
