"""Fillers and repairs."""
