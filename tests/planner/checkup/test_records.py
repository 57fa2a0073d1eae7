"""Stops, supplies, safety list, sections, attachments."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from planner.checkup import Context, apply_rules, deadlines, records
from planner.dossier import (
    Attachment,
    Contact,
    SafetyCheck,
    Section,
    Stop,
    Supply,
)
from planner.enums import ItemKind
from planner.findings import Finding, Severity
from planner.samples import load_sample

TOUR = load_sample("hometown_tour")


def _said(findings: list[Finding], severity: Severity | None = None) -> list[tuple[str, str, str]]:
    return [(f.code, f.sentence, f.where) for f in findings if severity in (None, f.severity)]


def _records(**rows: Any) -> list[tuple[str, str, str]]:
    return _said(apply_rules((*records.RULES, *deadlines.RULES), Context(replace(TOUR, **{"attachments": (), **rows}))))


def test_records_of_the_complete_plan_are_in_order() -> None:
    assert _records() == []


def test_stop_that_nobody_visits() -> None:
    assert _records(stops=(*TOUR.stops, Stop("s", "苍溪"))) == [("stops-unvisited", "苍溪没有排进日程。", "stops/s")]


def test_nights_without_lodging_in_a_plan_without_budget() -> None:
    kept = tuple(i for i in TOUR.schedule if i.kind is not ItemKind.STAY and "营地" not in i.place + i.detail)

    said = _records(budget=(), stops=(), sections=(), schedule=kept)

    assert said[0] == ("stay-missing", "活动要过 2 夜，没有写住宿。", "schedule")


def test_supplies_without_quantity_loose_and_twice() -> None:
    supplies = (
        Supply("a", "大米"),
        Supply("b", "水果", loose=True),
        Supply("c", "春联", quantity=Decimal(12)),
        Supply("d", "春联", quantity=Decimal(3)),
        Supply("e", "春联", "大号", quantity=Decimal(3)),
    )

    assert _records(supplies=supplies) == [
        ("supplies-without-quantity", "1 样物资没有数量：大米。", "supplies/a"),
        ("supplies-loose", "1 样物资写着若干，采购前要定数量：水果。", "supplies/b"),
        ("supply-twice", "物资里“春联”写了两次。", "supplies"),
    ]


def test_required_safety_checks_are_reminders() -> None:
    checks = (SafetyCheck("a", "花名册", required=True), SafetyCheck("b", "保单", required=True, done_by="孟会计"))

    found = apply_rules((*records.RULES, *deadlines.RULES), Context(replace(TOUR, safety=checks, attachments=())))

    assert [(f.severity, f.sentence, f.where) for f in found] == [
        (Severity.HINT, "1 项必查的安全检查要在行前做完：花名册。", "safety/a")
    ]


def test_hospital_needs_a_phone() -> None:
    contacts = (Contact("k", "最近医院", phone=""), Contact("p", "派出所", phone="0800-8000003"))

    assert _records(contacts=contacts) == [("hospital-missing", "就近医院和它的电话待定。", "contacts/k")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", [("sections-blank", "1 节还没有写：活动目的。", "sections/p")]),
        ("由 XX 负责。", [("section-unfinished", "“活动目的”里还留着“XX”。", "sections/p")]),
        ("经费____元。", [("section-unfinished", "“活动目的”里还留着“____”。", "sections/p")]),
        ("穿 XXL 码。", []),
    ],
)
def test_section_left_unfinished(text: str, said: list[tuple[str, str, str]]) -> None:
    emergency = Section("e", "应急预案", text="先救人。")

    assert _records(sections=(Section("p", "活动目的", text=text), emergency)) == said


def test_emergency_plan_without_text_is_pointed_to() -> None:
    said = _records(sections=(Section("e", "应急预案", text=" "),))

    assert said[0] == ("emergency-missing", "应急预案还没有写。", "sections/e")


def test_attachment_without_a_file() -> None:
    said = _records(attachments=(Attachment("a", "路线图"), Attachment("b", "保单", "保单.pdf")))

    assert said == [("attachments-missing", "1 个附件还没有上传文件：路线图。", "attachments/a")]
