"""Asking volunteers of the file for a shift: a place is kept until they answer."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from planner import clock
from planner.actors import CONSOLE
from planner.enums import SignUpState
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import SignUp, Volunteer
from planner.queries.signups import count_places
from planner.queries.volunteering import read_tallies
from planner.services.shiftplaces import release_holds
from planner.services.signups import sign_up
from planner.services.volunteerinvites import accept_invitation, invite_filed, take_standing
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import applicant, asking, on_file, page_of, signed_up, states_of, visitor

InApp = Callable[[], AbstractContextManager[object]]
LATER = date(2030, 1, 1)
S = SignUpState


def asked(world: World, shift: str, *names: str, is_agreed: bool = False, **more: object) -> list[SignUp]:
    """These people of the file, put on the shift by the owner; committed."""
    ids = [one.id for one in on_file(world, *names, **more)]
    made = invite_filed(event_of(world), shift, ids, is_agreed=is_agreed, actor=user(world, "周老师")).made
    db.session.commit()
    return made


def test_who_is_asked_has_a_place_kept_with_what_the_file_knows(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world)
        [made] = asked(
            world, shift, "林知远", experienced=True, trained_until=LATER, checked_until=LATER, unit="云台一中"
        )
        person = made.volunteer

        assert states_of(shift) == [("林知远", S.INVITED)]
        assert count_places(world.event)[shift][:2] == (1, 0)
        assert (person.experienced, person.trained_until, person.checked_until) == (True, LATER, LATER)
        assert (person.born, person.unit, len(person.code), person.agreement) == ("1998-03", "云台一中", 4, "")
        assert made.held_until is not None
        assert timedelta(hours=47) < made.held_until - clock.now() <= timedelta(hours=48)


def test_who_said_yes_to_the_organiser_has_a_place_or_waits(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=1)
        asked(world, shift, "甲", "乙", is_agreed=True)

        assert states_of(shift) == [("甲", S.CONFIRMED), ("乙", S.WAITING)]


def test_more_are_not_asked_than_there_are_places(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=1)
        with pytest.raises(BadInput, match="还空 1 个名额，选了 2 人"):
            asked(world, shift, "甲", "乙")
        db.session.rollback()

        assert states_of(shift) == []


def test_who_stands_there_is_not_asked_twice_and_whom_a_rule_refuses_leaves_nothing(
    world: World, in_app: InApp
) -> None:
    with in_app():
        shift = asking(world, places=3, least_age=18)
        signed_up(world, shift, "甲")
        ids = [one.id for one in on_file(world, "甲")] + [one.id for one in on_file(world, "乙", born="2012-01")]
        result = invite_filed(event_of(world), shift, ids, is_agreed=False, actor=user(world, "周老师"))
        db.session.commit()

        assert (result.made, result.already) == ([], ["甲"])
        assert [(name, refusal.sentence) for name, refusal in result.refused] == [("乙", "这个岗位要满 18 岁。")]
        assert db.session.scalar(select(func.count()).select_from(Volunteer)) == 1


def test_yes_on_the_own_page_asks_for_both_agreements(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world)
        [made] = asked(world, shift, "甲")
        with pytest.raises(BadInput, match="读过、勾上"):
            accept_invitation(event_of(world), made, agrees=False, actor=page_of(made))
        accept_invitation(event_of(world), made, agrees=True, actor=page_of(made))

        assert states_of(shift) == [("甲", S.CONFIRMED)]
        assert made.volunteer.agreement
        with pytest.raises(NotFound):
            accept_invitation(event_of(world), made, agrees=True, actor=page_of(made))


def test_yes_of_a_minor_still_waits_for_the_guardian(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world)
        [made] = asked(world, shift, "甲", born=f"{clock.today().year - 15}-01")
        accept_invitation(event_of(world), made, agrees=True, actor=page_of(made))

        assert states_of(shift) == [("甲", S.HELD)]


def test_place_kept_for_too_long_is_free_on_the_board_as_on_the_public_page(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=1)
        [made] = asked(world, shift, "甲")
        kept = read_tallies(world.event, ())[shift], count_places(world.event)[shift][0]
        made.held_until = clock.now() - timedelta(minutes=1)
        db.session.flush()
        free = read_tallies(world.event, ())[shift], count_places(world.event)[shift][0]

        assert [(tally.taken, tally.invited, taken) for tally, taken in (kept, free)] == [(1, 1, 1), (0, 0, 0)]


def test_late_yes_waits_behind_who_came_meanwhile_and_no_answer_frees_the_place(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=1)
        [made] = asked(world, shift, "甲")
        made.held_until = clock.now() - timedelta(minutes=1)
        db.session.commit()
        signed_up(world, shift, "乙")
        accept_invitation(event_of(world), made, agrees=True, actor=page_of(made))
        late = states_of(shift)
        other = asking(world, places=1, start=13, end=14)
        [silent] = asked(world, other, "丙")
        silent.held_until = clock.now() - timedelta(minutes=1)
        release_holds(event_of(world), actor=CONSOLE)

        assert late == [("甲", S.WAITING), ("乙", S.CONFIRMED)]
        assert states_of(other) == [("丙", S.LEFT)]


def test_file_speaks_for_somebody_who_signed_up_alone_only_when_the_organiser_says_so(
    world: World, in_app: InApp
) -> None:
    with in_app():
        on_file(world, "林知远", phone="13800001111", checked_until=LATER)
        [made] = sign_up(event_of(world), asking(world), [applicant()], actor=visitor(world))
        before = made.volunteer.checked_until
        take_standing(event_of(world), made.volunteer, actor=user(world, "周老师"))

        assert (before, made.volunteer.checked_until) == (None, LATER)
