"""Makes pages: notes, the page of a folder, topics; without Qt but for the loader."""
