"""Addresses that only lead to another address, which they carry inside."""

import re
from urllib.parse import unquote

REDIRECTORS: dict[str, tuple[str, ...]] = {
    "link.zhihu.com/": ("target",),
    "link.csdn.net/": ("target",),
    "link.juejin.cn/": ("target",),
    "link.juejin.im/": ("target",),
    "links.jianshu.com/go": ("to",),
    "link.jianshu.com/": ("t",),
    "gitee.com/link": ("target",),
    "sspai.com/link": ("target",),
    "link.segmentfault.com/": ("url",),
    "oschina.net/action/GoToLink": ("url",),
    "cloud.tencent.com/developer/tools/blog-entry": ("target",),
    "docs.qq.com/scenario/link.html": ("url",),
    "link.zhubai.love/api/link": ("url",),
    "google.com/url": ("url", "q"),
    "google.com.hk/url": ("url", "q"),
    "youtube.com/redirect": ("q",),
    "l.facebook.com/l.php": ("u",),
    "lm.facebook.com/l.php": ("u",),
    "out.reddit.com/": ("url",),
    "steamcommunity.com/linkfilter": ("url", "u"),
}
"""``host/path`` (without ``www.``) to the parameters that may hold the target: what one sees when
one follows a link from each of these sites."""

_WAYBACK = re.compile(r"web\.archive\.org/web/(?:\d{1,14}|\*)?\w{0,6}/(?P<target>https?:/{1,2}.+)")
_TRANSLATED = re.compile(r"(?P<host>[\w-]+)\.translate\.goog")


def wayback_target(address: str) -> str | None:
    """The page that a copy in the Wayback Machine was made of.

    Args:
        address: host, path and query.
    """
    match = _WAYBACK.fullmatch(address)
    return re.sub(r"^(https?):/+", r"\1://", match["target"]) if match else None


def translated_host(host: str) -> str | None:
    """The host behind a view by Google Translate, which writes ``.`` as ``-``, ``-`` as ``--``."""
    match = _TRANSLATED.fullmatch(host)
    if not match:
        return None
    return match["host"].replace("--", "\0").replace("-", ".").replace("\0", "-")


def redirect_target(host_and_path: str, parameters: dict[str, str]) -> str | None:
    """The address that a redirector leads to, or None where it is none.

    Args:
        host_and_path: without ``www.``.
        parameters: of the query, percent-encoded.
    """
    for name in REDIRECTORS.get(host_and_path, ()):
        target = unquote(parameters.get(name, ""))
        if target.startswith(("http://", "https://")):
            return target
    return None
