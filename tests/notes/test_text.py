"""Bytes to text."""

import pytest

from noteviewer.notes.model import ProblemKind
from noteviewer.notes.text import decode, fold


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("多任务学习".encode(), "utf-8"),
        ("多任务学习".encode("gb18030"), "gb18030"),
        ("谢谢。".encode("gbk"), "gb18030"),
        (b"\xef\xbb\xbf" + "多任务".encode(), "utf-8-sig"),
        ("多任务 a".encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + "多任务".encode("utf-16-be"), "utf-16-be"),
        ("plain text".encode("utf-16-le"), "utf-16-le"),
        ("plain text".encode("utf-16-be"), "utf-16-be"),
        (b"", "utf-8"),
    ],
)
def test_ladder(data: bytes, encoding: str):
    decoded = decode(data)
    assert decoded.encoding == encoding
    assert decoded.problems == ()
    assert decoded.text == data.decode(encoding).removeprefix("\ufeff")


def test_broken_text_is_shown_and_reported():
    decoded = decode(b"good \xff\xfe\xfa bad \x81")
    assert "good" in decoded.text
    assert [problem.kind for problem in decoded.problems] == [ProblemKind.BROKEN_ENCODING]


def test_broken_text_behind_a_mark_is_shown_and_reported():
    decoded = decode(b"\xef\xbb\xbfgood \xff")
    assert decoded.text == "good \ufffd"
    assert [problem.kind for problem in decoded.problems] == [ProblemKind.BROKEN_ENCODING]


def test_binary_is_reported():
    decoded = decode(b"\x89PNG\x00\x01\x02\x03\x04")
    assert ProblemKind.BINARY in [problem.kind for problem in decoded.problems]


def test_the_reader_may_choose_the_encoding():
    data = "多".encode("big5")
    assert decode(data, "big5").text == "多"
    assert decode(data, "no-such-encoding").encoding == decode(data).encoding


def test_line_ends_become_one():
    assert decode(b"a\r\nb\rc\nd").text == "a\nb\nc\nd"


def test_folding():
    assert fold("Oﬀ-Policy") == "off-policy"
    assert fold("ＡＢＣ\u200b\u00ad⽅") == "abc方"
    assert fold("STRASSE") == fold("straße")
