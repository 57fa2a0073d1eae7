"""Steps that tests of checking in begin with; call them inside `with in_app()`."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from planner import clock
from planner.days import Day
from planner.errors import BadInput
from planner.extensions import db
from planner.models import Attendance, SignUp
from planner.people.attendance import Pressed
from planner.queries.attendance import find_attendance
from planner.services.attendance import check_in
from planner.services.postcodes import code_of_post
from planner.services.rows import find_row
from tests.planner.conftest import World
from tests.planner.submissions import event_of
from tests.planner.volunteersteps import DAY, page_of

SHIFT_DAY = DAY.date
Service = Callable[..., Attendance]
NEXT_DAY = Day(6, 2, 2027)
assert SHIFT_DAY is not None


def wall(hours: str, day: int = 1) -> datetime:
    """A moment of the day of the shift, or of another one of that month, by the clock on the wall."""
    assert SHIFT_DAY is not None
    return datetime.combine(SHIFT_DAY.replace(day=day), time.fromisoformat(hours), clock.SHANGHAI)


def digits_of(world: World, shift: str, days: int = 0) -> str:
    """The digits of the post of a shift on its day, or so many days later."""
    assert SHIFT_DAY is not None
    event = event_of(world)
    post = find_row(event, "shifts", shift).post
    return code_of_post(event, post, SHIFT_DAY + timedelta(days=days))


def wrong_digits(world: World, shift: str) -> str:
    """Digits that no sign shows."""
    shown = {digits_of(world, shift, days) for days in (-1, 0)}
    return next(digits for digits in ("0000", "0001", "0002") if digits not in shown)


def noted_of(sign_up: SignUp) -> Attendance:
    """What is noted of somebody."""
    noted = find_attendance(sign_up.id)
    assert noted is not None
    return noted


def stay_of(sign_up: SignUp) -> tuple[str, str, str, str]:
    """From when until when somebody was there, and who noted each, as far as it is known."""
    db.session.expire_all()
    noted = find_attendance(sign_up.id)
    if noted is None:
        return "", "", "", ""
    came, went = (f"{clock.local(at):%H:%M}" if at else "" for at in (noted.arrived_at, noted.left_at))
    return came, noted.arrived_by, went, noted.left_by


def move_shift(world: World, shift: str, **values: object) -> None:
    """Let the shift be at another day or hour, as if it had been edited; committed."""
    row = find_row(event_of(world), "shifts", shift)
    for name, value in values.items():
        setattr(row, name, value)
    db.session.commit()


def press(world: World, sign_up: SignUp, service: Service = check_in, digits: str | None = None, **more: object) -> str:
    """Press the button on the volunteer's own page; returns why it is refused, empty when it is not."""
    right = digits_of(world, sign_up.shift) if digits is None else digits
    try:
        service(event_of(world), sign_up, Pressed(digits=right, **more), actor=page_of(sign_up))
    except BadInput as refusal:
        db.session.rollback()
        return refusal.reason
    db.session.commit()
    return ""
