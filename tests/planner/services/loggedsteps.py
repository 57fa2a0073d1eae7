"""Each step that somebody can take with an event, ready to be taken; call them inside `with in_app()`."""

from collections.abc import Callable
from datetime import time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from planner import clock
from planner.days import Day
from planner.enums import Decision, EventStatus, RemarkKind, ReviewDecision, ReviewSubject, TeamRole, VoucherKind
from planner.services import (
    approvals,
    attachments,
    events,
    links,
    remarks,
    reviews,
    roworder,
    rows,
    schedule,
    sections,
    takebacks,
    team,
    vouchers,
)
from tests.planner.conftest import World
from tests.planner.filestores import kept_file, memory_store
from tests.planner.moneysteps import handed_in, passed, planned, spent
from tests.planner.rowvalues import EXAMPLES, put
from tests.planner.submissions import change, event_of, submitted, user

Act = partial[Any]
Preparation = Callable[[World, Path], Act]
BUDGET = ReviewSubject.BUDGET
STORE = memory_store()
STEPS: dict[str, Preparation] = {}


def name_of(function: Callable[..., object]) -> str:
    """`approvals.submit_event`."""
    return f"{function.__module__.rpartition('.')[2]}.{function.__name__}"


def prepares(function: Callable[..., object]) -> Callable[[Preparation], Preparation]:
    """Register what makes the world ready for a step and returns the step."""

    def register(preparation: Preparation) -> Preparation:
        STEPS[name_of(function)] = preparation
        return preparation

    return register


def by_owner(function: Callable[..., object], world: World, *args: object, **kwargs: object) -> Act:
    """The step, taken by the owner of the event."""
    return partial(function, event_of(world), *args, actor=user(world, "周老师"), **kwargs)


# --- taking back -----------------------------------------------------------------------------------------------------


@prepares(takebacks.take_back_agreement)
def _take_back_agreement(world: World, _: Path) -> Act:
    submitted(world)
    approvals.decide_event(event_of(world), Decision.AGREE, "", actor=user(world, "韩校长"), number=1)
    return partial(takebacks.take_back_agreement, event_of(world), "看错了", actor=user(world, "韩校长"))


@prepares(takebacks.take_back_pass)
def _take_back_pass(world: World, _: Path) -> Act:
    planned(world)
    passed(world)
    actor, subject = user(world, "钱会计"), ReviewSubject.BUDGET
    return partial(takebacks.take_back_pass, event_of(world), subject, 1, "看错了", actor=actor)


# --- the plan --------------------------------------------------------------------------------------------------------


@prepares(events.create_event)
def _create(world: World, _: Path) -> Act:
    school, actor = world.units["school"], user(world, "周老师")
    return partial(events.create_event, "blank", title="春游", organisation_id=school, actor=actor)


@prepares(events.copy_event)
def _copy(world: World, _: Path) -> Act:
    put(world, "duties")
    return by_owner(events.copy_event, world, title="明年", organisation_id=world.units["school"])


@prepares(events.edit_facts)
def _edit_facts(world: World, _: Path) -> Act:
    return by_owner(events.edit_facts, world, {"place": "操场"}, version=event_of(world).version)


@prepares(events.advance_event)
def _advance(world: World, _: Path) -> Act:
    event_of(world).status = EventStatus.APPROVED
    return by_owner(events.advance_event, world, EventStatus.PUBLISHED)


@prepares(events.delete_event)
def _delete(world: World, _: Path) -> Act:
    return by_owner(events.delete_event, world)


@prepares(events.restore_event)
def _restore(world: World, _: Path) -> Act:
    events.delete_event(event_of(world), actor=user(world, "周老师"))
    return by_owner(events.restore_event, world)


@prepares(rows.add_row)
def _add_row(world: World, _: Path) -> Act:
    return by_owner(rows.add_row, world, "duties", EXAMPLES["duties"].kept)


@prepares(rows.add_rows)
def _add_rows(world: World, _: Path) -> Act:
    return by_owner(rows.add_rows, world, "duties", [EXAMPLES["duties"].kept] * 3)


@prepares(rows.edit_row)
def _edit_row(world: World, _: Path) -> Act:
    (key,) = put(world, "duties")
    return by_owner(rows.edit_row, world, "duties", key, {"name": "孙老师"}, version=1)


@prepares(rows.tick_row)
def _tick_row(world: World, _: Path) -> Act:
    (key,) = put(world, "safety")
    return by_owner(rows.tick_row, world, "safety", key)


@prepares(rows.delete_row)
def _delete_row(world: World, _: Path) -> Act:
    (key,) = put(world, "duties")
    return by_owner(rows.delete_row, world, "duties", key)


@prepares(rows.restore_row)
def _restore_row(world: World, _: Path) -> Act:
    (key,) = put(world, "duties")
    rows.delete_row(event_of(world), "duties", key, actor=user(world, "周老师"))
    return by_owner(rows.restore_row, world, "duties", key)


@prepares(roworder.move_by_one)
def _move_by_one(world: World, _: Path) -> Act:
    _, second = put(world, "contacts", {"name": "甲"}, {"name": "乙"})
    return by_owner(roworder.move_by_one, world, "contacts", second, up=True)


