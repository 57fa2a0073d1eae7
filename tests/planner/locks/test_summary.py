"""Two who write one paragraph of a summary at once: nobody writes over what they have not seen."""

from planner.errors import LostUpdate
from planner.queries.summary import read_summary
from planner.services.summary import save_paragraph
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp, InOwnApp, Race
from tests.planner.submissions import event_of, user
from tests.planner.summarysteps import EVENT, over


def test_second_of_two_texts_at_once_is_shown_the_first(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        over(world)

    def save(name: str, text: str) -> int:
        return save_paragraph(event_of(world), EVENT, text, version=0, actor=user(world, name)).version

    late = race(
        lambda: save("周老师", "早的。"),
        in_own_app(lambda: read_summary(event_of(world)), lambda: save("管理员", "晚的。")),
    )

    error = late.exception()
    assert isinstance(error, LostUpdate)
    assert error.theirs == {"text": "早的。"}
    with in_app():
        assert [each.parts for each in read_summary(event_of(world)).paragraphs] == [("早的。",)]
