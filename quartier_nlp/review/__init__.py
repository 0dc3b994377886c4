"""What editors decide, and what is learnt from it."""
