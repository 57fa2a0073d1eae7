"""Persons in what people wrote: named in no way that leads to them, and nothing else is touched."""

import pytest

from planner.people.hiddennames import PersonHider

NAMES = ("林小满", "李雷", "欧阳清清", "阿依古丽·买买提", "王开心", "Anna Li", "")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("我和林小满一组", "我和某某一组"),
        ("林 小满教我的", "某某教我的"),
        ("小满摔了一跤", "某某摔了一跤"),
        ("李雷跑得快，雷声很大", "某某跑得快，雷声很大"),
        ("清清和欧阳清清", "某某和某某"),
        ("阿依古丽跳舞", "某某跳舞"),
        ("买买提", "某某"),
        ("今天很开心", "今天很开心"),
        ("王开心哭了", "某某哭了"),
        ("Anna唱歌", "某某唱歌"),
        ("打 138 0000 0001 找我妈", "打 138****0001 找我妈"),
        ("我的QQ是 12345678", "我的QQ是 ****"),
        ("走了 12000 步，8月10日", "走了 12000 步，8月10日"),
        ("老师好，周老师最好", "老师好，周老师最好"),
    ],
)
def test_person_is_hidden_and_the_rest_stays(said: str, shown: str) -> None:
    assert PersonHider(NAMES).hide(said) == shown


def test_without_names_only_numbers_are_hidden() -> None:
    assert PersonHider([]).hide("林小满 110108201501010011") == "林小满 ****"
