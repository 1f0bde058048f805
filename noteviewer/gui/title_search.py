"""Where the title of a paper without an address is looked for."""

from urllib.parse import quote, urlsplit

USUAL = "https://scholar.google.com/scholar?q={}"
WEB = ("http", "https")


def search_address(template: str, title: str) -> str:
    """The address of a search for a title.

    Args:
        template: An address in which ``{}`` stands for the title; one that is no web address, or
            has no place for the title, gives way to the usual one.
        title: What is looked for.
    """
    is_usable = "{}" in template and _is_web(template)
    return (template if is_usable else USUAL).replace("{}", quote(title, safe=""))


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    # The title must not decide to which machine it is sent.
    return parts.scheme in WEB and bool(parts.hostname) and "{}" not in parts.netloc
