"""Measuring findings."""
