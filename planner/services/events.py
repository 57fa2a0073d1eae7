"""Events: made in three ways, their facts edited, carried through their life, deleted and restored."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from planner import clock
from planner.actors import Actor
from planner.days import FIRST_YEAR, LAST_YEAR, Day, days_between
from planner.dossier import Dossier
from planner.dossier.copying import days_of, leave_people_behind, move_to
from planner.enums import EventStatus
from planner.errors import BadInput, LostUpdate, NotAllowed, NotFound
from planner.extensions import db
from planner.fields import FACT_LABELS, display
from planner.kinds import propose
from planner.models import Event, User
from planner.nouns import NOUNS
from planner.permissions import can_delete_event, can_edit_event, can_manage_team, can_read_event, can_take_steps
from planner.queries.authorship import FACTS
from planner.queries.dossier import read_dossier
from planner.services.activity import record_change
from planner.services.authorship import note_author
from planner.services.dossier import refresh_derived, write_dossier
from planner.services.guard import guard_drafting, guard_event
from planner.services.invoiceregister import refuse_return, update_register
from planner.services.rows import MOST_ROWS

S = EventStatus
# From where an event may be carried on by hand; 审批 has its own steps in services.approvals.
STEPS: dict[EventStatus, frozenset[EventStatus]] = {
    S.PUBLISHED: frozenset({S.APPROVED}),
    S.ONGOING: frozenset({S.PUBLISHED}),
    S.ENDED: frozenset({S.ONGOING, S.PUBLISHED}),
    S.ARCHIVED: frozenset({S.ENDED}),
    S.CANCELLED: frozenset({S.DRAFT, S.SUBMITTED, S.RETURNED, S.APPROVED, S.PUBLISHED, S.ONGOING}),
}
MATERIAL_FACTS = {
    "starts_on": "时间",
    "ends_on": "时间",
    "starts_at": "时间",
    "ends_at": "时间",
    "place": "地点",
    "stated_total": "人数",
    "transport": "车辆",
}


def create_event(
    kind: str,
    *,
    title: str,
    organisation_id: int,
    actor: User,
    starts_on: Day | None = None,
    days: int | None = None,
) -> Event:
    """A new draft with the proposals of its kind; the days of the schedule follow from `starts_on` when it is known.

    Raises BadInput when it would last beyond the years that we know.
    """
    guard_drafting(organisation_id, actor)
    dossier = propose(kind, starts_on=starts_on)
    ends_on = starts_on.shift(timedelta(days=(days or 1) - 1)) if starts_on else None
    facts = replace(dossier.facts, title=title, starts_on=starts_on, ends_on=ends_on)
    return _new_event(replace(dossier, facts=facts), organisation_id, actor)


def copy_event(
    original: Event, *, title: str, organisation_id: int, actor: User, starts_on: Day | None = None
) -> Event:
    """A new draft from an earlier event.

    Every date moves by the distance from the old first day to `starts_on` (nothing moves while one of them is
    unknown); people, rosters, attachments and everything that was done stay behind. Raises BadInput when a date
    would lie beyond the years that we know.
    """
    guard_event(original, actor, can_read_event)
    guard_drafting(organisation_id, actor)
    dossier = leave_people_behind(read_dossier(original))
    if starts_on:
        dossier = move_to(dossier, starts_on)
    facts = replace(dossier.facts, title=title, starts_on=starts_on or dossier.facts.starts_on)
    event = _new_event(replace(dossier, facts=facts), organisation_id, actor)
    event.copied_from_id = original.id
    return event


def create_event_of(dossier: Dossier, *, organisation_id: int, actor: User) -> Event:
    """A new draft that is this dossier and nothing else; the entry of the log counts its rows.

    Raises BadInput beyond 1000 rows of one noun, and when it would last beyond the years that we know.
    """
    guard_drafting(organisation_id, actor)
    counted = [(NOUNS[name], len(rows)) for name, rows in dossier.all_rows() if rows]
    for noun, count in counted:
        if count > MOST_ROWS:
            raise BadInput(f"{noun.label}一个活动最多 {noun.count(MOST_ROWS)}，这里有 {noun.count(count)}，少勾一些。")
    told = "、".join(f"{noun.label} {noun.count(count)}" for noun, count in counted)
    return _new_event(dossier, organisation_id, actor, after=told)


def _new_event(dossier: Dossier, organisation_id: int, actor: User, *, after: str = "") -> Event:
    far = next((day for day in days_of(dossier) if day.year and not FIRST_YEAR <= day.year <= LAST_YEAR), None)
    if far:
        raise BadInput(
            f"所有日期要在 {FIRST_YEAR}—{LAST_YEAR} 年之间，照这个开始日期，有一天会是 {far.label()}。",
            field="starts_on",
        )
    event = Event(
        organisation_id=organisation_id,
        owner_id=actor.id,
        title=dossier.facts.title,
        kind=dossier.facts.kind,
        status=S.DRAFT,
        created_at=clock.now(),
        updated_at=clock.now(),
    )
    db.session.add(event)
    db.session.flush()
    write_dossier(event, dossier, actor=actor)
    record_change(event, actor=actor, verb="新建", subject=event.title, after=after)
    return event


def edit_facts(event: Event, values: Mapping[str, Any], *, version: int, actor: Actor) -> Event:
    """Save the facts of an event; raises LostUpdate like `rows.edit_row`, BadInput when it ends before it starts."""
    guard_event(event, actor, can_edit_event)
    if event.version != version:
        raise LostUpdate(
            "别人刚才也改了要点，两边的内容都在下面。",
            who="",
            version=event.version,
            theirs={name: getattr(event, name) for name in values},
        )
    _check_order(values)
    changed = {name: value for name, value in values.items() if getattr(event, name) != value}
    if not changed:
        return event
    labels = FACT_LABELS
    before = "；".join(f"{labels.get(n, n)}：{display(getattr(event, n))}" for n in changed)
    after = "；".join(f"{labels.get(n, n)}：{display(v)}" for n, v in changed.items())
    for name, value in changed.items():
        setattr(event, name, value)
    event.version += 1
    note_author(event, FACTS, "", actor=actor)
    refresh_derived(event)
    material = "、".join(dict.fromkeys(MATERIAL_FACTS[n] for n in changed if n in MATERIAL_FACTS))
    what = "、".join(labels.get(n, n) for n in changed)
    record_change(
        event,
        actor=actor,
        verb="修改",
        subject=f"要点：{what}",
        where="facts",
        before=before,
        after=after,
        material=material,
    )
    return event


def _check_order(values: Mapping[str, Any]) -> None:
    first, last = values.get("starts_on"), values.get("ends_on")
    if first and last and days_between(first, last) < 0:
        raise BadInput(f"结束日期要在开始日期之后，现在是 {first.short}—{last.short}。", field="ends_on")
    start, end = values.get("starts_at"), values.get("ends_at")
    if start and end and (last is None or first == last) and end <= start:
        sentence = f"同一天里，结束时间要晚于开始时间，现在是 {start:%H:%M}—{end:%H:%M}。"
        raise BadInput(sentence, field="ends_at")


def advance_event(event: Event, to: EventStatus, *, actor: Actor) -> None:
    """Carry an event to its next status by hand; raises NotAllowed for a step that its life does not have."""
    guard_event(event, actor, can_take_steps)
    if event.status not in STEPS.get(to, frozenset()):
        raise NotAllowed(f"活动现在是“{event.status.label}”，不能改为“{to.label}”。")
    before = event.status.label
    event.status = to
    record_change(event, actor=actor, verb=to.label, subject=event.title, before=before, after=to.label)


def next_steps(status: EventStatus) -> list[EventStatus]:
    """The steps that `advance_event` would take from here."""
    return [to for to, sources in STEPS.items() if status in sources]


def delete_event(event: Event, *, actor: Actor) -> None:
    """Take an event off all lists; `restore_event` brings it back for 30 days.

    Raises NotAllowed SETTLED: accounts that finance closed are kept (会计档案管理办法).
    """
    guard_event(event, actor, can_delete_event)
    if event.settled_at is not None:
        raise NotAllowed("决算已经办结的活动不能删除，可以归档。", "SETTLED")
    event.deleted_at = clock.now()
    update_register(event)
    record_change(event, actor=actor, verb="删除", subject=event.title)


def restore_event(event: Event, *, actor: Actor, keep_days: int = 30) -> None:
    """Bring a deleted event back; raises NotFound after `keep_days`, BadInput when its invoices are used elsewhere."""
    guard_event(event, actor, can_manage_team)
    if event.deleted_at is None or event.deleted_at < clock.now() - timedelta(days=keep_days):
        raise NotFound(f"删除超过 {keep_days} 天，已经找不回来。")
    if problem := refuse_return(event, actor=actor):
        raise problem
    event.deleted_at = None
    update_register(event)
    record_change(event, actor=actor, verb="恢复", subject=event.title)
