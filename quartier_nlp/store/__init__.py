"""The store: what is known and what has been done, in SQLite or PostgreSQL."""

from quartier_nlp.store.store import Store

__all__ = ["Store"]
