"""The components of the language pipeline, one package each: factory, component, patterns."""
