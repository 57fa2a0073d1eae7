"""What the link of an invitation opens, and the yes or no of whoever has an account."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from planner.enums import Role
from planner.extensions import db
from planner.services import passwords
from planner.services.accounts import find_user
from planner.services.invitations import invite_member
from planner.services.passwords import BUSY, TooBusy
from tests.planner.conftest import PASSWORD, World
from tests.planner.submissions import user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
NEW, KNOWN = "13800000031", "13800000008"
TYPED = {"password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def invite(world: World, in_app: InApp, quick_hashes: PasswordHasher) -> Callable[[str], tuple[int, str]]:
    """`invite(account)`: the id and the address of an invitation into the school."""

    def make(account: str) -> tuple[int, str]:
        with in_app():
            link, token = invite_member(
                world.units["school"], name="沈<老师>", account=account, role=Role.READER, actor=user(world, "管理员")
            )
            db.session.commit()
            return link.id, f"/invitations/{token}"

    return make


Invite = Callable[[str], tuple[int, str]]


def roles_of(in_app: InApp, account: str) -> dict[int, Role] | None:
    """What somebody is where; None for nobody."""
    with in_app():
        found = find_user(account)
        return found.roles if found else None


def test_new_account_is_made_with_a_password_and_signed_in(
    world: World, invite: Invite, client: FlaskClient, in_app: InApp
) -> None:
    _, address = invite(NEW)
    assert "沈&lt;老师&gt;，加入镇中心小学" in client.get(address).text

    assert client.post(address, data=TYPED).headers["Location"] == "/"

    assert "<h1>沈&lt;老师&gt;</h1>" in client.get("/me").text
    assert roles_of(in_app, NEW) == {world.units["school"]: Role.READER}
    assert client.get(address).status_code == 404


def test_link_takes_the_place_of_who_is_in(invite: Invite, signed_in: SignedIn) -> None:
    client = signed_in("李老师")

    client.post(invite(NEW)[1], data=TYPED)

    assert "<h1>沈&lt;老师&gt;</h1>" in client.get("/me").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"password": "1234567", "again": "1234567"}, "密码要 8—200 个字符，现在是 7 个。"),
        ({"password": PASSWORD, "again": "other-password"}, "两次要写一样的密码。"),
        ({}, "写新密码。"),
    ],
)
def test_bad_password_says_why_and_the_link_stays_open(
    invite: Invite, client: FlaskClient, in_app: InApp, typed: dict[str, str], sentence: str
) -> None:
    _, address = invite(NEW)

    answer = client.post(address, data=typed)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert roles_of(in_app, NEW) is None
    assert client.get(address).status_code == 200


def test_too_many_at_once_are_told_to_come_again(
    invite: Invite, client: FlaskClient, in_app: InApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, address = invite(NEW)

    def busy(*_: object, **__: object) -> None:
        raise TooBusy(BUSY)

    monkeypatch.setattr(passwords, "_take_turn", busy)

    answer = client.post(address, data=TYPED)

    assert (answer.status_code, BUSY in answer.text) == (503, True)
    assert roles_of(in_app, NEW) is None


def test_page_is_the_same_whether_the_account_exists_or_not(
    invite: Invite, client: FlaskClient, signed_in: SignedIn
) -> None:
    pages = []
    for account in (KNOWN, NEW):
        _, address = invite(account)
        page = client.get(address).text.partition("<main")[2].replace(account[-4:], "")
        pages.append(re.sub(r'value="[^"]*"', "", page))

    assert pages[0] == pages[1]
    assert "/sign-in?next=/me" in pages[0]
    assert "退出李老师，换账号登录" in signed_in("李老师").get(address).text


def test_password_of_a_known_account_is_not_set_by_an_invitation(
    world: World, invite: Invite, client: FlaskClient, in_app: InApp
) -> None:
    _, address = invite(KNOWN)

    answer = client.post(address, data=TYPED)

    assert answer.status_code == 422
    assert "这个手机号（邮箱）已经有账号。" in answer.text
    assert "江老师" not in answer.text
    assert client.get("/me").status_code == 302
    assert client.get(address).status_code == 200, "it is still open for whose account it is"
    with in_app():
        assert user(world, "江老师").password_hash == ""
        assert user(world, "江老师").roles == {world.units["stranger"]: Role.ORGANISER}


def test_link_leads_whose_account_it_is_to_their_yes_or_no(invite: Invite, signed_in: SignedIn) -> None:
    assert signed_in("江老师").get(invite(KNOWN)[1]).headers["Location"] == "/me"


def test_desk_and_own_page_say_who_invites(world: World, invite: Invite, signed_in: SignedIn) -> None:
    number, _ = invite(KNOWN)
    client = signed_in("江老师")

    assert "1 个单位邀请你加入" in client.get("/").text
    page = client.get("/me").text
    assert ("邀请你加入" in page, "做查看者，" in page) == (True, True)
    assert f'action="/me/invitations/{number}/accept"' in page
    assert "邀请你加入" not in signed_in("李老师").get("/me").text
    assert "邀请你加入" not in signed_in("李老师").get("/").text


@pytest.mark.parametrize(("step", "words"), [("accept", "已加入镇中心小学"), ("decline", "没有加入，邀请已经收起")])
def test_yes_and_no_count_once(
    world: World, invite: Invite, signed_in: SignedIn, in_app: InApp, step: str, words: str
) -> None:
    number, _ = invite(KNOWN)
    client, path = signed_in("江老师"), f"/me/invitations/{number}/{step}"

    assert client.post(path).headers["Location"] == "/me"

    page = client.get("/me").text
    assert (words in page, "邀请你加入" in page) == (True, False)
    joined = {world.units["school"]: Role.READER} if step == "accept" else {}
    assert roles_of(in_app, KNOWN) == {world.units["stranger"]: Role.ORGANISER} | joined
    assert client.post(path).status_code == 404
    answer = signed_in("管理员").get("/users").text
    assert ("江老师" in answer.partition("变动记录")[0]) is (step == "accept")


@pytest.mark.parametrize("step", ["accept", "decline"])
def test_steps_are_for_whom_the_invitation_names(
    world: World, invite: Invite, client: FlaskClient, signed_in: SignedIn, in_app: InApp, step: str
) -> None:
    number, _ = invite(KNOWN)
    path = f"/me/invitations/{number}/{step}"

    assert client.post(path).headers["Location"] == "/sign-in"
    assert signed_in("管理员").post(path).status_code == 404
    assert signed_in("江老师").get(path).status_code == 405
    assert roles_of(in_app, KNOWN) == {world.units["stranger"]: Role.ORGANISER}


def test_withdrawn_invitation_opens_nothing(
    world: World, invite: Invite, app: Flask, client: FlaskClient, signed_in: SignedIn, in_app: InApp
) -> None:
    number, address = invite(NEW)
    revoke = f"/users/{world.units['school']}/links/{number}/revoke"
    assert signed_in("江老师").post(revoke).status_code == 404

    assert signed_in("管理员").post(revoke).status_code == 302

    for answer in (client.get(address), client.post(address, data=TYPED)):
        assert answer.status_code == 404
        assert "邀请已用过、已过期或已撤回，请管理员再发一个。" in answer.text
    assert roles_of(in_app, NEW) is None
