"""Certificates: numbers that nobody gets twice, facts that stay sealed as they were issued, who gets none."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask

from planner import clock
from planner.actors import CONSOLE
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.models import (
    CertificateSeries,
    Erasure,
    HoursCorrection,
    HoursRequest,
    IssuedCertificate,
    Organisation,
    ServiceEvaluation,
    ServiceHours,
    SignUp,
    Volunteer,
)
from planner.people.certificatefacts import CODE_LENGTH, CODE_LETTERS, read_facts
from planner.queries.hours import find_helper
from planner.services.certificatechecks import Verdict, check_certificate
from planner.services.certificates import (
    _take_number,
    issue_all_certificates,
    issue_certificate,
    withdraw_certificate,
)
from planner.services.erasing import erase_event
from planner.services.evaluations import evaluate_service
from planner.services.hours import correct_hours
from planner.services.hoursrequests import answer_request, ask_correction
from planner.services.remains import database_files
from planner.services.volunteers import erase_volunteer
from tests.planner.conftest import World
from tests.planner.hourssteps import approved, certified
from tests.planner.races import run_at_once
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import page_of

InApp = Callable[[], AbstractContextManager[Any]]


def test_certificate_says_what_is_recorded_and_who_states_it(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer = approved(world, "林知远")
        owner = user(world, "周老师")
        evaluate_service(event_of(world), volunteer, stars=5, words="做事细心", actor=owner)

        made = issue_certificate(event_of(world), volunteer, actor=owner)

        facts = read_facts(made.facts)
        [line] = facts.lines
        assert (facts.number, facts.name, facts.minutes) == (made.number, "林知远", 120)
        assert (line.content, line.minutes, facts.issuer.handler) == ("栈道看护", 120, "周老师")
        assert (facts.evaluation, facts.identity, facts.issuer.phone) == ("五星，做事细心", "", "")
        assert (len(made.code), set(made.code) <= set(CODE_LETTERS)) == (CODE_LENGTH, True)


def test_good_one_is_not_issued_twice(world: World, in_app: InApp) -> None:
    with in_app():
        made = certified(world, "林知远")

        again = issue_certificate(event_of(world), _holder(made), actor=user(world, "周老师"))

        assert again.id == made.id


def test_outdated_one_is_followed_by_another_number(world: World, in_app: InApp) -> None:
    with in_app():
        made, owner = certified(world, "林知远"), user(world, "周老师")
        volunteer = _holder(made)
        sign_up = db.session.scalars(db.select(SignUp)).one()
        correct_hours(event_of(world), volunteer, sign_up.id, 90, because="10:30 就走了", actor=owner)
        db.session.flush()

        other = issue_certificate(event_of(world), volunteer, actor=page_of(sign_up))

        assert (made.number[-4:], other.number[-4:]) == ("0001", "0002")
        assert read_facts(made.facts).minutes == 120, "the first one says what it said"
        assert read_facts(other.facts).minutes == 90


def test_withdrawn_one_is_followed_only_by_the_organiser(world: World, in_app: InApp) -> None:
    with in_app():
        made, owner = certified(world, "林知远"), user(world, "周老师")
        sign_up = db.session.scalars(db.select(SignUp)).one()
        with pytest.raises(BadInput, match="写一句为什么撤销"):
            withdraw_certificate(event_of(world), made, because=" ", actor=owner)
        withdraw_certificate(event_of(world), made, because="名字写错了", actor=owner)
        db.session.flush()

        with pytest.raises(BadInput, match="要新的请找组织者"):
            issue_certificate(event_of(world), _holder(made), actor=page_of(sign_up))
        with pytest.raises(NotFound, match="没有要开的"):
            issue_all_certificates(event_of(world), actor=owner)
        assert issue_certificate(event_of(world), _holder(made), actor=owner).id != made.id


def test_nobody_certifies_hours_of_themselves(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer, owner = approved(world, "林知远"), user(world, "周老师")
        volunteer.phone = owner.phone or ""
        db.session.flush()

        with pytest.raises(NotAllowed, match="自己的证明"):
            issue_certificate(event_of(world), volunteer, actor=owner)
        with pytest.raises(NotFound):
            issue_all_certificates(event_of(world), actor=owner)


def test_erased_volunteer_gets_none_and_hours_keep_only_a_number(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer, owner = approved(world, "林知远"), user(world, "周老师")
        erase_volunteer(event_of(world), volunteer, actor=owner)
        db.session.flush()

        with pytest.raises(NotFound):
            issue_certificate(event_of(world), volunteer, actor=owner)
        assert [row.minutes for row in db.session.scalars(db.select(ServiceHours))] == [120]


def test_certificate_outlives_its_event(world: World, in_app: InApp) -> None:
    with in_app():
        made = certified(world, "林知远")
        number, code = made.number, made.code
        event_of(world).deleted_at = clock.now()
        db.session.commit()
        erase_event(event_of(world), actor=CONSOLE)
        db.session.commit()

        checked = check_certificate(number, code)

        assert checked.facts is not None
        assert (checked.verdict, checked.facts.name) == (Verdict.GENUINE, "林知远")


def test_what_was_said_about_hours_goes_with_the_volunteer(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer, owner = approved(world, "林知远"), user(world, "周老师")
        correct_hours(event_of(world), volunteer, _shift(), 90, because="孩子发烧先走了", actor=owner)
        evaluate_service(event_of(world), volunteer, stars=5, words="细心", actor=owner)
        asked = ask_correction(event_of(world), volunteer, "我多待了一会", actor=owner)
        answer_request(event_of(world), asked, "查过了，没有", actor=owner)
        db.session.commit()

        erase_volunteer(event_of(world), volunteer, actor=owner)
        db.session.commit()

        said = (HoursCorrection.because, HoursRequest.words, HoursRequest.answer, ServiceEvaluation.words)
        assert [db.session.scalars(db.select(column)).all() for column in said] == [[""]] * 4
        assert db.session.scalars(db.select(Erasure.found_in)).one() == ""


def test_database_file_holds_no_fact_in_clear(world: World, in_app: InApp, backend: str) -> None:
    if backend != "sqlite":
        pytest.skip("the files of a PostgreSQL are not ours to read")
    with in_app():
        made = certified(world, "林知远")
        correct_hours(
            event_of(world), _holder(made), _shift(), 90, because="孩子发烧先走了", actor=user(world, "周老师")
        )
        db.session.commit()
        number, code = made.number, made.code

        held = b"".join(path.read_bytes() for path in database_files())

    assert number.encode() in held, "the search finds what is there"
    assert [words for words in ("林知远", code, "孩子发烧") if words.encode() in held] == []


def test_erasing_with_the_certificate_leaves_no_fact(world: World, in_app: InApp) -> None:
    with in_app():
        made = certified(world, "林知远")
        erase_volunteer(event_of(world), _holder(made), with_certificates=True, actor=user(world, "周老师"))
        db.session.commit()

        db.session.refresh(made)
        assert (made.facts, made.code, made.is_good) == ("", "", False)
        assert db.session.scalars(db.select(Erasure.found_in)).one() == ""


def test_letters_are_those_of_the_unit_and_a_strange_name_has_some(world: World, in_app: InApp) -> None:
    with in_app():
        unit = db.session.get_one(Organisation, world.units["school"])
        made = []
        for name in ("第3中学 A 队", "！！"):
            unit.name = name
            made.append(_take_number(unit.id))

        year = clock.today().year
        assert made == [f"D3ZXAD-{year}-0001", f"ZY-{year}-0001"]


@pytest.mark.both_databases
def test_two_who_issue_at_once_get_two_numbers(world: World, app: Flask) -> None:
    unit = world.units["school"]
    taken: list[str] = []

    def take() -> None:
        taken.append(_take_number(unit)[-4:])

    refusals = run_at_once(app, take, take, look=lambda: db.session.scalars(db.select(CertificateSeries)).all())

    assert (sorted(taken), refusals) == (["0001", "0002"], ["", ""])


@pytest.mark.both_databases
def test_two_who_ask_for_the_same_certificate_at_once_get_one(world: World, app: Flask, in_app: InApp) -> None:
    with in_app():
        volunteer_id = approved(world, "林知远").id

    def issue() -> None:
        volunteer = db.session.get_one(Volunteer, volunteer_id)
        issue_certificate(event_of(world), volunteer, actor=user(world, "周老师"))

    run_at_once(app, issue, issue, look=lambda: find_helper(event_of(world), volunteer_id))

    with in_app():
        assert db.session.scalar(db.select(db.func.count()).select_from(IssuedCertificate)) == 1


def _holder(certificate: IssuedCertificate) -> Volunteer:
    """Whose certificate it is."""
    return db.session.get_one(Volunteer, certificate.volunteer_id)


def _shift() -> int:
    """The only sign-up there is."""
    return db.session.scalars(db.select(SignUp.id)).one()
