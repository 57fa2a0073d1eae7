"""Voices counted and quoted."""

from datetime import date

import pytest

from planner.feedbackkinds import FeedbackAudience, SchoolYear
from planner.people.feedback import (
    AudienceTally,
    FeedbackSummary,
    Voice,
    VoiceQuote,
    cut_quote,
    tally_stars,
    usual_end,
)

CHILD, GUARDIAN, OTHER = FeedbackAudience.CHILD, FeedbackAudience.GUARDIAN, FeedbackAudience.OTHER
SAID = "第二天中午太热，\n午休的教室没有风扇。晚上的电影好看！"


def test_stars_are_put_together_by_audience_in_their_order() -> None:
    tallies = tally_stars([(GUARDIAN, 4, 3), (CHILD, 5, 12), (CHILD, 1, 1), (GUARDIAN, 5, 2)])

    assert tallies == (AudienceTally(CHILD, (1, 0, 0, 0, 12)), AudienceTally(GUARDIAN, (0, 0, 0, 3, 2)))
    assert FeedbackSummary(tallies).count == 18


@pytest.mark.parametrize(
    ("by_stars", "mean", "percent", "spread"),
    [
        ((0, 0, 0, 3, 2), "4.4 / 5", 88, "5 星 2 · 4 星 3"),
        ((1, 0, 0, 0, 12), "4.7 / 5", 94, "5 星 12 · 1 星 1"),
        ((0, 0, 0, 19, 1), "4.1 / 5", 82, "5 星 1 · 4 星 19"),
        ((1, 0, 0, 0, 0), "1.0 / 5", 20, "1 星 1"),
    ],
)
def test_mean_is_rounded_to_a_tenth_of_a_star(
    by_stars: tuple[int, int, int, int, int], mean: str, percent: int, spread: str
) -> None:
    tally = AudienceTally(GUARDIAN, by_stars)

    assert (tally.mean_label, tally.percent, tally.spread_label) == (mean, percent, spread)


def test_faces_of_children_are_counted_by_what_the_faces_say() -> None:
    assert AudienceTally(CHILD, (1, 0, 0, 3, 12)).spread_label == "好开心 12 · 开心 3 · 不开心 1"


def test_voice_says_who_spoke_and_no_more() -> None:
    child = Voice(key="a", audience=CHILD, stars=5, year=SchoolYear.FIVE)
    teacher = Voice(key="b", audience=OTHER, stars=2)

    assert (child.speaker, child.stars_label, child.is_critical) == ("孩子，五年级", "好开心", False)
    assert (teacher.speaker, teacher.stars_label, teacher.is_critical) == ("老师和其他人", "2 星", True)


def test_critical_quotes_stand_apart() -> None:
    good = VoiceQuote(key="a", audience=CHILD, text="好玩")
    bad = VoiceQuote(key="b", audience=GUARDIAN, text="太热", is_critical=True)

    summary = FeedbackSummary((), (good, bad))

    assert (summary.praise, summary.criticism) == ((good,), (bad,))


@pytest.mark.parametrize(
    ("last_day", "end"),
    [
        (None, date(2027, 6, 15)),
        (date(2027, 5, 20), date(2027, 6, 15)),
        (date(2027, 6, 3), date(2027, 6, 17)),
        (date(2028, 6, 3), date(2027, 11, 28)),
    ],
)
def test_feedback_is_taken_for_two_weeks_after_the_event(last_day: date | None, end: date) -> None:
    assert usual_end(last_day, date(2027, 6, 1)) == end


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (SAID, "第二天中午太热， 午休的教室没有风扇。晚上的电影好看！"),
        ("午休的教室没有风扇。", "午休的教室没有风扇。"),
        ("  第二天中午太热……电影好看！ ", "第二天中午太热……电影好看！"),
        ("……没有风扇…", "没有风扇"),
        ("太热...好看", "太热……好看"),
    ],
)
def test_quote_is_cut_out_of_what_was_said(wanted: str, kept: str) -> None:
    assert cut_quote(SAID, wanted) == kept


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("", "留一句"),
        ("……", "留一句"),
        ("中午不热", "“中午不热”和原话不一样"),
        ("电影好看……太热", "“太热”和原话不一样"),
    ],
)
def test_what_was_not_said_is_no_quote(wanted: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        cut_quote(SAID, wanted)
