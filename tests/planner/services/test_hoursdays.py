"""The day that service hours are certified for: that of the shift, never one that is only near."""

from datetime import timedelta

import pytest

from planner.days import Day
from planner.errors import BadInput
from planner.extensions import db
from planner.models import ServiceHours
from planner.services.hours import correct_hours
from planner.services.rows import find_row
from tests.planner.conftest import World
from tests.planner.hourssteps import YESTERDAY, past_shift
from tests.planner.locks.steps import InApp
from tests.planner.submissions import event_of, user


def test_shift_without_a_day_is_certified_for_no_day_but_the_only_one(world: World, in_app: InApp) -> None:
    with in_app():
        dated, undated = past_shift(world, "甲", "乙")
        event, owner = event_of(world), user(world, "周老师")
        shift = find_row(event, "shifts", undated.shift)
        shift.day = None
        db.session.commit()
        correct_hours(event, dated.volunteer, dated.id, 60, because="门岗记的", actor=owner)
        db.session.commit()
        only = db.session.scalars(db.select(ServiceHours.day)).one()
        event.first_date = YESTERDAY - timedelta(days=2)
        event.starts_on = Day.of(event.first_date)
        db.session.commit()

        with pytest.raises(BadInput, match="这一班没有日期") as refused:
            correct_hours(event, undated.volunteer, undated.id, 60, because="门岗记的", actor=owner)
        db.session.rollback()

        assert (only, refused.value.reason) == (YESTERDAY, "NO_DAY")
        assert len(db.session.scalars(db.select(ServiceHours)).all()) == 1
        shift.day, shift.start = Day.of(YESTERDAY - timedelta(days=1)), None
        correct_hours(event, undated.volunteer, undated.id, 60, because="门岗记的", actor=owner)
        assert db.session.scalars(db.select(db.func.min(ServiceHours.day))).one() == YESTERDAY - timedelta(days=1)
