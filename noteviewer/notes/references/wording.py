"""What words say about an address: is a line its title, is a label one, is it a mere pointer?

All rules are about the shape and the closed-class words of Chinese and English notes.
"""

import re

from noteviewer.notes.references.vocabulary import (
    CONNECTIVES,
    MODIFIERS,
    NOUNS,
    OPEN_ENDINGS,
    OPENING_VERBS,
    SENTENCE_WORDS,
)
from noteviewer.notes.syntax.parser import plain

LONGEST_TITLE = 260
_LONGEST_DESCRIPTION = 60
_LONGEST_IN_RUN = 140
_LONGEST_AFTER_ITEM_LABEL = 120
_MOST_SENTENCES = 3
_LONGEST_LABEL = 30
_LONGEST_ITEM = 100
_LONGEST_CLAUSE = 400

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_STEP = re.compile(r"[（(]?\d{1,2}[.、)）](?!\d)")
_REMARK = re.compile(r"[（(][^（()）]{1,60}[)）]\Z")
_INSTRUCTION = re.compile(
    r"(?:请|先|再|只要|只需)?(?:将|把|按照?|用|执行|运行|打开|下载|解压)(?:上面|上述|上边|以上|该|此|这)"
)
"""It says what to do with the address before it: 将上面的文件放到..."""
_LIST_LABEL = re.compile(
    r"(?:参考|参见|详见|参阅|参照|参考文献|参考资料|资料|文献|文章|网页|主题|内容|链接|references?"
    r"|see also|links?|resources?|further reading|sources?)(?:如下|列表|有)?\Z",
    re.IGNORECASE,
)


def _one_of(words: frozenset[str], after_latin: str = r"\b") -> str:
    """Pattern of any of these words, the longest first; Latin ones end with ``after_latin``."""
    ordered = sorted(words, key=len, reverse=True)
    latin = "|".join(re.escape(word) for word in ordered if word.isascii())
    other = "|".join(re.escape(word) for word in ordered if not word.isascii())
    return rf"(?:(?>{latin}){after_latin}|(?>{other}))" if latin else rf"(?:{other})"


