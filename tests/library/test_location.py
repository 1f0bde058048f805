from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from noteviewer.library.location import Location

POSIX = ["/home/me/notes", "/home/me/笔记 #1?", "/C:/odd"]
WINDOWS = [r"C:\Users\me\笔记 #1", "D:\\", r"\\server\share\notes"]


@pytest.mark.parametrize("folder", POSIX)
def test_a_place_comes_back_from_its_url(folder: str) -> None:
    place = Location(folder, "a/b c.md", "标题", "query")
    assert Location.from_url(place.to_url(), PurePosixPath) == place


@pytest.mark.parametrize("folder", WINDOWS)
def test_a_place_of_windows_comes_back_from_its_url(folder: str) -> None:
    place = Location(folder, "a/b c.md", "标题", "query")
    assert Location.from_url(place.to_url(), PureWindowsPath) == place


@pytest.mark.parametrize("flavour", [PurePosixPath, PureWindowsPath])
@pytest.mark.parametrize(
    "url", ["noteviewer://open", "noteviewer://page/C:/x", "https://open/C:/x"]
)
def test_what_names_no_folder_is_refused(url: str, flavour: type[PurePath]) -> None:
    with pytest.raises(ValueError, match="not a place"):
        Location.from_url(url, flavour)
