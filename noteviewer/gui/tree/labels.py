"""The words for nodes, in the user's language."""

from pathlib import PurePosixPath

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from noteviewer.gui.tree.node import Node, NodeKind
from noteviewer.gui.widgets.fields import grouped, tooltip


def node_label(node: Node) -> str:
    """What a row says, its quiet prefix included."""
    return f"{node.prefix} · {main_label(node)}" if node.prefix else main_label(node)


def main_label(node: Node) -> str:
    """What a row says without its prefix."""
    match node.kind:
        case NodeKind.UNCATEGORISED:
            return QCoreApplication.translate("NodeLabels", "No category")
        case NodeKind.UNTAGGED:
            return QCoreApplication.translate("NodeLabels", "No tags")
        case NodeKind.UNDATED:
            return QCoreApplication.translate("NodeLabels", "No date")
        case NodeKind.RECENT:
            return QCoreApplication.translate("NodeLabels", "Opened last")
        case NodeKind.MOST_READ:
            return QCoreApplication.translate("NodeLabels", "Read most")
        case NodeKind.CHANGED:
            return QCoreApplication.translate("NodeLabels", "Changed last")
        case NodeKind.SAVED:
            return QCoreApplication.translate("NodeLabels", "Saved searches")
        case NodeKind.GAP:
            return QCoreApplication.translate("NodeLabels", "{} missing").format(node.label)
        case NodeKind.MONTH:
            return month_name(node.label)
        case _:
            return node.label


def month_name(month: str) -> str:
    """The name of a month written as ``2017-12``."""
    name = QLocale().standaloneMonthName(int(month[5:]))
    return name[:1].upper() + name[1:]


def node_tooltip(node: Node) -> str:
    """Date, size and what is in a note; for groups, how many notes they hold."""
    if node.kind is NodeKind.GAP:
        text = QCoreApplication.translate(
            "NodeLabels", "The series goes on, but no note has this number."
        )
        return tooltip([main_label(node), text])
    if node.kind is NodeKind.SEARCH:
        return tooltip([node.label, node.topic if node.topic != node.label else ""])
    if node.note is None:
        return tooltip([main_label(node), note_count(node.count) if node.count else ""])
    note = node.note
    if node.kind is NodeKind.PART:
        place = QCoreApplication.translate("NodeLabels", "Carries on “{}” in another note")
        return tooltip([node.prefix, place.format(node.topic), note.title, note.path])
    if node.kind is NodeKind.SECTION:
        return tooltip([node.label, reference_count(node.count), continuation_text(node)])
    locale = QLocale()
    size = locale.formattedDataSize(note.size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
    facts = [date_text(note.date), size]
    if note.sections:
        facts.append(section_count(note.sections))
    facts.append(reference_count(note.references))
    labels = " · ".join(text for text in (note.category, *note.tags) if text)
    return tooltip([note.title, " · ".join(fact for fact in facts if fact), labels, note.path])


def continuation_text(node: Node) -> str:
    """Why a section is marked as belonging to a topic of another note."""
    if not node.mark:
        return ""
    return QCoreApplication.translate("NodeLabels", "Carries on a topic of another note")


def changed_text() -> str:
    """What the dot behind a note means."""
    return QCoreApplication.translate("NodeLabels", "changed since you read it")


def chip_text(node: Node) -> str:
    """A word in a frame behind the label; empty for none."""
    return QCoreApplication.translate("NodeLabels", "continued") if node.mark else ""


def side_text(node: Node) -> str:
    """What stands at the right: a count, or the file of a note that comes in several versions."""
    if node.count:
        return grouped(node.count)
    if node.kind is NodeKind.NOTE and node.note is not None and node.note.variant_group is not None:
        return PurePosixPath(node.note.path).name
    return ""


def date_text(date: str | None) -> str:
    """An ISO day as the user's locale writes it; what is no day stays as it is."""
    if not date:
        return ""
    day = QDate.fromString(date, "yyyy-MM-dd")
    return QLocale().toString(day, QLocale.FormatType.ShortFormat) if day.isValid() else date


def note_count(count: int) -> str:
    """``12 notes``."""
    return QCoreApplication.translate("NodeLabels", "%Ln note(s)", None, count)


def section_count(count: int) -> str:
    """``12 sections``."""
    return QCoreApplication.translate("NodeLabels", "%Ln section(s)", None, count)


def reference_count(count: int) -> str:
    """``12 references``; empty for none."""
    if not count:
        return ""
    return QCoreApplication.translate("NodeLabels", "%Ln reference(s)", None, count)
