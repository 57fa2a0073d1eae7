"""How the services of whole plans and of school calendars are called, and logged. Importing adds both."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from planner.dossier import Dossier, Facts
from planner.extensions import db
from planner.intake.proposals.decisions import PlanDecisions
from planner.models import PlanText, SchoolCalendar
from planner.schooldays import SchoolDayKind, SchoolDays
from planner.services import events, plantexts, schoolcalendar
from tests.planner.conftest import World
from tests.planner.filestores import kept_file, memory_store
from tests.planner.services.audiences import DRAFTERS, OWNER
from tests.planner.services.calls import CALLS, Call, on, school_id
from tests.planner.services.loggedsteps import Act, prepares
from tests.planner.submissions import user

PLAN = Dossier(facts=Facts(title="重阳敬老"))
EXAM = SchoolDays("期末考试", SchoolDayKind.EXAM, date(2027, 6, 21), date(2027, 6, 22))


def kept(world: World) -> PlanText:
    """A text that the owner pasted; committed."""
    text = plantexts.keep_plan_text("敬老方案", "重阳敬老活动方案", actor=user(world, "周老师"))
    db.session.commit()
    return text


def taken_in(world: World) -> SchoolCalendar:
    """A calendar of the school with an exam in it; committed."""
    made = schoolcalendar.take_in_calendar(world.units["school"], "校历.ics", [EXAM], [], actor=user(world, "周老师"))
    db.session.commit()
    return made


def making(world: World) -> dict[str, Any]:
    """What it takes to make an event of a text."""
    store = memory_store()
    return {
        "kept": kept(world),
        "dossier": PLAN,
        "source": kept_file(store),
        "store": store,
        "organisation_id": world.units["school"],
    }


CALLS |= {
    "events.create_event_of": on(DRAFTERS, dossier=PLAN, organisation_id=school_id),
    "plantexts.decide_plan_text": on(OWNER, kept=kept, decided=PlanDecisions(title="敬老")),
    "plantexts.drop_plan_text": on(OWNER, kept=kept),
    "plantexts.make_event": Call(OWNER, lambda world, _: making(world)),
    "schoolcalendar.take_back_calendar": on(DRAFTERS, calendar=taken_in),
    "schoolcalendar.take_in_calendar": on(DRAFTERS, unit_id=school_id, name="校历.ics", days=[EXAM], events=[]),
}


@prepares(events.create_event_of)
def _create_event_of(world: World, _: Path) -> Act:
    school, actor = world.units["school"], user(world, "周老师")
    return partial(events.create_event_of, PLAN, organisation_id=school, actor=actor)


@prepares(plantexts.make_event)
def _make_event(world: World, _: Path) -> Act:
    return partial(plantexts.make_event, **making(world), actor=user(world, "周老师"))
