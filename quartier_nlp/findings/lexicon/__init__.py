"""Lexicons of formats, places, actors, action spaces and cues: data files that analysts can extend."""
