"""Pages that a browser saved: the article, what they say of themselves, what is folded away."""
