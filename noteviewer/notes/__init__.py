"""Text to values: everything that can be known of a note from its text alone.

Only the standard library and a YAML reader. Pure functions in, frozen values out.
"""
