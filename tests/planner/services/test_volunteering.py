"""What the organiser settles about volunteers: what it makes of them, and what the log says of it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from planner import clock
from planner.days import Day
from planner.enums import SignUpState
from planner.errors import BadInput
from planner.extensions import db
from planner.models import Activity, SignUp
from planner.services import volunteering
from planner.services.rows import find_row
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import asking, signed_up, states_of

C, LEFT, REFUSED, W = SignUpState.CONFIRMED, SignUpState.LEFT, SignUpState.REFUSED, SignUpState.WAITING


def settle(world: World, act: Callable[..., object], *args: object, **more: object) -> list[tuple[str, str]]:
    """Let the owner do it; returns what the log says of it, oldest first. Nobody is named there."""
    before = db.session.scalar(db.select(db.func.max(Activity.id))) or 0
    act(event_of(world), *args, actor=user(world, "周老师"), **more)
    db.session.commit()
    entries = db.session.scalars(db.select(Activity).where(Activity.id > before).order_by(Activity.id)).all()
    assert not [one for one in entries if {"甲", "乙"} & set(f"{one.subject}{one.before}{one.after}")]
    return [(one.verb, one.after) for one in entries]


def test_moved_volunteer_leaves_a_place_to_who_waits(world: World, in_app: InApp) -> None:
    with in_app():
        shift, other = asking(world, places=1), asking(world, start=13, end=14)
        first = signed_up(world, shift, "甲", "乙")[0]
        known = first.known

        [(verb, _)] = settle(world, volunteering.move_sign_up, first, other)

        assert (verb, states_of(shift), states_of(other)) == ("换班", [("乙", C)], [("甲", C)])
        assert first.known == known, "their own page asks whether they can come"


def test_nobody_is_moved_where_all_places_are_taken(world: World, in_app: InApp) -> None:
    with in_app():
        shift, other = asking(world), asking(world, places=1, start=13, end=14)
        first = signed_up(world, shift, "甲")[0]
        signed_up(world, other, "乙")

        with pytest.raises(BadInput) as refusal:
            volunteering.move_sign_up(event_of(world), first, other, actor=user(world, "周老师"))

        assert (refusal.value.reason, states_of(shift), states_of(other)) == ("FULL", [("甲", C)], [("乙", C)])


def test_place_over_the_number_is_given_only_when_that_is_meant(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=1)
        second = signed_up(world, shift, "甲", "乙")[1]

        with pytest.raises(BadInput, match="1 个名额都有人了，补上就是 2 人。"):
            volunteering.confirm_sign_up(event_of(world), second, actor=user(world, "周老师"))
        entries = settle(world, volunteering.confirm_sign_up, second, over=True)

        assert (entries, states_of(shift)) == ([("补上", "1 人")], [("甲", C), ("乙", C)])


def test_refusal_has_a_word_and_frees_the_place(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=1)
        first = signed_up(world, shift, "甲", "乙")[0]

        with pytest.raises(BadInput, match="写一句为什么"):
            volunteering.refuse_sign_up(event_of(world), first, word=" ", actor=user(world, "周老师"))
        entries = settle(world, volunteering.refuse_sign_up, first, word="要满 18 岁")

        assert (entries, states_of(shift)) == ([("婉拒", "1 人")], [("甲", REFUSED), ("乙", C)])
        assert first.word == "要满 18 岁"


@pytest.mark.parametrize(
    ("is_allowed", "verb", "states"),
    [(True, "准假", [("甲", LEFT), ("乙", C)]), (False, "没准假", [("甲", C), ("乙", W)])],
)
def test_late_leave_is_answered(
    world: World, in_app: InApp, is_allowed: bool, verb: str, states: list[tuple[str, SignUpState]]
) -> None:
    with in_app():
        shift = asking(world, places=1)
        first = signed_up(world, shift, "甲", "乙")[0]
        first.leave_asked_at = clock.now()
        db.session.commit()

        entries = settle(world, volunteering.answer_leave, first, is_allowed=is_allowed, word="知道了")

        assert (entries, states_of(shift)) == ([(verb, "1 人")], states)
        assert (first.leave_asked_at, first.word) == (None, "知道了")


def test_absence_is_noted_once_the_shift_has_begun_and_taken_back(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world)
        first = signed_up(world, shift, "甲")[0]
        with pytest.raises(BadInput, match="还没开始"):
            volunteering.mark_absence(event_of(world), first, is_absent=True, actor=user(world, "周老师"))
        find_row(event_of(world), "shifts", shift).day = Day.of(clock.today() - timedelta(days=1))
        db.session.commit()

        noted = settle(world, volunteering.mark_absence, first, is_absent=True)
        by = absent_by(first)
        again = settle(world, volunteering.mark_absence, first, is_absent=True)
        taken_back = settle(world, volunteering.mark_absence, first, is_absent=False)

        assert (noted, by, again) == ([("记未到", "1 人")], "周老师", [])
        assert (taken_back, absent_by(first)) == ([("撤回未到", "1 人")], "")


def absent_by(sign_up: SignUp) -> str:
    """Who says that somebody did not come."""
    return sign_up.absent_by


def test_standing_is_kept_and_the_same_again_leaves_no_entry(world: World, in_app: InApp) -> None:
    with in_app():
        person = signed_up(world, asking(world), "甲")[0].volunteer
        standing = {"experienced": True, "trained_until": date(2027, 12, 31), "checked_until": None}

        entries = settle(world, volunteering.set_standing, person, **standing)
        again = settle(world, volunteering.set_standing, person, **standing)

        assert (entries, again) == ([("记培训和查询", "1 人")], [])
        assert {name: getattr(person, name) for name in standing} == standing


@pytest.mark.parametrize(("chosen", "code"), [((), "TAKEN_PLACES"), ((0, 1), "TOO_MANY")])
def test_fewer_places_ask_for_just_as_many_who_wait(
    world: World, in_app: InApp, chosen: tuple[int, ...], code: str
) -> None:
    with in_app():
        shift = asking(world)
        made = signed_up(world, shift, "甲", "乙")
        waiting = {made[number].id for number in chosen}

        with pytest.raises(BadInput) as refusal:
            volunteering.lower_places(event_of(world), shift, 1, waiting, actor=user(world, "周老师"))

        assert (refusal.value.reason, states_of(shift)) == (code, [("甲", C), ("乙", C)])


def test_fewer_places_are_logged_with_how_many_wait(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world)
        first = signed_up(world, shift, "甲", "乙")[0]

        entries = settle(world, volunteering.lower_places, shift, 1, {first.id})

        assert entries == [("修改", "名额：1\n1 人移到候补")]
        assert states_of(shift) == [("甲", W), ("乙", C)]