@prepares(roworder.move_beside)
def _move_beside(world: World, _: Path) -> Act:
    first, second = put(world, "contacts", {"name": "甲"}, {"name": "乙"})
    return by_owner(roworder.move_beside, world, "contacts", second, before=first)


@prepares(schedule.retime_item)
def _retime(world: World, _: Path) -> Act:
    (key,) = put(world, "schedule")
    return by_owner(schedule.retime_item, world, key, day=Day(6, 1), start=time(9), end=time(11), version=1)


@prepares(sections.save_section_text)
def _save_text(world: World, _: Path) -> Act:
    (key,) = put(world, "sections")
    return by_owner(sections.save_section_text, world, key, "让孩子们过节。", version=1)


@prepares(attachments.add_attachment)
def _attach(world: World, _: Path) -> Act:
    return by_owner(attachments.add_attachment, world, file=kept_file(STORE), store=STORE)


# --- the team --------------------------------------------------------------------------------------------------------


@prepares(team.set_team_member)
def _set_member(world: World, _: Path) -> Act:
    return by_owner(team.set_team_member, world, world.users["李老师"], TeamRole.PLANNER)


@prepares(team.remove_team_member)
def _remove_member(world: World, _: Path) -> Act:
    team.set_team_member(event_of(world), world.users["李老师"], TeamRole.PLANNER, actor=user(world, "周老师"))
    return by_owner(team.remove_team_member, world, world.users["李老师"])


@prepares(team.hand_over)
def _hand_over(world: World, _: Path) -> Act:
    return by_owner(team.hand_over, world, world.users["李老师"])


def guest() -> dict[str, Any]:
    """Whom to invite."""
    ends_on = clock.today() + timedelta(days=7)
    return {"name": "张医生", "organisation": "县医院", "role": TeamRole.PLANNER, "ends_on": ends_on}


@prepares(team.invite_guest)
def _invite(world: World, _: Path) -> Act:
    return by_owner(team.invite_guest, world, **guest())


@prepares(links.renew_link)
def _renew(world: World, _: Path) -> Act:
    owner = user(world, "周老师")
    link, _token = team.invite_guest(event_of(world), actor=owner, **guest())
    return partial(links.renew_link, link, expires_at=clock.now() + timedelta(days=1), actor=owner)


@prepares(links.revoke_link)
def _revoke(world: World, _: Path) -> Act:
    owner = user(world, "周老师")
    link, _token = team.invite_guest(event_of(world), actor=owner, **guest())
    return partial(links.revoke_link, link, actor=owner)


# --- approval and money ----------------------------------------------------------------------------------------------


@prepares(approvals.submit_event)
def _submit(world: World, _: Path) -> Act:
    change(event_of(world), user(world, "周老师"), place="校操场", stated_total=41)
    return by_owner(approvals.submit_event, world)


@prepares(approvals.withdraw_event)
def _withdraw(world: World, _: Path) -> Act:
    submitted(world)
    return by_owner(approvals.withdraw_event, world)


@prepares(approvals.decide_event)
def _decide(world: World, _: Path) -> Act:
    submitted(world)
    head = user(world, "韩校长")
    return partial(approvals.decide_event, event_of(world), Decision.AGREE, "", actor=head, number=1)


@prepares(reviews.submit_budget)
def _submit_budget(world: World, _: Path) -> Act:
    planned(world)
    return by_owner(reviews.submit_budget, world)


@prepares(reviews.submit_settlement)
def _submit_settlement(world: World, _: Path) -> Act:
    bus, _meals = planned(world)
    passed(world)
    spent(world, {"line": bus})
    return by_owner(reviews.submit_settlement, world)


@prepares(reviews.withdraw_review)
def _withdraw_review(world: World, _: Path) -> Act:
    planned(world)
    handed_in(world)
    return by_owner(reviews.withdraw_review, world, BUDGET)


@prepares(reviews.decide_review)
def _decide_review(world: World, _: Path) -> Act:
    bus, _meals = planned(world)
    handed_in(world)
    finance = user(world, "钱会计")
    decided = partial(reviews.decide_review, event_of(world), BUDGET, 1, ReviewDecision.RETURN, "改")
    return partial(decided, actor=finance, remarks={bus: "贵"})


@prepares(reviews.reopen_settlement)
def _reopen(world: World, _: Path) -> Act:
    planned(world)
    event_of(world).settled_at = event_of(world).created_at
    return partial(reviews.reopen_settlement, event_of(world), "漏票", actor=user(world, "钱会计"))


@prepares(remarks.remark_line)
def _remark(world: World, _: Path) -> Act:
    bus, _meals = planned(world)
    return by_owner(remarks.remark_line, world, bus, RemarkKind.REASON, "绕行")


@prepares(vouchers.add_voucher)
def _add_voucher(world: World, _: Path) -> Act:
    kind = VoucherKind.INVOICE
    return by_owner(vouchers.add_voucher, world, kind=kind, about="", file=kept_file(STORE), store=STORE)
