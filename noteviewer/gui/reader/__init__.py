"""The page: one web view for all tabs, behind a scheme of our own, without scripts or network."""
