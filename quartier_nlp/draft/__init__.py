"""Composes the German Quintessenz and renders it as Markdown, DOCX and HTML."""
