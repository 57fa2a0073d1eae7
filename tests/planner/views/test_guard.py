"""The gate: closed unless a route says otherwise, for every route there is."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from planner.actors import CONSOLE
from planner.enums import EventStatus, Role, TeamRole
from planner.errors import NotAllowed, NotFound
from planner.extensions import db
from planner.models import Organisation
from planner.permissions import can_edit_event, can_manage_team
from planner.services.accounts import set_role
from planner.services.devices import begin_session
from planner.services.events import delete_event
from planner.services.team import set_team_member
from planner.views.guard import load_event, load_person
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
# Whoever adds to this list opens a page to the whole world.
PUBLIC = {
    "accounts.set_password",
    "accounts.sign_in",
    "checkin.arrive",
    "checkin.depart",
    "checkin.scan",
    "checking.check",
    "givefeedback.choose",
    "givefeedback.give",
    "givefeedback.withdraw",
    "health.healthz",
    "gallery.copy",
    "gallery.show",
    "health.metrics",
    "invitations.show",
    "mydetails.answers",
    "mydetails.erase",
    "mydetails.file",
    "mydetails.show",
    "myhours.certificate",
    "myhours.paper",
    "myhours.show",
    "myrecord.paper",
    "myrecord.show",
    "myrecord.state",
    "ownguardian.print_own",
    "ownguardian.promise",
    "ownguardian.sign",
    "ownpages.find",
    "ownpages.show",
    "photolink.begin",
    "photolink.piece",
    "photolink.send",
    "photolink.show",
    "setup.show",
    "shiftplace.show",
    "signedup.answer",
    "signedup.calendar",
    "signedup.come",
    "signedup.done",
    "signedup.leave",
    "signedup.shifts",
    "signedup.show",
    "signing.lottery",
    "signing.show",
    "signing.sign_up",
    "signing.sign_up_known",
    "signing.swap",
    "team.join",
}
STATIC = {"static", "bootstrap.static", "assets.show_stylesheet"}
VALUES = {"noun": "duties", "key": "nothere", "code": "nothere", "token": "nothere", "shift": "nothere"}


def address(rule: Rule) -> str:
    """An address of the rule, with the number 1 for all ids."""
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: VALUES.get(found[1], "1"), rule.rule)


def rules(app: Flask) -> list[Rule]:
    """The rules of all own pages."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in STATIC]


def test_public_pages_are_those_and_no_others(app: Flask) -> None:
    marked = {name for name, view in app.view_functions.items() if getattr(view, "is_public", False)}

    assert marked == PUBLIC


def test_every_other_address_needs_login(world: World, app: Flask, client: FlaskClient) -> None:
    for rule in rules(app):
        if rule.endpoint not in PUBLIC:
            for method in (rule.methods or set()) & {"GET", "POST"}:
                answer = client.open(address(rule), method=method)
                assert answer.status_code == 302, (method, rule)
                assert answer.headers["Location"].startswith("/sign-in"), (method, rule)


def test_every_page_of_an_event_is_a_404_to_strangers(world: World, app: Flask, signed_in: SignedIn) -> None:
    client = signed_in("江老师")
    for rule in rules(app):
        if "<int:event_id>" in rule.rule:
            for method in (rule.methods or set()) & {"GET", "POST"}:
                assert client.open(address(rule), method=method).status_code == 404, (method, rule)


def test_no_step_of_an_event_is_open_to_its_readers(
    world: World, app: Flask, in_app: InApp, signed_in: SignedIn
) -> None:
    client = signed_in("陈老师")
    with in_app():
        count = event_of(world).change_number
    for rule in rules(app):
        if "<int:event_id>" in rule.rule and "POST" in (rule.methods or set()):
            assert client.post(address(rule)).status_code >= 400, rule

    with in_app():
        assert event_of(world).change_number == count


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("/", "/"),
        ("/events?month=2027-06", "/events?month%3D2027-06"),
        ("/events/1/plan", "/events/1/plan"),
    ],
)
def test_gate_remembers_where_one_wanted_to_go(world: World, client: FlaskClient, path: str, back: str) -> None:
    assert client.get(path).headers["Location"] == f"/sign-in?next={back}"


