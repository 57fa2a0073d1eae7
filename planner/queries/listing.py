"""The list of events: plain values of 50 rows in one statement, since this page is opened more than any other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, String, bindparam, func, literal, select, type_coerce, union, union_all

from planner.days import Day, short_range
from planner.enums import EventStatus
from planner.eventkinds import KINDS
from planner.extensions import db
from planner.models import Event, Organisation, User
from planner.paging import MOST_COUNTED, Count
from planner.permissions import NOT_YET_ABOVE
from planner.queries.events import EVENT_ORDER, Filters, bind_filters, bind_reader, has_words, narrow
from planner.queries.reach import READABLE, SETTLED_DRAFTS, Reach, is_one_of, reach_of

PAGE = 50
# No index finds words of Chinese: of the events of many units only the newest are looked through for them.
MOST_SEARCHED = 20_000
# The text of a day, not the day: reading it is left to `_days_label`, which remembers.
_COLUMNS = (
    Event.id,
    Event.title,
    Event.status,
    Event.kind,
    type_coerce(Event.starts_on, String),
    type_coerce(Event.ends_on, String),
    Event.place,
    Event.head_total,
    Event.stated_total,
    User.name,
    Organisation.name,
)
_statements: dict[tuple[object, ...], Any] = {}
_counts: dict[tuple[object, ...], Any] = {}


class ListedEvent(NamedTuple):
    """A row of the list, ready to be shown; "" stands for what is not known yet."""

    id: int
    title: str
    status: str
    status_label: str
    kind: str
    days: str
    place: str
    heads: str
    owner: str
    organisation: str
    waits_for: str = ""


def list_page(user: User, filters: Filters, page: int, *, this_year: int) -> list[ListedEvent]:
    """One page of 50 events that the user may read, newest days first and undated ones on top; one statement."""
    first = (page - 1) * PAGE
    values = {**bind_reader(user), **bind_filters(filters), "first": first, "end_of_page": first + PAGE}
    return [_make_row(row, this_year) for row in db.session.execute(_page_statement(reach_of(user), filters), values)]


def _page_statement(reach: Reach, filters: Filters) -> Any:
    """The statement for filters of that shape, built once: building costs as much as the answer."""
    if (kept := _statements.get((reach, filters.shape))) is None:
        # Sorting ids and fetching the names of 50 costs half of sorting all rows with their names.
        page = _walked_page(filters) if reach is Reach.MANY else _sorted_page(reach, filters)
        named = select(*_COLUMNS).join(Event.organisation).join(Event.owner)
        kept = _statements[reach, filters.shape] = named.where(is_one_of(Event.id, page)).order_by(*EVENT_ORDER)
    return kept


def _sorted_page(reach: Reach, filters: Filters) -> Any:
    """The ids of a page: all that there are, sorted."""
    page = narrow(select(Event.id).where(READABLE[reach]), filters)
    return page.order_by(*EVENT_ORDER).limit(PAGE).offset(bindparam("first", type_=Integer))


def _walked_page(filters: Filters) -> Any:
    """The ids of a page: along the order of days until the page is full, since no index has the undated on top."""
    most = bindparam("end_of_page", type_=Integer)
    if filters.words:
        parts = [_with_words(walked, filters, most) for walked in _newest(filters)]
    else:
        parts = [walked.limit(most).subquery() for walked in _walks((Event.id, Event.first_date), filters)]
    found = union_all(*(select(part.c.id, part.c.first_date) for part in parts)).subquery()
    order = (found.c.first_date.is_not(None), found.c.first_date.desc(), found.c.id.desc())
    return select(found.c.id).order_by(*order).limit(PAGE).offset(bindparam("first", type_=Integer))


def _walks(columns: Sequence[Any], filters: Filters) -> Iterator[Any]:
    """The events without a day in their order, then the others in theirs."""
    for days in (Event.first_date.is_(None), Event.first_date.is_not(None)):
        found = narrow(select(*columns).where(READABLE[Reach.MANY], days), filters)
        yield found.order_by(Event.first_date.desc(), Event.id.desc())


def _newest(filters: Filters) -> Iterator[Any]:
    """What is looked through for words, whatever its status: of many units, no more than `MOST_SEARCHED`."""
    columns = (Event.id, Event.first_date, Event.status, Event.title, Event.theme, Event.place)
    for walked in _walks(columns, replace(filters, status=None, text="")):
        yield walked.limit(MOST_SEARCHED).subquery()


def _with_words(searched: Any, filters: Filters, most: Any) -> Any:
    """The first of these with the words and the status of the filters, in their order."""
    found = select(searched).where(*has_words(filters, _texts(searched)))
    if filters.status:
        found = found.where(searched.c.status == bindparam("status", type_=Event.status.type))
    return found.order_by(searched.c.first_date.desc(), searched.c.id.desc()).limit(most).subquery()


def _texts(events: Any) -> tuple[Any, ...]:
    return events.c.title, events.c.theme, events.c.place


def counts_by_status(user: User, filters: Filters) -> dict[EventStatus, Count]:
    """How many events the user may read, by status; `filters` narrow them, but not by status. One statement.

    Of many units no more than `MOST_COUNTED` of a status are counted.
    """
    open_to_all, reach = replace(filters, status=None), reach_of(user)
    if (kept := _counts.get((reach, open_to_all.shape))) is None:
        if reach is not Reach.MANY:
            counted = _plain_counts(reach, open_to_all)
        else:
            counted = _searched_counts(open_to_all) if open_to_all.words else _capped_counts(open_to_all)
        kept = _counts[reach, open_to_all.shape] = counted
    found = dict(db.session.execute(kept, {**bind_reader(user), **bind_filters(open_to_all)}).all())
    count = Count.capped if reach is Reach.MANY else Count
    return {status: count(found[status]) for status in EventStatus if found.get(status)}


def _plain_counts(reach: Reach, filters: Filters) -> Any:
    counted = select(Event.status, func.count()).where(READABLE[reach]).group_by(Event.status)
    return narrow(counted, filters)


def _capped_counts(filters: Filters) -> Any:
    """Each status on its own, as far as is counted."""

    def count(status: EventStatus) -> Any:
        told = select(Event.id).where(READABLE[Reach.MANY], Event.status == status)
        found = _readable_drafts(filters) if status == NOT_YET_ABOVE else narrow(told, filters)
        return select(literal(status, Event.status.type), func.count()).select_from(
            found.limit(MOST_COUNTED + 1).subquery()
        )

    return union_all(*map(count, EventStatus))


def _readable_drafts(filters: Filters) -> Any:
    """Drafts are read in one's own units, and of those below the few that are settled.

    Two statements, each with its index: of "the one or the other" PostgreSQL makes a walk through all events.
    """
    settled = Event.deleted_at.is_(None) & SETTLED_DRAFTS
    parts = (select(Event.id).where(part, Event.status == NOT_YET_ABOVE) for part in (READABLE[Reach.OWN], settled))
    return union(*(narrow(part, filters) for part in parts))


def _searched_counts(filters: Filters) -> Any:
    """All that is looked through for words, at once."""
    searched = union_all(*(select(part) for part in _newest(filters))).subquery()
    counted = select(searched.c.status, func.count()).where(*has_words(filters, _texts(searched)))
    return counted.group_by(searched.c.status)


def _make_row(row: tuple[Any, ...], this_year: int) -> ListedEvent:
    id_, title, status, kind, starts_on, ends_on, place, counted, stated, owner, organisation = row
    heads = stated if counted is None else counted
    return ListedEvent(
        id=id_,
        title=title,
        status=status.value,
        status_label=status.label,
        kind=KINDS.get(kind, kind),
        days=_days_label(starts_on, ends_on, this_year),
        place=place,
        heads="" if heads is None else f"{heads} 人",
        owner=owner,
        organisation=organisation,
    )


@lru_cache(maxsize=4096)
def _days_label(starts_on: str | None, ends_on: str | None, this_year: int) -> str:
    first, last = (Day.parse(text) if text else None for text in (starts_on, ends_on))
    return short_range(first, last, this_year)


@lru_cache(maxsize=8)
def months_around(today: date, back: int = 18, ahead: int = 6) -> list[tuple[str, str]]:
    """The months that the filter offers, newest first: 2026-07 and 2026年7月."""
    newest = today.year * 12 + today.month - 1 + ahead
    months = (divmod(n, 12) for n in range(newest, newest - back - ahead, -1))
    return [(f"{year}-{month + 1:02d}", f"{year}年{month + 1}月") for year, month in months]
