"""Whoever was erased stays so, whatever comes late: from their own page, or from who settles their hours."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import text

from planner.actors import CONSOLE
from planner.enums import SignUpState
from planner.errors import NotFound
from planner.extensions import db
from planner.models import Activity, Event, HoursRequest, Participant, SignUp
from planner.models.columns import data_keys
from planner.models.textcolumns import OF_VOLUNTEERS
from planner.people.attendance import Pressed
from planner.people.servicerecords import RecordedTraining
from planner.queries.excludedservice import read_excluded
from planner.queries.hourstotals import count_requests
from planner.sealing import unseal
from planner.services.attendance import check_in
from planner.services.erasing import erase_child
from planner.services.evaluations import evaluate_service
from planner.services.excludedservice import exclude_service
from planner.services.guardianpaper import note_paper, promise_paper, take_back_paper
from planner.services.hours import approve_hours, correct_hours
from planner.services.hoursrequests import answer_request, ask_correction
from planner.services.personrecords import PersonDetails, keep_details, record_entry
from planner.services.signups import agree_to_changes, leave_shift, sign_up_again
from planner.services.volunteerfile import keep_on_file
from planner.services.volunteering import set_standing
from planner.services.volunteerinvites import accept_invitation, take_standing
from planner.services.volunteers import (
    Details,
    agree_as_guardian,
    answer_questions,
    change_details,
    erase_volunteer,
)
from tests.planner.conftest import World
from tests.planner.hourssteps import served
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import asking, page_of, signed_up

InApp = Callable[[], AbstractContextManager[object]]
DETAILS = Details(phone="13900000099", unit="", skills="", emergency_name="", emergency_phone="", photos=False)
GONE = "资料已经清除了"
Late = Callable[[Event, SignUp, World], object]


def by_owner(service: Callable[..., object], **more: object) -> Late:
    """What the organiser does about the volunteer."""
    return lambda event, one, world: service(event, one.volunteer, **more, actor=user(world, "周老师"))


def by_page(service: Callable[..., object], *, of_shift: bool = False, **more: object) -> Late:
    """What is pressed on the own page, which was opened before."""
    return lambda event, one, world: service(event, one if of_shift else one.volunteer, **more, actor=page_of(one))


LATE: dict[str, Late] = {
    "details": by_page(change_details, details=DETAILS),
    "guardian": by_page(agree_as_guardian, name="林父", phone="13900000088", signature="M0 0"),
    "paper": by_page(promise_paper),
    "paper that is noted": by_owner(note_paper),
    "paper that is taken back": by_owner(take_back_paper),
    "answers": by_page(answer_questions, answers=(), asked=()),
    "file": by_page(keep_on_file),
    "request": by_page(ask_correction, words="16:40 才走"),
    "leave": by_page(leave_shift, of_shift=True, because="家里有事"),
    "changes": by_page(agree_to_changes, of_shift=True),
    "invitation": by_page(accept_invitation, of_shift=True, agrees=True),
    "arrival": by_page(check_in, of_shift=True, pressed=Pressed("1234")),
    "standing": by_owner(set_standing, experienced=True, trained_until=None, checked_until=None),
    "standing of the file": by_owner(take_standing),
    "evaluation": by_owner(evaluate_service, stars=5, words="做事细心"),
    "record": by_page(keep_details, details=PersonDetails(area="云台县", kinds="助学")),
    "training": by_owner(record_entry, entry=RecordedTraining("行前培训", "", 90, "县团委")),
}


@pytest.mark.parametrize("late", LATE.values(), ids=LATE)
def test_nothing_is_written_of_whom_was_erased(world: World, in_app: InApp, late: Late) -> None:
    with in_app():
        [one] = signed_up(world, asking(world), "林知远")
        erase_volunteer(event_of(world), one.volunteer, actor=page_of(one))
        db.session.commit()

        with pytest.raises(NotFound, match=GONE):
            late(event_of(world), one, world)
        db.session.rollback()
        assert {getattr(one.volunteer, name) for name in OF_VOLUNTEERS["volunteer"]} == {""}
        assert one.state is SignUpState.LEFT


def test_whom_was_erased_signs_up_for_nothing(world: World, in_app: InApp) -> None:
    with in_app():
        [one] = signed_up(world, asking(world), "林知远")
        noon = asking(world, start=12, end=13)
        erase_volunteer(event_of(world), one.volunteer, actor=page_of(one))
        db.session.commit()

        with pytest.raises(NotFound, match=GONE):
            sign_up_again(event_of(world), noon, one.volunteer, actor=page_of(one))


def test_hours_of_whom_was_erased_stay_and_nobody_waits_for_a_word(world: World, in_app: InApp) -> None:
    with in_app():
        [one] = served(world, "林知远")
        asked = ask_correction(event_of(world), one.volunteer, "16:40 才走", actor=page_of(one))
        assert count_requests([world.event]) == {world.event: 1}
        erase_volunteer(event_of(world), one.volunteer, actor=page_of(one))
        db.session.commit()

        assert count_requests([world.event]) == {}
        request = db.session.get_one(HoursRequest, asked.id)
        for late in (
            by_owner(correct_hours, sign_up_id=one.id, minutes=90, because="林父来电"),
            lambda event, _, world: answer_request(event, request, "已改", actor=user(world, "周老师")),
        ):
            with pytest.raises(NotFound, match=GONE):
                late(event_of(world), one, world)
            db.session.rollback()
        assert approve_hours(event_of(world), one.volunteer, actor=user(world, "周老师")) == 120


def test_what_was_said_of_whom_was_erased_is_gone(world: World, in_app: InApp) -> None:
    with in_app():
        [one] = served(world, "林知远")
        one.word, owner = "林知远迟到过", user(world, "周老师")
        exclude_service(event_of(world), sign_up_id=one.id, because="林知远领了讲课费", actor=owner)
        assert [
            entry.after for entry in db.session.scalars(db.select(Activity).where(Activity.verb == "不计时长"))
        ] == ["1 人"]
        erase_volunteer(event_of(world), one.volunteer, actor=page_of(one))
        db.session.commit()

        db.session.expire_all()
        assert (one.word, read_excluded(event_of(world))) == ("", {one.id: "资料已清除"})


def test_what_is_said_of_volunteers_is_sealed(world: World, in_app: InApp) -> None:
    with in_app():
        [one] = served(world, "林知远")
        one.word = "林知远迟到过"
        exclude_service(event_of(world), sign_up_id=one.id, because="领了讲课费", actor=user(world, "周老师"))
        db.session.commit()

        for table, column, said in (("sign_up", "word", "林知远迟到过"), ("excluded_service", "because", "领了讲课费")):
            held = db.session.scalars(text(f"SELECT {column} FROM {table} WHERE {column} <> ''")).one()
            assert (unseal(held, data_keys()), said in held) == (said, False)


def test_name_of_a_child_is_masked_in_what_is_said_of_volunteers(world: World, in_app: InApp) -> None:
    with in_app():
        put(world, "participants", {"name": "宋石榴"})
        [one] = signed_up(world, asking(world), "林知远")
        one.word, one.leave_because = "请带宋石榴过来", "要送宋石榴回家"
        erase_child(event_of(world), find_child(world), actor=CONSOLE)
        db.session.commit()

        assert (one.word, one.leave_because) == ("请带宋**过来", "要送宋**回家")


def find_child(world: World) -> str:
    """The key of the one child of the event."""
    return db.session.scalars(db.select(Participant.key).where(Participant.event_id == world.event)).one()


def test_shift_that_was_left_is_not_agreed_to(world: World, in_app: InApp) -> None:
    with in_app():
        [one] = signed_up(world, asking(world), "林知远")
        leave_shift(event_of(world), one, because="", actor=page_of(one))
        db.session.commit()

        with pytest.raises(NotFound, match="这一班已经退过了"):
            agree_to_changes(event_of(world), one, actor=page_of(one))
