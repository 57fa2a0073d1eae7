"""Whether volunteers are asked if they are near, and where posts are."""

from collections.abc import Mapping

from planner.actors import Actor
from planner.errors import LostUpdate
from planner.extensions import db
from planner.models import Event, PostPosition
from planner.people.positions import GeoPoint
from planner.permissions import can_work_on_event
from planner.queries.attendance import positions_of_posts
from planner.services.guard import guard_event
from planner.services.signupdesk import lock_desk
from planner.services.volunteerlog import record_volunteers


def set_place_check(
    event: Event, metres: int, positions: Mapping[str, GeoPoint | None], *, version: int, actor: Actor
) -> bool:
    """Ask whoever checks in whether they are within so many metres of their post; 0 asks nobody.

    `positions` says by the key of a post where it is, None where that isn't known. Returns whether anything changed.
    Raises LostUpdate when somebody changed the settings of the desk meanwhile.
    """
    guard_event(event, actor, can_work_on_event)
    desk = lock_desk(event)
    rows = positions_of_posts(event.id)
    before = {post: GeoPoint(row.latitude, row.longitude) for post, row in rows.items()}
    after = {**before, **positions}
    is_same = desk.place_metres == metres and {post: place for post, place in after.items() if place} == before
    if is_same:
        return False
    if desk.version != version:
        theirs = {"metres": desk.place_metres}
        raise LostUpdate("别人刚才也改了设置，看一眼再存。", who="", version=desk.version, theirs=theirs)
    desk.place_metres, desk.version = metres, desk.version + 1
    for post, place in positions.items():
        _put(event, rows.get(post), post, place)
    set_to = f"离岗位 {metres} 米以内算在场" if metres else "签到不问位置"
    record_volunteers(event, actor, "修改", "志愿者签到设置", after=set_to)
    return True


def _put(event: Event, row: PostPosition | None, post: str, place: GeoPoint | None) -> None:
    if place is None:
        if row is not None:
            db.session.delete(row)
        return
    if row is None:
        row = PostPosition(event_id=event.id, post=post)
        db.session.add(row)
    row.latitude, row.longitude = place.latitude, place.longitude
