"""Whatever somebody does to an event leaves exactly one entry in its log, under their name: no step can forget it."""

import inspect
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

from planner import services
from planner.extensions import db
from planner.models import Activity, Event, Link
from planner.services.events import create_event, create_event_of
from planner.services.plantexts import make_event
from tests.planner.conftest import World
from tests.planner.services import (  # noqa: F401  importing registers their steps
    childsteps,
    evidencecalls,
    intakecalls,
    photocalls,
    proofsteps,
    publicitycalls,
    reportcalls,
    summarycalls,
    volunteerlog,
)
from tests.planner.services.loggedsteps import STEPS, name_of

InApp = Callable[[], AbstractContextManager[Any]]
# What is the log itself or asks who may, and what is logged by whoever calls it.
OTHERS = {
    "activity.record_change",
    "activity.record_reading",
    "textlog.record_text",
    # They write beside a step that is logged.
    "authorship.note_author",
    "authorship.note_authors",
    "bars.keep_bars",
    "dossier.write_dossier",
    "linkdevices.bind_device",
    # A moment in the log beside what was said without a name would say whose it is.
    "feedback.give_feedback",
    "feedback.withdraw_feedback",
    "guard.guard_event",
    "guard.guard_giving_feedback",
    "guard.guard_own_hours",
    "guard.guard_plan_texts",
    "guard.guard_rows",
    "guard.guard_signing_up",
    "guard.guard_volunteer",
    "guard.is_visitor_of",
    "invoiceregister.note_clash",
    # They ask, and make others wait meanwhile.
    "invoiceregister.refuse_return",
    "invoiceregister.refuse_used",
    # What waits to be entered is nobody's change yet; what is entered are rows of two nouns, an entry for each.
    "invoices.drop_files",
    "invoices.enter_dropped",
    "invoices.keep_with_expense",
    "invoices.put_away",
    "invoices.take_back",
    # What is on its way is nobody's change yet; what is there is one, however it came.
    "headings.forget_headings",
    "headings.remember_headings",
    "intake.decide_batch",
    "intake.drop_batch",
    "intake.keep_batch",
    "intake.move_batch",
    "plantexts.decide_plan_text",
    "plantexts.drop_plan_text",
    "photouploads.add_piece",
    "photouploads.begin_upload",
    "photouploads.drop_upload",
    "photouploads.find_upload",
    "photouploads.finish_upload",
    "photouploads.refuse_upload",
    "guard.guard_sending_photos",
    "photoboxes.open_guarded_photo",
    "photolog.log_boxes",
    "photolog.log_photo",
    "photolog.log_photos",
    # They write below a step that is logged, or make others wait.
    "signupdesk.add_desk",
    "signups.add_volunteer",
    "signups.open_shift",
    "signups.record_sign_ups",
    "volunteerfile.file_volunteer",
    "volunteerfile.forget_filed_of",
    "volunteerlog.record_volunteers",
    # An entry for each noun, for the shift that is left and the other.
    "proposedposts.add_proposed",
    "volunteers.swap_shift",
    # Its log goes with it.
    "erasing.erase_event",
    "remarks.add_opinions",
    "remarks.add_requests",
    "rowlog.record_rows",
    "rows.refuse_rows",
    "summary.write_text",
    "summarydesk.put_row",
    "summaryfiling.may_return",
    "waivers.find_bar",
}


def count_entries() -> int:
    """How many entries all logs have."""
    return db.session.scalar(db.select(db.func.count()).select_from(Activity)) or 0


@pytest.mark.parametrize("name", STEPS)
def test_step_leaves_one_entry_under_the_name_of_who_took_it(
    world: World, in_app: InApp, tmp_path: Path, name: str
) -> None:
    with in_app():
        act = STEPS[name](world, tmp_path)
        db.session.commit()
        before = count_entries()

        act()
        db.session.commit()

        newest = db.session.scalars(db.select(Activity).order_by(Activity.id.desc()).limit(1)).one()
        assert (count_entries(), newest.actor) == (before + 1, act.keywords["actor"].name)


def changes_an_event(function: Callable[..., object]) -> bool:
    """Whether a function does something with an event, or with a link into it, in the name of somebody."""
    parameters = inspect.signature(function, eval_str=True).parameters
    return "actor" in parameters and any(p.annotation in (Event, Link) for p in parameters.values())


def test_every_step_with_an_event_is_among_them() -> None:
    found = {name_of(create_event), name_of(create_event_of), name_of(make_event)}
    for module in (import_module(f"planner.services.{each.name}") for each in iter_modules(services.__path__)):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            is_own = function.__module__ == module.__name__ and not name.startswith("_")
            if is_own and changes_an_event(function):
                found.add(name_of(function))

    assert found - OTHERS == set(STEPS)
