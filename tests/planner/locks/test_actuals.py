"""Two who say at once what happened: nobody writes over what they have not seen."""

from decimal import Decimal

from planner.errors import LostUpdate
from planner.queries.report import read_actuals
from planner.services.actuals import ActualChange, save_actuals
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp, InOwnApp, Race
from tests.planner.reportsteps import finished
from tests.planner.submissions import event_of, user


def test_second_of_two_answers_at_once_is_shown_the_first(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        place = f"head_counts/{finished(world)['kids']}"

    def say(name: str, number: int) -> int:
        change = ActualChange(place=place, number=Decimal(number))
        return save_actuals(event_of(world), [change], actor=user(world, name))

    late = race(
        lambda: say("周老师", 29),
        in_own_app(lambda: read_actuals(event_of(world)), lambda: say("管理员", 28)),
    )

    error = late.exception()
    assert isinstance(error, LostUpdate)
    assert error.theirs == {place: "29"}
    with in_app():
        assert read_actuals(event_of(world)).answer_at(place).count == 29
