"""Readers of transcripts and papers: files in, segments with provenance out."""
