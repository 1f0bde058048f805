"""Which names are those of images; apart, so that asking needs no parser."""

_ENDINGS = (
    ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico", ".tif", ".tiff",
    ".apng", ".jfif",
)  # fmt: skip


def is_image_name(name: str) -> bool:
    """Whether a file name, a path or an address names an image by its ending."""
    return name.lower().endswith(_ENDINGS)
