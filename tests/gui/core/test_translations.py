"""Both languages are complete, and say what the source says."""

import re

import pytest

from tools.translations import PLURAL_FORMS, read_translations, wanted_texts

_PLACEHOLDER = re.compile(r"\{(\w*)(?::[^{}]*)?\}|(%Ln)")
"""The name of what is filled in, without the form in which it is written."""


@pytest.mark.parametrize("language", PLURAL_FORMS)
def test_every_text_is_translated(language: str) -> None:
    translations = read_translations(language)
    missing = [text for text in wanted_texts(language) if not all(translations.get(text, [""]))]
    assert missing == [], "run python -m tools.translations and translate what it lists"


@pytest.mark.parametrize("language", PLURAL_FORMS)
def test_nothing_is_kept_that_the_window_no_longer_says(language: str) -> None:
    assert set(read_translations(language)) == set(wanted_texts(language))


@pytest.mark.parametrize("language", PLURAL_FORMS)
def test_placeholders_survive(language: str) -> None:
    for (context, source), forms in read_translations(language).items():
        for form in forms:
            assert sorted(_PLACEHOLDER.findall(form)) == sorted(_PLACEHOLDER.findall(source)), (
                f"{context}: {source}"
            )


def test_counts_have_their_thousands_parted() -> None:
    assert [text for text in wanted_texts("zh_CN") if "%n" in text[1]] == [], "write %Ln"
