"""The data that the measurements run on: many events, one of them large."""

from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

from budgets import Line, Money
from planner import clock
from planner.actors import CONSOLE
from planner.days import Day
from planner.dossier import Dossier, Duty, HeadCount, ScheduleItem, Section, Supply
from planner.enums import EventStatus, Role
from planner.extensions import db
from planner.kinds import propose
from planner.models import Event
from planner.services.accounts import create_user, set_role
from planner.services.activity import record_change
from planner.services.dossier import write_dossier
from planner.services.organisations import create_organisation

EVENTS, ITEMS = 500, 60


def fill() -> int:
    """Fill an empty database with 500 events; returns the id of the large one."""
    db.create_all()
    school = create_organisation(
        "白石镇中心小学", parent=create_organisation("云台县团委", actor=CONSOLE), actor=CONSOLE
    )
    user = create_user("周老师", "13800000001", actor=CONSOLE)
    set_role(user, school.id, Role.ORGANISER, actor=CONSOLE)
    statuses = [s for s in EventStatus if s != EventStatus.SUBMITTED]
    for number in range(EVENTS - 1):
        event = _event(school.id, user.id, f"第 {number + 1} 次留守儿童关爱活动", statuses[number % len(statuses)])
        write_dossier(event, _small(event.title, number), actor=user)
    big = _event(school.id, user.id, "看见家乡的山和水", EventStatus.DRAFT)
    write_dossier(big, large_dossier(), actor=user)
    for number in range(20):
        record_change(big, actor=user, verb="修改", subject=f"日程“第 {number} 项”")
    db.session.commit()
    return big.id


def _event(organisation_id: int, owner_id: int, title: str, status: EventStatus) -> Event:
    event = Event(organisation_id=organisation_id, owner_id=owner_id, title=title, kind="study_tour", status=status)
    event.created_at = event.updated_at = clock.now()
    db.session.add(event)
    db.session.flush()
    return event


def _small(title: str, number: int) -> Dossier:
    day = Day(1, 5, 2026).shift(timedelta(days=number))
    facts = replace(propose("blank", starts_on=day).facts, title=title, starts_on=day, ends_on=day, place="镇文化站")
    return Dossier(facts=facts, head_counts=(HeadCount("h1", "留守儿童", 30),))


def large_dossier(items: int = ITEMS) -> Dossier:
    """An event of four days with `items` schedule items, 20 duties, 40 budget lines, 30 supplies."""
    first = Day(8, 9, 2027)
    base = propose("study_tour", starts_on=first)
    facts = replace(
        base.facts, title="看见家乡的山和水", starts_on=first, ends_on=first.shift(timedelta(days=3)), place="云台县"
    )
    duties = tuple(Duty(f"d{n}", f"岗位{n}", name=f"老师{n}", phone="13800000001", task="带队") for n in range(20))
    schedule = tuple(
        ScheduleItem(
            f"i{n}",
            f"第 {n + 1} 项活动",
            first.shift(timedelta(days=n // 15)),
            time(7 + n % 15),
            time(7 + n % 15, 50),
            detail="按组进行，注意安全",
            place=f"第 {n % 9 + 1} 站",
            duties=(f"d{n % 20}",),
        )
        for n in range(items)
    )
    lines = tuple(
        Line(f"b{n}", f"类别{n % 8}", f"项目{n}", Money(1250), Decimal(30), "份", source="财政") for n in range(40)
    )
    supplies = tuple(Supply(f"s{n}", f"物资{n}", quantity=Decimal(n + 1), unit="件", duty="d1") for n in range(30))
    sections = tuple(replace(s, text="活动说明" * 60) if not s.text else s for s in base.sections)
    counts = (HeadCount("h1", "留守儿童", 30), HeadCount("h2", "带队老师", 6))
    return replace(
        base,
        facts=facts,
        duties=duties,
        schedule=schedule,
        budget=lines,
        supplies=supplies,
        sections=tuple(Section(s.key, s.heading, s.source, s.text) for s in sections),
        head_counts=counts,
    )
