"""Goes through the window as a screen reader does: over the accessibility bus, knowing only that.

Run by the Python of the system, which has the bindings, in a session bus of its own:
``screen_reader.py COMMAND...``. Starts the program, does the walk, and tells by one
JSON object on standard output what it found; exit code 1 where something never came.
"""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402  (its version has to be named before)

PATIENCE = 40.0
Node = Any


def until(look: Callable[[], Any], what: str) -> Any:
    """Look again and again until there is something."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if found := look():
                return found
        except gi.repository.GLib.Error:
            # What was looked at has gone in between.
            pass
        threading.Event().wait(0.1)
    raise TimeoutError(what)


def below(node: Node) -> Iterator[Node]:
    """Everything below a node that is on the screen."""
    for number in range(min(node.get_child_count(), 200)):
        child = node.get_child_at_index(number)
        if child and child.get_state_set().contains(Atspi.StateType.SHOWING):
            yield child
            yield from below(child)


def find(top: Node, role: str, name: str) -> Node | None:
    """The first that is shown with a role and a piece of a name."""
    # What the library of the bus remembers of a tree that is being built may stay so for ever.
    top.clear_cache()
    return next((n for n in below(top) if n.get_role_name() == role and name in n.get_name()), None)


def heard(top: Node) -> list[tuple[str, str]]:
    """Role and name of all that is shown."""
    return [(node.get_role_name(), node.get_name()) for node in below(top)]


def press(node: Node) -> None:
    """Do the first of its actions."""
    node.do_action(0)


def walk(name: str) -> dict[str, Any]:
    """From the page to a reference, and from a search to a hit."""
    desktop = Atspi.get_desktop(0)

    def program() -> Node | None:
        shown = (desktop.get_child_at_index(n) for n in range(desktop.get_child_count()))
        return next((one for one in shown if one and one.get_name() == name), None)

    until(lambda: find(program() or desktop, "heading", "起点"), "the heading of the note")
    top = program()
    link = until(lambda: find(top, "link", "第二篇"), "the link in the note")
    # The panes beside the page are made when it is there.
    until(lambda: find(top, "tree", "Notes of the folder"), "the tree")
    until(lambda: find(top, "label", "0 files written"), "what the status bar tells")
    until(lambda: find(top, "page tab", "漫游（一）——开始"), "the tab of the note")
    said = until(lambda: heard(top), "anything to be heard")
    press(until(lambda: find(top, "check box", "References"), "the button of the references"))
    listed = until(lambda: find(top, "list", "References of the note"), "the references")
    reference = until(lambda: find(listed, "list item", "example.org"), "a reference")
    press(until(lambda: find(top, "push button", "Search all notes"), "the button that searches"))
    field = until(lambda: find(top, "text", "Search everything"), "the field of the search")
    field.get_editable_text_iface().set_text_contents("独角兽")
    hits = until(lambda: find(top, "list", "Hits"), "the list of hits")
    hit = until(lambda: find(hits, "list item", "桥"), "a hit by its heading")
    return {
        "said": said,
        "link": link.get_name(),
        "reference": reference.get_name(),
        "hit": hit.get_name(),
    }


def main() -> int:
    program = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
    try:
        sys.stdout.write(f"\n{json.dumps(walk('noteviewer'))}\n")
    except TimeoutError as error:
        desktop = Atspi.get_desktop(0)
        programs = [desktop.get_child_at_index(n) for n in range(desktop.get_child_count())]
        there = {program.get_name(): heard(program) for program in programs if program}
        sys.stderr.write(f"never came: {error}; there is {there}\n")
        return 1
    finally:
        program.terminate()
        program.wait(PATIENCE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
