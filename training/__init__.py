"""Data, recipe and evaluation of the models that ship inside ``quartier_nlp/language/models``."""
