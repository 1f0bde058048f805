"""The page view: one web view for all tabs, without scripts or network."""
