"""The team of an event: members by name, guests by link, a new owner."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta

import pytest

from planner.actors import CONSOLE
from planner.enums import EventStatus, LinkPurpose, Role, TeamRole
from planner.errors import BadInput, NotFound
from planner.models import Event, Link, User
from planner.queries.activity import recent_activity
from planner.queries.events import access_to
from planner.queries.links import links_of_event
from planner.queries.team import list_members
from planner.services import links, team
from planner.services.accounts import set_role
from planner.services.activity import record_change
from planner.services.events import delete_event
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]
START = datetime(2027, 5, 1, 8, tzinfo=UTC)
LAST_DAY = date(2027, 6, 30)
GUEST = LinkPurpose.GUEST


@pytest.fixture(autouse=True)
def within(world: World, in_app: InApp, at: At) -> Iterator[None]:
    """Every test here runs inside the app, on 2027-05-01."""
    at(START)
    with in_app():
        yield


@pytest.fixture
def event(world: World, within: None) -> Event:
    """The draft of 周老师."""
    return event_of(world)


@pytest.fixture
def owner(world: World, within: None) -> User:
    """周老师."""
    return user(world, "周老师")


def invited(event: Event, owner: User, role: TeamRole = TeamRole.PLANNER) -> tuple[Link, str]:
    """A doctor from outside, and the token of their link."""
    return team.invite_guest(event, name="孙医生", organisation="县医院", role=role, ends_on=LAST_DAY, actor=owner)


def last_entry(event: Event) -> tuple[str, str, str, str, str]:
    """Who, verb, subject, before and after of the newest line of the log."""
    entry = recent_activity(event.id, 1)[0]
    return entry.actor, entry.verb, entry.subject, entry.before, entry.after


def names(event: Event) -> list[tuple[str, TeamRole]]:
    """The team without its owner."""
    return [(m.user.name, m.role) for m in list_members(event.id)]


def test_member_is_added_changed_and_removed(world: World, event: Event, owner: User) -> None:
    teacher = user(world, "李老师")

    team.set_team_member(event, teacher.id, TeamRole.READER, actor=owner)
    assert last_entry(event) == ("周老师", "团队", "李老师：查看", "", "查看")
    team.set_team_member(event, teacher.id, TeamRole.PLANNER, actor=owner)
    assert last_entry(event) == ("周老师", "团队", "李老师：共同编辑", "查看", "共同编辑")
    assert names(event) == [("李老师", TeamRole.PLANNER)]
    assert access_to(event, teacher).team == TeamRole.PLANNER

    team.remove_team_member(event, teacher.id, actor=owner)
    assert last_entry(event)[1:3] == ("移出团队", "李老师")
    assert names(event) == []
    with pytest.raises(NotFound, match="这个人不在团队里。"):
        team.remove_team_member(event, teacher.id, actor=owner)


def test_members_stand_by_pinyin(world: World, event: Event, owner: User) -> None:
    for name in ("钱会计", "李老师", "陈老师"):
        team.set_team_member(event, world.users[name], TeamRole.READER, actor=owner)

    assert [name for name, _ in names(event)] == ["陈老师", "李老师", "钱会计"]


@pytest.mark.parametrize("who", ["江老师", "吴书记"])
def test_people_of_other_units_are_not_found(world: World, event: Event, owner: User, who: str) -> None:
    with pytest.raises(NotFound, match="这个人不在本单位，外单位的人用链接邀请。"):
        team.set_team_member(event, world.users[who], TeamRole.READER, actor=owner)
    with pytest.raises(NotFound):
        team.hand_over(event, world.users[who], actor=owner)


def test_inactive_people_are_not_found(world: World, event: Event, owner: User) -> None:
    user(world, "李老师").active = False

    with pytest.raises(NotFound):
        team.hand_over(event, world.users["李老师"], actor=owner)


def test_owner_is_no_member(world: World, event: Event, owner: User) -> None:
    for refused in (
        lambda: team.set_team_member(event, owner.id, TeamRole.READER, actor=owner),
        lambda: team.hand_over(event, owner.id, actor=owner),
    ):
        with pytest.raises(BadInput, match="周老师已经是负责人。"):
            refused()
    with pytest.raises(BadInput, match="负责人只有一个，用移交来换。"):
        team.set_team_member(event, world.users["李老师"], TeamRole.OWNER, actor=owner)


@pytest.mark.parametrize("was_member", [True, False])
def test_hand_over_keeps_the_old_owner_in_the_team(world: World, event: Event, owner: User, was_member: bool) -> None:
    if was_member:
        team.set_team_member(event, world.users["李老师"], TeamRole.READER, actor=owner)
    team.hand_over(event, world.users["李老师"], actor=owner)

    assert event.owner_id == world.users["李老师"]
    assert names(event) == [("周老师", TeamRole.PLANNER)]
    assert last_entry(event) == ("周老师", "移交", "负责人：李老师", "周老师", "李老师")


@pytest.mark.parametrize("why", ["left", "inactive"])
def test_hand_over_leaves_out_an_owner_who_is_gone(world: World, event: Event, owner: User, why: str) -> None:
    if why == "left":
        set_role(owner, event.organisation_id, None, actor=CONSOLE)
    else:
        owner.active = False

    team.hand_over(event, world.users["李老师"], actor=user(world, "管理员"))

    assert names(event) == []


def test_hand_over_there_and_back(world: World, event: Event, owner: User) -> None:
    team.hand_over(event, world.users["李老师"], actor=owner)
    team.hand_over(event, owner.id, actor=user(world, "李老师"))

    assert event.owner_id == owner.id
    assert names(event) == [("李老师", TeamRole.PLANNER)]


def test_invite_opens_by_its_token_only(event: Event, owner: User) -> None:
    guest, token = invited(event, owner)

    assert token not in guest.token_hash
    assert links.find_link(GUEST, token) is guest
    assert guest.last_used_at is None
    assert links.redeem_link(GUEST, token).last_used_at == START
    assert last_entry(event)[1:3] == ("邀请", "孙医生：共同编辑")
    with pytest.raises(NotFound, match="链接已过期或已停用，请向活动负责人要新的链接。"):
        links.find_link(GUEST, guest.token_hash)


@pytest.mark.parametrize(
    ("role", "ends_on", "sentence"),
    [
        (TeamRole.READER, date(2027, 4, 30), "有效期不能早于今天。"),
        (TeamRole.READER, date(2028, 5, 1), "最晚写到 2028-04-30，到期可以再续。"),
        (TeamRole.OWNER, LAST_DAY, "外单位的人不能做负责人。"),
    ],
)
def test_invite_that_will_not_do(event: Event, owner: User, role: TeamRole, ends_on: date, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        team.invite_guest(event, name="孙医生", organisation="", role=role, ends_on=ends_on, actor=owner)
    assert links_of_event(event.id) == []


def test_invite_is_good_for_a_year_at_the_most(event: Event, owner: User) -> None:
    options = {"name": "孙医生", "organisation": "", "role": TeamRole.READER, "actor": owner}
    guest, token = team.invite_guest(event, ends_on=date(2028, 4, 30), **options)

    assert guest.ends_on == date(2028, 4, 30)
    assert links.find_link(GUEST, token) is guest


def test_invite_ends_with_its_last_day_in_shanghai(event: Event, owner: User, at: At) -> None:
    guest, token = invited(event, owner)

    at(datetime(2027, 6, 30, 15, 59, tzinfo=UTC))
    assert links.find_link(GUEST, token) is guest
    at(datetime(2027, 6, 30, 16, 0, tzinfo=UTC))
    assert not guest.is_active
    with pytest.raises(NotFound):
        links.find_link(GUEST, token)


def test_revoked_invite_is_closed_once(event: Event, owner: User, at: At) -> None:
    guest, token = invited(event, owner)

    links.revoke_link(guest, actor=owner)
    assert last_entry(event)[1:3] == ("停用链接", "孙医生")
    count = event.change_number
    at(START + timedelta(days=1))
    links.revoke_link(guest, actor=owner)

    assert (guest.revoked_at, event.change_number) == (START, count)
    with pytest.raises(NotFound):
        links.find_link(GUEST, token)


def test_invite_of_another_event_is_not_found(world: World, event: Event, owner: User) -> None:
    guest, _ = invited(event, owner)
    guest.event_id = event.id
    other = Event(id=event.id + 1)

    for link_id in (guest.id, guest.id + 99):
        with pytest.raises(NotFound, match="这个链接不在这里。"):
            links.find_event_link(other, link_id)
    assert guest.is_open


def test_invite_of_a_deleted_event_is_closed(event: Event, owner: User) -> None:
    _, token = invited(event, owner)
    delete_event(event, actor=owner)

    with pytest.raises(NotFound):
        links.find_link(GUEST, token)


def test_guest_is_what_the_invite_says_on_that_event_only(event: Event, owner: User) -> None:
    guest, _ = invited(event, owner, TeamRole.READER)

    access = access_to(event, guest)
    assert (access.team, access.role, access.is_guest) == (TeamRole.READER, None, True)
    guest.event_id = event.id + 1
    assert access_to(event, guest).team is None


def test_log_calls_guests_people_from_outside(event: Event, owner: User) -> None:
    guest, _ = invited(event, owner)

    record_change(event, actor=guest, verb="修改", subject="要点")

    entry = recent_activity(event.id, 1)[0]
    assert (entry.actor, entry.user_id) == ("孙医生（外部）", None)


def test_somebody_taken_out_of_the_unit_is_no_colleague(world: World, event: Event, owner: User) -> None:
    set_role(user(world, "李老师"), event.organisation_id, None, actor=CONSOLE)
    event.status = EventStatus.APPROVED

    with pytest.raises(NotFound):
        team.set_team_member(event, world.users["李老师"], TeamRole.READER, actor=owner)
    set_role(user(world, "李老师"), event.organisation_id, Role.READER, actor=CONSOLE)
    team.set_team_member(event, world.users["李老师"], TeamRole.READER, actor=owner)
    assert names(event) == [("李老师", TeamRole.READER)]
