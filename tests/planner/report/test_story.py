"""What is told outside: the lead, what is kept inside, whole sentences within a length, voices."""

from dataclasses import replace

import pytest

from planner.feedbackkinds import FeedbackAudience
from planner.people.feedback import VoiceQuote
from planner.report.news import NewsLength, write_news
from planner.report.story import (
    fit_sentences,
    group_sentences,
    part_sentences,
    split_sentences,
    tell_quote,
)
from tests.planner.storysamples import LEAD, QUOTES, SENTENCES, STORY

TITLE = STORY.facts.title


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("做了火箭。飞了 41 米！真高？", ["做了火箭。", "飞了 41 米！", "真高？"]),
        ("没有句号", ["没有句号。"]),
        ("孩子说：“真好。”大家笑了。", ["孩子说：“真好。”", "大家笑了。"]),
        ("一行\n\n又一行", ["一行。", "又一行。"]),
        ("  \n", []),
    ],
)
def test_text_is_split_into_whole_sentences(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "支出 1,200 元。",
        "花了 3 万元。",
        "经费预算没有用完。",
        "发生意外情况 1 次。",
        "没有人受伤。",
        "慰问了 12 户困难家庭。",
        "其中 3 名孤儿。",
        "日程 30 项，照办 29 项。",
        "8月10日“观星”有改动：下雨。",
        "做得顺的是“讲解好”。",
    ],
)
def test_money_accidents_hardship_and_changes_are_kept_inside(sentence: str) -> None:
    assert part_sentences([SENTENCES[0], sentence], LEAD, TITLE) == (SENTENCES[:1], (sentence,))


@pytest.mark.parametrize("sentence", ["元旦那天下雪。", "孩子们看了元宵灯会。", "2 名元老讲故事。", "留守儿童也来了。"])
def test_other_sentences_are_told(sentence: str) -> None:
    assert part_sentences([sentence], LEAD, TITLE) == ((sentence,), ())


def test_what_the_lead_says_is_not_said_twice() -> None:
    again = f"2027年8月9日，学校开展“{TITLE}”活动。"

    assert part_sentences([again, LEAD[1], SENTENCES[0], SENTENCES[0]], LEAD, TITLE) == (SENTENCES[:1], ())


@pytest.mark.parametrize(
    ("most", "kept"),
    [(2, []), (4, ["六七。"]), (5, ["一二三四。"]), (7, ["一二三四。"]), (8, ["一二三四。", "六七。"])],
)
def test_only_whole_sentences_are_fitted(most: int, kept: list[str]) -> None:
    assert list(fit_sentences(["一二三四。", "六七。"], most)) == kept


def test_sentence_that_is_too_long_makes_room_for_shorter_ones() -> None:
    assert fit_sentences(["很长的一句话。", "短。"], 3) == ("短。",)


def test_paragraphs_are_whole_sentences_of_about_a_length() -> None:
    assert group_sentences(["一二三。", "四五。", "六七八九。"], 7) == ["一二三。四五。", "六七八九。"]


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        (QUOTES[0], "一名五年级孩子说：“我第一次看见真的火箭！”"),
        (QUOTES[1], "一名家长说：“孩子回来话多了。”"),
        (VoiceQuote(key="c", audience=FeedbackAudience.OTHER, text="好……"), "一名参加者说：“好……”"),
    ],
)
def test_quote_is_told_with_who_said_it_and_no_name(quote: VoiceQuote, told: str) -> None:
    assert tell_quote(quote) == told


def test_news_begins_with_the_lead_and_ends_with_voices() -> None:
    news = write_news(STORY, NewsLength.SHORT)

    assert news.title == TITLE
    assert news.paragraphs[0].startswith("".join(LEAD) + SENTENCES[0])
    assert news.paragraphs[-2:] == tuple(map(tell_quote, QUOTES))
    assert news.text.split("\n")[:2] == [TITLE, f"\u3000\u3000{news.paragraphs[0]}"]
    assert news.left_out == 0


@pytest.mark.parametrize("length", NewsLength)
def test_news_is_no_longer_than_asked_for_and_says_what_it_left_out(length: NewsLength) -> None:
    story = replace(STORY, sentences=tuple(f"第 {number} 组的孩子们在河边看了石头，量了水温。" for number in range(40)))

    news = write_news(story, length)

    assert length.most - 25 < news.characters <= length.most
    assert news.left_out == 40 - sum("看了石头" in part for text in news.paragraphs for part in text.split("。"))
    assert tell_quote(QUOTES[0]) in news.paragraphs


@pytest.mark.parametrize(
    ("story", "why"),
    [
        (replace(STORY, is_cancelled=True), "活动取消了，没有可以对外讲的。"),
        (replace(STORY, has_begun=False), "活动还没办，办完再来。"),
    ],
)
def test_nothing_is_told_of_what_did_not_take_place(story: object, why: str) -> None:
    assert write_news(story, NewsLength.LONG).paragraphs == (why,)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "length"), [("600", NewsLength.LONG), ("300", NewsLength.SHORT), ("x", NewsLength.SHORT)]
)
def test_length_is_read_from_an_address(text: str, length: NewsLength) -> None:
    assert NewsLength.read(text) is length
