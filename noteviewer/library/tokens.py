r"""Text to search tokens, so that a phrase of tokens is an exact substring search.

SQLite's FTS5 gets text that is folded and cut here, with blanks between the tokens:

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
from dataclasses import dataclass

from noteviewer.notes.text import fold

TOKENIZER_VERSION = f"3/{unicodedata.unidata_version}"
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

_RUNS = re.compile(rf"([{CHARACTERS}]+)|([^\W_{CHARACTERS}]+)|([\W_]+)")
_IS_CHARACTER = re.compile(f"[{CHARACTERS}]")
_LONGEST_WORD = 60
"""Longer words (keys, hashes) are indexed by this many characters."""


def split(text: str) -> str:
    """Cut a folded text into tokens with blanks between them."""
    return " ".join(_tokens(text))


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    append, extend = tokens.append, tokens.extend
    gap = ""
    after_characters = False
    # Punctuation at the very ends counts too, so that c++ at the end of a text is found as c GAP.
    for characters, word, between in _RUNS.findall(text):
        if between:
            gap = between
            continue
        if gap:
            if not gap.isspace() or (tokens and (characters or after_characters)):
                append(GAP)
            gap = ""
        if characters:
            extend(characters)
            after_characters = True
        else:
            append(word if len(word) <= _LONGEST_WORD else word[:_LONGEST_WORD])
            after_characters = False
    if gap and not gap.isspace():
        append(GAP)
    return tokens


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of a query, ready to be looked up."""

    text: str
    """Folded, blanks at the ends removed, runs of blanks made one."""
    expression: str
    """FTS5 string, without column filter; empty where the text has no tokens (``++``)."""
    is_exact: bool
    """Whether every section found holds the text; otherwise hits must be checked."""

    @property
    def pattern(self) -> "re.Pattern[str]":
        """Matches the text in a folded text: words by their beginning, characters anywhere."""
        return phrase_pattern(self.text)


def phrase(text: str) -> Phrase:
    """Prepare a word or a quoted phrase of a query."""
    folded = " ".join(fold(text).split())
    tokens = _tokens(folded)
    words = [token for token in tokens if token != GAP]
    if not words:
        return Phrase(folded, "", is_exact=False)
    ends_in_word = tokens[-1] != GAP and not _IS_CHARACTER.match(tokens[-1])
    expression = '"' + " ".join(tokens) + '"' + ("*" if ends_in_word else "")
    holds_punctuation = any(
        not (c.isalnum() or c.isspace() or _IS_CHARACTER.match(c)) for c in folded
    )
    beside_blank = GAP in tokens
    too_long = any(len(token) >= _LONGEST_WORD for token in tokens)
    return Phrase(folded, expression, is_exact=not (holds_punctuation or beside_blank or too_long))


def phrase_pattern(folded: str) -> "re.Pattern[str]":
    """Build the pattern that says what a match is, for folded text.

    A word must stand at the beginning of a word; blanks stand for any blanks.
    """
    body = r"\s+".join(re.escape(word) for word in folded.split())
    starts_word = bool(folded) and folded[0].isalnum() and not _IS_CHARACTER.match(folded[0])
    return re.compile((rf"(?<![^\W_{CHARACTERS}])" if starts_word else "") + body)
