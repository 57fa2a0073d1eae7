"""Whoever was erased stays so: nothing is written of them any more, however late it was asked for."""

from sqlalchemy import inspect

from planner.errors import NotFound
from planner.extensions import db
from planner.models import Volunteer

_COLUMNS = tuple(attribute.key for attribute in inspect(Volunteer).column_attrs)


def refuse_forgotten(volunteer: Volunteer) -> None:
    """See a volunteer as they stand; raises NotFound of whoever was erased.

    Whoever calls this has locked the people of the event. What was read of the volunteer before may be from a moment
    at which they had not asked to be erased yet: to write it back would bring them back.
    """
    db.session.flush()
    db.session.refresh(volunteer, attribute_names=_COLUMNS)
    if volunteer.erased_at is not None:
        raise NotFound("这位志愿者的资料已经清除了。")
