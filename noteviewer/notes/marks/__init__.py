"""Links, images and addresses of a text, found in one pass for all who need them.

References, links and images are three views of the same marks; reading them together keeps them
in agreement (an image inside a link, an address inside a link text) and is three times as fast.
"""

from noteviewer.notes.marks.find import find_marks, read_marks
from noteviewer.notes.marks.values import Mark, MarkKind

__all__ = ["Mark", "MarkKind", "find_marks", "read_marks"]
