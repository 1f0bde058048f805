"""Notes that mean harm, opened in the real window: nothing runs, nothing is asked for, nothing starts.

Shown twice: as the program shows notes, and as raw markup without the sanitiser, so that each wall
is seen to hold where another one fails.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.end_to_end.beacon import Beacon
from tests.end_to_end.running_program import RunningProgram, command_of, internet_sockets
from tests.render.hostile import Hostile, enormous_notes, hostile_notes

pytestmark = pytest.mark.web

MARK = "(document.documentElement.lang=document.title=1)"
"""What scripts of the notes do: no script can do it unseen."""
CLICK_ALL = r"""
[...document.querySelectorAll("a[href], area[href], button, summary")].filter(
    (link) => !/^noteviewer:\/\/(page|action\/load-image)/.test(link.href || "")
).map((link) => { link.click(); return link.href; })
"""
NAMES = (
    "<img src=x onerror=alert(1)>.md",
    '"><script>alert(1)<.md',
    "javascript:alert(1).md",
    "a#b?c=%2e%2e%2fd&e.md",
    "%3Cscript%3E.md",
    "line\nbreak.md",
    "\u202egpj.md",
    "'; DROP TABLE note; --.md",
    "${HOME} $(true) `true`.md",
    "-rf --help.md",
    "noteviewer:.md",
)  # fmt: skip
OURS = (
    "noteviewer --renderer",
    "noteviewer --drawer",
    "noteviewer index",
    "QtWebEngineProcess",
    "end_to_end.driven_program",
)


@dataclass(frozen=True)
class Stage:
    """A window on a folder of hostile notes, and the server that they point at."""

    running: RunningProgram
    beacon: Beacon
    notes: dict[str, Hostile]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("hostile")
    home = tmp_path_factory.mktemp("home")
    environment = {f"XDG_{kind}_HOME": str(home) for kind in ("CACHE", "DATA", "CONFIG")}
    with Beacon() as beacon:
        notes = {
            f"{number:03}.md": Hostile(note.name, note.text.replace("alert(1)", MARK))
            for number, note in enumerate(hostile_notes(beacon.url))
        }
        for number, note in enumerate(enormous_notes(20_000)):
            notes[f"enormous-{number:02}.md"] = note
        for path, note in notes.items():
            (folder / path).write_text(note.text, encoding="utf-8", newline="")
        for name in NAMES:
            (folder / name).write_text(f"# {name}\n\n<b onclick={MARK}>x</b>\n", encoding="utf-8")
        with RunningProgram(folder, budget=0.4, environment=environment) as running:
            running.wait_idle()
            yield Stage(running, beacon, notes)


def test_hostile_notes_do_nothing_when_opened_and_when_clicked(stage: Stage) -> None:
    running = stage.running
    running.events.clear()
    opened = 0
    for path, note in stage.notes.items():
        if path.startswith("enormous"):
            continue
        shown = running.open(path)
        opened += 1
        title, language = running.script("[document.title, document.documentElement.lang]")
        assert (title, language) == (shown["title"], "zh-Hans"), note.name
        assert not shown["is_plain"], note.name
        running.script(CLICK_ALL)
    assert opened >= 150
    for event in running.events:
        if event["event"] == "outside":
            assert event["kind"] == "open_url", event
            assert event["target"].startswith(("http://", "https://", "mailto:")), event
        assert event["event"] not in {"process", "restarted"}, event
    assert stage.beacon.visits == []


def test_enormous_notes_come_within_their_budget_or_as_plain_text(
    stage: Stage, record_property: Callable[[str, object], None]
) -> None:
    running = stage.running
    running.ask("ticks", "ticks")
    for path, note in stage.notes.items():
        if path.startswith("enormous"):
            shown = running.open(path)
            notice = running.script("document.querySelector('.nv-notice')?.textContent ?? ''")
            assert shown["is_plain"] == bool(notice), note.name
    record_property("lateness", running.ask("ticks", "ticks"))


def test_mean_file_names_are_names_and_nothing_else(stage: Stage) -> None:
    for name in NAMES:
        shown = stage.running.open(name)
        title, text = stage.running.script(
            "[document.title, document.querySelector('b').textContent]"
        )
        assert (title, text) == (shown["title"], "x"), name
    assert stage.beacon.visits == []


def test_after_all_that_only_our_own_processes_run_and_none_has_a_socket(stage: Stage) -> None:
    tree = stage.running.tree()
    assert len(tree) >= 4
    for pid in tree[1:]:
        command = command_of(pid)
        assert not command or any(ours in command for ours in OURS), command
    assert internet_sockets(tree) == []
    assert stage.running.ask("report", "report")["activity"][:2] == [0, 0]


def test_the_web_engine_alone_holds_without_a_sanitiser(stage: Stage) -> None:
    running = stage.running
    running.events.clear()
    raw = {path: note for path, note in stage.notes.items() if note.name.startswith("markup")}
    # Those that leave the page come last: the refused departure ends the talk with that document.
    for path, note in sorted(raw.items(), key=lambda item: "refresh" in item[1].text):
        running.do("raw", name=path, html=note.text)
        running.wait("shown", lambda event, path=path: event["note"] == path)
        title, language = running.script("[document.title, document.documentElement.lang]")
        assert language == "zh-Hans", note.name
        assert title != "1", note.name
    assert len(raw) >= 70
    assert stage.beacon.visits == []
    assert {event["event"] for event in running.events} <= {
        "shown",
        "answer",
        "refused",
        "said",
        "index",
    }
