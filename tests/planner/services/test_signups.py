"""Signing up and leaving: places, the line behind them, and what nobody may do."""

from datetime import UTC, datetime, timedelta

import pytest

from planner import clock
from planner.actors import Visitor
from planner.enums import EventStatus, SignUpState
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.models import Activity, Volunteer
from planner.people.signingrules import SignUpReason
from planner.queries.signups import find_desk, volunteers_by_phone
from planner.services.signups import SigningRefused, agree_to_changes, leave_shift, sign_up, sign_up_again
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import applicant, asking, page_of, signed_up, states_of, visitor

C, H, W, L = SignUpState.CONFIRMED, SignUpState.HELD, SignUpState.WAITING, SignUpState.LEFT


def refused(world: World, shift: str, **said: object) -> str:
    """Why somebody is not signed up."""
    with pytest.raises(SigningRefused) as refusal:
        sign_up(event_of(world), shift, [applicant(**said)], actor=visitor(world))
    db.session.rollback()
    return refusal.value.reason


def test_places_go_to_who_comes_first_and_the_others_wait(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=2)
        signed_up(world, shift, "甲", "乙", "丙", "丁")

        assert states_of(shift) == [("甲", C), ("乙", C), ("丙", W), ("丁", W)]
        entry = db.session.scalars(db.select(Activity).order_by(Activity.id.desc())).first()
        assert entry is not None
        assert (entry.verb, entry.subject, entry.after) == (
            "报名",
            "6月1日 周二 09:00—11:00 栈道看护",
            "1 人，其中候补 1 人",
        )


def test_who_leaves_makes_room_for_the_first_in_line(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=1)
        first, *_ = signed_up(world, shift, "甲", "乙", "丙")

        leave_shift(event_of(world), first, because="要加班", actor=page_of(first))
        db.session.commit()

        assert states_of(shift) == [("甲", L), ("乙", C), ("丙", W)]


def test_group_takes_the_places_that_are_left(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=2)
        made = sign_up(
            event_of(world),
            shift,
            [applicant(), applicant("王一", ""), applicant("王二", "")],
            actor=visitor(world),
        )

        assert [one.state for one in made] == [C, C, W]
        assert [one.volunteer.led_by_id for one in made] == [None, made[0].volunteer.id, made[0].volunteer.id]


def test_who_would_not_wait_is_told_that_it_is_full(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=1)
        signed_up(world, shift, "甲")

        with pytest.raises(SigningRefused) as refusal:
            sign_up(event_of(world), shift, [applicant()], actor=visitor(world), may_wait=False)

        assert refusal.value.reason == SignUpReason.FULL
        assert db.session.scalar(db.select(db.func.count(Volunteer.id))) == 1


def test_same_person_by_the_same_number_is_the_same_volunteer(world: World, in_app: InApp) -> None:
    with in_app():
        morning, noon = asking(world), asking(world, start=12, end=13)
        sign_up(event_of(world), morning, [applicant()], actor=visitor(world))
        sign_up(event_of(world), noon, [applicant(phone="13800001111")], actor=visitor(world))
        sign_up(event_of(world), noon, [applicant("林知恩")], actor=visitor(world))
        db.session.commit()

        found = volunteers_by_phone(world.event, "13800001111")
        assert [one.name for one in found] == ["林知远", "林知恩"]
        with pytest.raises(SigningRefused) as again:
            sign_up(event_of(world), morning, [applicant("林 知 远")], actor=visitor(world))
        assert again.value.reason == SignUpReason.TAKEN.value
        assert refused(world, morning) == SignUpReason.TAKEN
        assert refused(world, asking(world, start=10, end=12)) == SignUpReason.CLASHES


