"""Works and places that have a name of their own, independent of any URL."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from noteviewer.notes.canonical.url import canonical_url


class IdentityScheme(StrEnum):
    """Who gave the name."""

    ARXIV = "arxiv"
    DOI = "doi"
    GITHUB = "github"
    WIKIPEDIA = "wikipedia"


@dataclass(frozen=True, slots=True)
class Identity:
    """A name that means one work, one repository or one article."""

    scheme: IdentityScheme
    name: str
    """``2101.00001``, ``10.1145/12345``, ``owner/name`` (both in lower case), ``zh:图灵机``."""

    @property
    def url(self) -> str:
        """The address that stands for it, in canonical form."""
        match self.scheme:
            case IdentityScheme.ARXIV:
                return f"https://arxiv.org/abs/{self.name}"
            case IdentityScheme.DOI:
                return f"https://doi.org/{self.name}"
            case IdentityScheme.GITHUB:
                return f"https://github.com/{self.name}"
            case IdentityScheme.WIKIPEDIA:
                language, _, title = self.name.partition(":")
                return canonical_url(
                    f"https://{language}.wikipedia.org/wiki/{title.replace(' ', '_')}"
                )


_ARXIV = re.compile(r"https://arxiv\.org/abs/(.+)")
_ARXIV_ELSEWHERE = re.compile(
    r"https://(?:huggingface\.co/papers|alphaxiv\.org/(?:abs|pdf)|scirate\.com/arxiv"
    r"|papers\.cool/arxiv|doi\.org/10\.48550/arxiv)[/.]"
    r"(\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v\d+)?"
)
_NAMING = (
    "https://arxiv.org/", "https://huggingface.co/", "https://alphaxiv.org/",
    "https://scirate.com/", "https://papers.cool/", "https://doi.org/", "https://github.com/",
)  # fmt: skip
"""How addresses begin for which a pattern is worth trying."""
_DOI = re.compile(r"https://doi\.org/(10\..+)")
_GITHUB = re.compile(r"https://github\.com/([\w-]+/[\w.-]+)")
_GITHUB_OWN = frozenset(
    {
        "orgs",
        "topics",
        "collections",
        "search",
        "features",
        "sponsors",
        "users",
        "settings",
        "marketplace",
        "apps",
        "explore",
        "trending",
        "about",
        "login",
        "notifications",
        "stars",
    }
)
_WIKIPEDIA = re.compile(r"https://([\w-]+)\.wikipedia\.org/wiki/(.+)")


def identity(url: str) -> Identity | None:
    """The work that a URL shows, where its name can be told from the URL alone. Never raises."""
    return identity_of_canonical(canonical_url(url))


def identity_of_canonical(url: str) -> Identity | None:
    """As `identity`, of a URL that `canonical_url` gave."""
    if not (url.startswith(_NAMING) or ".wikipedia.org/wiki/" in url):
        return None
    if match := _ARXIV.fullmatch(url) or _ARXIV_ELSEWHERE.fullmatch(url):
        return Identity(IdentityScheme.ARXIV, match[1])
    if match := _DOI.fullmatch(url):
        return Identity(IdentityScheme.DOI, unquote(match[1]))
    if (match := _GITHUB.fullmatch(url)) and match[1].partition("/")[0] not in _GITHUB_OWN:
        return Identity(IdentityScheme.GITHUB, match[1])
    if match := _WIKIPEDIA.fullmatch(url):
        return Identity(IdentityScheme.WIKIPEDIA, f"{match[1]}:{_title(match[2])}")
    return None


def _title(path: str) -> str:
    return unquote(path).replace("_", " ")
