"""What names a page on English and international sites."""

from noteviewer.notes.canonical.rule import rule

_REPOSITORY = r"(?P<owner>[\w-]+)/(?P<name>[\w.-]+?)"
_GITHUB_CASE = "GitHub: names of owners and repositories ignore case, and .git may follow"
_YOUTUBE = "YouTube help, share and embed: every form carries the 11 characters of the video"

RULES = (
    rule(_YOUTUBE, "youtube.com", r"youtube\.com/watch", keep="v", needs="v"),
    rule(
        _YOUTUBE,
        "youtube.com youtu.be",
        r"(?:youtu\.be|youtube\.com/(?:embed|shorts|live|v|e))/(?P<id>[\w-]{11})",
        "youtube.com/watch?v={id}",
    ),
    rule(_YOUTUBE, "youtube.com", r"youtube\.com/playlist", keep="list", needs="list"),
    rule(
        _GITHUB_CASE + "; the root of the default branch and its README are the front page",
        "github.com",
        rf"github\.com/{_REPOSITORY}(?:\.git)?"
        r"(?:/(?:tree|blob)/(?:master|main|HEAD)(?:/(?i:readme\.md))?)?",
        "github.com/{owner}/{name}",
        lower="owner name",
    ),
    rule(
        "GitHub: blob, raw, blame and edit are views of one file",
        "github.com",
        rf"github\.com/{_REPOSITORY}/(?:blob|raw|blame|edit)/(?P<rest>.+)",
        "github.com/{owner}/{name}/blob/{rest}",
        lower="owner name",
    ),
    rule(
        "GitHub: raw.githubusercontent.com serves the file of that branch",
        "raw.githubusercontent.com",
        rf"raw\.githubusercontent\.com/{_REPOSITORY}/(?:refs/heads/)?(?P<rest>[^/]+/.+)",
        "github.com/{owner}/{name}/blob/{rest}",
        lower="owner name",
    ),
    rule(
        "jsDelivr, GitHub files: /gh/owner/name@branch/path",
        "cdn.jsdelivr.net fastly.jsdelivr.net",
        r"\w+\.jsdelivr\.net/gh/(?P<owner>[\w-]+)/(?P<name>[\w.-]+)@(?P<branch>[^/]+)/(?P<rest>.+)",
        "github.com/{owner}/{name}/blob/{branch}/{rest}",
        lower="owner name",
    ),
    rule(
        "GitHub: the tabs of a pull request; an issue of that number is the same thread",
        "github.com",
        rf"github\.com/{_REPOSITORY}/(?:pull|issues)/(?P<id>\d+)(?:/(?:files|commits|checks))?",
        "github.com/{owner}/{name}/issues/{id}",
        lower="owner name",
    ),
    rule(
        "GitHub: a wiki opens at Home",
        "github.com",
        rf"github\.com/{_REPOSITORY}/wiki(?:/Home)?",
        "github.com/{owner}/{name}/wiki",
        lower="owner name",
    ),
    rule(
        _GITHUB_CASE,
        "github.com",
        rf"github\.com/{_REPOSITORY}/(?P<rest>.+)",
        "github.com/{owner}/{name}/{rest}",
        keep=None,
        lower="owner name",
    ),
    rule(
        "GitHub: a gist's code is unique, its owner may be left out",
        "gist.github.com",
        r"gist\.github\.com/(?:[\w-]+/)?(?P<id>[0-9a-f]{20,32}|\d+)",
        "gist.github.com/{id}",
    ),
    rule(
        "Stack Exchange, share links: the number alone finds the question",
        "stackoverflow.com superuser.com serverfault.com askubuntu.com mathoverflow.net"
        " .stackexchange.com",
        r"(?P<site>[\w.]+)/q(?:uestions)?/(?P<id>\d+)(?:/.*)?",
        "{site}/questions/{id}",
    ),
    rule(
        "Stack Exchange, share links: an answer's number, and who shared it",
        "stackoverflow.com superuser.com serverfault.com askubuntu.com mathoverflow.net"
        " .stackexchange.com",
        r"(?P<site>[\w.]+)/a/(?P<id>\d+)(?:/\d+)?",
        "{site}/a/{id}",
    ),
    rule(
        "a story's code stands at the end of every form of its address",
        "medium.com .medium.com",
        r"[\w.-]*medium\.com/(?:.*-|p/)(?P<id>[0-9a-f]{10,12})",
        "medium.com/p/{id}",
    ),
    rule(
        "posts are numbered across users; x.com and twitter.com are one site",
        "x.com",
        r"x\.com/(?:\w+|i/web)/status(?:es)?/(?P<id>\d+)(?:/.*)?",
        "x.com/i/status/{id}",
    ),
    rule(
        "Reddit: a thread is found by its code alone",
        "reddit.com",
        r"reddit\.com/(?:r/\w+/)?comments/(?P<id>\w+)(?:/[^/]*)?",
        "reddit.com/comments/{id}",
    ),
    rule("short host of Reddit", "redd.it", r"redd\.it/(?P<id>\w+)", "reddit.com/comments/{id}"),
    rule(
        "the number", "news.ycombinator.com", r"news\.ycombinator\.com/item", keep="id", needs="id"
    ),
    rule(
        "a product's ten characters follow dp or gp/product in every address of a shop",
        "amazon.com amazon.cn amazon.co.jp amazon.co.uk amazon.de amazon.fr",
        r"(?P<shop>amazon\.[a-z.]+)/(?:.+/)?(?:dp|gp/product)/(?P<id>[0-9A-Z]{10})(?:/.*)?",
        "{shop}/dp/{id}",
    ),
    rule(
        "Wikipedia, mobile host and script variants (/zh-hans/ ...): one article; the first letter"
        " is a capital",
        ".wikipedia.org .wiktionary.org .wikibooks.org .wikiquote.org .wikisource.org",
        r"(?P<language>[\w-]+)(?:\.m)?\.(?P<project>wik\w+)\.org/"
        r"(?:wiki|zh|zh-(?:hans|hant|cn|tw|hk|mo|sg|my))/(?P<title>.+)",
        "{language}.{project}.org/wiki/{title}",
        capital="title",
    ),
    rule(
        "MediaWiki, index.php?title=: one article; the first letter is a capital",
        ".wikipedia.org .wiktionary.org .wikibooks.org .wikiquote.org .wikisource.org",
        r"(?P<language>[\w-]+)(?:\.m)?\.(?P<project>wik\w+)\.org/w/index\.php",
        "{language}.{project}.org/wiki/{title}",
        needs="title",
        capital="title",
    ),
    rule(
        "PyPI moved to pypi.org; a version's page is the project's",
        "pypi.org pypi.python.org",
        r"pypi(?:\.python)?\.org/(?:project|pypi)/(?P<name>[\w.-]+)(?:/[\w.]+)?",
        "pypi.org/project/{name}",
        lower="name",
    ),
    rule(
        "the root of the default branch is the front page of a model, data set or space",
        "huggingface.co",
        r"huggingface\.co/(?P<rest>(?:(?:datasets|spaces)/)?[\w.-]+/[\w.-]+)/tree/main",
        "huggingface.co/{rest}",
    ),
    rule(
        "a document's code; edit, view, preview and usp only say how it is shown",
        "docs.google.com drive.google.com",
        r"(?P<rest>(?:docs|drive)\.google\.com/\w+/d/(?!e/)[\w-]+)(?:/\w+)?",
        "{rest}",
    ),
    rule(
        "a file's code as a parameter",
        "drive.google.com",
        r"drive\.google\.com/(?:open|uc)",
        "drive.google.com/file/d/{id}",
        needs="id",
    ),
)
