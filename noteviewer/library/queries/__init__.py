"""Queries over the notes of a folder: Dataview's query language, and Bases.

Both are expressions over properties, worked out by `evaluator` with the tables of `functions` and
`methods`; nothing of a note is ever run as a program. Time, depth, rows and sizes are bounded.
"""
