"""How far the summaries of many events are, by when they are wanted, and what an event can learn."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest

from planner.days import Day
from planner.enums import ActorKind, EventStatus, TeamRole
from planner.extensions import db
from planner.models import Event
from planner.permissions import Access
from planner.queries.summary import SummaryStanding, find_summary_due, learned_before, standings_of
from planner.queries.todos import Step, todos
from planner.report.deadlines import SummaryRules
from planner.services.events import copy_event, create_event
from planner.services.summaryfiling import reopen_summary, return_summary
from planner.services.summaryrules import save_summary_rules
from planner.summarykinds import SummaryState
from planner.views.summarynote import tell_summary
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.reportsteps import EVENING
from tests.planner.services.calls import school
from tests.planner.submissions import event_of, user
from tests.planner.summarysteps import CHAPTERS, add_own, file_now, over, ready_to_file, taken

InApp = Callable[[], AbstractContextManager[Any]]
Prepare = Callable[[World], Any]
REST = ("主要做法", "取得成效", "存在不足", "下一步打算")


@pytest.fixture(autouse=True)
def evening(at: At) -> None:
    """It is the evening of the last day."""
    at(EVENING)


def nothing(world: World) -> None:
    """Nobody has begun."""


def returned(world: World) -> None:
    """An approver sent it back."""
    return_summary(event_of(world), file_now(world), "写具体些", actor=user(world, "韩校长"))


def reopened(world: World) -> None:
    """It was filed and opened again."""
    reopen_summary(event_of(world), file_now(world), "漏了一段", actor=user(world, "周老师"))


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (nothing, "写总结，还没动笔"),
        (taken, "写总结，主要做法、取得成效、存在不足、下一步打算没写"),
        (ready_to_file, "总结写好了，去定稿"),
        (file_now, "总结定稿了，归档活动"),
        (returned, "按退回的意见改总结"),
        (reopened, "总结写好了，去定稿"),
    ],
)
def test_desk_says_what_is_missing_of_a_summary_and_by_when(
    world: World, in_app: InApp, step: Prepare, sentence: str
) -> None:
    with in_app():
        over(world)
        step(world)
        found = todos(user(world, "周老师"), [event_of(world)], date(2027, 8, 12))

        said = {todo.step: (todo.sentence, todo.due) for todo in found}
        due = date(2027, 8, 18) if step is not file_now else None
        kind = Step.ARCHIVE if step is file_now else Step.SUM_UP
        assert said[kind] == (sentence, due)


def test_standings_of_many_events_are_two_statements(
    world: World, in_app: InApp, count_queries: Callable[..., Any]
) -> None:
    with in_app():
        over(world)
        taken(world)
        db.session.flush()
        with count_queries() as counted:
            found = standings_of([world.event, 99])
        with count_queries() as none:
            standings_of([])

    assert (len(counted), len(none)) == (2, 0)
    assert found[world.event] == SummaryStanding(lacking=REST, is_begun=True)
    assert found[99].state is SummaryState.WRITING


def test_empty_paragraph_is_nothing_written(world: World, in_app: InApp) -> None:
    with in_app():
        over(world)
        add_own(world, "basics", "")

        assert standings_of([world.event])[world.event].is_begun is False


@pytest.mark.parametrize(("days", "due"), [(None, date(2027, 8, 18)), (10, date(2027, 8, 21))])
def test_summary_is_due_by_the_rules_of_the_unit(world: World, in_app: InApp, days: int | None, due: date) -> None:
    with in_app():
        over(world)
        if days:
            rules = SummaryRules(effective_from=date(2027, 1, 1), days=days)
            save_summary_rules(school(world), rules, actor=user(world, "管理员"))

        assert find_summary_due(event_of(world)) == due


def new_event(world: World, kind: str = "") -> Event:
    """Another draft of the school, of the same kind unless another is named."""
    owner = user(world, "周老师")
    kind = kind or event_of(world).kind
    return create_event(kind, title="明年", organisation_id=world.units["school"], actor=owner)


@pytest.mark.parametrize(
    ("step", "kind", "learns"),
    [(file_now, "", True), (file_now, "chongyang", False), (ready_to_file, "", False), (reopened, "", False)],
)
def test_next_event_of_the_kind_learns_from_what_is_filed(
    world: World, in_app: InApp, step: Prepare, kind: str, learns: bool
) -> None:
    with in_app():
        over(world)
        step(world)
        db.session.flush()

        found = learned_before(new_event(world, kind))

        assert (found is not None and found[0].id == world.event) is learns


def test_copy_learns_from_its_original_whatever_its_kind(world: World, in_app: InApp) -> None:
    with in_app():
        over(world)
        file_now(world)
        owner = user(world, "周老师")
        copy = copy_event(
            event_of(world),
            title="明年",
            organisation_id=world.units["school"],
            starts_on=Day(8, 9, 2028),
            actor=owner,
        )
        copy.kind = "blank"
        db.session.flush()

        found = learned_before(copy)

        assert found is not None
        assert [lesson.label for lesson in found[1].lessons] == ["存在不足", "下一步打算"]
        assert standings_of([copy.id])[copy.id].is_begun is False


def test_new_event_is_offered_the_lessons_on_its_first_page(
    world: World, in_app: InApp, signed_in: Callable[[str], Any]
) -> None:
    with in_app():
        over(world)
        file_now(world)
        event = new_event(world)
        db.session.commit()
        number = event.id

    page = signed_in("周老师").get(f"/events/{number}").text

    assert ("上次留下的" in page, page.count("自己写的。") >= len(CHAPTERS[3:])) == (True, True)
    assert "上次留下的" not in signed_in("陈老师").get(f"/events/{number}").text


@pytest.mark.parametrize("kind", [ActorKind.GUEST, ActorKind.USER])
def test_who_helps_from_outside_the_unit_learns_nothing_of_its_other_events(
    world: World, in_app: InApp, kind: ActorKind
) -> None:
    with in_app():
        over(world)
        file_now(world)
        outside = Access(status=EventStatus.DRAFT, team=TeamRole.PLANNER, kind=kind)

        assert tell_summary(new_event(world), outside).lessons == ()


def test_cancelled_event_teaches_nothing(world: World, in_app: InApp) -> None:
    with in_app():
        over(world)
        file_now(world)
        event_of(world).status = EventStatus.CANCELLED
        db.session.flush()

        assert learned_before(new_event(world)) is None
