"""What names a paper on the sites of publishers, conferences and archives."""

from noteviewer.notes.canonical.rule import rule

_ARXIV_ID = r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
_ARXIV = "arXiv help, arxiv_identifier: one identifier for all formats; vN is a version of it"
_DOI = r"(?P<doi>10\.\d{4,9}/.+?)"
_DOI_IN_PATH = "the publisher's address carries the DOI (DOI Handbook: case is ignored)"

RULES = (
    rule(
        _ARXIV,
        "arxiv.org",
        rf"arxiv\.org/(?:abs|pdf|html|ps|format|src|e-print|papers)/{_ARXIV_ID}(?:\.pdf|\.ps|\.gz)?",
        "arxiv.org/abs/{id}",
    ),
    rule(
        "DOI Handbook: names ignore case; dx.doi.org is the older resolver",
        "doi.org",
        rf"doi\.org/{_DOI}",
        "doi.org/{doi}",
        lower="doi",
    ),
    rule(
        _DOI_IN_PATH,
        "dl.acm.org onlinelibrary.wiley.com tandfonline.com journals.sagepub.com pubs.acs.org"
        " science.org science.sciencemag.org pnas.org journals.aps.org royalsocietypublishing.org"
        " epubs.siam.org worldscientific.com annualreviews.org",
        rf"[\w.]+/doi/(?:(?:abs|full|pdf|epdf|pdfdirect|reader|book)/)?{_DOI}",
        "doi.org/{doi}",
        lower="doi",
    ),
    rule(
        _DOI_IN_PATH,
        "link.springer.com",
        rf"link\.springer\.com/(?:article|chapter|book|referenceworkentry|content/pdf)/{_DOI}"
        r"(?:\.pdf|/fulltext\.html)?",
        "doi.org/{doi}",
        lower="doi",
    ),
    rule(
        "Nature: the DOI of an article is 10.1038/ and the last part of its address",
        "nature.com",
        r"nature\.com/articles/(?P<id>[\w.-]+?)(?:\.pdf)?",
        "doi.org/10.1038/{id}",
        lower="id",
    ),
    rule(
        "the note of a paper; forum, pdf and attachment show it",
        "openreview.net",
        r"openreview\.net/(?:forum|pdf|attachment)",
        "openreview.net/forum?id={id}",
        needs="id",
    ),
    rule(
        "ACL Anthology moved to aclanthology.org; page, pdf and bib have the paper's identifier",
        "aclanthology.org aclanthology.info aclweb.org",
        r"(?:aclanthology\.(?:org|info)|aclweb\.org/anthology)/(?:papers/\w/\w+/)?"
        r"(?P<id>[A-Z]\d{2}-\d{4}|\d{4}\.[\w-]+\.\d+)(?:\.pdf|\.bib)?",
        "aclanthology.org/{id}",
    ),
    rule(
        "CVF open access: html and pdf of one paper have one name",
        "openaccess.thecvf.com",
        r"openaccess\.thecvf\.com/(?P<volume>\w+)/(?:html|papers)/(?P<name>.+)\.(?:html|pdf)",
        "openaccess.thecvf.com/{volume}/html/{name}.html",
    ),
    rule(
        "PMLR: page and pdf of one paper have one name",
        "proceedings.mlr.press",
        r"proceedings\.mlr\.press/(?P<volume>v\d+)/(?P<name>[\w-]+)(?:/[\w-]+)?\.(?:html|pdf)",
        "proceedings.mlr.press/{volume}/{name}.html",
    ),
    rule(
        "JMLR: page and pdf of one paper have one name",
        "jmlr.org",
        r"jmlr\.org/papers/v(?:olume)?(?P<volume>\d+)/(?P<name>[\w-]+)(?:/[\w-]+)?\.(?:html|pdf)",
        "jmlr.org/papers/v{volume}/{name}.html",
    ),
    rule(
        "IEEE Xplore: document, its abstract and its stamped pdf share the article number",
        "ieeexplore.ieee.org",
        r"ieeexplore\.ieee\.org/(?:abstract/)?document/(?P<id>\d+)",
        "ieeexplore.ieee.org/document/{id}",
    ),
    rule(
        "IEEE Xplore: document, its abstract and its stamped pdf share the article number",
        "ieeexplore.ieee.org",
        r"ieeexplore\.ieee\.org/(?:stamp/stamp|xpls?/\w+)\.jsp",
        "ieeexplore.ieee.org/document/{arnumber}",
        needs="arnumber",
    ),
    rule(
        "Semantic Scholar API: a paper is named by 40 hexadecimal characters, the words before it"
        " are for people",
        "semanticscholar.org",
        r"semanticscholar\.org/paper/(?:[^/]*/)?(?P<id>[0-9a-f]{40})(?:/\w+)?",
        "semanticscholar.org/paper/{id}",
    ),
    rule(
        "ScienceDirect: the item identifier (PII) names the article, abs its abstract",
        "sciencedirect.com",
        r"sciencedirect\.com/science/article/(?:abs/)?pii/(?P<id>\w+)(?:/pdfft)?",
        "sciencedirect.com/science/article/pii/{id}",
    ),
)
