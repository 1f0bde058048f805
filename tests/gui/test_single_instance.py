"""One running program for one person, whoever else speaks to it."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from noteviewer.gui.app.single_instance import LONGEST, SingleInstance, hand_over, server_name
from noteviewer.library.location import Location

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes of Windows have no path")


@pytest.fixture
def first(qtbot: QtBot) -> Iterator[SingleInstance]:
    """A program that runs already."""
    first = SingleInstance()
    assert first.listen()
    yield first
    first.close()


@pytest.fixture
def say(qtbot: QtBot) -> Callable[[bytes], bytes]:
    """Sends something to the running program, and gives its answer."""

    def say(message: bytes) -> bytes:
        answer = bytearray()
        with socket.socket(socket.AF_UNIX) as other:
            other.connect(server_name())
            other.settimeout(0)
            unsent = bytearray(message)

            def is_answered() -> bool:
                try:
                    if unsent:
                        del unsent[: other.send(unsent)]
                    received = other.recv(LONGEST)
                except BlockingIOError:
                    return False
                except (BrokenPipeError, ConnectionResetError):
                    return True
                answer.extend(received)
                return not received

            qtbot.waitUntil(is_answered)
        return bytes(answer)

    return say


def test_a_later_start_hands_its_place_over(
    qtbot: QtBot, first: SingleInstance, tmp_path: Path
) -> None:
    url = Location(str(tmp_path), "a.md").to_url()
    script = f"from noteviewer.gui.app.single_instance import hand_over; print(hand_over({url!r}))"
    with qtbot.waitSignal(first.open_requested, timeout=15_000) as received:
        later = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert received.args == [url]
    qtbot.waitUntil(lambda: later.poll() is not None)
    assert later.communicate()[0].strip() == "True"


@pytest.mark.usefixtures("qapp")
def test_a_socket_left_by_a_crash_is_taken_over() -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(server_name())
    first = SingleInstance()
    assert first.listen()
    first.close()


@pytest.mark.parametrize(
    "message",
    [
        b"\n",
        b"[" * 60_000 + b"\n",
        b"[" * (LONGEST + 5000),
        b'{"open": "/"}\n',
        b"noteviewer open /\n",
        b"noteviewer open ~nosuch\n",
        b"noteviewer open noteviewer://open/~nosuch\n",
        b"noteviewer open noteviewer://open/%00\n",
        b"noteviewer open noteviewer://open/\xff\n",
        b"noteviewer open noteviewer://[open/\n",
        b"noteviewer open noteviewer://open/" + b"x" * 60_000 + b"\n",
        b"noteviewer open https://example.org/\n",
    ],
    ids=lambda message: repr(message[:48]),
)
def test_an_odd_message_is_answered_and_changes_nothing(
    message: bytes, first: SingleInstance, say: Callable[[bytes], bytes]
) -> None:
    wanted: list[str] = []
    first.open_requested.connect(wanted.append)
    assert say(message) == b"noteviewer refused\n"
    assert wanted == []
    assert say(b"noteviewer open \n") == b"noteviewer opened\n"
    assert wanted == [""]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("answer", [b"ok\n", b"noteviewer refused\n", b"noteviewer opened", b""])
def test_what_does_not_answer_as_we_do_takes_nothing_from_us(answer: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(server_name())
        listener.listen()
        script = (
            "import socket, sys\n"
            f"with socket.socket(fileno={listener.fileno()}) as listener:\n"
            f"    other = listener.accept()[0]; other.sendall({answer!r}); other.recv(100)\n"
        )
        with subprocess.Popen([sys.executable, "-c", script], pass_fds=[listener.fileno()]) as them:
            assert not hand_over("")
            assert them.wait() == 0


@pytest.mark.usefixtures("qapp")
def test_a_folder_that_others_can_reach_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    tmp_path.chmod(0o755)
    assert not Path(server_name()).is_relative_to(tmp_path)
    tmp_path.chmod(0o700)
    assert Path(server_name()).parent == tmp_path
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_RUNTIME_DIR", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert not SingleInstance().listen()
    assert not hand_over("")
