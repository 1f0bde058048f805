"""Widgets and list models that know nothing of notes."""
