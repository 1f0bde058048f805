"""Subtitles (WebVTT, SubRip): what is said, each minute a section, so that a hit says when.

The text is Markdown: a heading with the time of the first line of each minute, then what is said.
"""

import re

_TIMES = re.compile(r"[ \t]*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,]\d{1,3}[ \t]*-->")
_TAG = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$^=!-])")


def subtitles_text(text: str) -> str:
    """Write what subtitles say as Markdown; a line that only repeats the one above is left out."""
    written: list[str] = []
    minute = -1
    is_said = False
    last = ""
    for line in text.split("\n"):
        found = _TIMES.match(line)
        if found is not None:
            hours, minutes, seconds = int(found[1] or 0), int(found[2]), int(found[3])
            is_said = True
            if hours * 60 + minutes != minute:
                minute = hours * 60 + minutes
                clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
                written += ["", f"# {clock}", ""]
        elif not line.strip():
            is_said = False
        elif is_said and (said := _TAG.sub("", line).strip()) and said != last:
            written.append(_SPECIAL.sub(r"\\\1", said))
            last = said
    return "\n".join(written).strip()
