"""What must be gone when a source is forgotten: what to look for, where, and how to black it out."""
