"""Liquid, the template language of Jekyll, as far as notes hold it (``syntax.md``, section 8)."""

import re

_BASE = re.compile(r"\{\{\s*site\.(?:url|baseurl)\s*\}\}")
_RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_INCLUDE = re.compile(r"\{%-?\s*include\s+([^\s%]+)[^%]*%\}")


def without_liquid(text: str, include: str) -> str:
    """Text without the tags that mean something to the site builder only.

    Args:
        text: Of the note, without code and formulas.
        include: What stands for an included file; ``{}`` is its name.
    """
    if "{%" not in text and "{{" not in text:
        return text
    text = _RAW.sub("", _BASE.sub("", text))
    return _INCLUDE.sub(lambda found: include.format(found[1]), text)
