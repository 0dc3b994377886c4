"""Broken and hostile files, written by code so that none lies in the repository, and what must become of each."""
