"""The total that somebody wrote into the plan."""

import pytest

from budgets import Money, check_budget
from planner.dossier import Dossier, Section
from planner.dossier.statedtotal import find_stated_total
from planner.enums import SectionSource
from planner.money.context import context_of
from planner.samples import load_sample


def _budget_chapter(text: str) -> Section:
    return Section("a", "经费预算", SectionSource.BUDGET, text)


@pytest.mark.parametrize(
    ("text", "figures", "words"),
    [
        ("预算合计 5,520 元（大写：人民币伍仟伍佰贰拾元整）。", 552000, "人民币伍仟伍佰贰拾元整"),
        ("总计：￥5520.50元", 552050, ""),
        ("共计人民币2万元，大写贰万元整", 2000000, "贰万元整"),
        ("总额为 300 元，合计 300 元", 30000, ""),
        ("合计 300 元，总计 400 元", None, ""),
        ("合计约 300 元", None, ""),
        ("合计 300 元左右", None, ""),
        ("人均合计 60 元", None, ""),
        ("合计 60 元/人", None, ""),
        ("县教育经费 13,155 元，其余由学校列支。", None, ""),
        ("大写：壹元整，大写：贰元整", None, ""),
    ],
)
def test_stated_total_is_read(text: str, figures: int | None, words: str) -> None:
    total = None if figures is None else Money(figures)

    assert find_stated_total([_budget_chapter(text)]) == (total, words)


def test_only_the_chapter_of_the_budget_states_a_total() -> None:
    assert find_stated_total([Section("a", "日程", SectionSource.TEXT, "全程合计 300 元")]) == (None, "")


def test_budget_is_held_against_what_the_text_states() -> None:
    tour = load_sample("hometown_tour")
    total = tour.full_budget.total.known
    wrong = Dossier(budget=tour.budget, sections=(_budget_chapter(f"合计 {(total + Money(100)).plain()} 元"),))
    words = Dossier(budget=tour.budget, sections=(_budget_chapter("合计金额大写：壹元整"),))

    found = [f.sentence for f in check_budget(wrong.full_budget, context_of(wrong)) if f.code == "total-differs"]
    assert found == [f"合计应为 {total.plain()} 元，写的是 {(total + Money(100)).plain()} 元，相差 +1.00 元。"]
    assert "words-differ" in {f.code for f in check_budget(words.full_budget, context_of(words))}
