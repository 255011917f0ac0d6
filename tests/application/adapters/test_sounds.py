"""Names by their sound: whole or by initials, from any of their characters on, and nothing else."""

import pytest

from application.adapters.sounds import sounds_like, spelled

BUREAU = "示例市土地局（演示）"


@pytest.mark.parametrize("written", ["tudiju", "TuDiJu", "tu di ju", "shilishitudiju", "tdj", "slstdj", "tu", "tudi"])
def test_a_name_is_found_by_its_sound(written: str) -> None:
    sound = spelled(written)
    assert sound is not None
    assert sounds_like(sound, BUREAU)


@pytest.mark.parametrize("written", ["udiju", "tudijuu", "jiaoyu", "zz"])
def test_another_sound_finds_it_not(written: str) -> None:
    sound = spelled(written)
    assert sound is not None
    assert not sounds_like(sound, BUREAU)


def test_a_character_of_two_sounds_has_that_of_its_word() -> None:
    assert sounds_like("yinhang", "示例银行")
    assert sounds_like("chongqing", "重庆示例局")


@pytest.mark.parametrize("written", ["t", "土地", "2026-17", "tu1", "", "a" * 61])
def test_what_is_no_pinyin_is_not_compared(written: str) -> None:
    assert spelled(written) is None
