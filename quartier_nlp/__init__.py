"""From workshop transcripts and papers to a German draft Quintessenz with evidence, offline."""

__version__ = "0.1.0"
