"""Colours, sizes, icons and painting in the theme that is chosen."""
