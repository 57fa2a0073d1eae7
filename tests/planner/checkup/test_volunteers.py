"""Posts, shifts and who signed up for them: each rule by a table, nobody named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from planner.checkup import Context
from planner.checkup import volunteers as rules
from planner.days import Day
from planner.dossier import Dossier, Facts, Post, Shift
from planner.enums import EventStatus
from planner.findings import Finding, Severity
from planner.people.signingrules import Window
from planner.people.staffing import PlacedHelper, Staffing

TODAY = date(2027, 8, 1)
POST = Post("p", "栈道看护")
SHIFT = Shift("s", "p", day=Day(8, 10, 2027), start=time(14), end=time(16, 30), places=3)
FACTS = Facts(starts_on=Day(8, 9, 2027), ends_on=Day(8, 11, 2027), status=EventStatus.PUBLISHED)
PLAN = Dossier(FACTS, posts=(POST,), shifts=(SHIFT,))
OPEN = Window()
ADULT = (1998, 3)
MINOR = (2011, 3)

Check = Callable[[Context], list[Finding]]


def said(
    check: Check, plan: Dossier = PLAN, *helpers: PlacedHelper, window: Window | None = OPEN
) -> list[tuple[str, str]]:
    """What a rule says, and where."""
    context = Context(plan, today=TODAY, staffing=Staffing(helpers, window))
    return [(finding.sentence, finding.where) for finding in check(context)]


def with_post(**changes: object) -> Dossier:
    """The plan with another post."""
    return replace(PLAN, posts=(replace(POST, **changes),))  # type: ignore[arg-type]


def with_shift(**changes: object) -> Dossier:
    """The plan with another shift."""
    return replace(PLAN, shifts=(replace(SHIFT, **changes),))  # type: ignore[arg-type]


def with_status(status: EventStatus) -> Dossier:
    """The plan of an event of that status."""
    return replace(PLAN, facts=replace(FACTS, status=status))


def helper(person: int = 1, **more: object) -> PlacedHelper:
    """A grown-up in the shift."""
    return replace(PlacedHelper(person, "s", born=ADULT), **more)  # type: ignore[arg-type]


def test_nothing_is_found_of_who_signed_up_where_nothing_is_known_of_it() -> None:
    found = [finding for rule in rules.RULES for finding in rule(Context(PLAN, today=TODAY))]

    assert found == []


def test_post_without_shifts_is_told() -> None:
    assert said(rules.check_posts, replace(PLAN, shifts=())) == [("1 个志愿岗位还没有班次：栈道看护。", "posts/p")]
    assert said(rules.check_posts) == []


@pytest.mark.parametrize(
    ("changes", "is_told"),
    [({}, False), ({"start": None}, True), ({"end": None}, True), ({"day": None}, True)],
)
def test_shift_without_a_time_is_told(changes: dict[str, object], is_told: bool) -> None:
    words = "1 个班次的日期或时间没写全，没人能报：栈道看护。"

    assert said(rules.check_shift_times, with_shift(**changes)) == ([(words, "shifts/s")] if is_told else [])


@pytest.mark.parametrize(("day", "is_told"), [(8, True), (9, False), (11, False), (12, True)])
def test_shift_outside_the_days_of_the_event_is_told(day: int, is_told: bool) -> None:
    found = said(rules.check_shift_days, with_shift(day=Day(8, day, 2027)))

    assert [where for _, where in found] == (["shifts/s"] if is_told else [])
    assert all("不在活动的日子里" in sentence for sentence, _ in found)


@pytest.mark.parametrize(
    ("plan", "window", "is_told"),
    [
        (PLAN, None, True),
        (PLAN, OPEN, False),
        (with_post(public=False), None, False),
        (with_shift(day=None), None, False),
        (with_status(EventStatus.CANCELLED), None, False),
    ],
)
def test_public_post_that_nobody_can_sign_up_for_is_told(plan: Dossier, window: Window | None, is_told: bool) -> None:
    told = [("1 个班次要招志愿者，还没有开始招募。", "volunteers")]

    assert said(rules.check_sign_up_begun, plan, window=window) == (told if is_told else [])


@pytest.mark.parametrize(
    ("plan", "window", "sentence"),
    [
        (with_status(EventStatus.CANCELLED), OPEN, "活动取消了，志愿者报名还开着。"),
        (with_status(EventStatus.CANCELLED), Window(is_closed=True), ""),
        (with_shift(day=Day(7, 31, 2027)), OPEN, "班次都过了，志愿者报名还开着。"),
        (with_shift(day=Day(7, 31, 2027)), Window(closes=datetime.combine(date(2027, 7, 30), time(18))), ""),
        (with_shift(day=Day(8, 1, 2027)), OPEN, ""),
        (PLAN, None, ""),
    ],
)
def test_sign_up_that_is_open_for_nothing_is_told(plan: Dossier, window: Window | None, sentence: str) -> None:
    found = said(rules.check_sign_up_ended, plan, window=window)

    assert found == ([(sentence, "volunteers")] if sentence else [])


@pytest.mark.parametrize(
    ("day", "severity", "when"),
    [
        (25, Severity.HINT, "在 8月25日，还有 24 天"),
        (16, Severity.HINT, "在 8月16日，还有 15 天"),
        (15, Severity.WARNING, "在 8月15日，还有 14 天"),
        (1, Severity.WARNING, "就在今天"),
    ],
)
def test_shift_that_is_short_is_told_with_the_days_left(day: int, severity: Severity, when: str) -> None:
    plan = with_shift(day=Day(8, day, 2027))
    found = rules.check_places(Context(plan, today=TODAY, staffing=Staffing((helper(),), OPEN)))

    words = f"志愿者还差 2 人：栈道看护 2 人。最早的一班{when}。"
    assert found == [Finding("shifts-short", severity, words, "volunteers")]


def test_shift_that_is_full_or_past_or_of_a_cancelled_event_is_not_short() -> None:
    everybody = [helper(person) for person in (1, 2, 3)]

    assert said(rules.check_places, PLAN, *everybody) == []
    assert said(rules.check_places, with_shift(day=Day(7, 31, 2027))) == []
    assert said(rules.check_places, with_status(EventStatus.CANCELLED)) == []
    assert said(rules.check_places, PLAN, window=None) == []


@pytest.mark.parametrize(("asked", "there", "missing"), [(2, 1, 1), (2, 2, 0), (1, 2, 0), (None, 0, 0), (1, 0, 1)])
def test_shift_without_enough_experienced_is_told(asked: int | None, there: int, missing: int) -> None:
    people = [helper(person, experienced=person <= there) for person in (1, 2)]
    found = said(rules.check_experienced, with_shift(experienced=asked), *people)

    sentence = f"8月10日 周二 栈道看护的老志愿者不够，还差 {missing} 名。"
    assert found == ([(sentence, "volunteers")] if missing else [])


def test_shift_that_nobody_has_signed_up_for_lacks_nobody_experienced() -> None:
    assert said(rules.check_experienced, with_shift(experienced=2)) == []


@pytest.mark.parametrize(
    ("end", "born", "is_told"),
    [
        (time(21), MINOR, False),
        (time(21, 1), MINOR, True),
        (time(22), ADULT, False),
        (time(22), None, False),
        (time(22), (2009, 8), True),
        (time(22), (2009, 7), False),
    ],
)
def test_minors_on_a_late_shift_are_told(end: time, born: tuple[int, int] | None, is_told: bool) -> None:
    found = said(rules.check_minors, with_shift(end=end), helper(born=born))

    sentence = "8月10日 周二 栈道看护排了未满 18 岁的 1 人，结束晚于 21:00。"
    assert found == ([(sentence, "sign_ups/s")] if is_told else [])


@pytest.mark.parametrize(
    ("until", "is_told"),
    [(None, True), (date(2027, 8, 9), True), (date(2027, 8, 10), False), (date(2028, 1, 1), False)],
)
@pytest.mark.parametrize(
    ("check", "needs", "column", "sentence"),
    [
        (rules.check_records, "checked", "checked_until", "须查无犯罪记录，1 人还没查或到期了。"),
        (rules.check_trainings, "trained", "trained_until", "要先培训，1 人还没培训或到期了。"),
    ],
)
def test_people_unproven_for_a_post_are_told(
    check: Check, needs: str, column: str, sentence: str, until: date | None, is_told: bool
) -> None:
    person = helper(**{column: until})
    found = said(check, with_post(**{needs: True}), person)

    assert found == ([(f"8月10日 周二 栈道看护{sentence}", "sign_ups/s")] if is_told else [])
    assert said(check, PLAN, person) == []


def test_several_shifts_are_told_in_one_sentence_that_leads_to_the_board() -> None:
    late = replace(SHIFT, key="t", day=Day(8, 11, 2027))
    plan = replace(with_post(checked=True), shifts=(SHIFT, late))
    found = said(rules.check_records, plan, helper(), helper(2), helper(2, shift="t"))

    words = "8月10日 周二 栈道看护、8月11日 周三 栈道看护须查无犯罪记录，3 人还没查或到期了。"
    assert found == [(words, "sign_ups")]
