"""Sample data in an empty database, and out of it again."""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import pytest

from planner.enums import EventStatus, Role, SignUpState
from planner.extensions import db
from planner.models import Event, Organisation, Participant, SignUp, User, Volunteer
from planner.people import slots_of
from planner.people.board import Tally
from planner.queries.dossier import current_dossier
from planner.queries.volunteering import read_tallies
from planner.samples import load_samples
from planner.services.accounts import find_user
from planner.services.organisations import needs_setup
from planner.services.samples import load_sample_data, remove_samples, sample_accounts, sample_accounts_exist
from tests.conftest import At
from tests.planner.conftest import World

pytestmark = pytest.mark.usefixtures("quick_hashes")
InApp = Callable[[], AbstractContextManager[Any]]


def count(model: type) -> int:
    """The rows of a table."""
    return db.session.scalar(db.select(db.func.count()).select_from(model)) or 0


def sum_tallies(tallies: Iterable[Tally]) -> Tally:
    """All together."""
    whole = Tally()
    for tally in tallies:
        whole = whole.plus(tally)
    return whole


def test_empty_database_gets_units_accounts_and_events(in_app: InApp) -> None:
    with in_app():
        assert load_sample_data()
        db.session.commit()

        accounts = sample_accounts()
        assert {a.role.removeprefix("白石镇中心小学").removeprefix("云台县团委") for a in accounts} == {
            r.label for r in Role
        }
        assert [a.account for a in accounts] == [f"1380000000{n}" for n in range(1, 7)]
        events = db.session.scalars(db.select(Event).order_by(Event.id)).all()
        assert [e.title for e in events] == [*(s.facts.title for s in load_samples()), "寒假走访慰问"]
        assert {e.is_sample for e in events} == {True}
        assert {e.status for e in events[:-1]} == {EventStatus.DRAFT, EventStatus.SUBMITTED}
        assert (count(Organisation), count(Participant), count(Volunteer)) == (2, 30, 8)
        states = Counter(db.session.scalars(db.select(SignUp.state)))
        assert states == Counter(
            {
                SignUpState.CONFIRMED: 11,
                SignUpState.HELD: 1,
                SignUpState.WAITING: 1,
                SignUpState.LEFT: 1,
            }
        )


@pytest.mark.parametrize("today", [datetime(2026, 11, 28, 4, tzinfo=UTC), datetime(2031, 1, 1, 4, tzinfo=UTC)])
def test_volunteers_of_the_sample_stand_in_every_state_on_any_day(in_app: InApp, at: At, today: datetime) -> None:
    at(today)
    with in_app():
        load_sample_data()
        db.session.commit()
        event = db.session.scalars(db.select(Event).order_by(Event.id)).first()
        assert event is not None
        tallies = read_tallies(event.id, slots_of(current_dossier(event)))

    whole = sum_tallies(tallies.values())
    assert (whole.taken, whole.waiting, whole.unanswered, whole.asked) == (12, 1, 1, 1)


def test_used_database_is_left_alone(world: World, in_app: InApp) -> None:
    with in_app():
        before = count(User), count(Event)

        assert not load_sample_data()
        assert (count(User), count(Event), sample_accounts_exist()) == (*before, False)


def test_samples_are_closed_and_the_installation_can_be_set_up(in_app: InApp) -> None:
    with in_app():
        load_sample_data()
        db.session.commit()
        user = find_user("13800000001")
        assert user is not None
        session = user.get_id()

        assert remove_samples() == 6
        db.session.commit()

        assert (sample_accounts(), sample_accounts_exist(), needs_setup()) == ([], False, True)
        assert user.get_id() != session
        assert db.session.scalar(db.select(db.func.count()).where(Event.deleted_at.is_(None))) == 0
        assert remove_samples() == 0
