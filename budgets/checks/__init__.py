"""Every rule of a budget that can be decided from data, each a function `Budget, EventFacts -> list[Finding]`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from budgets.budget import Budget
from budgets.checks import (
    arithmetic,
    capacity,
    completeness,
    expected,
    funding,
    headcount,
    lectures,
    limits,
    procurement,
    smells,
    spans,
)
from budgets.eventfacts import EventFacts
from budgets.findings import Finding
from budgets.policy import Policy

Check = Callable[[Budget, EventFacts], list[Finding]]

CHECKS: tuple[Check, ...] = (
    completeness.has_lines,
    completeness.lines_are_named,
    completeness.amounts_are_known,
    completeness.lumps_are_itemised,
    completeness.times_are_known,
    arithmetic.products_agree,
    arithmetic.total_agrees,
    arithmetic.words_agree,
    arithmetic.amounts_are_positive,
    headcount.groups_agree_with_stated,
    headcount.gifts_fit_children,
    headcount.boxes_hold_enough,
    headcount.clothes_fit_people,
    headcount.meals_fit_people,
    headcount.insurance_covers_people,
    capacity.seats_hold_people,
    capacity.beds_hold_people,
    spans.days_fit_event,
    spans.nights_fit_event,
    spans.meals_fit_days,
    limits.topics_within_limits,
    lectures.lessons_within_limit,
    limits.head_within_limit,
    limits.reserve_within_cap,
    limits.prizes_within_limit,
    expected.lodging_for_nights,
    expected.meals_for_nights,
    expected.transport_for_moving,
    expected.insurance_for_kind,
    expected.no_ticket_at_free_site,
    funding.sources_cover_expenses,
    funding.lines_fit_sources,
    funding.lines_name_sources,
    funding.parents_pay_itemised,
    procurement.no_forbidden_goods,
    procurement.quotes_are_kept,
    procurement.contracts_are_signed,
    procurement.approver_has_power,
    procurement.labour_is_taxed,
    lectures.lecturers_have_titles,
    procurement.cash_gifts_are_signed,
    smells.no_round_numbers,
    smells.no_equal_amounts,
    smells.no_twin_lines,
    smells.no_lump_in_disguise,
)


def check_budget(budget: Budget, context: EventFacts, policy: Policy | None = None) -> list[Finding]:
    """All findings, in the order of CHECKS; `policy` takes the place of the one in the context."""
    full = context if policy is None else replace(context, policy=policy)
    return [finding for check in CHECKS for finding in check(budget, full)]
