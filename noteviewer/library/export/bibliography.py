"""References as BibTeX, RIS and CSL-JSON: one record for each thing that is cited.

A note says where a thing is and what it is called, seldom who wrote it: nothing is made up. The
places that cite it are kept in the note field, with one-based lines.
"""

import hashlib
import json
import re

from noteviewer.library.export.formats import Selection
from noteviewer.library.references import Entry, build_library
from noteviewer.notes.canonical import Identity, IdentityScheme, identity

_ARXIV_MONTH = re.compile(r"(\d\d)(\d\d)\.\d{4,5}|[a-zA-Z.-]+/(\d\d)(\d\d)\d{3}")
_KEY_CHARACTERS = re.compile(r"[^A-Za-z0-9.]+")
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_TEX_TABLE = str.maketrans(_TEX)
_BALANCED_TEX_TABLE = str.maketrans({**_TEX, "{": r"\{", "}": r"\}"})
_ADDRESS_TABLE = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", "\n": ""})


def to_bibtex(selection: Selection) -> str:
    """BibTeX with UTF-8 text, as biber and every reference manager read it."""
    return "\n".join(_bibtex(entry) for entry in _entries(selection))


def to_ris(selection: Selection) -> str:
    """RIS; every record ends with ``ER``."""
    return "\r\n".join(_ris(entry) for entry in _entries(selection))


def to_csl(selection: Selection) -> str:
    """CSL-JSON 1.0: an array of items, one to a line."""
    items = (json.dumps(csl_item(entry), ensure_ascii=False) for entry in _entries(selection))
    return "[\n" + ",\n".join(items) + "\n]\n"


def csl_item(entry: Entry) -> dict[str, object]:
    """One item of CSL-JSON."""
    named = _identity(entry)
    item: dict[str, object] = {
        "id": citation_key(entry),
        "type": _csl_type(entry, named),
        "title": _line(entry.title),
        "note": _cited_in(entry),
    }
    if entry.url:
        item["URL"] = entry.url
    if named and named.scheme is IdentityScheme.DOI:
        item["DOI"] = named.name
    if named and named.scheme is IdentityScheme.ARXIV:
        item |= {"number": f"arXiv:{named.name}", "publisher": "arXiv"}
    if named and named.scheme is IdentityScheme.WIKIPEDIA:
        item |= {"container-title": "Wikipedia", "language": named.name.partition(":")[0]}
    if named and (month := _month(named)):
        item["issued"] = {"date-parts": [list(month)]}
    return item


def citation_key(entry: Entry) -> str:
    """A key that is the same in every export, made of what the entry is."""
    named = _identity(entry)
    if named and named.scheme is IdentityScheme.ARXIV:
        return f"arxiv-{named.name.replace('/', '_')}"
    name = f"{named.scheme}-{named.name}" if named else entry.host or "paper"
    digest = hashlib.sha256(entry.key.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{_KEY_CHARACTERS.sub('-', name)[:40].strip('-.')}-{digest}"


def _entries(selection: Selection) -> tuple[Entry, ...]:
    return build_library(selection.rows).entries


def _identity(entry: Entry) -> Identity | None:
    return identity(entry.url) if entry.url else None


def _month(named: Identity) -> tuple[int, int] | None:
    """Year and month of submission, which an arXiv identifier begins with."""
    match = named.scheme is IdentityScheme.ARXIV and _ARXIV_MONTH.fullmatch(named.name)
    if not match:
        return None
    year, month = int(match[1] or match[3]), int(match[2] or match[4])
    return (1900 if year > 90 else 2000) + year, month


def _csl_type(entry: Entry, named: Identity | None) -> str:
    if named is None:
        return "webpage" if entry.url else "article"
    return {
        IdentityScheme.ARXIV: "article",
        IdentityScheme.DOI: "article",
        IdentityScheme.GITHUB: "software",
        IdentityScheme.WIKIPEDIA: "entry-encyclopedia",
    }[named.scheme]


def _cited_in(entry: Entry) -> str:
    places = (
        f"{row.path}:{row.line + 1}"
        + (f" ({_line(row.section_title)})" if row.section_title else "")
        for row in entry.citations
    )
    return "; ".join(places)


def _bibtex(entry: Entry) -> str:
    named = _identity(entry)
    fields = [("title", _tex(entry.title))]
    if named and (month := _month(named)):
        fields.append(("year", str(month[0])))
    if named and named.scheme is IdentityScheme.ARXIV:
        fields += [("eprint", named.name), ("archiveprefix", "arXiv")]
    if named and named.scheme is IdentityScheme.DOI:
        fields.append(("doi", named.name.translate(_ADDRESS_TABLE)))
    if entry.url:
        fields.append(("url", entry.url.translate(_ADDRESS_TABLE)))
    fields.append(("note", _tex(_cited_in(entry))))
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields)
    kind = "online" if entry.url and not named else "misc"
    return f"@{kind}{{{citation_key(entry)},\n{body}}}\n"


def _ris(entry: Entry) -> str:
    named = _identity(entry)
    fields = [
        ("TY", "ELEC" if entry.url else "GEN"),
        ("ID", citation_key(entry)),
        ("TI", _line(entry.title)),
    ]
    if named and (month := _month(named)):
        fields.append(("PY", str(month[0])))
    if named and named.scheme is IdentityScheme.ARXIV:
        fields += [("AN", f"arXiv:{named.name}"), ("DB", "arXiv")]
    if named and named.scheme is IdentityScheme.DOI:
        fields.append(("DO", named.name))
    if entry.url:
        fields.append(("UR", _line(entry.url)))
    fields += [("N1", _cited_in(entry)), ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields)


def _tex(text: str) -> str:
    """Escape for TeX. BibTeX counts braces even where they are escaped, so lone ones are named."""
    depth = lowest = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        lowest = min(lowest, depth)
    is_balanced = depth == lowest == 0
    return _line(text).translate(_BALANCED_TEX_TABLE if is_balanced else _TEX_TABLE)


def _line(text: str) -> str:
    return " ".join(text.split())
