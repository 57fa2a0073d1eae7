"""The records of an event as they stand in 方案.docx."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest

from budgets import Line, Money
from planner.days import Day
from planner.dossier import Attachment, Facts, FundingSource
from planner.enums import SectionSource as S
from tests.planner.documents.events import tour
from tests.planner.documents.plans import all_text, paragraphs, read, sections


def test_attachments_are_counted_when_there_are_several() -> None:
    event = sections(("附件", S.ATTACHMENTS, ""))
    one = replace(event, attachments=(Attachment("a", "名单"),))
    assert paragraphs(one)[1:] == [("BodyText", "附件：名单")]
    two = replace(event, attachments=(Attachment("a", "名单"), Attachment("b", "路线图")))
    assert paragraphs(two)[1:] == [("BodyText", "附件：1.名单"), ("BodyText", "2.路线图")]


@pytest.mark.parametrize(
    ("first", "last", "start", "end", "text"),
    [
        (None, None, None, None, "待定"),
        (Day(8, 9), None, None, None, "8月9日"),
        (Day(6, 1, 2026), None, time(9), time(10, 45), "2026年6月1日（周一）09:00—10:45"),
        (Day(8, 9), Day(8, 11), time(8, 30), time(17), "8月9日 08:30—8月11日 17:00"),
        (None, None, time(9), None, "09:00"),
    ],
)
def test_time_of_event(first: Day | None, last: Day | None, start: time | None, end: time | None, text: str) -> None:
    facts = Facts(starts_on=first, ends_on=last, starts_at=start, ends_at=end)
    assert paragraphs(replace(sections(("", S.TIME, "")), facts=facts))[1:] == [("BodyText", text)]


def budget_of(*lines: Line) -> str:
    return all_text(read(replace(sections(("", S.BUDGET, "")), budget=lines)))


def test_budget_that_is_known_is_told_in_words() -> None:
    text = budget_of(Line("a", "餐费", "午餐", Money(6000), Decimal(41), "人", Decimal(3), "天", source="财政"))
    assert "41人×3天" in text
    assert "合计（大写）：人民币柒仟叁佰捌拾元整" in text
    assert "资金来源：财政 7,380.00 元。" in text
    assert "至少" not in text


def test_promised_sources_stand_in_the_place_of_those_of_the_lines() -> None:
    funding = (FundingSource("a", "财政", Money(500000)), FundingSource("b", "捐赠"))

    text = all_text(read(replace(tour(), funding=funding)))

    assert "资金来源：财政 5,000.00 元；捐赠 待定。" in text


def test_budget_without_an_amount_is_unknown() -> None:
    text = budget_of(Line("a", "餐费", "午餐"), Line("b", "交通费", "车费"))
    assert "合计（2 项待定）" in text
    assert "合计（大写）：待定" in text
    assert "0.00" not in text
