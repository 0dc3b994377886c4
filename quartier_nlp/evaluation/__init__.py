"""Measures findings against annotated documents."""
