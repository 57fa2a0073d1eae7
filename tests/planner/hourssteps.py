"""Volunteers who came, for tests of their hours; call these inside `with in_app()`."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner import clock
from planner.days import Day
from planner.enums import SignUpState
from planner.extensions import db
from planner.models import Attendance, IssuedCertificate, ServiceHours, SignUp, Volunteer
from planner.services.certificates import issue_certificate
from planner.services.hours import approve_hours
from planner.services.rows import find_row
from tests.planner.conftest import World
from tests.planner.moneyrows import add_event
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import asking, signed_up

_SHANGHAI = ZoneInfo("Asia/Shanghai")
YESTERDAY = clock.today() - timedelta(days=1)


def wall(hour: int, minute: int = 0) -> datetime:
    """A moment of yesterday in Shanghai."""
    return datetime.combine(YESTERDAY, time(hour, minute), _SHANGHAI)


def past_shift(world: World, *names: str, places: int = 9, start: int = 9, end: int = 11, **post: str) -> list[SignUp]:
    """These people at a shift of yesterday, of whom nobody has noted when they came; committed."""
    shift = asking(world, places=places, start=start, end=end, **post)
    made = signed_up(world, shift, *names)
    event = event_of(world)
    find_row(event, "shifts", shift).day = Day.of(YESTERDAY)
    event.starts_on = event.ends_on = Day.of(YESTERDAY)
    event.first_date = event.last_date = YESTERDAY
    db.session.commit()
    return made


def came(
    sign_up: SignUp, arrived: datetime | None = None, left: datetime | None = None, *, begins: int = 9, ends: int = 11
) -> SignUp:
    """They came and left at those moments, at a shift of these hours; committed."""
    noted = Attendance(sign_up_id=sign_up.id, starts_at=wall(begins), ends_at=wall(ends))
    noted.arrived_at, noted.left_at = arrived, left
    db.session.add(noted)
    db.session.commit()
    return sign_up


def served(world: World, *names: str) -> list[SignUp]:
    """These people came yesterday from nine to eleven; committed."""
    return [came(one, wall(8, 55), wall(11, 2)) for one in past_shift(world, *names)]


def approved(world: World, name: str = "林知远") -> Volunteer:
    """Somebody whose two hours are approved; committed."""
    [one] = served(world, name)
    approve_hours(event_of(world), one.volunteer, actor=user(world, "周老师"))
    db.session.commit()
    return one.volunteer


def certified(world: World, name: str = "林知远") -> IssuedCertificate:
    """A certificate of these two hours; committed."""
    volunteer = approved(world, name)
    made = issue_certificate(event_of(world), volunteer, actor=user(world, "周老师"))
    db.session.commit()
    return made


def served_elsewhere(
    world: World,
    same: Volunteer,
    title: str = "六一游园",
    *,
    day: date = YESTERDAY - timedelta(days=70),
    minutes: int = 90,
) -> ServiceHours:
    """Hours of the same person that were approved at another event of the unit; committed."""
    event_id = add_event(world, title)
    person = Volunteer(event_id=event_id, name=same.name, phone=same.phone, born=same.born)
    db.session.add(person)
    db.session.flush()
    one = SignUp(event_id=event_id, volunteer_id=person.id, shift="gone", arrival=1, state=SignUpState.CONFIRMED)
    db.session.add(one)
    db.session.flush()
    hours = ServiceHours(event_id=event_id, volunteer_id=person.id, sign_up_id=one.id, day=day, minutes=minutes)
    hours.content, hours.place, hours.approved_at, hours.approved_by = "摊位", "操场", clock.now(), "李老师"
    db.session.add(hours)
    db.session.commit()
    return hours
