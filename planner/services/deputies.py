"""Deputies: whoever decides asks a colleague to decide for them while they are away."""

from datetime import date, timedelta

from sqlalchemy import select

from planner import clock
from planner.actors import Actor
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import Deputy, Membership, User
from planner.services.accounts import lock_membership
from planner.services.guard import guard_deciding, guard_unit
from planner.services.unitlog import record_unit_change
from planner.unitpermissions import can_manage_users

LONGEST = timedelta(days=366)


def name_deputy(unit_id: int, deputy_id: int, *, first_day: date, last_day: date, actor: User) -> Deputy:
    """Let a member of the unit decide for the actor through these days; logged in the unit.

    Raises NotFound for somebody outside the unit, BadInput for oneself, for days that are past, turned round or more
    than a year away, and for days for which somebody is named already.
    """
    guard_deciding(unit_id, actor)
    role = actor.roles[unit_id]
    _check_days(first_day, last_day)
    lock_membership(actor, unit_id)
    deputy = _find_colleague(unit_id, deputy_id)
    if deputy.id == actor.id:
        raise BadInput("代理人要是另一个人。", field="deputy")
    _refuse_second(unit_id, actor, first_day, last_day)
    named = Deputy(
        organisation_id=unit_id,
        absent_id=actor.id,
        deputy_id=deputy.id,
        role=role,
        first_day=first_day,
        last_day=last_day,
    )
    db.session.add(named)
    db.session.flush()
    db.session.expire(deputy, ["stands_in"])
    _record(named, deputy, actor, "指定代理人")
    return named


def find_deputy(deputy_id: int) -> Deputy:
    """Who was named; raises NotFound."""
    named = db.session.get(Deputy, deputy_id)
    if named is None:
        raise NotFound("这位代理人不在这里。")
    return named


def end_deputy(named: Deputy, *, actor: Actor) -> None:
    """End a deputy before the last day; for the absent person and the unit's administrators, a second time as well."""
    _guard_ending(named, actor)
    if named.ended_at is None:
        named.ended_at = clock.now()
        db.session.flush()
        db.session.expire(named.deputy, ["stands_in"])
        _record(named, named.deputy, actor, "结束代理")


def _guard_ending(named: Deputy, actor: Actor) -> None:
    if actor != named.absent:
        guard_unit(named.organisation_id, actor, can_manage_users)


def _check_days(first_day: date, last_day: date) -> None:
    today = clock.today()
    if last_day < first_day:
        raise BadInput("最后一天不能早于第一天。", field="last_day")
    if last_day < today:
        raise BadInput("这些日子已经过去了。", field="last_day")
    if last_day > today + LONGEST:
        raise BadInput(f"最晚写到 {today + LONGEST:%Y-%m-%d}。", field="last_day")


def _find_colleague(unit_id: int, user_id: int) -> User:
    found = select(User).join(Membership).where(User.id == user_id, User.active)
    colleague: User | None = db.session.scalar(found.where(Membership.organisation_id == unit_id))
    if colleague is None:
        raise NotFound("这个人不在本单位，代理人要是本单位的人。")
    return colleague


def _refuse_second(unit_id: int, actor: User, first_day: date, last_day: date) -> None:
    """On each day one person decides for another, so that everybody knows who."""
    same = select(Deputy).where(Deputy.organisation_id == unit_id, Deputy.absent_id == actor.id)
    same = same.where(Deputy.ended_at.is_(None), Deputy.first_day <= last_day, Deputy.last_day >= first_day)
    if (other := db.session.scalar(same.limit(1))) is not None:
        days = f"{other.first_day:%-m月%-d日}—{other.last_day:%-m月%-d日}"
        raise BadInput(f"{days}已经请了{other.deputy.name}，先结束那一次再换人。", "TAKEN", field="first_day")


def _record(named: Deputy, deputy: User, actor: Actor, verb: str) -> None:
    days = f"{named.first_day:%Y-%m-%d} 到 {named.last_day:%Y-%m-%d}"
    subject = f"{deputy.name}代{named.absent.name}（{named.role.label}），{days}"
    record_unit_change(named.organisation_id, actor=actor, verb=verb, subject=subject)
