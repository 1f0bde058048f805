"""What words say about an address: is a line its title, is a label one, is it a mere pointer?

All rules are about the shape and the closed-class words of Chinese and English notes; their
figures are in ``syntax.md``, section 10.
"""

import re

from noteviewer.notes.inline import plain_text

LONGEST_TITLE = 260
_LONGEST_DESCRIPTION = 60
_LONGEST_LABEL = 30
_LONGEST_CLAUSE = 400

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_STEP = re.compile(r"[（(]?\d{1,2}[.、)）](?!\d)")
_CONNECTIVE = re.compile(
    r"(?:当然|但|不过|然而|由于|因此|因为|所以|其中|从|对于|这里|这个|这些|这是|这也|上面|上述|以下|下面|此外|另外|需要"
    r"|如果|同时|而且|并且|于是|可以|注意|最后|然后|接着|首先|其次|即|也就是|它|他们|我们|我|显然|例如|比如|之所以|虽然|尽管"
    r"|至于|关于这|总之|综上|除了|实际上|事实上|简单来说|换句话说|顾名思义|原因|一般来说|一般|目前)"
)
_LIST_LABEL = re.compile(
    r"(?:参考|参见|详见|参阅|参照|参考文献|参考资料|资料|文献|文章|网页|主题|内容|链接|讨论|帖子|博客|阅读|references?"
    r"|see also|links?|resources?|further reading|sources?)(?:如下|列表|有)?",
    re.IGNORECASE,
)
_LIST_LABEL_END = re.compile(_LIST_LABEL.pattern + r"\Z", re.IGNORECASE)

_MODIFIER = (
    r"官方|中文|英文|项目|开源|在线|下载|相关|其他|其它|主要|原始|个人|公司|参考|原文|源|完整|更多|具体|详细|实现|测试|示例|安装|使用"
    r"|入门|学习|演示|视频|网盘|百度网盘|百度|阿里云|镜像|图片|代码|论文|数据|数据集|软件|工具|产品|官|新|旧|原|本|该|主|的|和|/|&"
    r"|网易云|百度云|腾讯|博客|作者|配套|对应|引用|来源|国内|国外|附|一些|几个|两个|三个|这|个|篇|另|另外|还有|以及|也|可|请|可以"
    r"|official|project|source|download|online|related|original|full|the|my|more|a|an|home"
)
_NOUN = (
    r"官网|官方|网站|网址|站点|主页|首页|官方主页|地址|链接|代码|源码|源代码|文档|教程|参考|参见|详见|参考文献|参考资料|资料|文献|文章|网页|主题|内容"
    r"|论文|论文地址|综述|书籍|书|博客|视频|课程|手册|说明|介绍|下载|出处|来源|原文|转载|转自|引自|摘自|译文|翻译|版本|实现|示例|例子|例程|样例"
    r"|工具|数据|数据集|模型|项目|仓库|图|图片|图床|页面|新闻|报道|讨论|回答|问答|问题|帖子|专栏|公众号|维基|维基百科|百科|百度百科|wiki|主页君|简介|定义"
    r"|API|SDK|demo|code|github|gitee|git|paper|pdf|ppt|slides?|video|docs?|documentation|homepage|home"
    r"|website|site|web|blog|repo|repository|tutorials?|guide|manual|links?|url|uri|references?|refs?"
    r"|sources?|source code|download|see|via|from|here|arxiv|doi|example|examples|article|post|page"
    r"|见|看|看看|参看|参阅|参照|查看|访问|打开|如|如下|如图|在这|这里|此处|点这里|戳这里|其一|其二|例如|比如|其中|即|注|附|另|或|和|与"
)
_GENERIC = re.compile(
    rf"[\s\d一二三四五\-—:：()（）.、]*(?:(?:{_MODIFIER})\s*)*(?:{_NOUN})?(?:\s*(?:地址|链接|网址|网站|页面|主页|列表|资料|文章|代码|如下|在此|见|为|是|\d+|[一二三四五六七八九]))*[\s\d()（）.、]*",
    re.IGNORECASE,
)
_OPEN_ENDED = re.compile(
    r"(?:有|下|是|为|在|到|看|说|用|查看|参考|参考了|参见|详见|见|来自|如下|例如|比如|包括|可见|这里|这个|这篇|文章|链接|网址|地址|方法|步骤"
    r"|命令|以下|的|了|即|如|到的|等|来源|出自|转自|摘自|下载|安装|访问|打开|执行|运行|输入|添加|修改|is|are|at|on|in|to|the|of"
    r"|by|see|from|with|for|here|and|as|via|like|follows|following|below|visit|use|run)\Z",
    re.IGNORECASE,
)
_SENTENCE_MARK = re.compile(r"[，。！？；]|(?<=[A-Za-z]), ")
_CLAUSE_END = re.compile(r"[，。！？；;]|[,!?] ")
_PASSWORD = re.compile(
    r"(?:密码|提取码|访问码|解压码|解压密码|口令|password|pwd)\s*[:：是为]?\s*\S{1,20}",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """Text of a title as a reader sees it: no marks, no tags, no invisible characters."""
    return " ".join(_INVISIBLE.sub("", plain_text(text)).split())


def is_label(text: str) -> bool:
    """Whether a line introduces what comes next."""
    return text.endswith(("：", ":"))


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
        and not _CONNECTIVE.match(label)
    )


def last_clause(text: str) -> str:
    """What stands after the last sentence mark."""
    return _CLAUSE_END.split(text.rstrip()[-_LONGEST_CLAUSE:])[-1].strip()


def password_note(text: str) -> str | None:
    """The password that stands beside a shared file."""
    match = _PASSWORD.search(text)
    return match.group().strip() if match else None


def is_title(line: str, *, after_item_label: bool) -> bool:
    """Whether the one-line paragraph after a bare address is its title.

    Args:
        line: The line, cleaned, without links.
        after_item_label: A label that announces one thing (官网：) stands before the address, so
            that prose is the likelier continuation.
    """
    if not line or len(line) > LONGEST_TITLE or is_label(line) or _STEP.match(line):
        return False
    if after_item_label and (line[-1] in "。；，" or _CONNECTIVE.match(line)):
        return False
    if line[-1] == "。":
        return (
            len(line) <= _LONGEST_DESCRIPTION
            and line.count("。") == 1
            and not _CONNECTIVE.match(line)
        )
    return True


def is_short_name(line: str) -> bool:
    """Whether a line without a colon can stand before an address as its name."""
    return is_specific(line) and line[-1] not in ".!?…" and len(line.split()) <= 8
