import pytest

from noteviewer.library.pinyin import matches_name


@pytest.mark.parametrize("typed", ["drlcankao", "drlckzy", "ziyuan2", "kaozy2", "drlcankaoziyuan2"])
@pytest.mark.parametrize("name", ["DRL参考资源2", "DRL 参考资源 2"])
def test_letters_and_pinyin_mix_in_one_word(typed: str, name: str) -> None:
    assert matches_name(name, typed)


@pytest.mark.parametrize("typed", ["dlcankao", "dcankao", "drlckz1", "2cankao", "drlziyuan"])
def test_no_letter_of_a_latin_word_and_no_character_is_left_out(typed: str) -> None:
    assert not matches_name("DRL参考资源2", typed)


def test_punctuation_parts_what_is_read_together() -> None:
    assert not matches_name("DRL：参考", "drlcankao")
