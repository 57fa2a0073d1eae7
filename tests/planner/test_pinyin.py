"""Names by their sounds: the letters of a unit, the keys that sort persons."""

import pytest

from planner.pinyin import initials, person_key, pinyin_key, sounds_like


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


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("单小明", "shan4 xiao3 ming2"),
        ("曾老师", "zeng1 lao3 shi1"),
        ("解", "xie4"),
        ("仇英", "qiu2 ying1"),
        ("查良", "zha1 liang2"),
        ("朴树", "piao2 shu4"),
        ("区小北", "ou1 xiao3 bei3"),
        ("乐乐", "yue4 le4"),
        ("翟天", "zhai2 tian1"),
        ("盖小宝", "ge3 xiao3 bao3"),
        ("缪小云", "miao4 xiao3 yun2"),
        ("任小文", "ren2 xiao3 wen2"),
        ("华小山", "hua4 xiao3 shan1"),
        ("冼小星", "xian3 xiao3 xing1"),
        ("逄小海", "pang2 xiao3 hai3"),
        ("尉迟恭", "yu4 chi2 gong1"),
        ("尉小明", "wei4 xiao3 ming2"),
        ("万俟明", "mo4 qi2 ming2"),
        ("万小明", "wan4 xiao3 ming2"),
        ("单于明", "chan2 yu2 ming2"),
        ("欧阳娜娜", "ou1 yang2 na4 na4"),
        ("王朝阳", "wang2 zhao1 yang2"),
        ("张三", "zhang1 san1"),
        (" 单 小明 ", "shan4 xiao3 ming2"),
        ("Anna Shan", "anna shan"),
        ("", ""),
    ],
)
def test_persons_are_sorted_by_their_surnames(name: str, key: str) -> None:
    assert person_key(name) == key


def test_units_are_no_persons() -> None:
    assert pinyin_key("区教育局").startswith("qu1 ")
    assert pinyin_key("单") == "dan1"


def test_keys_are_never_longer_than_their_column() -> None:
    assert len(person_key("单" * 300)) == len(pinyin_key("单" * 300)) == 200


@pytest.mark.parametrize(
    ("name", "typed"), [("单小明", "shanxm"), ("单小明", "danxm"), ("万俟明", "mqm"), ("黑小妹", "hexm")]
)
def test_surnames_are_found_by_either_sound(name: str, typed: str) -> None:
    assert sounds_like(name, typed)
