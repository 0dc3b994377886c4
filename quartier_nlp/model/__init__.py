"""Vocabulary, records and table schemas: the contract between the stages."""
