"""What the references of reStructuredText mean: addresses, names, substitutions, footnotes.

docutils works this out in transforms, which have no bounds; here each is looked up when it is met.
"""

from collections.abc import Sequence
from itertools import count

from docutils import nodes

from noteviewer.notes.urls import is_web_url

_NOTES = (nodes.footnote, nodes.citation)
_MOST_STEPS = 5
"""Names that stand for names, one for the other."""
_LONGEST = 20_000
"""Characters that a substitution may stand for."""


class References:
    """Where the references of a document lead."""

    def __init__(self, tree: nodes.document) -> None:
        self._tree = tree
        unnamed = (each for each in tree.findall(nodes.target) if each.get("anonymous"))
        self._anonymous = iter([_address(each) for each in unnamed])

    def target(self, node: nodes.Element) -> str:
        """Give the target of a reference; empty for one that leads nowhere."""
        address = str(node.get("refuri", ""))
        match node.get("inner", ""):
            case "doc":
                return address
            case "download":
                return address.removeprefix("/") if address.startswith("./") else address
            case "ref" | "numref":
                name = nodes.fully_normalize_name(address)
                return f"#{name}" if name in self._tree.nameids else f"id:{name}"
        if address.lower().startswith(("http:", "https:", "ftp:")) and not is_web_url(address):
            return ""  # what docutils takes for an address
        if address:
            return address
        if node.get("anonymous"):
            return next(self._anonymous, "")
        return self._named(str(node.get("refname", "")))

    def _named(self, name: str) -> str:
        """Where a name of the document leads."""
        for _ in range(_MOST_STEPS):
            identifier = self._tree.nameids.get(name)
            target = self._tree.ids.get(identifier) if identifier else None
            if target is None:
                return ""
            if target.get("refuri"):
                return str(target["refuri"])
            if not target.get("refname"):
                break
            name = str(target["refname"])
        return f"#{name}"

    def substitution(self, node: nodes.Element) -> Sequence[nodes.Node]:
        """Give what stands in the place of a name between bars."""
        name = str(node.get("refname", ""))
        known = self._tree.substitution_names.get(name.lower(), name)
        definition = self._tree.substitution_defs.get(known)
        if definition is None:
            return [nodes.Text(node.astext())]
        if len(definition.astext()) > _LONGEST:
            return []
        return definition.children


def _address(target: nodes.Element) -> str:
    if target.get("refuri"):
        return str(target["refuri"])
    return f"#{target['refname']}" if target.get("refname") else ""


class Footnotes:
    """Labels of the footnotes and citations of a document."""

    def __init__(self, tree: nodes.document) -> None:
        self.used: set[str] = set()
        notes = [n for n in tree.findall(nodes.Element) if isinstance(n, _NOTES)]
        written = {id(note): _written_label(note) for note in notes}
        taken = set(written.values())
        free = (str(number) for number in count(1) if str(number) not in taken)
        self._labels = {key: label or next(free) for key, label in written.items()}
        self.defined = set(self._labels.values())
        self._unnamed = iter([self._labels[key] for key, label in written.items() if not label])

    def label(self, node: nodes.Element) -> str:
        """The label of a footnote, or of the one that a reference means; empty for none."""
        if id(node) in self._labels:
            return self._labels[id(node)]
        if node.get("auto") and not node.get("refname"):
            label = next(self._unnamed, "")
        else:
            name = str(node.get("refname", ""))
            label = name if name in self.defined else node.astext()
        if label not in self.defined:
            return ""
        self.used.add(label)
        return label


def _written_label(note: nodes.Element) -> str:
    """The label that the note itself has; empty for one that is numbered by its place."""
    label = next(note.findall(nodes.label), None)
    if label is not None and not note.get("auto"):
        return label.astext()
    return str(note["names"][0]) if note.get("auto") == 1 and note["names"] else ""
