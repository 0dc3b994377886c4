"""Masks names and contact data in everything that leaves the store."""
