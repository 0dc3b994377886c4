"""Approaches, places, formats and open questions, with status, action spaces and labels."""
