"""The letters of a unit's name."""

import pytest

from planner.pinyin import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("白石镇中心小学", "BSZZXXX"),
        ("第3中学 A 队", "D3ZXAD"),
        ("（云台县）团委", "YTXTW"),
        ("Ünited·中学", "NITEDZX"),
        ("！！", ""),
        ("共青团云台县委员会青年发展部", "GQTYTXWY"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name, 8) == letters
