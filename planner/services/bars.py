"""Keeping who is barred from what is handed in, and refusing them (会计法 art. 25)."""

from typing import NamedTuple

from planner.actors import Actor
from planner.enums import BarReason, Matter
from planner.errors import NotAllowed
from planner.extensions import db
from planner.models import BarredPerson, Event
from planner.queries.bars import bars_before
from planner.queries.deciders import Deciders
from planner.telling import join_few

_MOST_NAMED = 6
# What is done with each matter; finance reviews the others.
_VERBS = {Matter.PLAN: "审批", Matter.SUMMARY: "退回"}


class BarWords(NamedTuple):
    """What somebody who is barred is told, and the reason of the refusal."""

    own: str
    reason: str


_WORDS = {
    BarReason.SUBMITTER: BarWords("自己提交的", "OWN_SUBMISSION"),
    BarReason.OWNER: BarWords("自己负责的", "OWN_EVENT"),
    BarReason.PLANNER: BarWords("自己共同编辑的", "OWN_EVENT"),
    BarReason.AUTHOR: BarWords("自己写过内容的", "AUTHOR"),
    BarReason.NAMED: BarWords("自己经办、验收或证明过的", "SAME_PERSON"),
}


def keep_bars(event: Event, matter: Matter, number: int, *, actor: Actor) -> None:
    """Keep who is barred from what the actor hands in under that number, so that nobody is free by leaving later."""
    bars = bars_before(event, matter, actor.id)
    db.session.add_all(
        BarredPerson(event_id=event.id, matter=matter, number=number, user_id=user_id, because=because)
        for user_id, because in bars.items()
    )


def tell_bar(because: BarReason, matter: Matter) -> str:
    """自己负责的活动要由别人审批。"""
    what = "活动" if matter is Matter.PLAN else matter.label
    return f"{_WORDS[because].own}{what}要由别人{_VERBS.get(matter, '审核')}。"


def refuse_barred(because: BarReason, matter: Matter, deciders: Deciders) -> NotAllowed:
    """Why somebody doesn't decide, and who may."""
    verb = _VERBS.get(matter, "审核")
    who = f"能{verb}的是{join_few(deciders.labels, _MOST_NAMED)}。" if deciders.able else f"现在没有别人能{verb}。"
    return NotAllowed(tell_bar(because, matter) + who, _WORDS[because].reason)
