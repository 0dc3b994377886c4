"""Approaches: clauses that say what to do, what is done or what is missing."""
