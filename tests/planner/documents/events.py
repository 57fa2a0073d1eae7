"""Events that the tests of the papers print: the tour as it was written, with its gaps, and a dated one."""

from dataclasses import fields, replace
from datetime import time
from decimal import Decimal
from typing import Any

from budgets import Line, Money
from planner.days import Day
from planner.dossier import (
    Attachment,
    Contact,
    Dossier,
    Duty,
    Facts,
    HeadCount,
    Party,
    Phase,
    SafetyCheck,
    ScheduleItem,
    Section,
    Stop,
    Supply,
)
from planner.enums import EventStatus, GroupSide, PartyRole, SectionSource

S = SectionSource
NASTY = '=HYPERLINK("http://x") <script>alert(1)</script> & 👶\x00\x0b\ufffe\ud800\u2028 #*_$\\'

SECTIONS = (
    Section("s0", "活动背景", S.TEXT, "为了孩子。\n（一）看家乡。带回一页笔记，每人都写，写得长一些也可以。\n1、集合"),
    *(Section(f"s{n}", s.label, s) for n, s in enumerate((s for s in S if s is not S.TEXT), start=1)),
)
PARTIES = (Party("p1", PartyRole.HOST, "区民政局"), Party("p2", PartyRole.HOST, "团区委"))
STOPS = (Stop("t1", "仪陇", "金城镇", True), Stop("t2", "广安"))
HEAD_COUNTS = (
    HeadCount("c1", "留守儿童", 10),
    HeadCount("c2", "孤儿", 14),
    HeadCount("c3", "工作人员", 5, GroupSide.STAFF),
)
DUTIES = (
    Duty("d1", "总负责", "周老师", phone="13800000001"),
    Duty("d2", "随行医生", organisation="卫生院", task="随队"),
)
SUPPLIES = (
    Supply("u1", "春联", quantity=Decimal(12), unit="份", duty="d1"),
    Supply("u2", "药品", loose=True),
    Supply("u3", "油"),
)
BUDGET = (
    Line("b1", "交通费", "车费", Money(180000), Decimal(3), "天", source="财政"),
    Line("b2", "餐费", "生活费"),
    Line("b3", "交通费", "过路费", stated=Money(4250)),
)


def tour(year: int | None = None) -> Dossier:
    """Three days in August; 30 stated, 29 counted, blank amounts, one item without a day."""
    first, second, last = (Day(8, d, year) for d in (9, 10, 11))
    return Dossier(
        facts=Facts(
            title="夏日研学",
            kind="study_tour",
            theme="走一走",
            starts_on=first,
            ends_on=last,
            starts_at=time(8, 30),
            place="元坝—仪陇",
            stated_total=30,
            organisation="团区委",
            owner="周老师",
            signed_on=Day(7, 20, year),
        ),
        sections=SECTIONS,
        parties=PARTIES,
        phases=(Phase("h1", "准备阶段", Day(7, 1, year), Day(7, 31, year), "", "采购"),),
        stops=STOPS,
        head_counts=HEAD_COUNTS,
        duties=DUTIES,
        schedule=(
            ScheduleItem("i1", "报到", first, time(9), time(16), place="福利院", duties=("d1",)),
            ScheduleItem("i2", "参观故居", second, time(8), time(11, 30), detail="免票", duties=("d1", "d2")),
            ScheduleItem("i3", "早餐", None, time(7), time(7, 40)),
            ScheduleItem("i4", "返程", last, time(13, 30)),
        ),
        contacts=(Contact("k1", "县医院", "就医"),),
        supplies=SUPPLIES,
        budget=BUDGET,
        safety=(SafetyCheck("f1", "名单在手", "领队", required=True, done_by="周老师", done_on=Day(8, 1, year)),),
        attachments=(Attachment("a1", "同意书"), Attachment("a2", "路线图")),
    )


def cancelled() -> Dossier:
    """The dated tour, called off."""
    event = tour(2026)
    return replace(event, facts=replace(event.facts, status=EventStatus.CANCELLED))


def nasty() -> Dossier:
    """The dated tour with hostile text in every field that people type."""
    event = tour(2026)
    rows = {name: tuple(_spoiled(row) for row in found) for name, found in event.all_rows()}
    return Dossier.of(_spoiled(event.facts), rows)


def _spoiled(row: Any) -> Any:
    """The row with hostile text instead of every text that is not a key or a choice."""
    texts = [f.name for f in fields(row) if type(getattr(row, f.name)) is str and f.name not in ("key", "kind", "duty")]
    return replace(row, **dict.fromkeys(texts, NASTY))
