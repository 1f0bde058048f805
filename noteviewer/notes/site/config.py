"""What the configuration of a web site says about where its pages live."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from noteviewer.notes.data_files import Bounds, DataError, DataFormat, Value, format_of, read_fields
from noteviewer.notes.model import Problem, ProblemKind

CONFIG_FILES = ("_config.yml", "_config.yaml", "config.yaml", "config.yml", "config.toml",
                "hugo.toml", "hugo.yaml", "CNAME", "vercel.json", ".git/config")  # fmt: skip
"""Files that `read_config` understands, relative to the folder."""

_BOUNDS = Bounds(characters=399_999, values=10_000)
"""Read in some 30 ms at the most; the largest real ones have a tenth of it."""
_LINE = re.compile(r"^([A-Za-z_]+)[ \t]*[:=](.*)$", re.MULTILINE)
_REPOSITORY = re.compile(r"github\.com[:/]([\w.-]+)/([\w.-]+?)(?:\.git)?\s*$", re.MULTILINE)
_PAGES = re.compile(r"([\w-]+)\.github\.(?:io|com)\Z", re.IGNORECASE)
_HOST_KEYS = ("url", "domain", "baseURL", "baseurl", "base_url")


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """Where the pages of a folder live on the web."""

    hosts: frozenset[str] = frozenset()
    """Lower-case names without ``www.``; an address of one of them is a link into the folder."""
    base: str = ""
    """Path below the host at which the site begins, without slashes at its ends."""
    collections: Mapping[str, str] = field(default_factory=dict)
    """Folder of a collection to the path its pages have: ``_wiki`` to ``wiki``."""
    problems: tuple[tuple[str, Problem], ...] = ()
    """What is wrong with a file of configuration, by its name."""


def read_config(files: Mapping[str, str], folder_name: str = "") -> SiteConfig:
    """Read the configuration of a folder; never fails.

    Args:
        files: Text of those of `CONFIG_FILES` that exist, by name.
        folder_name: Name of the opened folder, which is often the site's own name
            (``someone.github.io``).
    """
    values: dict[str, Value] = {}
    problems: list[tuple[str, Problem]] = []
    for name in CONFIG_FILES:
        data_format = format_of(name)
        if name not in files or data_format is None:
            continue
        try:
            found = read_fields(files[name], data_format, _BOUNDS)
        except DataError as error:
            problems.append((name, Problem(ProblemKind.BAD_CONFIG, error.reason, error.line)))
            found = _read_lines(files[name])
        if data_format is not DataFormat.JSON:
            values = found | values
    hosts = {_host(value) for key in _HOST_KEYS if isinstance(value := values.get(key), str)}
    hosts.add(_host(files.get("CNAME", "").strip().partition("\n")[0]))
    for name in (folder_name, *_repositories(files.get(".git/config", ""))):
        if match := _PAGES.match(name):
            hosts.add(f"{match[1].lower()}.github.io")
    return SiteConfig(frozenset(hosts - {""}), _base(values), _collections(values), tuple(problems))


def _read_lines(text: str) -> dict[str, Value]:
    """What can be read from a file that is not the YAML or TOML that it claims to be."""
    return {match[1]: match[2].strip(" \t\"'") for match in _LINE.finditer(text)}


def _host(written: str) -> str:
    """Host name of an address, or of a bare name such as a CNAME holds."""
    written = written.strip().strip("\"'")
    if not written:
        return ""
    try:
        host = urlsplit(written if "//" in written else f"//{written}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if "." in host else ""


def _base(values: Mapping[str, Value]) -> str:
    """``baseurl`` where it is a path, else the path of the site's address."""
    for key in ("baseurl", *_HOST_KEYS):
        written = values.get(key)
        if not isinstance(written, str):
            continue
        written = written.strip("\"' ")
        path = written.partition("://")[2].partition("/")[2] if "://" in written else written
        if path.strip("/") and ("://" in written or key == "baseurl"):
            return path.strip("/")
    return ""


def _repositories(git_config: str) -> list[str]:
    return [match[2] for match in _REPOSITORY.finditer(git_config)]


def _collections(values: Mapping[str, Value]) -> dict[str, str]:
    """``collections`` of Jekyll, with the fixed beginning of their permalinks."""
    declared = values.get("collections")
    if isinstance(declared, list):
        declared = dict.fromkeys((name for name in declared if isinstance(name, str)), "")
    if not isinstance(declared, dict):
        return {}
    found: dict[str, str] = {}
    for name, options in declared.items():
        pattern = options.get("permalink", "") if isinstance(options, dict) else ""
        prefix = str(pattern).partition(":")[0].strip("/") if pattern else ""
        found[f"_{name}"] = prefix or str(name)
    return found
