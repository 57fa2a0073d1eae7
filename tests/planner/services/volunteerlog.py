"""What is done about volunteers leaves an entry in the log, called as in the calls. Importing registers the steps."""

from functools import partial
from importlib import import_module
from pathlib import Path

from tests.planner.conftest import World
from tests.planner.services import (  # noqa: F401  importing adds their calls
    attendancecalls,
    feedbackcalls,
    filecalls,
    hourscalls,
    ownpagecalls,
    volunteercalls,
)
from tests.planner.services.calls import CALLS
from tests.planner.services.loggedsteps import STEPS, Act, Preparation
from tests.planner.submissions import user

SERVICES = {
    "attendance",
    "attendancemarks",
    "certificates",
    "evaluations",
    "excludedservice",
    "guardianpaper",
    "feedbackdesk",
    "feedbackquotes",
    "hours",
    "hoursrequests",
    "jointcertificates",
    "listedsignups",
    "lottery",
    "postpositions",
    "severalvolunteers",
    "shiftplaces",
    "signupdesk",
    "signups",
    "volunteerheads",
    "volunteering",
    "volunteerinvites",
    "volunteers",
}
OWN = {
    "personrecords.keep_details",
    "personrecords.record_entry",
    "personrecords.record_for_shift",
    "personrecords.remove_entry",
    "volunteerfile.keep_on_file",
    "volunteerfile.leave_file",
}
# This writes an entry of a shift that is left and one of another.
TWICE = {"volunteers.swap_shift"}


def prepare_call(name: str) -> Preparation:
    """The call of that service, made by the owner of the event."""
    module, _, function = name.partition(".")

    def prepare(world: World, folder: Path) -> Act:
        service = getattr(import_module(f"planner.services.{module}"), function)
        arguments = CALLS[name].prepare(world, folder)
        return partial(service, actor=user(world, "周老师"), **arguments)

    return prepare


LOGGED = {name for name in CALLS if name.partition(".")[0] in SERVICES} | OWN
STEPS.update({name: prepare_call(name) for name in sorted(LOGGED - TWICE)})
