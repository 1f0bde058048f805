import threading
from pathlib import Path, PureWindowsPath

import pytest

from noteviewer.library.folder import watch
from noteviewer.library.folder.watch import (
    Watcher,
    WatchMode,
    file_system_type,
    is_remote,
    is_remote_drive,
    mounted_on_macos,
)


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    file = tmp_path / "mounts"
    (tmp_path / "share/with blank").mkdir(parents=True)
    file.write_text(
        "/dev/root / ext4 rw 0 0\n"
        f"server:/x {tmp_path}/share nfs4 rw 0 0\n"
        f"//host/y {tmp_path}/share/with\\040blank cifs rw 0 0\n"
        "broken\n",
        "utf-8",
    )
    return file


def test_the_nearest_mount_tells_the_file_system(mounts: Path, tmp_path: Path) -> None:
    assert file_system_type(tmp_path, mounts) == "ext4"
    assert file_system_type(tmp_path / "share", mounts) == "nfs4"
    assert file_system_type(tmp_path / "share/with blank", mounts) == "cifs"
    assert file_system_type(tmp_path, tmp_path / "nothing") == ""


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("nfs4", True), ("fuse.sshfs", True), ("cifs", True), ("ext4", False), ("fuseblk", False)],
)
def test_network_file_systems_are_known(kind: str, expected: bool) -> None:
    assert is_remote(kind) is expected


@pytest.mark.parametrize(
    ("folder", "expected"),
    [(r"\\server\share\notes", True), (r"Z:\notes", True), (r"C:\notes", False)],
)
def test_network_drives_of_windows_are_known(folder: str, expected: bool) -> None:
    types = {"C:\\": 3, "Z:\\": 4}
    assert is_remote_drive(PureWindowsPath(folder), lambda drive: types.get(drive, 1)) is expected


def test_the_list_of_mounts_of_macos_is_read() -> None:
    listing = (
        "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
        "//me@server/share on /Volumes/my share (smbfs, nodev, nosuid, mounted by me)\n"
        "map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)\n"
    )
    found = dict(mounted_on_macos(listing))
    assert found["/Volumes/my share"] == "smbfs"
    assert found["/"] == "apfs"


def test_a_network_folder_is_polled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "is_on_network", lambda _folder: True)
    watcher = Watcher(tmp_path, lambda: None)
    assert watcher.mode is WatchMode.POLLING
    watcher.close()


def test_a_folder_that_cannot_be_watched_is_polled_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise OSError("OS file watch limit reached")

    monkeypatch.setattr(watch.watchfiles, "watch", refuse)
    told = threading.Event()
    watcher = Watcher(tmp_path, told.set)
    assert told.wait(10)
    assert watcher.mode is WatchMode.POLLING
    watcher.close()
