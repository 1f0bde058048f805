"""The search dialog: hits as you type, with a preview beside them."""
