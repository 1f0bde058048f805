"""What the paragraphs of a saved web page look like: article, or furniture around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_COUNTED = re.compile(r".{0,60}[^\s(（][ \t]*[(（]\d{1,7}[)）]$|[(（]\d{1,7}[)）]$")
_DEAD_LINK = re.compile(r"\[[^\[\]\n]{0,80}\]\((?:#|javascript:[^()\n]{0,40}(?:\(\))?;?)\)")
_ANY_LINK = re.compile(r"\[[^\[\]\n]{0,120}\]\([^()\s]{0,400}\)")
_CELL = re.compile(r"[^|\s]+")
_DAY = re.compile(r"0?[1-9]|[12][0-9]|3[01]")
_BETWEEN_LINKS = " \t|·•/-—>»«:：,，、"
_SENTENCE_END: Final = "。！？!?…”」"
_LATIN_WORDS = re.compile(r"[A-Za-z,;'’)] [A-Za-z(]")
_LATIN_END = re.compile(r"[.!?][\"')]?$")
_HAN = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
_LONG: Final = 40
"""Han characters, or twice as many others: nothing in a side bar is as long."""
_SHORT: Final = 40

_SITE_WORDS = re.compile(
    r"""(?ix)
    ^\W{0,3}(?:
      (?:随笔|文章|博客|日志|最新|热门|相关|推荐|阅读|评论|点击|编辑|精选|猜你|本周|本月|站内|友情|个人)
        (?:分类|档案|归档|标签|随笔|文章|评论|排行榜?|推荐|阅读|喜欢|搜索|热门|链接|博文|资讯|信息|专栏)
        (?:排行榜?|列表)?
      |找找看|搜索|更多|关注(?:成功|他|我)?|粉丝|园龄|昵称|码龄|访问|积分|等级
      |加关注|私信|登录|注册|退出|首页|返回顶部|上一页|下一页
      |发表评论|发布评论|提交评论|写评论|评论区|暂无评论|支持成功|撤回|收藏|举报|打赏|点赞|分享到?|转载
      |版权声明|版权所有|本文链接|备案号?|京公网安备|免责声明
      |上一篇|下一篇|分类专栏|文章标签|分类|标签|来源
      |leave\sa\s(?:comment|reply)|post\sa\scomment|related\s(?:posts|articles)|recent\s(?:posts|comments)
      |popular\sposts|most\s(?:read|viewed)|share\s(?:this|on)|subscribe|newsletter|sign\s(?:up|in)|log\s?(?:in|out)
      |follow\sus|archives?|categories|tag\scloud|tags|blogroll|meta|skip\sto\s(?:main\s)?content|search
      |previous(?:\spost)?|next(?:\spost)?|all\srights\sreserved|copyright|powered\sby|privacy\spolicy
      |terms\sof\s(?:use|service)|cookie\spolicy|back\sto\stop|load\smore|read\smore|filed\sunder
    )
    (?:\W|\d|$)
    |^(?:粉丝|关注|推荐|反对|支持|阅读|评论|点赞|收藏|赞|踩|views|comments|likes)\s*(?:[-:：(（]\s*)?\d+
    """
)
"""Words with which the furniture of pages starts its lines."""
_ENDS_PAGE = re.compile(
    r"""(?ix)^\W{0,3}(?:
      posted[ ](?:@|on|by|in)|发表评论|发布评论|写评论|评论区|上一篇|下一篇|版权声明
      |相关(?:推荐|文章|阅读)|leave[ ]a[ ](?:comment|reply)|post[ ]a[ ]comment
      |related[ ](?:posts|articles)|filed[ ]under|previous[ ]post
    )"""
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines without a blank one between them."""

    start: int
    end: int
    lines: tuple[str, ...]
    """Without white space around them."""
    is_prose: bool
    """A person wrote this to be read: it is long, or a whole sentence."""
    is_furniture: bool
    """It bears a mark of what surrounds an article."""
    is_counted: bool
    """Its lines end in numbers in brackets, as the lists of side bars do."""
    is_calendar: bool
    """It is the table of a month."""
    is_navigation: bool
    """It consists of links, or has links that lead nowhere."""
    ends_page: bool
    """Nothing of the article comes after it."""

    @property
    def text(self) -> str:
        """Its lines as one."""
        return " ".join(self.lines)

    @property
    def is_title_like(self) -> bool:
        """Whether it could be a heading: one short line that is no sentence and no list item."""
        if len(self.lines) != 1:
            return False
        line = self.lines[0]
        return (
            len(line) <= 2 * _SHORT
            and _width(line) <= _SHORT
            and line[-1] not in "。，,;；：:！!？?、.…"
            and "](" not in line
            and line[0] not in "-*+>|#"
        )


def read_paragraphs(lines: Sequence[str], first: int) -> tuple[Paragraph, ...]:
    """Split lines into paragraphs at blank lines."""
    found: list[Paragraph] = []
    start = first
    for number in range(first, len(lines) + 1):
        if number == len(lines) or not lines[number].strip():
            if start < number:
                found.append(_read_paragraph(start, number, lines))
            start = number + 1
    return tuple(found)


def _read_paragraph(start: int, end: int, lines: Sequence[str]) -> Paragraph:
    content = tuple(line.strip() for line in lines[start:end])
    is_counted = _is_counted(content)
    is_calendar = _is_calendar(content)
    is_navigation = _is_navigation(content)
    ends_page = any(_ENDS_PAGE.match(line) for line in content)
    is_furniture = (
        is_counted
        or is_calendar
        or is_navigation
        or ends_page
        or any(_SITE_WORDS.match(line) and not _is_long(line) for line in content)
    )
    return Paragraph(
        start,
        end,
        content,
        is_prose=not is_furniture and any(map(_is_prose, content)),
        is_furniture=is_furniture,
        is_counted=is_counted,
        is_calendar=is_calendar,
        is_navigation=is_navigation,
        ends_page=ends_page,
    )


def _is_counted(lines: Sequence[str]) -> bool:
    counted = sum(1 for line in lines if _COUNTED.match(line) and not _is_prose(line))
    return counted * 2 > len(lines)


def _is_calendar(lines: Sequence[str]) -> bool:
    weeks = 0
    for line in lines:
        cells = _CELL.findall(line) if len(line) < 200 else []
        days = sum(1 for cell in cells if _DAY.fullmatch(cell))
        weeks += days >= 5 and days >= len(cells) - 1
    return weeks >= 4


def _is_navigation(lines: Sequence[str]) -> bool:
    text = " ".join(lines)
    if "](" not in text:
        return False
    if len(_DEAD_LINK.findall(text)) >= 2:
        return True
    links = len(_ANY_LINK.findall(text))
    return links >= 3 and not _ANY_LINK.sub("", text).strip(_BETWEEN_LINKS)


def site_words(paragraphs: Sequence[Paragraph]) -> int:
    """Count the different words of furniture with which lines start."""
    found: set[str] = set()
    for paragraph in paragraphs:
        for line in paragraph.lines:
            if len(line) <= 2 * _SHORT and (match := _SITE_WORDS.match(line)):
                found.add(match[0].strip(" \t:：◇").casefold())
    return len(found)


def ends_sentence(text: str) -> bool:
    """Whether a paragraph is complete at its end."""
    return text.rstrip("*_`\"')）]】").endswith((*_SENTENCE_END, ".", "：", ":", "；", ";", "$$"))


def _is_prose(line: str) -> bool:
    if _is_long(line):
        return True
    if _SITE_WORDS.match(line):
        return False
    if line[-1] in _SENTENCE_END and _width(line) >= 8:
        return True
    if not _LONG < len(line) < 500:
        return False
    words, end = _LATIN_WORDS.search(line), _LATIN_END.search(line)
    return words is not None and end is not None and words.end() <= end.start()


def _is_long(line: str) -> bool:
    return _width(line) >= _LONG and "|" not in line[:1] and not _DEAD_LINK.search(line)


def _width(line: str) -> int:
    han = len(_HAN.findall(line))
    return han + (len(line) - han) // 2
