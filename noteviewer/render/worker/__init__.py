"""The renderer as a process of its own: requests in, pages and readings out."""
