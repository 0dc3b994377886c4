"""PDF: words with their place, columns, paragraphs, headings, notes and tables."""

from quartier_nlp.sources.pdf.reader import PdfReader

__all__ = ["PdfReader"]
