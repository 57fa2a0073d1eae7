"""Why somebody can't have a shift, each rule at its limit."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from planner.days import Day
from planner.dossier import Dossier, Facts, Post, Shift
from planner.people import Candidate, Offer, Slot, age_on, slots_of
from planner.people.signingrules import (
    SignUpReason,
    Window,
    judge_person,
    judge_places,
    judge_slot,
    judge_team,
    judge_window,
    needs_guardian,
)
from planner.people.volunteerrules import VolunteerRules

RULES = VolunteerRules()
POST = Post("p", "栈道看护")
NOON = datetime(2027, 5, 1, 12)  # noqa: DTZ001  wall-clock time in Shanghai, as the rules take it


def slot(key: str, start: str, end: str, *, day: int = 1, post: Post = POST) -> Slot:
    """A shift in June 2027."""
    shift = Shift(key, post.key, day=Day(6, day, 2027), start=time.fromisoformat(start), end=time.fromisoformat(end))
    begins, ends = (datetime.combine(date(2027, 6, day), moment) for moment in (shift.start, shift.end) if moment)
    return Slot(shift, post, begins, ends)


MORNING = slot("morning", "09:00", "11:00")


@pytest.mark.parametrize(
    ("candidate", "wanted", "reason"),
    [
        (Candidate(), MORNING, None),
        (Candidate(taken=(MORNING,)), MORNING, SignUpReason.TAKEN),
        (Candidate(taken=(MORNING,)), slot("s", "10:59", "12:00"), SignUpReason.CLASHES),
        (Candidate(taken=(MORNING,)), slot("s", "11:00", "12:00"), None),
        (Candidate(taken=(MORNING,)), slot("s", "08:00", "09:01"), SignUpReason.CLASHES),
        (Candidate(taken=(slot("late", "20:00", "22:00"),)), slot("s", "07:59", "10:00", day=2), SignUpReason.NO_REST),
        (Candidate(taken=(slot("late", "20:00", "22:00"),)), slot("s", "08:00", "10:00", day=2), None),
        (Candidate(taken=(slot("next", "07:59", "10:00", day=2),)), slot("s", "20:00", "22:00"), SignUpReason.NO_REST),
        (Candidate(taken=(MORNING,)), slot("s", "12:00", "18:00"), None),
        (Candidate(taken=(MORNING,)), slot("s", "12:00", "18:01"), SignUpReason.TOO_LONG),
        (Candidate(), slot("s", "08:00", "16:01"), SignUpReason.TOO_LONG),
        (Candidate(born=(2013, 5)), MORNING, None),
        (Candidate(born=(2013, 6)), MORNING, SignUpReason.AGE),
        (Candidate(born=(2009, 6)), slot("s", "19:00", "21:00"), None),
        (Candidate(born=(2009, 6)), slot("s", "19:00", "21:01"), SignUpReason.TOO_LATE),
        (Candidate(born=(2009, 5)), slot("s", "19:00", "21:01"), None),
        (
            Candidate(born=(2009, 6)),
            slot("s", "09:00", "10:00", post=Post("q", "司机", least_age=18)),
            SignUpReason.AGE,
        ),
        (Candidate(born=(2013, 6)), slot("s", "09:00", "10:00", post=Post("q", "折纸", least_age=6)), SignUpReason.AGE),
        (Candidate(), slot("s", "09:00", "10:00", post=Post("q", "救生", trained=True)), SignUpReason.TRAINING),
        (Candidate(trained=True), slot("s", "09:00", "10:00", post=Post("q", "救生", trained=True)), None),
        (Candidate(), slot("s", "09:00", "10:00", post=Post("q", "陪伴", checked=True)), SignUpReason.RECORD),
        (Candidate(checked=True), slot("s", "09:00", "10:00", post=Post("q", "陪伴", checked=True)), None),
    ],
)
def test_person_is_refused_for_the_first_rule_that_speaks(
    candidate: Candidate, wanted: Slot, reason: SignUpReason | None
) -> None:
    refusal = judge_person(candidate, wanted, RULES)

    assert (refusal.reason if refusal else None) == reason


def test_refusal_names_the_shift_that_stands_in_the_way() -> None:
    refusal = judge_person(Candidate(taken=(MORNING,)), slot("s", "10:00", "12:00"), RULES)

    assert refusal is not None
    assert (refusal.sentence, refusal.other) == ("和你的 6月1日 周二 09:00—11:00 栈道看护 时间重叠。", MORNING)


@pytest.mark.parametrize(
    ("window", "reason"),
    [
        (Window(), None),
        (Window(opens=NOON, closes=NOON.replace(hour=13)), None),
        (Window(opens=NOON.replace(minute=1)), SignUpReason.NOT_YET),
        (Window(closes=NOON), SignUpReason.CLOSED),
        (Window(is_closed=True), SignUpReason.CLOSED),
        (Window(opens=NOON.replace(hour=13), is_closed=True), SignUpReason.NOT_YET),
        (Window(opens=NOON.replace(hour=13), is_cancelled=True), SignUpReason.CANCELLED),
    ],
)
def test_window_is_open_from_its_first_moment_until_before_its_last(
    window: Window, reason: SignUpReason | None
) -> None:
    refusal = judge_window(window, NOON)

    assert (refusal.reason if refusal else None) == reason


@pytest.mark.parametrize(("minute", "reason"), [(59, None), (60, SignUpReason.CLOSED)])
def test_shift_is_taken_until_it_begins(minute: int, reason: SignUpReason | None) -> None:
    refusal = judge_slot(MORNING, datetime.combine(date(2027, 6, 1), time(8 + minute // 60, minute % 60)))

    assert (refusal.reason if refusal else None) == reason


def test_shift_without_hours_waits_for_them() -> None:
    refusal = judge_slot(Slot(Shift("s", "p"), POST), NOON)

    assert refusal is not None
    assert refusal.reason is SignUpReason.UNDATED


@pytest.mark.parametrize(("born", "expected"), [((2009, 6), True), ((2009, 5), False), (None, False)])
def test_guardian_is_asked_under_eighteen(born: tuple[int, int] | None, expected: bool) -> None:
    assert needs_guardian(Candidate(born=born), MORNING, RULES) is expected


def test_month_of_birth_counts_as_not_yet_reached() -> None:
    assert [age_on((2009, month), date(2027, 6, 30)) for month in (5, 6, 7)] == [18, 17, 17]


def test_slots_stand_by_day_and_hour_with_the_undated_last() -> None:
    shifts = (
        Shift("open", "p"),
        Shift("second", "p", day=Day(6, 2, 2027), start=time(9), end=time(10)),
        Shift("noon", "p", day=Day(6, 1, 2027), start=time(12), end=time(13)),
        Shift("gone", "no such post", day=Day(6, 1, 2027), start=time(9), end=time(10)),
        Shift("first", "p", day=Day(6, 1), start=time(9), end=time(10)),
        Shift("for whom", "", day=Day(6, 1), start=time(14), end=time(15)),
    )
    facts = Facts(starts_on=Day(6, 1, 2027), ends_on=Day(6, 2, 2027))

    found = slots_of(Dossier.of(facts, {"posts": (POST,), "shifts": shifts}))

    assert [slot.key for slot in found] == ["first", "noon", "for whom", "second", "open"]
    assert (found[0].begins, found[4].begins) == (datetime(2027, 6, 1, 9), None)  # noqa: DTZ001
    assert (found[2].post.title, found[2].post.public) == ("岗位待定", False)


def test_shift_of_an_event_of_one_day_is_on_that_day() -> None:
    facts = Facts(starts_on=Day(6, 1, 2027), ends_on=Day(6, 1, 2027))
    shift = Shift("s", "p", start=time(9), end=time(10))

    found = slots_of(Dossier.of(facts, {"posts": (POST,), "shifts": (shift,)}))

    assert found[0].label == "6月1日 周二 09:00—10:00 栈道看护"


OWN = VolunteerRules(least_age=16, guardian_below=20, minors_until=time(20), most_minutes=450, rest_minutes=690)
LATE = slot("late", "20:00", "22:00")


@pytest.mark.parametrize(
    ("candidate", "wanted", "label", "sentence"),
    [
        (Candidate(taken=(MORNING,)), MORNING, "已报过", "这一班你已经报过了。"),
        (Candidate(born=(2011, 6)), MORNING, "年龄不符", "这个岗位要满 16 岁。"),
        (
            Candidate(born=(2008, 1)),
            slot("s", "19:00", "20:30"),
            "结束太晚",
            "未满 20 岁的志愿者最晚到 20:00，这一班 20:30 结束。",
        ),
        (
            Candidate(taken=(LATE,)),
            slot("s", "09:29", "10:00", day=2),
            "休息时间不够",
            "和你的 6月1日 周二 20:00—22:00 栈道看护 之间要隔 11.5 小时。",
        ),
        (Candidate(), slot("s", "09:00", "16:31"), "当天时间太长", "一天最多 7.5 小时，加上这一班就超过了。"),
        (
            Candidate(),
            slot("s", "09:00", "10:00", post=Post("q", "救生", trained=True)),
            "需要培训",
            "这个岗位要先参加培训，请和组织者联系。",
        ),
        (
            Candidate(),
            slot("s", "09:00", "10:00", post=Post("q", "陪伴", checked=True)),
            "需要查记录",
            "这个岗位要先查无犯罪记录，请和组织者联系。",
        ),
    ],
)
def test_reason_says_the_figure_of_the_unit(candidate: Candidate, wanted: Slot, label: str, sentence: str) -> None:
    refusal = judge_person(candidate, wanted, OWN)

    assert refusal is not None
    assert (refusal.reason.label, refusal.sentence) == (label, sentence)


@pytest.mark.parametrize(
    ("candidate", "wanted"),
    [
        (Candidate(born=(2011, 5)), MORNING),
        (Candidate(born=(2008, 1)), slot("s", "19:00", "20:00")),
        (Candidate(taken=(LATE,)), slot("s", "09:30", "10:00", day=2)),
        (Candidate(), slot("s", "09:00", "16:30")),
    ],
)
def test_figure_of_the_unit_is_reached_and_not_passed(candidate: Candidate, wanted: Slot) -> None:
    assert judge_person(candidate, wanted, OWN) is None


@pytest.mark.parametrize(
    ("window", "label", "sentence"),
    [
        (Window(is_cancelled=True), "活动取消了", "这个活动取消了，不用来了。"),
        (Window(opens=NOON.replace(hour=13)), "未开始", "5月1日 13:00 开始报名。"),
        (Window(closes=NOON), "已截止", "报名截止了，要来请直接找组织者。"),
    ],
)
def test_window_says_why_nobody_signs_up(window: Window, label: str, sentence: str) -> None:
    refusal = judge_window(window, NOON)

    assert refusal is not None
    assert (refusal.reason.label, refusal.sentence) == (label, sentence)


@pytest.mark.parametrize(
    ("asked", "by_unit", "there", "sentence"),
    [
        (None, 0, 0, None),
        (None, 1, 0, "至少 1 名老志愿者，现在 0 名"),
        (None, 1, 1, None),
        (2, 1, 1, "至少 2 名老志愿者，现在 1 名"),
        (1, 2, 1, "至少 2 名老志愿者，现在 1 名"),
        (2, 0, 2, None),
    ],
)
def test_shift_has_as_many_experienced_people_as_it_or_the_unit_asks(
    asked: int | None, by_unit: int, there: int, sentence: str | None
) -> None:
    wanted = Slot(Shift("s", "p", experienced=asked), POST)

    lack = judge_team(wanted, there, VolunteerRules(experienced=by_unit))

    assert (lack.sentence if lack else None) == sentence


@pytest.mark.parametrize(("count", "is_refused"), [(1, False), (2, False), (3, True)])
def test_places_are_for_so_many_and_no_more(count: int, is_refused: bool) -> None:
    refusal = judge_places(Offer(replace(MORNING, shift=replace(MORNING.shift, places=3)), taken=1), count)

    assert (refusal is not None) is is_refused
    if refusal is not None:
        assert refusal.reason is SignUpReason.FULL
        assert refusal.sentence == "就差一步，6月1日 周二 09:00—11:00 栈道看护 满了。可以换一班，或者候补。"
