"""Lists with headings between their rows, shared by the panes and dialogs that show them."""
