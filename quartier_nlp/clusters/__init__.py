"""Groups findings that say the same, and names the groups."""
