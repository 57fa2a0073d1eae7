"""How the services of hours and certificates are called. Importing adds them to the calls."""

from typing import Any

from planner.extensions import db
from planner.models import SignUp, Volunteer
from planner.people.personrecords import add_entry
from planner.people.servicerecords import RecordedTraining
from planner.services.excludedservice import exclude_service
from planner.services.hoursrequests import ask_correction
from planner.services.personrecords import PersonDetails
from tests.planner.conftest import World
from tests.planner.hourssteps import approved, certified, served, served_elsewhere
from tests.planner.services.audiences import ERASERS, STEPPERS
from tests.planner.services.calls import CALLS, Call
from tests.planner.submissions import event_of, user

Arguments = dict[str, Any]


def somebody(world: World) -> SignUp:
    """Somebody who came yesterday; the same one the next time."""
    found = db.session.scalars(db.select(SignUp)).first()
    return found or served(world, "甲")[0]


def of_somebody(**more: Any) -> Call:
    """A call about that volunteer."""
    return Call(STEPPERS, lambda world, _: {"volunteer": somebody(world).volunteer, "event": event_of(world), **more})


def on_shift(world: World, **more: Any) -> Arguments:
    """That volunteer and their shift."""
    one = somebody(world)
    return {"event": event_of(world), "volunteer": one.volunteer, "sign_up_id": one.id, **more}


def with_hours(world: World) -> Arguments:
    """A volunteer whose hours are approved."""
    found = db.session.scalars(db.select(Volunteer)).first()
    return {"volunteer": found or approved(world, "甲"), "event": event_of(world)}


def left_out(world: World) -> Arguments:
    """A shift that gives no hours."""
    one = somebody(world)
    exclude_service(event_of(world), sign_up_id=one.id, because="本职工作", actor=user(world, "周老师"))
    db.session.commit()
    return {"event": event_of(world), "sign_up_id": one.id}


def asked(world: World) -> Arguments:
    """A question about hours."""
    request = ask_correction(event_of(world), somebody(world).volunteer, "少记了", actor=user(world, "周老师"))
    db.session.commit()
    return {"event": event_of(world), "request": request}


def with_hours_elsewhere(world: World) -> Arguments:
    """A volunteer whose hours are approved here and at another event."""
    arguments = with_hours(world)
    if len(db.session.scalars(db.select(Volunteer.id)).all()) == 1:
        served_elsewhere(world, arguments["volunteer"])
    return arguments


def with_training(world: World) -> Arguments:
    """A volunteer with a training."""
    volunteer = somebody(world).volunteer
    volunteer.record = add_entry("", RecordedTraining("行前培训", "", 90, "县团委", key="a"))
    db.session.commit()
    return {"event": event_of(world), "volunteer": volunteer, "key": "a"}


CALLS |= {
    "certificates.issue_all_certificates": Call(STEPPERS, lambda world, _: {"event": with_hours(world)["event"]}),
    "certificates.issue_certificate": Call(STEPPERS, lambda world, _: with_hours(world)),
    "certificates.withdraw_certificate": Call(
        STEPPERS,
        lambda world, _: {"certificate": certified(world, "甲"), "event": event_of(world), "because": "名字写错了"},
    ),
    "evaluations.evaluate_service": of_somebody(stars=5, words=""),
    "evaluations.evaluate_shift": Call(
        STEPPERS, lambda world, _: {"event": somebody(world) and event_of(world), "shift": "", "stars": 5, "words": ""}
    ),
    "excludedservice.exclude_service": Call(
        STEPPERS,
        lambda world, _: {"sign_up_id": somebody(world).id, "event": event_of(world), "because": "本职工作"},
    ),
    "excludedservice.include_service": Call(STEPPERS, lambda world, _: left_out(world)),
    "hours.approve_hours": of_somebody(),
    "hours.approve_plain_hours": Call(STEPPERS, lambda world, _: {"event": somebody(world) and event_of(world)}),
    "hours.correct_hours": Call(STEPPERS, lambda world, _: on_shift(world, minutes=60, because="10:00 走的")),
    "jointcertificates.issue_joint_certificate": Call(STEPPERS, lambda world, _: with_hours_elsewhere(world)),
    "personrecords.keep_details": of_somebody(details=PersonDetails(area="云台县", kinds="助学")),
    "personrecords.record_entry": of_somebody(entry=RecordedTraining("行前培训", "", 90, "县团委")),
    "personrecords.record_for_shift": Call(
        STEPPERS,
        lambda world, _: {
            "event": somebody(world) and event_of(world),
            "shift": "",
            "entry": RecordedTraining("行前培训", "", 90, "县团委"),
        },
    ),
    "personrecords.remove_entry": Call(STEPPERS, lambda world, _: with_training(world)),
    "hoursrequests.answer_request": Call(STEPPERS, lambda world, _: asked(world) | {"answer": "改了"}),
    "hoursrequests.ask_correction": of_somebody(words="少记了"),
    "hoursrequests.hand_out_records": Call(
        ERASERS, lambda world, _: {"event": event_of(world), "because": "录入国家系统"}
    ),
}