def test_minor_whose_guardian_signed_has_a_place(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=1)
        signed_up(world, shift, "甲", born=(2010, 1), signature="[[1,2,3]]")

        assert states_of(shift) == [("甲", C)]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_closed": True}, SignUpReason.CLOSED),
        ({"opens_at": datetime(2098, 1, 1, tzinfo=UTC)}, SignUpReason.NOT_YET),
        ({"closes_at": datetime(2001, 1, 1, tzinfo=UTC)}, SignUpReason.CLOSED),
    ],
)
def test_desk_says_when_it_takes_volunteers_and_the_organiser_may_always(
    world: World, in_app: InApp, change: dict[str, object], reason: SignUpReason
) -> None:
    with in_app():
        shift, desk = asking(world), find_desk(world.event)
        for name, value in change.items():
            setattr(desk, name, value)
        db.session.commit()

        assert refused(world, shift) == reason
        sign_up(event_of(world), shift, [applicant()], actor=user(world, "周老师"))
        assert states_of(shift) == [("林知远", C)]


def test_cancelled_event_takes_nobody(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world)
        event_of(world).status = EventStatus.CANCELLED
        db.session.commit()

        assert refused(world, shift) == SignUpReason.CANCELLED


def test_strangers_sign_up_for_public_posts_only(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, public=False)

        with pytest.raises(NotFound, match="删掉"):
            sign_up(event_of(world), shift, [applicant()], actor=visitor(world))
        sign_up(event_of(world), shift, [applicant()], actor=user(world, "周老师"))


def test_link_of_another_event_opens_nothing(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world)
        one = signed_up(world, shift, "甲")[0]

        for actor in (Visitor(1, "志愿者", world.event + 1), Visitor(one.volunteer.link_id or 0, "志愿者", None)):
            with pytest.raises((NotFound, NotAllowed)):
                sign_up(event_of(world), shift, [applicant()], actor=actor)
            with pytest.raises((NotFound, NotAllowed)):
                leave_shift(event_of(world), one, because="", actor=actor)


def test_nobody_leaves_for_another(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world)
        first, second = signed_up(world, shift, "甲", "乙")

        for step in (
            lambda: leave_shift(event_of(world), first, because="", actor=page_of(second)),
            lambda: agree_to_changes(event_of(world), first, actor=page_of(second)),
            lambda: sign_up_again(event_of(world), shift, first.volunteer, actor=page_of(second)),
        ):
            with pytest.raises(NotFound):
                step()


def test_late_leave_is_asked_for(world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch) -> None:
    with in_app():
        shift = asking(world, places=1)
        first, second = signed_up(world, shift, "甲", "乙")
        a_day_before = datetime(2027, 5, 31, 1, tzinfo=UTC)
        monkeypatch.setattr(clock, "now", lambda: a_day_before + timedelta(seconds=1))

        leave_shift(event_of(world), first, because="发烧", actor=page_of(first))
        leave_shift(event_of(world), second, because="", actor=page_of(second))
        db.session.commit()

        assert states_of(shift) == [("甲", C), ("乙", L)]
        assert (first.leave_asked_at, first.leave_because) == (clock.now(), "发烧")
        leave_shift(event_of(world), first, because="发烧", actor=user(world, "周老师"))
        assert states_of(shift)[0] == ("甲", L)


def test_leave_is_free_until_the_deadline(world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch) -> None:
    with in_app():
        first = signed_up(world, asking(world), "甲")[0]
        monkeypatch.setattr(clock, "now", lambda: datetime(2027, 5, 31, 1, tzinfo=UTC))

        assert leave_shift(event_of(world), first, because="", actor=page_of(first)).state is L


def test_shift_that_has_begun_is_not_left(world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch) -> None:
    with in_app():
        first = signed_up(world, asking(world), "甲")[0]
        monkeypatch.setattr(clock, "now", lambda: datetime(2027, 6, 1, 1, tzinfo=UTC))

        with pytest.raises(BadInput, match="已经开始"):
            leave_shift(event_of(world), first, because="", actor=page_of(first))


def test_who_left_comes_back_at_the_end_of_the_line(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=1)
        first, *_ = signed_up(world, shift, "甲", "乙", "丙")
        leave_shift(event_of(world), first, because="", actor=page_of(first))
        with pytest.raises(NotFound):
            leave_shift(event_of(world), first, because="", actor=page_of(first))

        sign_up_again(event_of(world), shift, first.volunteer, actor=page_of(first))
        db.session.commit()

        assert states_of(shift) == [("乙", C), ("丙", W), ("甲", W)]
