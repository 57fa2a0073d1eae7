"""What the pages of who works with volunteers are about: a shift, a sign-up, a desk that is there, a day."""

from collections.abc import Iterable
from datetime import date

from flask import request

from planner.errors import NotFound
from planner.models import SignUp, SignUpDesk
from planner.people import Slot
from planner.queries.signups import find_desk
from planner.queries.volunteering import find_sign_up

PEOPLE_LIST = "志愿者名单"
SHIFT_DELETED = "这一班已经删掉了，回志愿者页再选一班。"


def pick_slot(slots: Iterable[Slot], shift: str, *, gone: str = SHIFT_DELETED) -> Slot:
    """The shift of that key; raises NotFound, which says that it is `gone`."""
    slot = next((slot for slot in slots if slot.key == shift), None)
    if slot is None:
        raise NotFound(gone)
    return slot


def load_desk(event_id: int) -> SignUpDesk:
    """How the event takes volunteers; raises NotFound where it takes none."""
    desk = find_desk(event_id)
    if desk is None:
        raise NotFound("还没有开始招募，先在志愿者页点“开始招募”。")
    return desk


def load_sign_up(event_id: int, sign_up_id: int) -> SignUp:
    """The sign-up of that event; raises NotFound."""
    found = find_sign_up(event_id, sign_up_id)
    if found is None:
        raise NotFound("这条报名不在这里，可能已经清除了。")
    return found


def read_asked_day() -> date | None:
    """The day that the address asks for; None for any other text."""
    try:
        return date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return None
