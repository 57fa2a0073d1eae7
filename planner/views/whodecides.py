"""Who decides, in words: by name and role, for whom, and what to do where nobody may."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.enums import EventStatus, Matter
from planner.models import Event, Organisation, Revision, User
from planner.queries.bars import Bars, bars_before, bars_of
from planner.queries.deciders import Barred, Deciders, deciders_of_money, deciders_of_plan
from planner.queries.deputies import StandIn
from planner.queries.tree import lineage
from planner.services.approvals import approving_organisation
from planner.telling import join_few
from planner.views.words import moment, short_day

MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class WhoDecides:
    """`names` are those who may decide, with their roles; where there is nobody, `gap` says so and what to do."""

    unit: str
    names: str
    gap: str


def tell_deciders(unit: str, deciders: Deciders, matter: Matter, *, from_above: str = "") -> WhoDecides:
    """Who decides for a unit; `from_above` is what the unit above can do about it where nobody may."""
    names = join_few(deciders.labels, MOST_NAMED)
    return WhoDecides(unit, names, "" if names else _tell_gap(unit, deciders.barred, matter) + from_above)


def _tell_gap(unit: str, barred: Sequence[Barred], matter: Matter) -> str:
    verb, office = ("审批", "审批人") if matter is Matter.PLAN else ("审核", "财务")
    if not barred:
        return f"{unit}还没有能{verb}的人，提交以后没人能审。先请管理员在“单位与人员”里设一位{office}。"
    reasons = "，".join(f"{person.name}{person.because.label}" for person in barred[:MOST_NAMED])
    them = "请本人" if len(barred) == 1 else "请其中一位"
    return f"没有人能{verb}：{reasons}。{them}在“我的”里指定一位没有参与的代理人，代理人就能{verb}。"


def who_decides_next(event: Event, user: User) -> WhoDecides:
    """Who will decide the plan if that user hands it in as it stands."""
    return who_decides_now(approving_organisation(event), bars_before(event, Matter.PLAN, user.id))


def who_decides_now(unit_id: int, bars: Bars) -> WhoDecides:
    """Who decides a plan for a unit, when these are barred from it."""
    unit, *above = lineage(unit_id)
    deciders = deciders_of_plan(unit_id, bars)
    way_out = "" if deciders.able or not above else _ask_above(above[0], bars)
    return tell_deciders(unit.name, deciders, Matter.PLAN, from_above=way_out)


def _ask_above(unit: Organisation, bars: Bars) -> str:
    """Whom the plan could go to instead, where the unit above has somebody."""
    names = join_few(deciders_of_plan(unit.id, bars).labels, MOST_NAMED)
    return f"也可以请管理员在“单位设置”里改为由上级单位审批，再提交：{unit.name}有 {names}。" if names else ""


def who_reviews_next(event: Event, matter: Matter, user: User, names: frozenset[str]) -> WhoDecides:
    """Who of finance will decide if that user hands it in; `names` are those named in it."""
    return who_reviews_now(event, matter, bars_before(event, matter, user.id), names)


def who_reviews_now(event: Event, matter: Matter, bars: Bars, names: frozenset[str]) -> WhoDecides:
    """Who of finance decides, when these are barred and these are named in it."""
    deciders = deciders_of_money(event, bars, names=names)
    later = "上级单位的财务要等活动提交审批以后才看得到。"
    unit, *above = lineage(event.organisation_id)
    return tell_deciders(unit.name, deciders, matter, from_above=later if above and not deciders.able else "")


class WaitingNote(NamedTuple):
    """That an event waits for an approval: for whom and since when, or that nobody may decide it and what to do."""

    sentence: str
    is_gap: bool


def waiting_note(event: Event, revision: Revision | None) -> WaitingNote | None:
    """The note of an event; None for one that doesn't wait."""
    if event.status is not EventStatus.SUBMITTED or revision is None:
        return None
    who = who_decides_now(revision.approving_organisation_id, bars_of(event, Matter.PLAN, revision.number))
    since = f"{moment(revision.submitted_at)} 提交"
    if not who.names:
        return WaitingNote(f"{since}，{who.gap}", is_gap=True)
    return WaitingNote(f"等 {who.unit} 的 {who.names} 审批，{since}。", is_gap=False)


def tell_stand_in(stand_in: StandIn | None) -> str:
    """你代韩校长批，7月26日—8月2日; nothing for whoever decides themselves."""
    if stand_in is None:
        return ""
    return f"你代{stand_in.absent}批，{short_day(stand_in.first_day)}—{short_day(stand_in.last_day)}"
