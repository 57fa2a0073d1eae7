"""The people of an organisation."""

from flask import Flask

from planner.models import Membership, Organisation, User
from planner.views.userspage import UnitChip, UsersPage, users_page

SCHOOL, COMMITTEE = Organisation(id=1, name="镇中心小学"), Organisation(id=2, name="县团委")
ME = User(id=5, name="周老师", phone="13800000001")
OTHER = User(id=6, name="李老师", email="li@example.cn")


def page_with(app: Flask, *units: Organisation) -> UsersPage:
    """The page of the first unit."""
    members = [Membership(user=user, user_id=user.id) for user in (ME, OTHER)]
    with app.test_request_context():
        return users_page(units[0], units, ME, members=members, manages=True, links=())


def test_units_are_offered_where_there_are_several(app: Flask) -> None:
    assert page_with(app, SCHOOL).chips == ()
    assert page_with(app, SCHOOL, COMMITTEE).chips == (
        UnitChip("镇中心小学", "/users?unit=1", True),
        UnitChip("县团委", "/users?unit=2", False),
    )


def test_members_show_a_masked_phone_else_their_mail(app: Flask) -> None:
    rows = page_with(app, SCHOOL).members

    assert [(row.account, row.is_me) for row in rows] == [("138****0001", True), ("li@example.cn", False)]
