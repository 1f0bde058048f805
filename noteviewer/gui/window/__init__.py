"""The main window and the bars around the page."""
