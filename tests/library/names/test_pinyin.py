import pytest

from noteviewer.library.names.pinyin import matches_name, sound_spans, syllable


@pytest.mark.parametrize("typed", ["drlcankao", "drlckzy", "ziyuan2", "kaozy2", "drlcankaoziyuan2"])
@pytest.mark.parametrize("name", ["DRL参考资源2", "DRL 参考资源 2"])
def test_letters_and_pinyin_mix_in_one_word(typed: str, name: str) -> None:
    assert matches_name(name, typed)


@pytest.mark.parametrize("typed", ["dlcankao", "dcankao", "drlckz1", "2cankao", "drlziyuan"])
def test_no_letter_of_a_latin_word_and_no_character_is_left_out(typed: str) -> None:
    assert not matches_name("DRL参考资源2", typed)


def test_punctuation_parts_what_is_read_together() -> None:
    assert not matches_name("DRL：参考", "drlcankao")


@pytest.mark.parametrize(
    ("char", "sound"),
    [
        ("〇", "ling"),
        ("绿", "lu"),
        ("嗯", "n"),
        ("𠀀", "he"),
        ("ß", "ß"),
        ("あ", "あ"),
        ("🙂", "🙂"),
    ],
)
def test_only_han_has_a_reading_and_that_without_tones(char: str, sound: str) -> None:
    assert syllable(char) == sound


@pytest.mark.parametrize(
    ("name", "typed", "meant"),
    [
        ("多任务学习", "drw", "多任务"),
        ("深度 学习", "duxx", "度 学习"),
        ("深度学习（十七）", "xuex", "学习"),
        ("drl参考", "drlcank", "drl参考"),
        ("深度，学习", "dx", ""),
    ],
)
def test_what_was_typed_in_pinyin_stands_for_these_characters(
    name: str, typed: str, meant: str
) -> None:
    span = next(iter(sound_spans(name, typed)), None)
    assert (name[slice(*span)] if span else "") == meant
