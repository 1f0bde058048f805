"""A note's text as one tree: blocks that contain blocks, inline nodes, and where they stand."""
