"""A page that was opened before its volunteer was erased: what is sent from it brings nobody back."""

from concurrent.futures import Future

import pytest

from planner.errors import NotFound
from planner.extensions import db
from planner.models import SignUp
from planner.services.volunteers import Details, change_details, erase_volunteer
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp, InOwnApp, Race
from tests.planner.submissions import event_of
from tests.planner.volunteersteps import asking, page_of, signed_up

DETAILS = Details(phone="13900000099", unit="", skills="", emergency_name="", emergency_phone="", photos=False)


def seen(sign_up_id: int) -> SignUp:
    """The sign-up as a request finds it."""
    return db.session.get_one(SignUp, sign_up_id)


def test_details_sent_while_somebody_is_erased_are_not_kept(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        one = signed_up(world, asking(world), "林知远")[0].id

    def look() -> object:
        return page_of(seen(one))

    def erase() -> object:
        volunteer = seen(one).volunteer
        return erase_volunteer(event_of(world), volunteer, actor=page_of(seen(one)))

    def change() -> object:
        return change_details(event_of(world), seen(one).volunteer, DETAILS, actor=page_of(seen(one)))

    late: Future[object] = race(erase, in_own_app(look, change))

    with pytest.raises(NotFound, match="资料已经清除了"):
        late.result()
    with in_app():
        volunteer = seen(one).volunteer
        assert (volunteer.phone, volunteer.name, volunteer.erased_at is None) == ("", "", False)
