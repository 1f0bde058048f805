"""Canonical URLs: the cases under ``tests/cases/canonical``, and what holds for any text."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noteviewer.notes.canonical import Identity, IdentityScheme, canonical_url, identity
from noteviewer.notes.canonical.url import RULES

CASES = Path(__file__).parent.parent / "cases" / "canonical"


@dataclass(frozen=True)
class Case:
    title: str
    urls: tuple[str, ...]
    canonical: str


def read_cases() -> list[Case]:
    cases = []
    for path in sorted(CASES.glob("*.txt")):
        _, *blocks = path.read_text("utf-8").split("\n# ")
        for block in blocks:
            title, *urls, canonical = block.strip().split("\n")
            assert canonical.startswith("=> "), title
            cases.append(Case(f"{path.stem}: {title}", tuple(urls), canonical.removeprefix("=> ")))
    return cases


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.title)
def test_every_spelling_has_one_canonical_url(case: Case) -> None:
    assert {url: canonical_url(url) for url in case.urls} == dict.fromkeys(
        case.urls, case.canonical
    )
    assert canonical_url(case.canonical) == case.canonical


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern.pattern[:60])
def test_every_rule_of_a_site_has_a_source_and_a_case(
    rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rule.source
    without = tuple(one for one in RULES if one is not rule)
    index: dict = {}
    for one in without:
        for host in one.hosts:
            index[host] = (*index.get(host, ()), one)
    monkeypatch.setattr("noteviewer.notes.canonical.url._RULES_BY_HOST", index)
    assert any(
        canonical_url(url) != case.canonical for case in read_cases() for url in case.urls
    ), "no case changes when the rule is taken away"


@given(st.text(max_size=80))
def test_no_text_is_an_error_and_the_canonical_form_is_its_own(text: str) -> None:
    for url in (text, f"https://example.org/{text}", f"https://example.org/?{text}"):
        once = canonical_url(url)
        assert canonical_url(once) == once
        identity(url)


@pytest.mark.parametrize(
    ("url", "scheme", "name"),
    [
        ("https://arxiv.org/pdf/2101.00001v2", IdentityScheme.ARXIV, "2101.00001"),
        ("https://huggingface.co/papers/2101.00001", IdentityScheme.ARXIV, "2101.00001"),
        ("https://doi.org/10.48550/arXiv.2101.00001", IdentityScheme.ARXIV, "2101.00001"),
        ("https://www.alphaxiv.org/abs/2101.00001v1", IdentityScheme.ARXIV, "2101.00001"),
        ("http://dx.doi.org/10.1145/12.A", IdentityScheme.DOI, "10.1145/12.a"),
        ("https://link.springer.com/article/10.1007/s1-2", IdentityScheme.DOI, "10.1007/s1-2"),
        ("https://github.com/Owner/Name.git", IdentityScheme.GITHUB, "owner/name"),
        ("https://zh.m.wikipedia.org/zh-hans/图灵_机", IdentityScheme.WIKIPEDIA, "zh:图灵 机"),
    ],
)
def test_an_identity_is_told_from_the_url(url: str, scheme: IdentityScheme, name: str) -> None:
    assert identity(url) == Identity(scheme, name)


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/topics/markdown",
        "https://github.com/owner/name/issues/1",
        "https://arxiv.org/list/cs.CL/recent",
        "https://example.org/wiki/A",
    ],
)
def test_a_page_without_a_name_of_its_own_has_no_identity(url: str) -> None:
    assert identity(url) is None


def test_an_identity_leads_back_to_itself() -> None:
    for url in ("https://arxiv.org/abs/math/0309136", "https://zh.wikipedia.org/wiki/图灵_机"):
        found = identity(url)
        assert found is not None
        assert identity(found.url) == found
