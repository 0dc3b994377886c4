"""Decisions of editors."""
