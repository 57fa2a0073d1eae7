"""Who agreed that photos of them are published: volunteers with a place, nobody else."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from planner.dossier import Dossier
from planner.enums import SignUpState
from planner.extensions import db
from planner.people.photoconsent import PhotoConsents
from planner.queries.photoconsents import read_photo_consents
from tests.planner.conftest import World
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of
from tests.planner.volunteersteps import asking, signed_up

InApp = Callable[[], AbstractContextManager[object]]


def test_consents_are_those_of_volunteers_with_a_place(world: World, in_app: InApp) -> None:
    with in_app():
        put(world, "participants", {"name": "林小满"}, {"name": "陈果"})
        agreeing, silent, left = signed_up(world, asking(world, places=3), "甲甲", "乙乙", "丙丙")
        agreeing.volunteer.photos, silent.volunteer.photos, left.volunteer.photos = True, False, True
        left.state = SignUpState.LEFT
        db.session.commit()

        known = read_photo_consents(event_of(world), Dossier())

        assert known == PhotoConsents(agreed=("甲甲",), silent=("乙乙",), children=2, rules=())
