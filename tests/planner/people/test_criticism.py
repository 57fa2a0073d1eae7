"""Which words complain: found among praise, without taking praise for a complaint."""

import pytest

from planner.people.criticism import sounds_critical


@pytest.mark.parametrize(
    "words",
    [
        "第二天中午太热，午休的教室没有风扇。",
        "等了一个小时才上车",
        "饭有点咸",
        "希望下次时间长一点",
        "特别好，就是走路好累",
        "不想再来了",
        "厕所脏",
        "最好提前两天打电话",
        "很好，但是集合太早了",
        "希望还能准备雨衣，鞋子都湿了，脚疼",
    ],
)
def test_complaint_is_found(words: str) -> None:
    assert sounds_critical(words, 4)


@pytest.mark.parametrize(
    "words",
    [
        "我测的水比矿泉水还干净，回家要给奶奶看本子。",
        "每晚都能接到电话，放心。",
        "很不错！",
        "特别开心，舍不得走",
        "一点都不累",
        "没想到科技馆这么好玩",
        "太好了，希望明年还来",
        "这是我最好的一天",
        "孩子慢慢爱说话了，不得不说老师了不起",
        "",
    ],
)
def test_praise_is_no_complaint(words: str) -> None:
    assert not sounds_critical(words, 4)


@pytest.mark.parametrize(("stars", "is_critical"), [(1, True), (2, True), (3, False), (5, False)])
def test_few_stars_complain_without_a_word(stars: int, is_critical: bool) -> None:
    assert sounds_critical("", stars) is is_critical
