"""What words say about an address: is a line its title, is a label one, is it a mere pointer?

All rules are about the shape and the closed-class words of Chinese and English notes; their
figures are in ``syntax.md``, section 10.
"""

import re

from noteviewer.notes.inline import plain_text
from noteviewer.notes.references.vocabulary import MODIFIERS, NOUNS

LONGEST_TITLE = 260
_LONGEST_DESCRIPTION = 60
_LONGEST_IN_RUN = 140
_MOST_SENTENCES = 3
_LONGEST_LABEL = 30
_LONGEST_ITEM = 100
_LONGEST_CLAUSE = 400

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_STEP = re.compile(r"[（(]?\d{1,2}[.、)）](?!\d)")
_CONNECTIVE = re.compile(
    r"(?:当然|但|不过|然而|由于|因此|因为|所以|其中|从(?!零|头|.{1,20}(?:看|到|谈|说|讲|理解|认识|视角|角度))|对于|这里|上面|上述|以下|下面|此外|另外|需要"
    r"|如果|同时|而且|并且|于是|可以|注意|最后|然后|接着|首先|其次|即|也就是|它|他们|我们|我|显然|例如|比如|之所以|虽然|尽管"
    r"|至于|关于这|总之|综上|除了|实际上|事实上|简单来说|换句话说|顾名思义|原因|一般来说|一般|目前)"
)
_LIST_LABEL = re.compile(
    r"(?:参考|参见|详见|参阅|参照|参考文献|参考资料|资料|文献|文章|网页|主题|内容|链接|references?"
    r"|see also|links?|resources?|further reading|sources?)(?:如下|列表|有)?",
    re.IGNORECASE,
)
_LIST_LABEL_END = re.compile(_LIST_LABEL.pattern + r"\Z", re.IGNORECASE)


def _alternatives(words: set[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SORTS = {*NOUNS, *MODIFIERS}
_GENERIC = re.compile(
    rf"(?:(?>{_alternatives({word for word in _SORTS if word.isascii()})})(?![a-z])"
    rf"|(?>{_alternatives({word for word in _SORTS if not word.isascii()})})|[\W\d_])*+",
    re.IGNORECASE,
)
_OPEN_ENDED = re.compile(
    r"(?:有|下|上|里|中|是|为|在|到|看|说|用|见|样|来自|例如|比如|包括|这里|这个|这篇|文章|链接|网址|地址|方法|步骤|命令|以下|的|了|即|如|等"
    r"|来源|出自|转自|摘自|下载|安装|访问|打开|执行|运行|输入|添加|修改|一下|负责制定|is|are|at|on|in|to|the|of|by|see|from|with"
    r"|for|here|and|as|via|like|follows|following|below|visit|use|run)\Z",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(
    r"(?:这|另|参考|参见|参阅|详见|使用|安装|采用|利用|通过|用于|见|看|需|生成|调用|可|再|也|还|其|该|此|又|先|已|现|后来|最近|类似|有|没有"
    r"|和|与|及|或|在|把|将|让|给|按|根据|针对|除|学习一下|下载|执行|运行|打开|修改|添加|新建|创建|了解|查看|点击|访问|推荐"
    r"|see |use |using |install |download |run |click |visit |refer |check )",
    re.IGNORECASE,
)
_SENTENCE_WORD = re.compile(
    r"了|还有|也有|有个|有一|可以|可参|由.+负责|如下|以下|提供|是|在此|基础上|需要|我们|负责|\b(?:is|are|was|were|has|have|can|will)\b"
)
_SENTENCE_MARK = re.compile(r"[，。！？；]|(?<=[A-Za-z]), ")
_CLAUSE_END = re.compile(r"[，。！？；;]|[,!?.] |[（(](?![^（()）]*[）)])")
_PROPERTY = re.compile(r"[\w.-]+:: ")
_COMMAND = re.compile(
    r"(?:[$-] |(?:git|npm|pip3?|curl|wget|docker|go|sudo|cd|conda|yarn|apt|brew|ssh|yum|export)\s)"
)
_CREDIT = re.compile(
    r"(?:作者|来源|日期|时间|编辑|著作权|版权|原标题|author|source|date)\s*[:：]", re.IGNORECASE
)
_PASSWORD = re.compile(
    r"(?:密码|提取码|访问码|解压码|解压密码|口令|password|pwd)\s*[:：是为]?\s*\S{1,20}",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """Text of a title as a reader sees it: no marks, no tags, no invisible characters."""
    plain = plain_text(text)
    if not plain.isascii():
        plain = _INVISIBLE.sub("", plain)
    return " ".join(plain.split())


def is_label(text: str) -> bool:
    """Whether a line introduces what comes next."""
    return text.endswith(("：", ":"))


def is_credit(text: str) -> bool:
    """Whether a line says who wrote a quoted text, not what it is: ``作者：...``."""
    return _CREDIT.match(text) is not None


def has_letters(text: str) -> bool:
    """Whether there is a word in a text, not only numbers and marks."""
    return any(map(str.isalpha, text))


def is_list_label(label: str) -> bool:
    """Whether a label introduces a list of pairs (参考) rather than one thing (官网)."""
    return _LIST_LABEL_END.search(label) is not None


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
    if after_item_label and (line[-1] in "。；，" or _CONNECTIVE.match(line)):
        return False
    if line[-1] != "。":
        return True
    if _CONNECTIVE.match(line):
        return False
    sentences = line.count("。")
    if in_run:
        return len(line) <= _LONGEST_IN_RUN and sentences <= _MOST_SENTENCES
    return len(line) <= _LONGEST_DESCRIPTION and sentences == 1


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
