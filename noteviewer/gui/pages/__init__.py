"""From a Location to a page: text, head card, links and images of the folder, and the renderer."""
