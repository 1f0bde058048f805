"""The library pane: every note of the folder by topic, folder, tag, date and use.

The trees are plain values (`node`, `topics`, `folders`, `tags`, `timeline`, `visits`), built from
the catalog's light rows; `tree_model` shows them to Qt.
"""
