"""A guardian's yes on paper: the place waits for it, and whoever receives it is named."""

from datetime import timedelta

import pytest

from planner import clock
from planner.enums import SignUpState
from planner.errors import BadInput
from planner.extensions import db
from planner.models import SignUp
from planner.services.guardianpaper import note_paper, promise_paper, take_back_paper
from planner.services.shiftplaces import HOLD, find_slot, release_holds
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import asking, page_of, signed_up, states_of

C, H, LEFT, W = SignUpState.CONFIRMED, SignUpState.HELD, SignUpState.LEFT, SignUpState.WAITING


def minor(world: World) -> SignUp:
    """Somebody under age who has the only place of a shift while the guardian has not signed, and one who waits."""
    shift = asking(world, places=1)
    [one] = signed_up(world, shift, "甲", born=(2012, 3))
    signed_up(world, shift, "乙")
    return one


def days_later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Let the clock stand so many days later."""
    later = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: later)


@pytest.mark.parametrize(
    ("is_promised", "states"), [(False, [("甲", LEFT), ("乙", C)]), (True, [("甲", H), ("乙", W)])]
)
def test_place_waits_for_a_paper_that_is_promised(
    world: World,
    in_app: InApp,
    monkeypatch: pytest.MonkeyPatch,
    is_promised: bool,
    states: list[tuple[str, SignUpState]],
) -> None:
    with in_app():
        one, event = minor(world), event_of(world)
        if is_promised:
            promise_paper(event, one.volunteer, actor=page_of(one))
        days_later(monkeypatch, HOLD.days + 1)

        release_holds(event, actor=user(world, "周老师"))

        assert states_of(one.shift) == states


def test_paper_is_awaited_no_longer_than_until_the_shift_begins(world: World, in_app: InApp) -> None:
    with in_app():
        one = minor(world)
        slot = find_slot(event_of(world), one.shift)
        assert slot is not None

        promise_paper(event_of(world), one.volunteer, actor=page_of(one))

        assert clock.on_the_wall(one.held_until) == slot.begins


def test_paper_that_was_received_gives_the_place_and_names_who_noted_it(world: World, in_app: InApp) -> None:
    with in_app():
        one, event, owner = minor(world), event_of(world), user(world, "周老师")

        note_paper(event, one.volunteer, actor=owner)

        assert (one.state, one.volunteer.paper_noted_by, one.volunteer.guardian_at is not None) == (C, "周老师", True)
        with pytest.raises(BadInput, match="已经同意过了"):
            note_paper(event, one.volunteer, actor=owner)

        take_back_paper(event, one.volunteer, actor=owner)

        assert (one.state, one.volunteer.paper_noted_by, one.volunteer.guardian_at) == (H, "", None)
        assert one.held_until is not None
        with pytest.raises(BadInput, match="没有记过"):
            take_back_paper(event, one.volunteer, actor=owner)


def test_paper_after_the_place_has_lapsed_gives_a_place_in_the_line(
    world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_app():
        one = minor(world)
        days_later(monkeypatch, HOLD.days + 1)

        promise_paper(event_of(world), one.volunteer, actor=page_of(one))
        note_paper(event_of(world), one.volunteer, actor=user(world, "周老师"))
        db.session.commit()

        assert states_of(one.shift) == [("甲", C), ("乙", W)], "who came first moves up first"
