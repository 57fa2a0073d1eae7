"""Whom volunteers call, by a table."""

from dataclasses import replace

import pytest

from planner.dossier import Contact, Dossier, Duty, Facts, Party, Post
from planner.dossier.calling import callee_of_post, public_callee
from planner.enums import PartyRole

UNIT = "云溪县第一小学"
OWN = Duty("d", "后勤组", "杨老师", phone="13800000001")
CHIEF = Duty("c", "总领队", "周老师", phone="13800000002")
OFFICE = Contact("u", "值班室", organisation=UNIT, phone="0855-1234567")
HOSPITAL = Contact("h", "急诊", organisation="县医院", phone="0855-7654321")
POST = Post("p", "引导", duty="d")


def plan(*rows: Duty | Contact, post: Post = POST) -> Dossier:
    """An event with one post and these people."""
    duties = tuple(row for row in rows if isinstance(row, Duty))
    contacts = tuple(row for row in rows if isinstance(row, Contact))
    return Dossier(Facts(organisation=UNIT), duties=duties, contacts=contacts, posts=(post,))


SILENT = replace(OWN, phone="")


@pytest.mark.parametrize(
    ("dossier", "public", "with_others", "own_only"),
    [
        (plan(OWN, CHIEF, OFFICE), "杨老师", "杨老师", "杨老师"),
        (plan(CHIEF, OFFICE, post=replace(POST, duty="")), "周老师", "周老师", ""),
        (plan(SILENT, CHIEF, OFFICE), "周老师", "周老师", "杨老师"),
        (plan(SILENT, replace(CHIEF, phone=""), HOSPITAL, OFFICE), "值班室", "值班室", "杨老师"),
        (plan(SILENT, HOSPITAL), "", "杨老师", "杨老师"),
        (plan(OWN, CHIEF, post=replace(POST, public=False)), "周老师", "杨老师", "杨老师"),
        (plan(replace(OWN, name="")), "后勤组", "后勤组", "后勤组"),
        (plan(post=replace(POST, duty="")), "", "", ""),
    ],
)
def test_callee_is_who_has_a_number_the_contact_of_the_post_first(
    dossier: Dossier, public: str, with_others: str, own_only: str
) -> None:
    [post] = dossier.posts
    found = (
        public_callee(dossier),
        callee_of_post(dossier, post, may_show_others=True),
        callee_of_post(dossier, post, may_show_others=False),
    )

    assert tuple(one.holder if one else "" for one in found) == (public, with_others, own_only)


def test_contacts_of_the_host_are_those_of_the_unit_that_calls() -> None:
    host = Party("h", PartyRole.HOST, "团县委")
    office = replace(OFFICE, organisation="团县委")

    found = public_callee(replace(plan(office), parties=(host,)))

    assert found is not None
    assert found.phone == OFFICE.phone
