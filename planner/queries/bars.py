"""Who does not decide a matter of an event: by what they are to it now, and by what they were when it was handed in."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, bindparam, or_, select

from planner.enums import BarReason, Matter
from planner.extensions import db
from planner.models import BarredPerson, Event, FinanceReview, Revision, RowAuthor, SummaryRevision, TeamMember
from planner.permissions import PLANNING
from planner.queries.authorship import authors_of, wrote_part_of

HandedIn = Revision | FinanceReview | SummaryRevision
Bars = dict[int, BarReason]
"""Why, by the id of the user; the graver reason where there are two."""
# Sent with every list that has something waiting on it, so they are built once.
_EVENTS = bindparam("events", expanding=True, type_=Integer)
_PLANNERS = select(TeamMember.event_id, TeamMember.user_id).where(
    TeamMember.event_id.in_(_EVENTS), TeamMember.role.in_(PLANNING)
)
_KEPT = select(BarredPerson.event_id, BarredPerson.number, BarredPerson.user_id, BarredPerson.because).where(
    BarredPerson.event_id.in_(_EVENTS), BarredPerson.matter == bindparam("matter", type_=BarredPerson.matter.type)
)


def bars_before(event: Event, matter: Matter, submitter_id: int) -> Bars:
    """Who is barred from a matter if that user hands it in as it stands."""
    authors = dict.fromkeys(authors_of(event.id, matter), BarReason.AUTHOR)
    return authors | _team_bars([event])[event.id] | {submitter_id: BarReason.SUBMITTER}


def bars_of(event: Event, handed_in: HandedIn) -> Bars:
    """Who is barred from what was handed in: then, or now.

    A plan and a budget stand as they were handed in. Accounts go on, so whoever writes them now is barred as well.
    """
    matter = matter_of(handed_in)
    now = dict.fromkeys(authors_of(event.id, matter), BarReason.AUTHOR) if matter is Matter.SETTLEMENT else {}
    kept = _kept_bars(matter, {event.id: handed_in.number})[event.id]
    return now | _team_bars([event])[event.id] | kept | _submitter_bar(handed_in)


def bars_of_plans(waiting: Sequence[tuple[Event, Revision]]) -> dict[int, Bars]:
    """The same for the plans of several events, by event; two statements."""
    teams = _team_bars([event for event, _ in waiting])
    kept = _kept_bars(Matter.PLAN, {event.id: revision.number for event, revision in waiting})
    return {event.id: teams[event.id] | kept[event.id] | _submitter_bar(revision) for event, revision in waiting}


def matter_of(handed_in: HandedIn) -> Matter:
    """What is decided there."""
    if isinstance(handed_in, FinanceReview):
        return Matter(handed_in.subject)
    return Matter.PLAN if isinstance(handed_in, Revision) else Matter.SUMMARY


def _submitter_bar(handed_in: HandedIn) -> Bars:
    return {handed_in.submitted_by_id: BarReason.SUBMITTER}


def _team_bars(events: list[Event]) -> dict[int, Bars]:
    found: dict[int, Bars] = {event.id: {} for event in events}
    for event_id, user_id in db.session.execute(_PLANNERS, {"events": list(found)}):
        found[event_id][user_id] = BarReason.PLANNER
    for event in events:
        found[event.id][event.owner_id] = BarReason.OWNER
    return found


def _kept_bars(matter: Matter, numbers: Mapping[int, int]) -> dict[int, Bars]:
    found: dict[int, Bars] = {event_id: {} for event_id in numbers}
    kept = db.session.execute(_KEPT, {"events": list(numbers), "matter": matter})
    for event_id, number, user_id, because in kept:
        if number == numbers[event_id]:
            found[event_id][user_id] = because
    return found


def is_barred(me: Any, matter: ColumnElement[Any] | Matter, number: Any) -> ColumnElement[bool]:
    """`bars_of` as SQL, for one user: whether they are barred from what was handed in of an `Event` in the statement.

    `matter` is a column of the same values where both reviews of finance are asked for at once.
    """
    kept = select(BarredPerson.user_id).where(
        BarredPerson.event_id == Event.id,
        BarredPerson.matter == matter,
        BarredPerson.number == number,
        BarredPerson.user_id == me,
    )
    planned = select(TeamMember.user_id).where(
        TeamMember.event_id == Event.id, TeamMember.user_id == me, TeamMember.role.in_(PLANNING)
    )
    return or_(Event.owner_id == me, planned.correlate(Event).exists(), kept.exists())


def writes_accounts(me: Any) -> ColumnElement[bool]:
    """Whether a user wrote a row of the accounts of an `Event` in the statement, as they stand now."""
    written = select(RowAuthor.user_id).where(RowAuthor.user_id == me, wrote_part_of(Matter.SETTLEMENT))
    return written.where(and_(RowAuthor.event_id == Event.id)).exists()
