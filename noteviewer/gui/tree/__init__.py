"""Trees of notes and sections, shared by the library and the outline.

`node` and `sections` are plain values; `model`, `delegate` and `view` show them to Qt.
"""
