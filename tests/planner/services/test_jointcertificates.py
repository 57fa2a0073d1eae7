"""One certificate over several events: what it says, who gets one, what makes it old."""

from dataclasses import replace
from datetime import timedelta

import pytest

from planner import clock
from planner.errors import BadInput
from planner.extensions import db
from planner.models import CertifiedVolunteer, Event, IssuedCertificate, Organisation, ServiceHours, Volunteer
from planner.people.certificatefacts import read_facts
from planner.people.hours import HoursRule
from planner.people.volunteerrules import VolunteerRules
from planner.services.certificates import issue_certificate, withdraw_certificate
from planner.services.evaluations import evaluate_service
from planner.services.hours import outdate_certificates
from planner.services.jointcertificates import issue_joint_certificate
from planner.services.volunteerrules import save_volunteer_rules
from planner.services.volunteers import erase_volunteer
from tests.planner.conftest import World
from tests.planner.hourssteps import YESTERDAY, approved, served, served_elsewhere
from tests.planner.locks.steps import InApp
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import page_of_volunteer


def joint(world: World, volunteer: Volunteer) -> IssuedCertificate:
    """What the volunteer is given who asks for it on their own page; committed."""
    made = issue_joint_certificate(event_of(world), volunteer, actor=page_of_volunteer(volunteer))
    db.session.commit()
    return made


def test_joint_certificate_has_the_days_of_all_events_in_their_order(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer = approved(world, "林知远")
        elsewhere = served_elsewhere(world, volunteer)
        evaluate_service(event_of(world), volunteer, stars=5, words="", actor=user(world, "周老师"))

        made = joint(world, volunteer)

        facts = read_facts(made.facts)
        title = event_of(world).title
        assert [(line.event, line.content, line.minutes) for line in facts.lines] == [
            ("六一游园", "摊位", 90),
            (title, "栈道看护", 120),
        ]
        assert (facts.hours, facts.number, facts.rule) == ("3.5", made.number, HoursRule())
        assert (facts.evaluation, facts.evaluated_on) == (f"《{title}》五星", None)
        assert db.session.scalars(db.select(CertifiedVolunteer.volunteer_id)).all() == [elsewhere.volunteer_id]


def test_same_paper_is_not_issued_twice_and_a_longer_one_is(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer = approved(world, "林知远")
        served_elsewhere(world, volunteer)
        first = joint(world, volunteer)

        again = joint(world, volunteer)
        served_elsewhere(world, volunteer, "重阳敬老")
        longer = joint(world, volunteer)

        assert (again.id, longer.id != first.id) == (first.id, True)
        assert len(read_facts(longer.facts).lines) == 3
        assert first.is_good, "what it says is still so"


def test_certificate_of_one_event_stands_beside_the_joint_one(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer = approved(world, "林知远")
        served_elsewhere(world, volunteer)
        made = joint(world, volunteer)

        single = issue_certificate(event_of(world), volunteer, actor=user(world, "周老师"))

        assert (single.id != made.id, single.is_joint, made.is_joint) == (True, False, True)
        assert len(read_facts(single.facts).lines) == 1


def test_change_of_hours_at_any_of_the_events_makes_it_old(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer = approved(world, "林知远")
        elsewhere = served_elsewhere(world, volunteer)
        made = joint(world, volunteer)

        outdate_certificates([elsewhere.volunteer_id])
        db.session.commit()

        db.session.refresh(made)
        assert (made.is_good, made.outdated_at is not None) == (False, True)
        assert joint(world, volunteer).id != made.id


def test_who_is_erased_at_one_event_has_the_joint_one_emptied_as_well(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer = approved(world, "林知远")
        elsewhere = served_elsewhere(world, volunteer)
        made = joint(world, volunteer)
        there = db.session.get_one(Event, elsewhere.event_id)
        person = db.session.get_one(Volunteer, elsewhere.volunteer_id)

        erase_volunteer(there, person, with_certificates=True, actor=user(world, "周老师"))
        db.session.commit()

        db.session.refresh(made)
        assert (made.facts, made.is_good) == ("", False)


def test_there_is_none_without_hours_here_and_elsewhere(world: World, in_app: InApp) -> None:
    with in_app():
        [waiting] = served(world, "苏禾")
        served_elsewhere(world, waiting.volunteer)
        alone = approved(world, "林知远")

        with pytest.raises(BadInput, match="还没有核定过的时长"):
            joint(world, waiting.volunteer)
        with pytest.raises(BadInput, match="别的活动还没有核定的时长"):
            joint(world, alone)


@pytest.mark.parametrize(("change", "value"), [("name", "林知行"), ("phone", "13900000099")])
def test_somebody_else_adds_nothing(world: World, in_app: InApp, change: str, value: str) -> None:
    with in_app():
        volunteer = approved(world, "林知远")
        person = db.session.get_one(Volunteer, served_elsewhere(world, volunteer).volunteer_id)
        setattr(person, change, value)
        db.session.commit()

        with pytest.raises(BadInput, match="别的活动还没有核定的时长"):
            joint(world, volunteer)


def test_hours_that_are_not_approved_are_not_on_it(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer = approved(world, "林知远")
        served_elsewhere(world, volunteer)
        waits = served_elsewhere(world, volunteer, "重阳敬老")
        db.session.execute(db.update(ServiceHours).where(ServiceHours.id == waits.id).values(approved_at=None))
        db.session.commit()

        assert [line.event for line in read_facts(joint(world, volunteer).facts).lines] == [
            "六一游园",
            event_of(world).title,
        ]


def test_withdrawn_one_is_not_had_again_by_oneself(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer = approved(world, "林知远")
        served_elsewhere(world, volunteer)
        made = joint(world, volunteer)
        withdraw_certificate(event_of(world), made, because="名字写错了", actor=user(world, "周老师"))
        db.session.commit()

        with pytest.raises(BadInput, match="要新的请找组织者"):
            joint(world, volunteer)


def test_events_counted_by_different_rules_are_said_so(world: World, in_app: InApp) -> None:
    with in_app():
        volunteer = approved(world, "林知远")
        elsewhere = served_elsewhere(world, volunteer)
        there = db.session.get_one(Event, elsewhere.event_id)
        there.first_date = YESTERDAY - timedelta(days=70)
        quarter = replace(
            VolunteerRules(), hours=HoursRule(step_minutes=15), effective_from=clock.today() - timedelta(days=9)
        )
        save_volunteer_rules(
            db.session.get_one(Organisation, world.units["school"]), quarter, actor=user(world, "管理员")
        )
        db.session.commit()

        facts = read_facts(joint(world, volunteer).facts)

        assert facts.rule is None
        assert facts.remarks.startswith("服务时间按实际服务计，不含往返路程，各次活动按当时本单位的规则计。")