_GENERIC = re.compile(rf"(?>(?:{_one_of(NOUNS | MODIFIERS, '(?![a-z])')}|[\W\d_])*)", re.IGNORECASE)
_CONNECTIVE = re.compile(
    # 从 begins many titles (从零开始, 从芯片看...), and as many sentences.
    rf"{_one_of(CONNECTIVES)}|从(?!零|头|.{{1,20}}(?:看|到|谈|说|讲|理解|认识|视角|角度))"
)
_VERB_FIRST = re.compile(_one_of(OPENING_VERBS), re.IGNORECASE)
_OPEN_ENDED = re.compile(rf"(?:\b|(?![a-z])){_one_of(OPEN_ENDINGS, '')}\Z", re.IGNORECASE)
_SENTENCE_WORD = re.compile(rf"(?:\b|(?![a-z])){_one_of(SENTENCE_WORDS)}|由.+负责")
_SENTENCE_MARK = re.compile(r"[，。！？；]|(?<=[A-Za-z]), ")
_CLAUSE_END = re.compile(r"[，。！？；;]|[,!?.] |[（(](?![^（()）]*[）)])")
_MARKS = re.compile(r"[\[\](){}（）^]")
_PROPERTY = re.compile(r"[\w.-]+:: ")
_COMMAND = re.compile(
    r"(?:[$-] |(?:git|npm|pip3?|curl|wget|docker|go|sudo|cd|conda|yarn|apt|brew|ssh|yum|export)\s)"
)
_CREDIT = re.compile(
    r"(?:作者|来源|日期|时间|编辑|著作权|版权|原标题|author|source|date)\s*[:：]", re.IGNORECASE
)
_PASSWORD = re.compile(
    r"(?:密码|提取码|访问码|解压码|解压密码|口令|password|pwd)\s*(?:[:：是为]\s*)?\S{1,20}",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """Text of a title as a reader sees it: no marks, no tags, no invisible characters."""
    shown = plain(text)
    if not shown.isprintable():
        shown = _INVISIBLE.sub("", shown)
    return " ".join(shown.split())


def is_label(text: str) -> bool:
    """Whether a line introduces what comes next."""
    return text.endswith(("：", ":"))


def is_credit(text: str) -> bool:
    """Whether a line says who wrote a quoted text, not what it is: ``作者：...``."""
    return _CREDIT.match(text) is not None


def is_word(text: str) -> bool:
    """Whether a text is made of words, not of numbers and marks."""
    return any(map(str.isalpha, text)) and not _MARKS.search(text)


def is_list_label(label: str) -> bool:
    """Whether a label introduces a list of pairs (参考) rather than one thing (官网)."""
    return _LIST_LABEL.search(label) is not None


def is_generic(label: str) -> bool:
    """Whether a label names the sort of a thing, not the thing: 官网, 代码, docs."""
    return _GENERIC.fullmatch(label) is not None


def is_specific(label: str) -> bool:
    """Whether a label says what its address is: ``triSYCL``, ``kkt``, 拉格朗日乘子法."""
    return (
        0 < len(label) <= _LONGEST_LABEL
        and not _SENTENCE_MARK.search(label)
        and not is_generic(label)
        and not _OPEN_ENDED.search(label)
        and not _VERB_FIRST.match(label)
        and not _CONNECTIVE.match(label)
        and not _SENTENCE_WORD.search(label)
    )


def last_clause(text: str) -> str:
    """What stands after the last sentence mark."""
    return _CLAUSE_END.split(text.rstrip()[-_LONGEST_CLAUSE:])[-1].strip()


def password_note(text: str) -> str | None:
    """The password that stands beside a shared file."""
    match = _PASSWORD.search(text)
    return match.group().strip() if match else None


def is_title(line: str, *, after_item_label: bool = False, in_run: bool = False) -> bool:
    """Whether the one-line paragraph after a bare address is its title.

    Args:
        line: The line, cleaned, without links.
        after_item_label: A label that announces one thing (官网：) stands before the address, so
            that prose is the likelier continuation.
        in_run: Pairs stand directly before or after, so that a longer description is the
            likelier one.
    """
    if not line or len(line) > LONGEST_TITLE or is_label(line) or _STEP.match(line):
        return False
    if _INSTRUCTION.match(line):
        return False
    if after_item_label:
        # A remark in brackets after the full stop belongs to the sentence.
        last = _REMARK.sub("", line)[-1:]
        if last in ("。", "；", "，") or _CONNECTIVE.match(line):
            return False
        if len(line) > _LONGEST_AFTER_ITEM_LABEL:
            return False
    if line[-1] != "。":
        return True
    if _CONNECTIVE.match(line):
        return False
    sentences = line.count("。")
    if in_run:
        return len(line) <= _LONGEST_IN_RUN and sentences <= _MOST_SENTENCES
    return len(line) <= _LONGEST_DESCRIPTION and sentences == 1


def is_open_ended(words: str) -> bool:
    """Whether something must follow: half a sentence, which the next link completes."""
    return _OPEN_ENDED.search(words) is not None


def is_item_name(words: str) -> bool:
    """Whether the words of a list item before its only address, which ends it, name that."""
    return (
        0 < len(words) <= _LONGEST_ITEM
        and words[-1] not in "；：:(（"
        and not any(mark in words for mark in ("。", "，", "{{", "e.g."))
        and not _COMMAND.match(words)
        and not _OPEN_ENDED.search(words)
        and not _VERB_FIRST.match(words)
        and not _CONNECTIVE.match(words)
    )


def is_property(line: str) -> bool:
    """Whether a line is a property of Logseq: ``collapsed:: true``."""
    return _PROPERTY.match(line) is not None


def is_short_name(line: str) -> bool:
    """Whether a line without a colon can stand before an address as its name."""
    return is_specific(line) and line[-1] not in ".!?…" and len(line.split()) <= 8
