"""The trained encoder as a pipeline component."""
