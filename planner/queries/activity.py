"""The activity log, newest first."""

from sqlalchemy import Integer, bindparam, select
from sqlalchemy.orm import load_only

from planner.extensions import db
from planner.models import Activity
from planner.models.activity import READING

PAGE = 50
# What was typed before and after is sealed, and opening it takes longer than reading the rest.
_SHOWN = load_only(Activity.at, Activity.actor, Activity.verb, Activity.subject, Activity.where)
_RECENT = (
    select(Activity)
    .options(_SHOWN)
    .where(Activity.event_id == bindparam("event", type_=Integer), Activity.verb != READING)
    .order_by(Activity.id.desc())
    .limit(bindparam("most", type_=Integer))
)


def recent_activity(event_id: int, most: int) -> list[Activity]:
    """The newest changes of an event, without what was typed; who was shown what stands in the whole log."""
    return list(db.session.scalars(_RECENT, {"event": event_id, "most": most}))


def activity_page(event_id: int, page: int) -> tuple[list[Activity], bool]:
    """One page of 50 entries, and whether older ones follow."""
    statement = select(Activity).where(Activity.event_id == event_id).order_by(Activity.id.desc())
    found = list(db.session.scalars(statement.limit(PAGE + 1).offset((page - 1) * PAGE)))
    return found[:PAGE], len(found) > PAGE
