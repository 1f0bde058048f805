"""Formats of notes besides Markdown: each a parser that ends in the same tree."""
