"""Folders of notes and their indexes, for the tests of the library."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.index.indexer import Indexer

Indexed = Callable[[], Catalog]

NOTES = {
    "_posts/2016-8-31-learning_1.md": """---
layout: post
title:  学习笔记（一）——多任务学习, 其他
category: ML
tags: [mtl, 测试]
---

* toc
{:toc}

# 多任务学习

把几个任务放在一起训练，叫做多任务学习。

https://example.org/a

第一篇参考

## 损失函数

$$L = \\sum_i w_i L_i$$

权重，多任务时可以自动调整。

# C++ 11

`auto x = 1;` 和 gpt-4 无关。
""",
    "_posts/2017-1-2-learning_2.md": """---
layout: post
title:  学习笔记（二）
category: ML
---

# 注意力

注意，力气不等于注意力。见[多任务](2016-8-31-learning_1.md#多任务学习)。

# 多任务学习+

多任务的余下部分。Deep learning 与 deep_learning 不同。
""",
    "english/notes on GANs.md": """# GAN notes

A generative adversarial network, GAN for short; began in 2014. BEGAN网络 is a variant.

GAN网络 has no blank.

![missing](nowhere.png) and [broken](gone.md).
""",
    "empty.md": "",
    "english/picture.png": "not a note",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder of notes of our own writing."""
    top = tmp_path / "notes"
    for path, text in NOTES.items():
        file = top / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return top


@pytest.fixture
def index_file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "index.sqlite"


@pytest.fixture
def indexer(folder: Path, index_file: Path) -> Iterator[Indexer]:
    """An indexer of the small folder that has not looked at it yet."""
    with Indexer(folder, index_file) as made:
        yield made


@pytest.fixture
def catalog(indexer: Indexer, index_file: Path) -> Iterator[Catalog]:
    """A catalog of the small folder."""
    indexer.update()
    with Catalog(index_file) as made:
        yield made
