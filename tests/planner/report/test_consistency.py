"""Every number in the proposed paragraphs equals the rows that it links to, which are counted here anew."""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest

from budgets import Money
from planner.report import LiveFigure, Records, Skeleton, build_report, find_contradictions, propose_passages
from planner.report.numbers import find_numbers
from tests.planner.report.generatedevents import generate_records, whole

EVENTS = range(80)
LEAST_FIGURES = 2000
Counted = int | Decimal | Money
_QUOTED = re.compile("“[^”]*”")


def keys_of(figure: LiveFigure, noun: str) -> set[str]:
    """The keys of the rows of a noun that the figure links to."""
    return {place.partition("/")[2] for place in figure.places if place.startswith(f"{noun}/")}


def count_heads(figure: LiveFigure, records: Records) -> Counted:
    keys = keys_of(figure, "head_counts")
    if figure.is_plan:
        return sum(row.count or 0 for row in records.dossier.head_counts if row.key in keys)
    return sum(whole(records.actuals.answers[f"head_counts/{key}"].number) for key in keys)


def count_items(figure: LiveFigure, records: Records) -> Counted:
    """As many as are linked, each of which somebody said to have gone that way."""
    wanted = figure.key.removeprefix("schedule/")
    said = {key: records.actuals.answers.get(f"schedule/{key}") for key in keys_of(figure, "schedule")}
    ways = {key: answer.outcome.value if answer and answer.outcome else "held" for key, answer in said.items()}
    return sum(wanted in ("planned", way) for way in ways.values())


def sum_expenses(figure: LiveFigure, records: Records) -> Counted:
    keys = keys_of(figure, "expenses")
    return Money(sum(row.amount.fen for row in records.ledger.expenses if row.key in keys))


def sum_lines(figure: LiveFigure, records: Records) -> Counted:
    keys = keys_of(figure, "budget")
    return Money(sum(row.stated.fen for row in records.dossier.budget if row.key in keys and row.stated))


def sum_rest(figure: LiveFigure, records: Records) -> Counted:
    lines, expenses = sum_lines(figure, records), sum_expenses(figure, records)
    assert isinstance(lines, Money)
    assert isinstance(expenses, Money)
    return Money(lines.fen - expenses.fen)


def sum_handouts(figure: LiveFigure, records: Records) -> Counted:
    keys = keys_of(figure, "handouts")
    rows = [row for row in records.ledger.handouts if row.key in keys]
    if figure.unit == "人次":
        return sum(row.people for row in rows)
    if figure.unit == "元":
        return Money(sum(row.cash.fen * row.people for row in rows if row.cash))
    return sum((row.each * row.people for row in rows if row.each is not None), Decimal(0))


def sum_tallies(figure: LiveFigure, records: Records) -> Counted:
    keys = keys_of(figure, "tallies")
    return sum(row.number for row in records.actuals.tallies if row.key in keys)


def count_left(figure: LiveFigure, records: Records) -> Counted:
    [place] = figure.places
    return whole(records.actuals.answers[place].number)


def count_checks(figure: LiveFigure, records: Records) -> Counted:
    keys = keys_of(figure, "safety")
    return sum(bool(figure.is_plan or row.done_by) for row in records.dossier.safety if row.key in keys)


def count_helpers(figure: LiveFigure, records: Records) -> Counted:
    served = records.helpers
    assert served is not None
    if figure.unit == "小时":
        return Decimal(Fraction(served.minutes, 60).numerator) / Fraction(served.minutes, 60).denominator
    return served.turnout.turns if figure.unit == "人次" else served.turnout.persons


COUNTS: tuple[tuple[str, Callable[[LiveFigure, Records], Counted]], ...] = (
    (r"saved", sum_rest),
    (r"spent|category/.*", sum_expenses),
    (r"plan/(spent|category/.*)", sum_lines),
    (r"plan/(participants|head_counts/.*)|participants|companions|guests|came/head_counts/.*", count_heads),
    (r"schedule/.*", count_items),
    (r"gift/.*", sum_handouts),
    (r"tally/.*|turns", sum_tallies),
    (r"left/.*", count_left),
    (r"(plan/)?safety", count_checks),
    (r"hours|helpers.*", count_helpers),
    (r"stops|incidents", lambda figure, records: len(set(figure.places))),
)


def recount(figure: LiveFigure, records: Records) -> Counted | None:
    """What the rows of a figure come to; volunteers who checked in are a group without an answer."""
    if "volunteers" in figure.places and figure.unit == "名":
        named = [place for place in figure.places if place != "volunteers"]
        others = sum(whole(records.actuals.answers[place].number) for place in named)
        helpers = records.helpers
        return others + (helpers.turnout.persons if helpers else 0)
    return next((count(figure, records) for keys, count in COUNTS if re.fullmatch(keys, figure.key)), None)


@pytest.fixture(scope="module")
def figures() -> list[tuple[LiveFigure, Records]]:
    """All figures of all paragraphs of many events, with the records that they come from."""
    found = []
    for seed in EVENTS:
        records = generate_records(seed)
        report = build_report(records)
        passages = [each for skeleton in Skeleton for each in propose_passages(report, skeleton)]
        found += [(figure, records) for passage in passages for figure in passage.figures]
    return found


def test_every_figure_equals_the_rows_it_links_to(figures: list[tuple[LiveFigure, Records]]) -> None:
    sources = [figure for figure, _ in figures if figure.key.startswith("source/")]
    others = [(figure, records) for figure, records in figures if not figure.key.startswith("source/")]

    wrong = [(f.key, f.value, recount(f, records)) for f, records in others if f.value != recount(f, records)]

    assert wrong == []
    assert all(figure.places for figure, _ in figures)
    assert len(others) + len(sources) >= LEAST_FIGURES


def test_sources_of_money_add_up_to_what_was_spent_and_no_donor_bears_more_than_promised() -> None:
    checked = 0
    for seed in EVENTS:
        records = generate_records(seed)
        sources = build_report(records).spending.sources
        promised = {row.name: row.amount for row in records.dossier.funding}
        checked += len(sources)

        if records.ledger.expenses:
            spent = sum(row.amount.fen for row in records.ledger.expenses)
            assert sum(each.value.fen for each in sources if isinstance(each.value, Money)) == spent
        for name in ("财政", "爱心企业"):
            borne = next((each.value for each in sources if each.noun == name), Money(0))
            assert isinstance(borne, Money)
            assert borne.fen <= (promised[name] or Money(0)).fen
    assert checked > len(EVENTS)


def test_no_number_stands_in_a_paragraph_that_is_no_figure() -> None:
    for seed in EVENTS:
        report = build_report(generate_records(seed))
        for skeleton in Skeleton:
            for passage in propose_passages(report, skeleton):
                words = "＿".join(_QUOTED.sub("", part) for part in passage.parts if isinstance(part, str))
                assert find_numbers(words) == (), passage.text


def test_paragraphs_as_they_are_proposed_contradict_nothing() -> None:
    for seed in EVENTS:
        report = build_report(generate_records(seed))
        for passage in propose_passages(report):
            found = find_contradictions(passage.text, report, passage.figures)
            assert [each.sentence for each in found] == [], passage.text
