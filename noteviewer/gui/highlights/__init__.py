"""Highlights and comments in the window: painted in the page, listed, changed."""
