"""Open questions, direct and indirect."""
