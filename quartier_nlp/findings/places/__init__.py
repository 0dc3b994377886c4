"""Places: lexicon matches with what their sentence says about vacancy, location and use."""
