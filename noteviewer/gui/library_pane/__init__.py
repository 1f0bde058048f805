"""The library pane: every note of the folder by topic, folder, tag, date and use.

The trees are plain values (`topics`, `folders`, `tags`, `timeline`, `visits`), built from the
catalog's light rows and shown by `noteviewer.gui.tree`.
"""
