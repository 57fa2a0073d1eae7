"""How the services of summaries are called, and logged. Importing adds both."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from planner.models import SummaryPolicy
from planner.report import Skeleton
from planner.report.deadlines import SummaryRules
from planner.services import summary, summarychapters, summaryfiling, summaryrules, summarywords
from tests.planner.conftest import World
from tests.planner.services.audiences import ADMINISTRATORS, APPROVERS, PLANNERS, STEPPERS
from tests.planner.services.calls import CALLS, on, on_event, school
from tests.planner.services.loggedsteps import by_owner, prepares
from tests.planner.submissions import event_of, user
from tests.planner.summarysteps import (
    ODD,
    add_own_chapter,
    cancelled,
    doubted,
    file_now,
    over,
    put_away,
    ready_to_file,
    taken,
    two_taken,
)

RULES = SummaryRules(effective_from=date(2027, 1, 1), days=10)


def summary_policy(world: World) -> SummaryPolicy:
    """Rules of the school."""
    return summaryrules.save_summary_rules(school(world), RULES, actor=user(world, "管理员"))


CALLS |= {
    "summary.add_paragraph": on_event(PLANNERS, over, code="basics"),
    "summary.choose_skeleton": on_event(PLANNERS, over, skeleton=Skeleton.SHORT),
    "summary.move_paragraph_up": on_event(PLANNERS, over, key=two_taken),
    "summary.put_paragraph_away": on_event(PLANNERS, over, key=taken, version=1),
    "summary.put_paragraph_back": on_event(PLANNERS, over, key=put_away),
    "summary.return_to_passage": on_event(PLANNERS, over, key=doubted, version=2),
    "summary.save_paragraph": on_event(PLANNERS, over, key="full.event", text="好。", version=0),
    "summary.take_passage": on_event(PLANNERS, over, key="full.event"),
    "summary.write_why_cancelled": on_event(PLANNERS, cancelled, text="暴雨。", version=0),
    "summarychapters.add_chapter": on_event(PLANNERS, over, heading="媒体报道", after="results"),
    "summarychapters.remove_chapter": on_event(PLANNERS, over, key=add_own_chapter),
    "summarychapters.rename_chapter": on_event(PLANNERS, over, key=add_own_chapter, heading="致谢"),
    "summaryfiling.file_summary": on_event(STEPPERS, over, version=ready_to_file),
    "summaryfiling.reopen_summary": on_event(STEPPERS, over, number=file_now, because="漏了一段"),
    "summaryfiling.return_summary": on_event(APPROVERS, over, number=file_now, words="写具体些"),
    "summaryrules.delete_summary_rules": on(ADMINISTRATORS, policy=summary_policy),
    "summaryrules.save_summary_rules": on(ADMINISTRATORS, organisation=school, rules=RULES),
    "summarywords.correct_word": on_event(PLANNERS, over, key=doubted, sentence=ODD, version=2),
    "summarywords.keep_word": on_event(PLANNERS, over, key=doubted, sentence=ODD, version=2),
}

Argument = Callable[[World], object] | object


def _register(function: Callable[..., Any], *before: Callable[[World], object], **more: Argument) -> None:
    """The step, taken by the owner after these; what is callable is asked for by the world."""

    @prepares(function)
    def _prepare(world: World, _: Path) -> partial[Any]:
        for step in before:
            step(world)
        given = {name: value(world) if callable(value) else value for name, value in more.items()}
        return by_owner(function, world, **given)


_register(summary.add_paragraph, over, code="basics")
_register(summary.choose_skeleton, over, skeleton=Skeleton.SHORT)
_register(summary.move_paragraph_up, over, key=two_taken)
_register(summary.put_paragraph_away, over, key=taken, version=1)
_register(summary.put_paragraph_back, over, key=put_away)
_register(summary.return_to_passage, over, key=doubted, version=2)
_register(summary.save_paragraph, over, key="full.event", text="好。", version=0)
_register(summary.take_passage, over, key="full.event")
_register(summary.write_why_cancelled, cancelled, text="暴雨。", version=0)
_register(summarychapters.add_chapter, over, heading="媒体报道", after="results")
_register(summarychapters.remove_chapter, over, key=add_own_chapter)
_register(summarychapters.rename_chapter, over, key=add_own_chapter, heading="致谢")
_register(summaryfiling.file_summary, over, version=ready_to_file)
_register(summaryfiling.reopen_summary, over, number=file_now, because="漏了一段")
_register(summarywords.correct_word, over, key=doubted, sentence=ODD, version=2)
_register(summarywords.keep_word, over, key=doubted, sentence=ODD, version=2)


@prepares(summaryfiling.return_summary)
def _return_summary(world: World, _: Path) -> partial[Any]:
    over(world)
    number = file_now(world)
    return partial(summaryfiling.return_summary, event_of(world), number, "写具体些", actor=user(world, "韩校长"))
