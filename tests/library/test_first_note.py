from pathlib import Path

from noteviewer.library.first_note import find_first_note, first_notes


def test_the_plainest_beginning_at_the_top_is_first() -> None:
    paths = ["README.md", "b.md", "sub/Welcome.md", "Start_here.md", "Index.markdown", "home.png"]
    assert first_notes(paths) == ["Start_here.md", "Index.markdown", "README.md"]


def test_a_folder_without_a_beginning_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a", "utf-8")
    (tmp_path / "readme.md").mkdir()
    assert find_first_note(str(tmp_path)) == ""
    assert find_first_note(str(tmp_path / "gone")) == ""
    (tmp_path / "欢迎.md").write_text("a", "utf-8")
    assert find_first_note(str(tmp_path)) == "欢迎.md"
