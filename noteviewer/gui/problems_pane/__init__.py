"""Problems of the folder: broken links and images, series gaps, files that cannot be read."""
