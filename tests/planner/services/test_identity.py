"""Which database this is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from planner.extensions import db
from planner.models import DatabaseIdentity
from planner.services.identity import renew_identity
from tests.planner.conftest import World
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[Any]]


def test_renewed_identity_is_another_one_and_the_only_one(world: World, in_app: InApp) -> None:
    with in_app():
        seen = [event_of(world).identity]
        for _ in range(2):
            renew_identity()
            db.session.commit()
            db.session.expire_all()
            seen.append(event_of(world).identity)

        assert seen[0] == ""
        assert [len(value) for value in seen[1:]] == [32, 32]
        assert seen[1] != seen[2]
        assert db.session.scalar(db.select(db.func.count()).select_from(DatabaseIdentity)) == 1
