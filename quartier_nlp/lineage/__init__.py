"""Which files hold the same text, which one is a newer version, and which finding is which from version to version."""
