"""What the pages of who works with volunteers share: a shift or a sign-up that is still there."""

from collections.abc import Iterable

from planner.errors import NotFound
from planner.models import SignUp
from planner.people import Slot
from planner.queries.volunteering import find_sign_up

PEOPLE_LIST = "志愿者名单"
SHIFT_DELETED = "这一班已经删掉了，回志愿者页再选一班。"


def pick_slot(slots: Iterable[Slot], shift: str, *, gone: str = SHIFT_DELETED) -> Slot:
    """The shift of that key; raises NotFound, which says that it is `gone`."""
    slot = next((slot for slot in slots if slot.key == shift), None)
    if slot is None:
        raise NotFound(gone)
    return slot


def load_sign_up(event_id: int, sign_up_id: int) -> SignUp:
    """The sign-up of that event; raises NotFound."""
    found = find_sign_up(event_id, sign_up_id)
    if found is None:
        raise NotFound("这条报名不在这里，可能已经清除了。")
    return found
