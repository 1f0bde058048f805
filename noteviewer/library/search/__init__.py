"""The query language and what answers it."""
