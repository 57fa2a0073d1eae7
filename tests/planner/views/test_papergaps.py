"""What the fonts of our papers lack is said on each page where a paper is fetched, and is printed so."""

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import Link, Organisation, Volunteer
from planner.queries.dossier import current_dossier
from planner.queries.signups import find_desk
from planner.views.papergaps import tell_gaps_of_volunteers
from tests.conftest import At
from tests.planner.attendancesteps import wall
from tests.planner.conftest import World
from tests.planner.documents.pdfs import pages_of
from tests.planner.feedbacksteps import ask_for_feedback
from tests.planner.hourssteps import certified
from tests.planner.locks.steps import InApp, SignedIn
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of
from tests.planner.volunteersteps import asking, signed_up

NAME, PRINTED = "李𠮷", "李〓"
SAID = "“𠮷”在 PDF 里印成〓"


@pytest.fixture
def home(world: World) -> str:
    """The page of the event."""
    return f"/events/{world.event}"


def test_plan_papers_say_what_they_lack_and_print_the_stand_in(
    world: World, in_app: InApp, signed_in: SignedIn, home: str
) -> None:
    client = signed_in("周老师")
    before = client.get(home).text
    with in_app():
        put(world, "duties", {"name": NAME, "role": "领队"})
        db.session.commit()

    assert "印成〓" not in before
    assert f"{SAID}，Word 和 Excel 里照写。" in client.get(home).text
    for code in ("handbook", "slips"):
        assert PRINTED in "".join(pages_of(client.get(f"{home}/documents/{code}").data))


def test_what_stands_on_no_pdf_is_not_said(world: World, in_app: InApp, signed_in: SignedIn, home: str) -> None:
    with in_app():
        put(world, "budget", {"item": NAME, "category": "其他"})
        db.session.commit()

    assert "印成〓" not in signed_in("周老师").get(home).text


def test_volunteers_poster_and_badges(world: World, in_app: InApp, signed_in: SignedIn, home: str) -> None:
    with in_app():
        signed_up(world, asking(world), NAME)
        db.session.commit()

    assert "“𠮷”在海报和 PDF 里印成〓。" in signed_in("周老师").get(f"{home}/volunteers").text
    with in_app():
        event, desk = event_of(world), find_desk(world.event)
        assert tell_gaps_of_volunteers(event, current_dossier(event), desk, sees_people=False) == ""


def test_guardian_s_paper_on_both_sides(
    world: World, in_app: InApp, signed_in: SignedIn, client: FlaskClient, home: str
) -> None:
    with in_app():
        [one] = signed_up(world, asking(world), NAME, born=(2012, 3))
        own, number = f"/v/me/{db.session.get_one(Link, one.volunteer.link_id).token}", one.id

    assert f"{SAID}。" in signed_in("周老师").get(f"{home}/volunteers/people/{number}").text
    assert f"{SAID}。" in client.get(f"{own}/guardian").text


def test_signs_and_codes(world: World, at: At, in_app: InApp, signed_in: SignedIn, home: str) -> None:
    at(wall("07:00"))
    with in_app():
        signed_up(world, asking(world, title="看护𠮷"), "甲")
        ask_for_feedback(world)
        db.session.get_one(Organisation, world.units["school"]).name = "𠮷村小学"
        db.session.commit()
    client = signed_in("周老师")

    assert f"{SAID}。" in client.get(f"{home}/volunteers/check-in").text
    assert f"{SAID}。" in client.get(f"{home}/feedback").text


def test_certificates(world: World, in_app: InApp, signed_in: SignedIn, client: FlaskClient, home: str) -> None:
    with in_app():
        made = certified(world, NAME)
        person = db.session.get_one(Volunteer, made.volunteer_id)
        number, own = person.id, db.session.get_one(Link, person.link_id).token

    assert f"{SAID}。" in signed_in("周老师").get(f"{home}/volunteers/hours/people/{number}").text
    assert f"{SAID}。" in client.get(f"/v/me/{own}/certificate").text
