"""Who decides, in words: by name and role, for whom, and what to do where nobody may."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from budgets.persons import plain_person
from planner.enums import BarReason, EventStatus, Matter, ReviewSubject
from planner.models import Event, FinanceReview, Organisation, Revision, User
from planner.money.finances import Finances
from planner.queries.bars import Bars, bars_before, bars_of
from planner.queries.deciders import Barred, Deciders, deciders_of_money, deciders_of_plan, stand_in_for_money
from planner.queries.deputies import StandIn
from planner.queries.tree import lineage
from planner.services.approvals import approving_organisation
from planner.services.bars import tell_bar
from planner.telling import join_few
from planner.views.takebackpage import TakeBack, offer_review_back
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
    return f"也可以请管理员在“单位设置”里改为由上级单位审批，再提交：{unit.name}有{names}。" if names else ""


def who_reviews_next(event: Event, subject: ReviewSubject, money: Finances, user: User) -> WhoDecides:
    """Who of finance will decide if that user hands it in."""
    matter = Matter(subject)
    return who_reviews_now(event, matter, bars_before(event, matter, user.id), _names_in(subject, money))


def who_reviews_now(event: Event, matter: Matter, bars: Bars, names: frozenset[str]) -> WhoDecides:
    """Who of finance decides, when these are barred and these are named in it."""
    deciders = deciders_of_money(event, bars, names=names)
    later = "上级单位的财务要等活动提交审批以后才看得到。"
    unit, *above = lineage(event.organisation_id)
    return tell_deciders(unit.name, deciders, matter, from_above=later if above and not deciders.able else "")


def bar_from_review(event: Event, review: FinanceReview, money: Finances, user: User) -> BarReason | None:
    """Why the user doesn't decide a review, by account or because they are named in it; None where nothing bars."""
    return _bar_of(user, bars_of(event, review), _names_in(review.subject, money))


def _names_in(subject: ReviewSubject, money: Finances) -> frozenset[str]:
    """Who is named in what finance decides: a settlement names persons, a budget none."""
    return money.ledger.people if subject is ReviewSubject.SETTLEMENT else frozenset()


def _bar_of(user: User, bars: Bars, names: frozenset[str]) -> BarReason | None:
    return bars.get(user.id) or (BarReason.NAMED if plain_person(user.name) in names else None)


def tell_reviewers(event: Event, review: FinanceReview | None, money: Finances) -> str:
    """Whom a review waits for, or that nobody may decide it and what to do; "" for one that doesn't wait."""
    if review is None or not review.waits:
        return ""
    matter = Matter(review.subject)
    who = who_reviews_now(event, matter, bars_of(event, review), _names_in(review.subject, money))
    return f"等{who.names}审核。" if who.names else who.gap


@dataclass(frozen=True, slots=True)
class Stance:
    """What a reader is to a review: `bar` is why they don't decide it, `stand_in` for whom they would."""

    who: WhoDecides
    bar: BarReason | None = None
    why_not: str = ""
    stand_in: str = ""
    take_back: TakeBack | None = None


def stance_to_review(event: Event, review: FinanceReview, money: Finances, user: User) -> Stance:
    """What the user is to a review; who decides is looked up only while it waits."""
    if not review.waits:
        return Stance(WhoDecides("", "", ""), take_back=offer_review_back(event, review, user))
    matter, bars, names = Matter(review.subject), bars_of(event, review), _names_in(review.subject, money)
    bar = _bar_of(user, bars, names)
    return Stance(
        who=who_reviews_now(event, matter, bars, names),
        bar=bar,
        why_not=tell_bar(bar, matter) if bar else "",
        stand_in=tell_stand_in(stand_in_for_money(event, user)),
    )


class WaitingNote(NamedTuple):
    """That an event waits for an approval: for whom and since when, or that nobody may decide it and what to do."""

    sentence: str
    is_gap: bool


def waiting_note(event: Event, revision: Revision | None) -> WaitingNote | None:
    """The note of an event; None for one that doesn't wait."""
    if event.status is not EventStatus.SUBMITTED or revision is None:
        return None
    who = who_decides_now(revision.approving_organisation_id, bars_of(event, revision))
    since = f"{moment(revision.submitted_at)} 提交"
    if not who.names:
        return WaitingNote(f"{since}，{who.gap}", is_gap=True)
    return WaitingNote(f"等{who.unit}的{who.names}审批，{since}。", is_gap=False)


def tell_stand_in(stand_in: StandIn | None) -> str:
    """你代韩校长批，7月26日—8月2日; nothing for whoever decides themselves."""
    if stand_in is None:
        return ""
    return f"你代{stand_in.absent}批，{short_day(stand_in.first_day)}—{short_day(stand_in.last_day)}"
