"""From a text to proposals: what they say, in which order, with which words; chapters without what is private."""

from pathlib import Path

import pytest

from planner.intake.plans.planreading import read_plan
from planner.intake.plans.reading import Conflict, Fact, Field, PlanReading, Private, TextSection, TextSpan
from planner.intake.proposals.proposal import PlanProposals, ProposalGroup
from planner.intake.proposals.proposing import propose_plan
from tests.planner.intake.proposals.readings import fact, reading

SHARED = Path(__file__).parents[1] / "plans" / "shared"


def test_proposals_are_numbered_in_the_order_of_the_text() -> None:
    text = "书包 3 个\n主题 手牵手"
    facts = (
        fact(text, Field.THEME, "手牵手", value="手牵手"),
        fact(text, Field.SUPPLIES, "书包 3 个", name="书包", quantity="3", unit="个"),
    )

    found = propose_plan(reading(text, facts))

    assert [(item.number, item.group, item.label, item.text) for item in found.items] == [
        (1, ProposalGroup.GOODS, "", "书包 3 个"),
        (2, ProposalGroup.FACTS, "主题", "手牵手"),
    ]
    assert found.title == "手牵手"


def test_title_is_the_name_and_no_proposal() -> None:
    text = "六一慰问方案\n手牵手"
    facts = (
        fact(text, Field.TITLE, "六一慰问方案", value="六一慰问方案"),
        fact(text, Field.THEME, "手牵手", value="手牵手"),
    )

    found = propose_plan(reading(text, facts))

    assert found.title == "六一慰问方案"
    assert [item.label for item in found.items] == ["主题"]


@pytest.mark.parametrize(
    ("confidence", "reason", "told"),
    [(0.9, "", ""), (0.89, "只写“晚上”", "只写“晚上”"), (0.89, "", "不太确定，看一眼原文"), (0.95, "没用", "")],
)
def test_what_is_not_sure_says_why(confidence: float, reason: str, told: str) -> None:
    text = "手牵手"
    one = Fact(Field.THEME, {"value": text}, (TextSpan(0, 3),), "rule", confidence, reason)

    (item,) = propose_plan(reading(text, (one,))).items

    assert (item.is_sure, item.reason) == (confidence >= 0.9, told)


def test_several_places_are_stops_and_one_is_none() -> None:
    text = "县城 江口镇"
    facts = [fact(text, Field.VENUES, name, value=name) for name in ("县城", "江口镇")]

    (both,) = propose_plan(reading(text, tuple(facts))).items
    (one,) = propose_plan(reading(text, (facts[0],))).items

    assert (both.facts, [row.texts for row in both.rows]) == (
        {"place": "县城、江口镇"},
        [{"name": "县城"}, {"name": "江口镇"}],
    )
    assert (one.facts, one.rows) == ({"place": "县城"}, ())


def test_lone_total_is_a_line_and_one_beside_amounts_is_not() -> None:
    text = "横幅 100 合计 2400"
    total = fact(text, Field.BUDGET_TOTAL, "2400", value="2400.00")
    line = fact(text, Field.BUDGET, "横幅 100", item="横幅", amount="2400.00")
    empty = fact(text, Field.BUDGET, "横幅 100", item="横幅", amount="")

    assert [i.rows[0].texts["stated"] for i in propose_plan(reading(text, (total,))).items] == ["2400.00"]
    assert [i.rows[0].texts["item"] for i in propose_plan(reading(text, (total, line))).items] == ["横幅"]
    assert [i.label for i in propose_plan(reading(text, (total, empty))).items] == ["", "合计"]


def chapter(topic: str = "purpose", heading: str = "一、目的") -> PlanProposals:
    """A chapter in which a child and a phone number stand."""
    text = "一、目的\n林小满说想去，电话13800001101，都去。"
    section = TextSection(heading, text[5:], topic, TextSpan(0, len(text)))
    private = (
        Private("child", TextSpan(5, 8)),
        Private("phone", TextSpan(text.index("138"), text.index("138") + 11)),
    )
    return propose_plan(PlanReading(text, (section,), (), (), private))


def test_chapter_comes_without_names_and_phones() -> None:
    found = chapter()

    assert [row.texts for row in found.items[0].rows] == [{"heading": "一、目的", "text": "某某说想去，电话，都去。"}]
    assert (found.phones, found.names) == (1, 1)
    assert found.words(found.items[0]) == "一、目的"


@pytest.mark.parametrize(("topic", "heading", "count"), [("schedule", "流程", 0), ("purpose", "", 0), ("", "其他", 1)])
def test_only_headed_prose_becomes_a_chapter(topic: str, heading: str, count: int) -> None:
    assert len(chapter(topic, heading).items) == count


def test_contradiction_without_a_proposal_is_a_note() -> None:
    conflict = Conflict("titles", "有两个标题。", (TextSpan(0, 1),))

    found = propose_plan(PlanReading("方案", (), (), (conflict,), ()))

    assert (found.clashes, found.notes) == ((), ("有两个标题。",))


@pytest.mark.parametrize("name", ["childrens_day_visit", "spring_festival_visits", "summer_study_tour"])
def test_every_fact_of_a_real_plan_is_proposed_or_its_name(name: str) -> None:
    read = read_plan((SHARED / f"{name}.txt").read_text(encoding="utf-8"))

    found = propose_plan(read)

    spans = {span for item in found.items for span in item.spans}
    left = [one for one in read.facts if one.field is not Field.TITLE and not spans.issuperset(one.spans)]
    assert left == []
