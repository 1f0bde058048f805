"""The library pane: every note of the folder by topic, folder, tag, date and use."""
