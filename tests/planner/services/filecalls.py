"""How the services of the volunteer file are called. Importing adds them to the calls."""

from planner.enums import SignUpState
from planner.extensions import db
from planner.models import FiledVolunteer
from planner.people.personrecords import add_entry
from planner.people.servicerecords import RecordedAward
from planner.services.volunteerfile import file_volunteer
from planner.services.volunteerinvites import invite_filed
from tests.planner.conftest import World
from tests.planner.services.audiences import MANAGERS, PLANNERS
from tests.planner.services.calls import CALLS, Arguments, Call, on
from tests.planner.services.volunteercalls import known_volunteer, one_sign_up, waiting
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import asking, on_file, signed_up

# Organisers and administrators of the unit; who administers one above it asks nobody.
ASKERS = MANAGERS | {"organiser outside the team"}
AWARD = RecordedAward("优秀志愿者", "县团委", key="a")


def one_on_file(world: World) -> FiledVolunteer:
    """Somebody in the file of the school."""
    return on_file(world, "甲")[0]


def two_of_one_name(world: World) -> Arguments:
    """Two who may be the same."""
    [filed], [other] = on_file(world, "甲", phone="13900000001"), on_file(world, "甲", phone="13900000002")
    return {"filed": filed, "other": other}


def kept(world: World) -> Arguments:
    """A volunteer who stands in the file."""
    arguments = known_volunteer(world)
    file_volunteer(event_of(world), arguments["volunteer"])
    db.session.commit()
    return arguments


def asked(world: World) -> Arguments:
    """Somebody who was asked for a shift and has not answered."""
    shift, filed = asking(world), one_on_file(world)
    [made] = invite_filed(event_of(world), shift, [filed.id], is_agreed=False, actor=user(world, "周老师")).made
    db.session.commit()
    return {"event": event_of(world), "sign_up": made, "agrees": True}


def known_to_the_file(world: World) -> Arguments:
    """A volunteer of whom the file knows something, without having been asked."""
    [made] = signed_up(world, asking(world), "甲")
    on_file(world, "甲")
    return {"event": event_of(world), "volunteer": made.volunteer}


def several_waiting(world: World) -> Arguments:
    """Somebody who waits for a place that has become free, as one of several."""
    arguments = waiting(world)
    return {"event": arguments["event"], "sign_ups": [arguments["sign_up"]]}


def several_with_places(world: World) -> Arguments:
    """Somebody who has a place, as one of several."""
    made = one_sign_up(world)
    assert made.state is SignUpState.CONFIRMED
    return {"event": event_of(world), "sign_ups": [made], "word": "这个岗位要满 18 岁"}


NOTED = {"experienced": True, "trained_until": None, "checked_on": None, "checked_until": None, "version": 1}


def one_with_an_award(world: World, _: object) -> Arguments:
    """Somebody in the file of the school with an award."""
    filed = on_file(world, "甲", record=add_entry("", AWARD))[0]
    return {"filed": filed, "key": AWARD.key}


CALLS |= {
    "personrecords.record_in_file": on(ASKERS, filed=one_on_file, entry=AWARD),
    "personrecords.remove_from_file": Call(ASKERS, one_with_an_award),
    "severalvolunteers.confirm_several": Call(PLANNERS, lambda world, _: several_waiting(world)),
    "severalvolunteers.refuse_several": Call(PLANNERS, lambda world, _: several_with_places(world)),
    "volunteerfile.erase_old_filed": on(frozenset()),
    "volunteerfile.keep_on_file": Call(PLANNERS, lambda world, _: known_volunteer(world)),
    "volunteerfile.leave_file": Call(PLANNERS, lambda world, _: kept(world)),
    "volunteerfile.merge_filed": Call(ASKERS, lambda world, _: two_of_one_name(world)),
    "volunteerfile.note_filed": on(ASKERS, filed=one_on_file, **NOTED),
    "volunteerfile.take_off_file": on(ASKERS, filed=one_on_file),
    "volunteerinvites.accept_invitation": Call(PLANNERS, lambda world, _: asked(world)),
    "volunteerinvites.invite_filed": Call(
        MANAGERS,
        lambda world, _: {
            "event": event_of(world),
            "shift": asking(world),
            "filed_ids": [one_on_file(world).id],
            "is_agreed": True,
        },
    ),
    "volunteerinvites.take_standing": Call(MANAGERS, lambda world, _: known_to_the_file(world)),
}
