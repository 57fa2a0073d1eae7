"""Shifts: nobody who has a place loses it silently, and those who wait move up where there is room."""

from sqlalchemy import select

from planner.actors import Actor
from planner.errors import BadInput
from planner.extensions import db
from planner.models import Event, RowMixin, Shift
from planner.nouns import Aggregate
from planner.people.waitinglist import count_taken
from planner.queries.attendance import count_arrivals
from planner.queries.changes import lock_aggregate
from planner.queries.signups import count_places, read_line, read_slots
from planner.services.behaviours.behaviour import Behaviour, Values
from planner.services.shiftplaces import move_up


class Shifts(Behaviour):
    """Places are judged under the lock that sign-ups take, so that nobody signs up for what is just being deleted."""

    noun = "shifts"

    def refuse(self, event: Event, values: Values, key: str, *, actor: Actor) -> BadInput | None:
        if not key:
            return None
        lock_aggregate(event.id, Aggregate.PEOPLE)
        return self._refuse_places(event, values.get("places"), key) or self._refuse_day(event, values, key)

    def _refuse_places(self, event: Event, places: int | None, key: str) -> BadInput | None:
        if places is None:
            return None
        taken = count_taken(read_line(event.id, key))
        if taken <= places:
            return None
        sentence = f"已经有 {taken} 人报上了，减到 {places} 个名额要先定下哪 {taken - places} 人移走。"
        return BadInput(sentence, "TAKEN_PLACES", field="places", place=(event.id, f"volunteers/{key}"))

    def _refuse_day(self, event: Event, values: Values, key: str) -> BadInput | None:
        """What was served on one day isn't served on another: a shift that is held again is one more shift."""
        day = select(Shift.day).where(Shift.event_id == event.id, Shift.key == key)
        if "day" not in values or values["day"] == db.session.scalar(day):
            return None
        came = count_arrivals(event.id, key)
        if not came:
            return None
        words = f"已经有 {came} 人签到了，不能改到别的日子。改天再来一次，就另加一班。"
        return BadInput(words, "HAS_ARRIVALS", field="day", place=(event.id, f"volunteers/{key}"))

    def refuse_deletion(self, event: Event, row: RowMixin) -> BadInput | None:
        lock_aggregate(event.id, Aggregate.PEOPLE)
        count = sum(count_places(event.id).get(row.key, ()))
        if not count:
            return None
        words = f"这一班有 {count} 人报名，先把他们移到别的班或者退掉，再删。"
        return BadInput(words, "HAS_SIGN_UPS", place=(event.id, f"volunteers/{row.key}"))

    def follow(self, event: Event) -> None:
        waited_for = [shift for shift, (_, waiting, _) in count_places(event.id).items() if waiting]
        if not waited_for:
            return
        lock_aggregate(event.id, Aggregate.PEOPLE)
        for slot in read_slots(event):
            if slot.key in waited_for:
                move_up(event, slot)


class Posts(Behaviour):
    """A post goes when nothing is left of it."""

    noun = "posts"

    def refuse_deletion(self, event: Event, row: RowMixin) -> BadInput | None:
        left = select(Shift.id).where(Shift.event_id == event.id, Shift.post == row.key, Shift.deleted_at.is_(None))
        if db.session.scalar(left.limit(1)) is None:
            return None
        return BadInput("这个岗位还有班次，先删班次。", "HAS_SHIFTS")
