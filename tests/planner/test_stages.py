"""What many tests begin with is made once, and is the same for each of them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask import current_app
from sqlalchemy import select

from planner.actors import CONSOLE
from planner.extensions import db
from planner.models import Organisation
from planner.services.organisations import create_organisation
from tests.conftest import At
from tests.installation import Installation
from tests.planner.stages import Stage

InApp = Callable[[], AbstractContextManager[object]]
NOON = datetime(2027, 6, 1, 4, tzinfo=UTC)
made: list[str] = []


@pytest.fixture
def name() -> str:
    """The name of a unit that no test before has made."""
    made.clear()
    return uuid4().hex


def make_unit(name: str) -> int:
    made.append(name)
    unit = create_organisation(name, actor=CONSOLE)
    db.session.commit()
    return unit.id


def make_file(name: str) -> None:
    Path(current_app.config["INSTANCE_DIR"], name).touch()


def units(in_app: InApp) -> list[tuple[int, str]]:
    with in_app():
        return [tuple(row) for row in db.session.execute(select(Organisation.id, Organisation.name))]


def test_unit_is_made_once_and_brought_back(installation: Installation, in_app: InApp, name: str) -> None:
    first = Stage(installation).put_on(make_unit, name)
    installation.database.empty()

    again = Stage(installation).put_on(make_unit, name)

    assert (again, units(in_app), made) == (first, [(first, name)], [name])


def test_unit_of_other_arguments_is_made_anew(installation: Installation, in_app: InApp, name: str) -> None:
    Stage(installation).put_on(make_unit, name)
    installation.database.empty()

    other = Stage(installation).put_on(make_unit, name + "2")

    assert (units(in_app), made) == ([(other, name + "2")], [name, name + "2"])


def test_unit_of_another_moment_is_made_anew(installation: Installation, name: str, at: At) -> None:
    for moment in (NOON, NOON + timedelta(seconds=1), NOON):
        at(moment)
        installation.database.empty()
        Stage(installation).put_on(make_unit, name)

    assert made == [name, name]


def test_what_leaves_a_file_is_refused(installation: Installation, name: str) -> None:
    with pytest.raises(AssertionError, match="only rows are brought back"):
        Stage(installation).put_on(make_file, name)