@pytest.mark.parametrize("path", [f"/events/{2**31}", f"/events/{'9' * 30}/plan", "/events?text=%00", "/join/%00"])
def test_addresses_no_database_can_look_for_are_404(world: World, signed_in: SignedIn, path: str) -> None:
    answer = signed_in("周老师").get(path)

    assert (answer.status_code, "里面有太大的编号或看不见的字符" in answer.text) == (404, True)


def test_largest_number_is_looked_for(world: World, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").get(f"/events/{2**31 - 1}")

    assert (answer.status_code, "这个活动不在这里" in answer.text) == (404, True)


@pytest.mark.parametrize(
    "session_id",
    ["", "x", "1", "1.1", "1.1.", ".1", "1.1.0123456789", "1.1.x", "guest.1", "guest.1.0123456789", "²..1"],
)
def test_unknown_sessions_are_nobody(world: World, in_app: InApp, session_id: str) -> None:
    with in_app():
        assert load_person(session_id) is None


def test_session_ends_with_its_number_and_with_the_account(world: World, in_app: InApp) -> None:
    with in_app():
        teacher = user(world, "周老师")
        session_id = begin_session(teacher)
        assert load_person(session_id) is teacher

        teacher.active = False
        assert load_person(session_id) is None
        teacher.active = True
        teacher.session_number += 1
        assert load_person(session_id) is None


Loading = Callable[..., object]


@pytest.fixture
def load(world: World, app: Flask) -> Loading:
    """`load(name, …)`: what `load_event` says to that person, as a role or as the refusal and its words."""

    def loading(name: str, *args: object, **kwargs: object) -> object:
        with app.test_request_context(f"/events/{world.event}"):
            g._login_user = user(world, name)
            try:
                _, access = load_event(world.event, *args, **kwargs)  # type: ignore[arg-type]
            except (NotFound, NotAllowed) as refusal:
                return type(refusal), refusal.sentence
            return access.team or access.role or access.roles_above

    return loading


GONE = (NotFound, "这个活动不在这里，可能已经删掉。")
NOT_YOURS = (NotAllowed, "这件事要活动的负责人或共同编辑来做。")


def test_load_event_says_what_one_is_to_it(world: World, in_app: InApp, load: Loading) -> None:
    assert load("周老师") == TeamRole.OWNER
    assert load("陈老师") == Role.READER
    assert load("江老师") == GONE
    assert load("吴书记") == GONE, "a draft is not read from above"
    with in_app():
        event_of(world).status = EventStatus.APPROVED
        db.session.commit()
    assert load("吴书记") == frozenset({Role.APPROVER})


def test_load_event_knows_the_roles_in_all_units_above(world: World, in_app: InApp, load: Loading) -> None:
    with in_app():
        event_of(world).status = EventStatus.APPROVED
        committee = db.session.get_one(Organisation, world.units["committee"])
        committee.parent_id = world.units["stranger"]
        set_role(user(world, "江老师"), committee.id, Role.FINANCE, actor=CONSOLE)
        db.session.commit()

    assert load("江老师") == frozenset({Role.FINANCE, Role.ORGANISER})


def test_load_event_refuses_in_words_that_fit(world: World, in_app: InApp, load: Loading) -> None:
    assert load("陈老师", can_edit_event) == NOT_YOURS
    assert load("周老师", can_edit_event) == TeamRole.OWNER
    with in_app():
        set_team_member(event_of(world), world.users["李老师"], TeamRole.PLANNER, actor=user(world, "周老师"))
        event_of(world).status = EventStatus.SUBMITTED
        db.session.commit()

    assert load("周老师", can_edit_event) == (NotAllowed, "方案正在审批，先撤回再改。")
    assert load("陈老师", can_edit_event) == NOT_YOURS
    assert load("李老师", can_manage_team) == (NotAllowed, "团队和链接由活动的负责人或单位管理员来管。")


def test_load_event_finds_deleted_ones_only_when_asked(world: World, in_app: InApp, load: Loading) -> None:
    assert load("周老师", deleted=True) == GONE
    with in_app():
        delete_event(event_of(world), actor=user(world, "周老师"))
        db.session.commit()

    assert load("周老师") == GONE
    assert load("周老师", deleted=True) == TeamRole.OWNER
