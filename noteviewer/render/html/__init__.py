"""From the document tree to sanitised markup: blocks and inline nodes become elements."""
