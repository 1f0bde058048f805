"""The tree of a saved web page: its headings without marks, its furniture folded away."""

from collections.abc import Sequence

from noteviewer.notes.saved_page.dump import PageDump
from noteviewer.notes.syntax.tree import Block, BlockKind, Run


def arrange(
    blocks: Sequence[Block], page: PageDump, lines: Sequence[str], starts: Sequence[int]
) -> list[Block]:
    """Make the unmarked headings headings, and furniture a group of its own.

    The halves of a paragraph that furniture broke in two come together before it; the title of
    the page, which stands in the head card, is hidden.
    """
    levels = {heading.line: heading for heading in page.headings}
    joins = {after: before for before, after in page.joins}
    by_end: dict[int, Block] = {}
    arranged: list[Block] = []
    title_line = next(
        (i for i, line in enumerate(lines) if page.title and line.strip() == page.title), None
    )
    for block in blocks:
        furniture = next((f for f in page.furniture if f[0] <= block.start < f[1]), None)
        if furniture is not None:
            last = arranged[-1] if arranged else None
            if last is None or last.info != "furniture" or last.start != furniture[0]:
                last = Block(BlockKind.GROUP, *furniture, info="furniture")
                arranged.append(last)
            last.children.append(block)
        elif heading := levels.get(block.start):
            offset = (
                starts[block.start] + len(lines[block.start]) - len(lines[block.start].lstrip())
            )
            block.kind, block.level = BlockKind.HEADING, heading.level
            block.text, block.runs, block.atoms = heading.title, (Run(0, offset),), ()
            arranged.append(block)
        elif block.start == title_line and block.end == block.start + 1:
            block.kind = BlockKind.COMMENT
            arranged.append(block)
        elif (half := by_end.get(joins.get(block.start, -1))) is not None:
            length = len(half.text) + 1
            half.text += "\n" + block.text
            half.runs += tuple(Run(run[0] + length, run[1]) for run in block.runs)
        else:
            arranged.append(block)
            by_end[block.end - 1] = block
    return arranged
