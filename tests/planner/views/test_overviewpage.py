"""What the overview says of figures that are open or short, and of the rows behind them."""

import pytest
from flask import Flask

from budgets import Money, Share, Total
from planner.money.overview import CountedRow, Figure, Figures, Group, Grouping
from planner.views.overviewpage import (
    FigureCell,
    FigureRowsPage,
    figure_row,
    figure_rows_page,
    total_row,
    with_chosen,
)
from planner.views.pager import Pager

FIGURES = Figures(planned=Total(Money(0), 2), approved=Total(Money(100000), 1), spent=Total(Money(120000)))
ROWS = (
    CountedRow(Figure.APPROVED, 7, "研学", "bus", "大巴", "交通费", "财政", Money(100000)),
    CountedRow(Figure.SPENT, 7, "研学", "e", "大巴", "交通费", "财政", Money(120000)),
)
COUNTS = {Figure.PLANNED: 2, Figure.APPROVED: 1, Figure.SPENT: 1}


def page_of(figure: Figure, sums: Figures, rows: tuple[CountedRow, ...]) -> FigureRowsPage:
    """The rows behind a figure, on the only page of them."""
    pager = Pager(1, 1, "", "")
    return figure_rows_page(figure, sums, COUNTS, rows, rows_href="/rows?figure=", pager=pager, per_page=100)


def test_open_and_short_figures_are_marked() -> None:
    planned, approved, spent, left = total_row(FIGURES, "/rows?figure=").cells

    assert (planned.text, planned.note, planned.is_open) == ("2 项待定", "", True)
    assert (approved.text, approved.note, approved.is_open) == ("至少 1,000.00", "另有 1 项待定", True)
    assert spent == FigureCell(
        label="支出",
        href="/rows?figure=spent",
        text="1,200.00",
        spoken="合计的支出 1,200.00，看明细",
        note="",
        is_open=False,
        is_short=False,
    )
    assert (left.text, left.note, left.is_open, left.is_short) == ("至少 −200.00", "", True, True)
    assert approved.spoken == "合计的批准 至少 1,000.00，有 1 项待定，看明细"


@pytest.mark.parametrize(("fen", "is_short"), [(100001, True), (100000, False)])
def test_left_is_short_below_zero(fen: int, is_short: bool) -> None:
    figures = Figures(approved=Total(Money(100000)), spent=Total(Money(fen)))

    assert total_row(figures, "").cells[-1].is_short is is_short
    assert total_row(figures, "").share == Share(1000)


@pytest.mark.parametrize(("grouping", "href"), [(Grouping.EVENT, "/events/7"), (Grouping.UNIT, "")])
def test_only_an_event_is_linked(app: Flask, grouping: Grouping, href: str) -> None:
    with app.test_request_context():
        assert figure_row(Group("7", "研学", FIGURES), grouping, "").href == href


def test_choice_that_the_data_no_longer_holds_stays_on_top() -> None:
    assert with_chosen(["餐费", "交通费"], "杂费") == ("杂费", "餐费", "交通费")
    assert with_chosen(["餐费"], "餐费") == with_chosen(["餐费"], "") == ("餐费",)


def test_what_is_left_is_made_of_two_sums(app: Flask) -> None:
    with app.test_request_context():
        page = page_of(Figure.LEFT, FIGURES, ROWS)

    assert page.count == 2
    assert page.formula == "：批准 至少 ¥1,000.00（1 项待定），减去支出 ¥1,200.00"
    assert [(part.title, part.text) for part in page.parts] == [
        ("批准（1 条）", "至少 1,000.00"),
        ("减去：支出（1 条）", "1,200.00"),
    ]
    assert [(each.event_href, each.href) for part in page.parts for each in part.rows] == [
        ("/events/7", "/events/7/budget#row-bus"),
        ("/events/7", "/events/7/expenses?row=e#row-e"),
    ]


def test_other_figures_are_sums_of_their_own_rows(app: Flask) -> None:
    with app.test_request_context():
        page = page_of(Figure.SPENT, FIGURES, ROWS[1:])
        empty = page_of(Figure.SPENT, Figures(), ())

    assert (page.formula, [part.title for part in page.parts]) == ("", [""])
    assert [(choice.href, choice.is_current) for choice in page.choices if choice.is_current] == [
        ("/rows?figure=spent", True)
    ]
    assert (empty.parts, empty.missing) == ((), "支出")
