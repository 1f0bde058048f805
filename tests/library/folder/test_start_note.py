from pathlib import Path

from noteviewer.library.folder.start_note import find_first_note, first_notes


def test_the_plainest_beginning_at_the_top_is_first() -> None:
    paths = ["README.md", "b.md", "sub/Welcome.md", "Start_here.md", "Index.markdown", "home.png"]
    assert first_notes(paths) == ["Start_here.md", "Index.markdown", "README.md"]


def test_the_readme_of_a_web_site_is_no_beginning(tmp_path: Path) -> None:
    assert first_notes(["README.md", "index.md", "欢迎.md", "_posts/a.md"]) == ["欢迎.md"]
    (tmp_path / "README.md").write_text("a", "utf-8")
    assert find_first_note(str(tmp_path)) == "README.md"
    (tmp_path / "_posts").mkdir()
    assert find_first_note(str(tmp_path)) == ""


def test_a_folder_without_a_beginning_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a", "utf-8")
    (tmp_path / "readme.md").mkdir()
    assert find_first_note(str(tmp_path)) == ""
    assert find_first_note(str(tmp_path / "gone")) == ""
    (tmp_path / "欢迎.md").write_text("a", "utf-8")
    assert find_first_note(str(tmp_path)) == "欢迎.md"
