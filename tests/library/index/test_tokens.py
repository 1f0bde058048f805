import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noteviewer.library.index.tokens import GAP, split
from noteviewer.library.search.phrases import phrase
from noteviewer.notes.text import fold, unaccent

TEXTS = st.text(
    st.sampled_from(
        "多任务学习网络ab1 ,，。\n-_+①ｆＦ\u200b\u3000々カㄅ\u17d4\u17d2éŁeа\u0301\u05b8שׁ"
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("多任务", "多 任 务"),
        ("deep learning", "deep learning"),
        ("deep_learning, gpt-4", f"deep {GAP} learning {GAP} gpt {GAP} 4"),
        ("gan网络", "gan 网 络"),
        ("gan 网络", f"gan {GAP} 网 络"),
        ("多，任", f"多 {GAP} 任"),
        ("多\n任", f"多 {GAP} 任"),
        ("c++", f"c {GAP}"),
        (" 多 ", "多"),
        ("__init__", f"{GAP} init {GAP}"),
        ("a \u17d4", f"a {GAP} \u17d4"),
        ("", ""),
    ],
)
def test_text_is_cut_so_that_phrases_are_substrings(text: str, tokens: str) -> None:
    assert split(text) == tokens


def test_a_word_is_found_by_its_beginning_and_han_anywhere() -> None:
    assert phrase("learn").expression == '"learn"*'
    assert phrase("任务").expression == '"任 务"'


def test_a_query_with_punctuation_must_be_checked() -> None:
    assert not phrase("c++").is_exact
    assert not phrase("gan 网络").is_exact
    assert phrase("deep learning").is_exact


@given(TEXTS, TEXTS)
def test_token_phrases_find_exactly_what_the_pattern_finds(text: str, query: str) -> None:
    prepared = phrase(query)
    if not prepared.is_exact:
        return
    tokens = f" {split(unaccent(fold(text)))} "
    wanted = " " + prepared.expression.strip('"*').removesuffix('"')
    is_prefix = prepared.expression.endswith("*")
    by_tokens = (wanted if is_prefix else wanted + " ") in tokens
    assert by_tokens == prepared.stands_in(fold(text))


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("café naïve łódź ånd ærø", "cafe naive lodz and aero"),
        ("e\u0301 b\u030b", "e b"),
        ("ёлка мой її", "елка мой її"),
        ("ἀρχή", "αρχη"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد أحمد كـتاب", "محمد احمد كتاب"),
        ("がぎ हिन्दी ไทยที่", "がぎ हिन्दी ไทยที่"),
        ("多任务", "多任务"),
    ],
)
def test_accents_are_taken_off_and_letters_kept(written: str, plain: str) -> None:
    assert unaccent(fold(written)) == fold(plain)


@given(TEXTS)
def test_fold_is_nfkc_and_casefold_without_format_characters(text: str) -> None:
    plain = unicodedata.normalize("NFKC", text).casefold()
    assert fold(text) == re.sub("[\u200b\u00ad]", "", plain)
