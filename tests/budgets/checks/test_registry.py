from dataclasses import replace
from inspect import signature

import pytest
from hypothesis import given, settings

from budgets import (
    CHECKS,
    INVOICE_CHECKS,
    SETTLEMENT_CHECKS,
    Budget,
    EventFacts,
    HeadGroup,
    Policy,
    Severity,
    check_budget,
)
from tests.budgets.checks.rows import line
from tests.budgets.strategies import budgets

CONTEXT = EventFacts(
    kind="study_tour",
    days=3,
    nights=2,
    groups=(HeadGroup("学生", 30), HeadGroup("老师", 4, is_child=False)),
    stated=35,
    moving=True,
    free_sites=("纪念馆",),
    approved_by="部门负责人",
)


@pytest.mark.parametrize("check", [*CHECKS, *INVOICE_CHECKS, *SETTLEMENT_CHECKS])
def test_every_check_is_a_named_explained_function(check):
    assert check.__doc__
    assert len(signature(check).parameters) == 2


def test_checks_are_registered_once():
    assert len({check.__name__ for check in CHECKS}) == len(CHECKS)


@settings(max_examples=40)
@given(budgets())
def test_findings_of_any_budget_are_whole_sentences_with_an_address(budget):
    for finding in check_budget(budget, CONTEXT):
        assert finding.sentence.endswith("。")
        assert finding.code.replace("-", "").isalpha()
        assert finding.code == finding.code.lower()
        assert finding.source
        assert finding.where == "budget" or budget.line(finding.where.removeprefix("budget/")) is not None


def test_sound_budget_has_no_findings():
    budget = Budget(
        (
            line("交通费", "大巴（45 座）", 1800, 3, "天", basis="三家报价"),
            line("餐费", "师生用餐", 60, 34, "人", times=3, times_unit="天"),
            line("住宿费", "营地双人间", 160, 17, "间", times=2, times_unit="晚"),
            line("保险费", "意外险", 15, 34, "人"),
        )
    )
    context = replace(CONTEXT, stated=34, free_sites=(), approved_by="")
    assert check_budget(budget, context) == []


def test_policy_given_takes_the_place_of_the_one_in_the_context():
    budget = Budget((line("餐费", "午餐", 200, 34, "人", times=3, times_unit="天"),))
    strict = Policy(document="本校经费办法", confirmed=True)

    default = [f for f in check_budget(budget, CONTEXT) if f.code == "head-limit-passed"]
    own = [f for f in check_budget(budget, CONTEXT, strict) if f.code == "head-limit-passed"]

    assert [(f.severity, f.source) for f in default] == [(Severity.WARNING, "单位制度（默认值，待本单位确认）")]
    assert [(f.severity, f.source) for f in own] == [(Severity.ERROR, "本校经费办法")]


def test_every_limit_of_the_policy_can_be_switched_off():
    off = Policy(
        per_head=(),
        per_head_day=None,
        quotes_from=None,
        contract_from=None,
        prize_limit=None,
        detail_from=None,
        labour_tax_from=None,
        approval_levels=(),
        forbidden_words=(),
    )
    lines = (
        line("餐费", "烟酒", 99_999, 1, "项"),
        line("奖品", "电脑", 9_999, 1, "台"),
        line("劳务费", "讲师课酬", 9_999, 1, "人"),
    )
    context = EventFacts(groups=(HeadGroup("学生", 3),), days=1, approved_by="部门负责人")

    assert check_budget(Budget(lines), context, off) == []
    assert len(check_budget(Budget(lines), context)) >= 9
