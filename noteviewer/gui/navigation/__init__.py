"""Tabs, histories and sessions: where the user is, and the way back."""
