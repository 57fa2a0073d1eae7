"""Reading newsletters: the red head of a unit, the number of an event, the next free one."""

from sqlalchemy import func, select

from planner.extensions import db
from planner.models import BulletinHead, BulletinIssue, Event, Organisation
from planner.report.bulletin import BulletinNumber, RedHead


def find_bulletin_head(unit_id: int) -> BulletinHead | None:
    """What the unit puts on its newsletters; None while nobody has written it."""
    found: BulletinHead | None = db.session.scalar(select(BulletinHead).where(BulletinHead.organisation_id == unit_id))
    return found


def find_bulletin_issue(event_id: int) -> BulletinIssue | None:
    """The number of the event's newsletter; None while it has none."""
    found: BulletinIssue | None = db.session.scalar(select(BulletinIssue).where(BulletinIssue.event_id == event_id))
    return found


def read_red_head(event: Event) -> RedHead:
    """The head of the event's newsletter; a unit that has not written its own edits it under its name."""
    head, issue = find_bulletin_head(event.organisation_id), find_bulletin_issue(event.id)
    number = (
        BulletinNumber(year=issue.year, number=issue.number, issued_on=issue.issued_on) if issue is not None else None
    )
    if head is None:
        return RedHead(publisher=db.session.get_one(Organisation, event.organisation_id).name, number=number)
    return RedHead(
        name=head.name, publisher=head.publisher, sent_to=head.sent_to, copied_to=head.copied_to, number=number
    )


def next_bulletin_number(unit_id: int, year: int) -> int:
    """The number behind the last one of the unit in that year."""
    last = select(func.max(BulletinIssue.number)).where(
        BulletinIssue.organisation_id == unit_id, BulletinIssue.year == year
    )
    return (db.session.scalar(last) or 0) + 1


def find_bulletin_holder(unit_id: int, year: int, number: int) -> str | None:
    """The title of the event whose newsletter has that number in the unit."""
    wanted = (
        select(Event.title)
        .join(BulletinIssue, BulletinIssue.event_id == Event.id)
        .where(BulletinIssue.organisation_id == unit_id, BulletinIssue.year == year, BulletinIssue.number == number)
    )
    title: str | None = db.session.scalar(wanted)
    return title
