"""What the page of a unit's limits says: which policy holds, whose it is, what is to be confirmed."""

from collections.abc import Sequence
from datetime import date

import pytest
from flask import Flask

from budgets import Policy
from planner import clock
from planner.models import FinancePolicy, Organisation
from planner.views.policiespage import (
    InForce,
    PoliciesPage,
    PolicyState,
    find_policy_state,
    policies_page,
    policy_form_page,
)

TODAY = date(2027, 6, 1)
SCHOOL, COMMITTEE = Organisation(id=3, name="镇中心小学"), Organisation(id=2, name="县团委")
OLD = Policy(effective_from=date(2026, 1, 1))
RUNNING = Policy(effective_from=date(2027, 1, 1), document="镇小〔2026〕3 号", confirmed=True)
TO_COME = Policy(effective_from=date(2027, 6, 2))


def row_of(policy: Policy, number: int) -> tuple[FinancePolicy, Policy]:
    """A policy as it is kept."""
    day = policy.effective_from
    return FinancePolicy(id=number, effective_from=day, edited_by="钱会计", edited_at=clock.now()), policy


OWN = (row_of(TO_COME, 13), row_of(RUNNING, 12), row_of(OLD, 11))


def page_of(
    app: Flask,
    in_force: InForce,
    own: Sequence[tuple[FinancePolicy, Policy]] = (),
    wanted: str = "",
    *,
    may_change: bool = True,
) -> PoliciesPage:
    """The page of the school."""
    with app.test_request_context():
        return policies_page(SCHOOL, own, in_force, wanted, today=TODAY, may_change=may_change)


def test_one_policy_runs_others_will_or_did() -> None:
    states = [find_policy_state(policy, RUNNING, TODAY) for policy in (OLD, RUNNING, TO_COME)]

    assert states == [PolicyState.REPLACED, PolicyState.RUNNING, PolicyState.TO_COME]
    assert [state.tone for state in states] == ["", "ok", "info"]


def test_policy_that_begins_today_is_not_to_come() -> None:
    assert find_policy_state(Policy(effective_from=TODAY), RUNNING, TODAY) is PolicyState.REPLACED


@pytest.mark.parametrize(
    ("in_force", "sentence", "warning", "owner"),
    [
        (InForce(SCHOOL, RUNNING), "今天按自己的制度", "", ""),
        (InForce(COMMITTEE, OLD), "没有正在执行的制度，今天按上级单位县团委的", "待县团委确认", "县团委"),
        (InForce(None, Policy()), "和上级单位都没有正在执行的制度，今天按默认值", "默认值，待本单位确认", ""),
    ],
)
def test_page_says_whose_limits_hold(app: Flask, in_force: InForce, sentence: str, warning: str, owner: str) -> None:
    page = page_of(app, in_force, OWN if in_force.source is SCHOOL else ())

    assert page.source_sentence == sentence
    assert (page.shown.warning.partition("：")[0], page.shown.owner) == (warning, owner)


def test_list_marks_what_is_shown_and_what_waits_to_be_confirmed(app: Flask) -> None:
    page = page_of(app, InForce(SCHOOL, RUNNING), OWN, "11")

    assert [(each.is_shown, each.is_to_be_confirmed) for each in page.own] == [
        (False, True),
        (False, False),
        (True, False),
    ]
    assert (page.shown.title, page.shown.warning.partition("：")[0]) == ("2026年1月1日起", "待本单位确认")
    assert page.shown.no_document == "没有写文件"


@pytest.mark.parametrize(("may_change", "href"), [(True, "/organisations/3/policies/12"), (False, "")])
def test_own_policy_is_changed_by_who_may(app: Flask, may_change: bool, href: str) -> None:
    assert page_of(app, InForce(SCHOOL, RUNNING), OWN, "x", may_change=may_change).shown.edit_href == href


def test_default_has_no_state_and_nothing_to_change(app: Flask) -> None:
    shown = page_of(app, InForce(None, Policy())).shown

    assert (shown.title, shown.state, shown.edit_href, shown.no_document) == ("默认值", None, "", "")


def test_only_a_policy_that_is_there_can_be_taken_back(app: Flask) -> None:
    with app.test_request_context():
        new, old = policy_form_page(SCHOOL, None), policy_form_page(SCHOOL, OWN[1][0])

    assert (new.heading, new.delete_href) == ("写新制度", "")
    assert (old.heading, old.delete_href) == ("改经费制度", "/organisations/3/policies/12/delete")
