"""Blocks: containers and what they hold, line by line."""
