"""The people of an organisation."""

from flask import Flask

from planner.enums import LinkPurpose, Role
from planner.models import Link, Membership, Organisation, User
from planner.views.userspage import UnitChip, UsersPage, users_page

SCHOOL, COMMITTEE = Organisation(id=1, name="镇中心小学"), Organisation(id=2, name="县团委")
ME = User(id=5, name="周老师", phone="13800000001")
OTHER = User(id=6, name="李老师", email="li@example.cn")

INVITATION = LinkPurpose.INVITATION
LINKS = (
    Link(purpose=LinkPurpose.PASSWORD, user=OTHER),
    Link(purpose=INVITATION, name="沈老师", account="13800000031", unit_role=Role.ORGANISER),
    Link(purpose=INVITATION, name="何老师", account="he@example.cn", unit_role=Role.READER),
)


def page_with(app: Flask, *units: Organisation) -> UsersPage:
    """The page of the first unit."""
    members = [Membership(user=user, user_id=user.id) for user in (ME, OTHER)]
    with app.test_request_context():
        return users_page(
            units[0], units, ME, members=members, resettable={OTHER.id}, manages=True, links=LINKS, log=(), deputies=()
        )


def test_units_are_offered_where_there_are_several(app: Flask) -> None:
    assert page_with(app, SCHOOL).chips == ()
    assert page_with(app, SCHOOL, COMMITTEE).chips == (
        UnitChip("镇中心小学", "/users?unit=1", True),
        UnitChip("县团委", "/users?unit=2", False),
    )


def test_members_show_a_masked_phone_else_their_mail(app: Flask) -> None:
    rows = page_with(app, SCHOOL).members

    assert [(row.account, row.is_me, row.may_reset) for row in rows] == [
        ("138****0001", True, False),
        ("li@example.cn", False, True),
    ]


def test_links_say_what_they_are_for_and_name_only_who_was_typed(app: Flask) -> None:
    rows = page_with(app, SCHOOL).links

    assert [(row.name, row.note) for row in rows] == [
        ("李老师", "重设密码"),
        ("沈老师", "邀请加入，组织者，138****0031"),
        ("何老师", "邀请加入，查看者，h***@example.cn"),
    ]
