"""Links: made, found, used, renewed and closed in one way, whatever they are good for."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from planner.actors import CONSOLE
from planner.enums import ActorKind, LinkPurpose, TeamRole
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.linkrules import LINK_RULES
from planner.models import Link, User
from planner.queries.links import links_of_event, open_unit_links
from planner.services import links
from planner.services.events import delete_event, restore_event
from planner.services.links import find_link, make_link, redeem_link, renew_link, revoke_link
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.races import run_at_once
from tests.planner.rowvalues import last_entry
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]
START = datetime(2027, 5, 1, 8, tzinfo=UTC)
END = START + timedelta(hours=48)
GUEST, PASSWORD = LinkPurpose.GUEST, LinkPurpose.PASSWORD


@pytest.fixture(autouse=True)
def stopped(at: At) -> None:
    """It is START."""
    at(START)


@pytest.fixture
def within(world: World, in_app: InApp) -> Iterator[World]:
    """The world, inside the app."""
    with in_app():
        yield world


def guest_link(world: World, expires_at: datetime = END) -> tuple[Link, str]:
    """A link of 孙医生, made by the owner."""
    actor, event = user(world, "周老师"), event_of(world)
    return make_link(GUEST, expires_at=expires_at, actor=actor, event=event, name="孙医生", role=TeamRole.PLANNER)


def password_link(world: World, expires_at: datetime = END) -> tuple[Link, str]:
    """A link of 李老师, made by the administrator."""
    return make_link(PASSWORD, expires_at=expires_at, actor=user(world, "管理员"), user=user(world, "李老师"))


def is_closed(purpose: LinkPurpose, token: str) -> bool:
    """Whether a link is refused, in the words of its purpose."""
    try:
        find_link(purpose, token)
    except NotFound as refusal:
        return refusal.sentence == LINK_RULES[purpose].closed
    return False


def test_every_purpose_has_its_rule() -> None:
    assert set(LINK_RULES) == set(LinkPurpose)
    assert all(rule.closed.endswith("。") for rule in LINK_RULES.values())


def test_link_keeps_who_made_it_and_only_a_hash_of_its_token(within: World) -> None:
    link, token = guest_link(within)

    assert token not in link.token_hash
    assert link.token_hash == links.hash_token(token)
    assert (link.created_by_id, link.created_at, link.expires_at) == (within.users["周老师"], START, END)
    assert make_link(GUEST, expires_at=END, actor=CONSOLE, event=event_of(within))[0].created_by_id is None


def test_link_opens_for_its_own_purpose_only(within: World) -> None:
    link, token = guest_link(within)

    assert find_link(GUEST, token) is link
    assert is_closed(PASSWORD, token)
    assert is_closed(GUEST, link.token_hash)


@pytest.mark.parametrize("make", [guest_link, password_link])
def test_link_is_open_until_its_end(within: World, at: At, make: Callable[[World], tuple[Link, str]]) -> None:
    link, token = make(within)

    at(END - timedelta(microseconds=1))
    assert find_link(link.purpose, token) is link
    at(END)
    assert is_closed(link.purpose, token)


@pytest.mark.parametrize("late", [0, 1])
def test_end_that_is_past_is_refused(within: World, late: int) -> None:
    with pytest.raises(BadInput, match="有效期不能早于今天。"):
        guest_link(within, START - timedelta(seconds=late))
    assert links_of_event(within.event) == []


def test_link_into_a_deleted_event_opens_again_when_it_comes_back(within: World) -> None:
    token = guest_link(within)[1]
    event, actor = event_of(within), user(within, "周老师")
    assert not is_closed(GUEST, token)

    delete_event(event, actor=actor)
    while_deleted = is_closed(GUEST, token)
    restore_event(event, actor=actor)

    assert (while_deleted, is_closed(GUEST, token)) == (True, False)


def test_password_link_is_never_good_for_longer_than_its_rule(within: World) -> None:
    longest = LINK_RULES[PASSWORD].longest
    assert longest is not None

    assert password_link(within, START + longest * 3)[0].expires_at == START + longest
    assert guest_link(within, START + longest * 3)[0].expires_at == START + longest * 3


def test_link_made_while_the_clock_ran_ahead_does_not_stay_open(within: World, at: At) -> None:
    at(START + timedelta(days=3650))
    _, token = password_link(within, START + timedelta(days=3652))
    assert not is_closed(PASSWORD, token)

    at(START)
    assert is_closed(PASSWORD, token)
    assert not is_closed(PASSWORD, password_link(within)[1]), "and nobody is locked out by it"


def test_one_time_link_is_used_up_and_others_are_not(within: World) -> None:
    once, token = password_link(within)
    often, guest_token = guest_link(within)

    assert redeem_link(PASSWORD, token) is once
    assert redeem_link(GUEST, guest_token) is redeem_link(GUEST, guest_token) is often

    assert (once.used_at, once.last_used_at) == (START, START)
    assert (often.used_at, often.last_used_at) == (None, START)
    assert is_closed(PASSWORD, token)
    with pytest.raises(NotFound):
        redeem_link(PASSWORD, token)


def test_of_two_who_use_a_one_time_link_at_once_one_wins(world: World, in_app: InApp, app: Flask) -> None:
    with in_app():
        _, token = password_link(world)
        db.session.commit()

    answers = run_at_once(app, *[lambda: redeem_link(PASSWORD, token)] * 2, look=lambda: find_link(PASSWORD, token))

    assert answers == ["", "NOT_FOUND"]


def test_new_password_link_ends_the_earlier_ones_of_that_person_only(within: World) -> None:
    _, first = password_link(within)
    actor, other = user(within, "管理员"), user(within, "陈老师")
    _, others = make_link(PASSWORD, expires_at=END, actor=actor, user=other)
    redeem_link(PASSWORD, first)
    _, second = password_link(within)
    _, third = password_link(within)

    assert [is_closed(PASSWORD, token) for token in (first, second, third, others)] == [True, True, False, False]
    used = db.session.scalars(db.select(Link).where(Link.used_at.is_not(None))).one()
    assert used.revoked_at is None, "what was used stays as it was"


def test_wrong_answers_close_a_link_that_asks(within: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LINK_RULES, GUEST, replace(LINK_RULES[GUEST], most_tries=3))
    link, token = guest_link(within)

    for _ in range(2):
        links.count_wrong_try(link)
    assert not is_closed(GUEST, token)
    links.count_wrong_try(link)
    assert is_closed(GUEST, token)

    renew_link(link, expires_at=END, actor=user(within, "周老师"))
    assert (link.tries, link.is_open) == (0, True)


def test_wrong_answers_close_no_link_that_asks_nothing(within: World) -> None:
    link, token = guest_link(within)
    for _ in range(50):
        links.count_wrong_try(link)

    assert not is_closed(GUEST, token)


def test_renewed_link_has_a_new_token_and_the_same_holder(within: World, at: At) -> None:
    link, old = guest_link(within)
    at(END + timedelta(days=1))

    new = renew_link(link, expires_at=END + timedelta(days=9), actor=user(within, "周老师"))

    assert is_closed(GUEST, old)
    assert find_link(GUEST, new) is link
    assert (link.renewed_at, link.ends_on) == (END + timedelta(days=1), (END + timedelta(days=9)).date())
    entry = last_entry(within)
    assert (entry.verb, entry.subject, entry.where) == ("续链接", "孙医生", "team")


@pytest.mark.parametrize("why", ["revoked", "used", "of no renewable purpose", "into the past"])
def test_link_that_cannot_be_renewed(within: World, why: str) -> None:
    link, token = password_link(within) if why == "of no renewable purpose" else guest_link(within)
    actor: User = user(within, "管理员")
    if why == "revoked":
        revoke_link(link, actor=actor)
    elif why == "used":
        link.used_at = START
    kept = link.token_hash

    with pytest.raises(BadInput if why == "into the past" else NotAllowed):
        renew_link(link, expires_at=START if why == "into the past" else END, actor=actor)
    assert link.token_hash == links.hash_token(token) == kept


@pytest.mark.parametrize("make", [guest_link, password_link])
def test_revoked_link_is_closed_once(within: World, at: At, make: Callable[[World], tuple[Link, str]]) -> None:
    link, token = make(within)

    revoke_link(link, actor=user(within, "管理员"))
    number = event_of(within).change_number
    at(START + timedelta(hours=1))
    revoke_link(link, actor=user(within, "管理员"))

    assert is_closed(link.purpose, token)
    assert (link.revoked_at, event_of(within).change_number) == (START, number)


def test_holder_of_a_link_is_an_actor(within: World) -> None:
    guest, visitor = guest_link(within)[0], password_link(within)[0]

    assert (guest.kind, guest.guest_of, guest.guest_role) == (ActorKind.GUEST, within.event, TeamRole.PLANNER)
    assert (visitor.kind, visitor.guest_of, visitor.guest_role) == (ActorKind.VISITOR, None, None)
    assert guest.roles == visitor.roles == {}


def test_links_of_an_event_stand_with_open_ones_first(within: World, at: At) -> None:
    made = [guest_link(within, START + timedelta(days=days))[0] for days in (9, 1, 9, 9)]
    revoke_link(made[2], actor=user(within, "周老师"))
    at(START + timedelta(days=2))

    assert links_of_event(within.event) == [made[3], made[0], made[2], made[1]]
    assert links_of_event(within.event + 1) == []


def test_password_links_of_a_unit_are_those_that_wait(within: World, at: At) -> None:
    actor, school = user(within, "管理员"), within.units["school"]
    tokens = {
        name: make_link(PASSWORD, expires_at=END, actor=actor, user=user(within, name))
        for name in ("李老师", "陈老师", "韩校长")
    }
    make_link(PASSWORD, expires_at=END, actor=CONSOLE, user=user(within, "江老师"))
    redeem_link(PASSWORD, tokens["陈老师"][1])
    revoke_link(tokens["韩校长"][0], actor=actor)

    assert [
        (link.user and link.user.name, link.created_by and link.created_by.name) for link in open_unit_links(school)
    ] == [("李老师", "管理员")]
    at(END)
    assert open_unit_links(school) == []
