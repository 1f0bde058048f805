"""Controllers: they build the parts of a window and connect them."""
