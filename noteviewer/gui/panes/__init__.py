"""The panes beside the page."""
