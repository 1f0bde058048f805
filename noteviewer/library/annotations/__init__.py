"""Highlights and comments of the reader: values, where they stand in a text, and their files."""
