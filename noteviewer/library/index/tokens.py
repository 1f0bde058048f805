r"""Text to search tokens, so that a phrase of tokens is an exact substring search.

SQLite's FTS5 gets text that is folded, without accents (`noteviewer.notes.text.unaccent`), and cut
here, with blanks between the tokens:

- every character of a script written without blanks (Han, kana, Hangul, Thai ...) is a token, so
  that 任务 is found inside 多任务学习 as the phrase 任 务;
- a run of other letters and digits is a token, found by its beginning;
- what stands between tokens and is more than blanks is a token too (`GAP`), and so are blanks
  beside a character token. A phrase therefore never reaches across a comma or a line end, and no
  hit has to be compared with the text afterwards, unless the query itself holds punctuation.

Blanks between two words need no token: words can only be neighbours with blanks between them.
"""

import re
import unicodedata
from collections.abc import Iterable
from operator import itemgetter

TOKENIZER_VERSION = f"6/{unicodedata.unidata_version}"
"""Part of the index's version: tokens of another version must not be mixed with ours."""

GAP = "\u00b7"
"""Stands for punctuation. Not a letter, so no text yields it by itself."""

CHARACTERS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Myanmar, Khmer
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035"
    "\u3040-\u30fa\u30fc-\u318f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Body of a character class: scripts without blanks between words."""

_RUNS = re.compile(rf"(?:([{CHARACTERS}]+)|([^\W_{CHARACTERS}]+))([^\w{CHARACTERS}]*)")
"""Characters or a word, and what stands behind them; fewer matches than one for each. Signs of the
scripts without blanks (Khmer \u17d4) are characters, not punctuation."""
_IS_CHARACTER = re.compile(f"[{CHARACTERS}]")
START = 2
"""Letters of the beginnings of words that are tokens of their own."""
_START_OF = itemgetter(slice(START))
LONGEST_WORD = 60
"""Longer words (keys, hashes) are indexed by this many characters."""


def split(text: str) -> str:
    """Cut a folded text into tokens with blanks between them."""
    return " ".join(tokens_of(text))


def tokens_of(text: str) -> list[str]:
    """Tokens of a folded text."""
    return cut(text)[0]


def cut(text: str) -> tuple[list[str], list[str]]:
    """Cut a folded text into its tokens; gives them, and the words among them."""
    text = text.strip().replace("_", "-")
    tokens: list[str] = []
    words: list[str] = []
    append, extend, add_word = tokens.append, tokens.extend, words.append
    # Punctuation at the very ends counts too, so that c++ at the end of a text is found as c GAP.
    if text and not (text[0].isalnum() or _IS_CHARACTER.match(text)):
        append(GAP)
    after_blank = False
    for characters, word, between in _RUNS.findall(text):
        if characters:
            if after_blank:
                append(GAP)
            extend(characters)
            if between:
                append(GAP)
            after_blank = False
        else:
            append(word if len(word) <= LONGEST_WORD else word[:LONGEST_WORD])
            add_word(word)
            after_blank = between.isspace()
            if between and not after_blank:
                append(GAP)
    return tokens, words


def starts(words: Iterable[str]) -> str:
    """Tokens for the first letter and the first two letters of each word, once each.

    Two letters begin so many words that putting all of them together takes longer than all the
    rest of a search; these tokens are looked up as they stand
    (`noteviewer.library.search.phrases`).
    """
    found = dict.fromkeys(map(_START_OF, words))
    found |= dict.fromkeys([start[0] for start in found])
    return f"{GAP} ".join(found) + GAP if found else ""


def is_character(token: str) -> bool:
    """Whether a text begins with a character of a script without blanks between words."""
    return _IS_CHARACTER.match(token) is not None
