"""The frame of every page: the rooms that one may go to, the events of late, who is here."""

from dataclasses import dataclass

from flask import request
from flask_login import current_user

from planner.enums import EventStatus
from planner.models import Link, User
from planner.paging import Count
from planner.queries.approvals import count_waiting_for
from planner.queries.events import recent_events
from planner.queries.reviews import count_reviews_for
from planner.views.places import page_url
from planner.views.words import short_day


@dataclass(frozen=True, slots=True)
class Door:
    """A room as the house knows it: the blueprint of its pages, where it is entered, how it looks."""

    blueprint: str
    endpoint: str
    icon: str
    label: str


@dataclass(frozen=True, slots=True)
class Room:
    """A room as somebody sees it from a page; `count` things wait there for them."""

    label: str
    icon: str
    href: str
    is_current: bool
    count: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """What stands around a page. Guests see one event, and so neither rooms nor the events of late."""

    is_guest: bool = False
    unit: str = ""
    rooms: tuple[Room, ...] = ()
    bottom_rooms: tuple[Room, ...] = ()
    recent: tuple[tuple[int, str, EventStatus], ...] = ()
    person: str = ""
    person_note: str = ""


RAIL = (
    Door("dashboard", "dashboard.show", "house", "工作台"),
    Door("listing", "listing.show", "collection", "活动"),
    Door("calendar", "calendar.show", "calendar3", "日历"),
    Door("approvals", "approvals.queue", "check2-square", "审批"),
    Door("finance", "finance.show", "cash-coin", "财务"),
    Door("users", "users.show", "people", "单位与人员"),
)
BOTTOM_BAR = (
    Door("dashboard", "dashboard.show", "house", "工作台"),
    Door("listing", "listing.show", "collection", "活动"),
    Door("approvals", "approvals.queue", "check2-square", "待办"),
    Door("accounts", "accounts.me", "person", "我的"),
)
# Pages that are entered from a room of another name.
_WITHIN = {
    "events": "listing",
    "servicestatistics": "listing",
    "yearsummary": "listing",
    "jobs": "users",
    "overview": "finance",
    "invoiceregister": "finance",
    "organisations": "users",
    "policies": "users",
    "volunteerfile": "users",
    "volunteerrules": "users",
    "deputies": "accounts",
}


def current_shell() -> Shell:
    """The frame of the page that is being drawn; empty for whoever is not signed in."""
    person = current_user
    if not person.is_authenticated:
        return Shell()
    return _guest_shell(person) if person.guest_of is not None else _user_shell(person)


def _guest_shell(guest: Link) -> Shell:
    role = guest.role.label if guest.role else ""
    return Shell(
        is_guest=True,
        unit=guest.organisation or "外部协作",
        person=guest.name,
        person_note=f"{role}，到 {short_day(guest.ends_on)}",
    )


def _user_shell(user: User) -> Shell:
    first = next(iter(user.memberships), None)
    counts = {"approvals": count_waiting_for(user), "finance": count_reviews_for(user)}
    here = room_of_page()
    # On the phone, what an approver reads belongs to what waits for them, not to the list of events.
    bottom = "approvals" if request.blueprint == "approvals" else here
    return Shell(
        unit=first.organisation.name if first else "",
        rooms=list_rooms(RAIL, here, counts),
        bottom_rooms=list_rooms(BOTTOM_BAR, bottom, counts),
        recent=tuple(recent_events(user)),
        person=user.name,
        person_note=first.role.label if first else "",
    )


def room_of_page() -> str:
    """The room that the page belongs to: every page of an event is one of the list's."""
    if "event_id" in (request.view_args or {}):
        return "listing"
    return _WITHIN.get(request.blueprint or "", request.blueprint or "")


def list_rooms(doors: tuple[Door, ...], here: str, counts: dict[str, Count]) -> tuple[Room, ...]:
    """The rooms behind the doors, seen from the room `here`."""
    return tuple(
        Room(
            door.label,
            door.icon,
            page_url(door.endpoint),
            door.blueprint == here,
            counts.get(door.blueprint, Count(0)),
        )
        for door in doors
    )
