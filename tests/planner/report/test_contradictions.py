"""What somebody types against what the records say: numbers beside a noun, statements, and which figures stay live."""

from dataclasses import replace

import pytest

from planner.money.ledger import Income, Ledger
from planner.report import LiveFigure, find_contradictions, link_figures
from planner.report.actuals import ALL_INCIDENTS
from tests.planner.reportvalues import (
    EXPENSES,
    MONEY,
    SAID,
    SCRATCH,
    actuals,
    report,
    told,
)

# 29 of 30 children, 5 teachers, 1 doctor; of 3 items 1 held, 1 changed, 1 dropped; 13,220.00 planned, 13,140.00 spent.
TOUR = report(incidents=(SCRATCH,))


@pytest.mark.parametrize(
    "text",
    [
        "29 名孩子参加",
        "29名孩子参加",
        "二十九名孩子参加",
        "２９名孩子参加",
        "二十九位小朋友",
        "孩子 29 人",
        "孩子 29 人、老师 5 人",
        "到了29 人和老师 5 人",
        "到场的孩子共 29 人",
        "计划 30 名孩子，到了 29 名",
        "原定 30 名孩子参加",
        "每组 10 名孩子",
        "其中 12 名孩子是第一次出门",
        "有 20 名孩子当了小讲解员",
        "约 30 名孩子",
        "近 30 名孩子",
        "30 多名孩子",
        "三四十名孩子",
        "一名孩子哭了",
        "第 30 名孩子",
        "8月30日孩子出发",
        "5 名老师、1 名医生随队",
        "五名带队老师",
        "日程 3 项",
        "照办 1 项",
        "支出 13,140.00 元",
        "支出 13140 元",
        "支出 1.31 万元",
        "支出一万三千一百四十元",
        "预算 13,220.00 元，支出 13,140.00 元，其中爱心企业 7,380.00 元",
        "餐费支出 7,860.00 元",
        "餐费预算 7,380.00 元",
        "走了 40 公里",
        "买了 30 本手册",
        "没有任何数",
        "",
    ],
)
def test_text_that_agrees_with_the_records_is_let_stand(text: str) -> None:
    assert find_contradictions(text, TOUR) == ()


@pytest.mark.parametrize(
    ("text", "typed", "fix"),
    [
        ("30 名孩子走了四处", "30 名", "29 名"),
        ("30名孩子", "30名", "29 名"),
        ("三十名孩子", "三十名", "29 名"),
        ("３０名孩子", "30名", "29 名"),
        ("30 位小朋友", "30 位", "29 位"),
        ("二十名留守儿童", "二十名", "29 名"),
        ("九十二名学生", "九十二名", "29 名"),
        ("孩子 28 人", "28 人", "29 人"),
        ("孩子一共到了 28 人", "28 人", "29 人"),
        ("6 名老师随队", "6 名", "5 名"),
        ("六名带队老师随队", "六名", "5 名"),
        ("两名医生", "两名", "1 名"),
        ("日程 4 项", "4 项", "3 项"),
        ("照办 3 项", "3 项", "1 项"),
        ("没办 2 项", "2 项", "1 项"),
        ("支出 13,410.00 元", "13,410.00 元", "13,140.00 元"),
        ("餐费支出 7,680.00 元", "7,680.00 元", "7,860.00 元"),
        ("支出13410元", "13410元", "13,140.00 元"),
        ("支出 1.41 万元", "1.41 万元", "13,140.00 元"),
        ("支出两万元", "两万元", "13,140.00 元"),
        ("其中爱心企业 7,860.00 元", "7,860.00 元", "7,380.00 元"),
        ("预算 13,200.00 元", "13,200.00 元", "13,220.00 元"),
        ("计划 31 名孩子", "31 名", "30 名"),
        ("共一百二十三名孩子", "一百二十三名", "29 名"),
    ],
)
def test_number_beside_the_same_noun_that_differs_is_pointed_out(text: str, typed: str, fix: str) -> None:
    [found] = find_contradictions(text, TOUR)

    assert (found.typed, found.fix) == (typed, fix)


def test_contradiction_says_both_and_where_it_stands() -> None:
    text = "这次30 名孩子走了四处"

    [found] = find_contradictions(text, TOUR)

    assert text[found.start : found.end] == "30 名"
    assert found.sentence == "你写 30 名孩子，记录是 29 名。"
    assert (found.figure_key, found.place) == ("participants", "head_counts/kids")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("全程无伤病", "“无伤病”：记了 1 次意外情况（8月10日 15:40）。"),
        ("没有人受伤", "“没有人受伤”：记了 1 次意外情况（8月10日 15:40）。"),
        ("实现零事故", "“零事故”：记了 1 次意外情况（8月10日 15:40）。"),
        ("没有发生任何安全事故", "“没有发生任何安全事故”：记了 1 次意外情况（8月10日 15:40）。"),
        ("零差错", "“零差错”：日程有 1 项改，1 项没办。"),
        ("日程全部照办", "“全部照办”：日程有 1 项改，1 项没办。"),
        ("孩子全部到齐", "“全部到齐”：计划 30 人，到了 29 人。"),
        ("无一缺席", "“无一缺席”：计划 30 人，到了 29 人。"),
    ],
)
def test_statement_that_a_record_contradicts_is_pointed_out(text: str, sentence: str) -> None:
    assert [found.sentence for found in find_contradictions(text, TOUR)] == [sentence]


@pytest.mark.parametrize("text", ["没有做到零差错", "未能全部到齐", "并非无伤病"])
def test_statement_that_the_text_denies_is_let_stand(text: str) -> None:
    assert find_contradictions(text, TOUR) == ()


def test_statements_stand_where_the_records_bear_them_out() -> None:
    said = (*SAID[1:4], told("head_counts/kids", 30), told(ALL_INCIDENTS, 0))
    flawless = report(said=actuals(*said))

    assert find_contradictions("全部到齐，零差错，无伤病，没有向家庭收费。", flawless) == ()


def test_free_of_charge_is_contradicted_by_what_parents_paid() -> None:
    ledger = Ledger(expenses=EXPENSES, incomes=(Income("n1", "家长缴费", MONEY("600")),))
    paid = report(ledger=ledger)

    [found] = find_contradictions("没有向家庭收费", paid)

    assert found.sentence == "“没有向家庭收费”：资金来源里家长出了 600.00 元。"


def figures(*keys: str) -> list[LiveFigure]:
    """Figures of the tour."""
    found = (TOUR.figure(key) for key in keys)
    return [figure for figure in found if figure is not None]


def test_numbers_that_equal_a_figure_in_order_and_measure_stay_live() -> None:
    children, spent = figures("participants", "spent")

    linked = link_figures("今年 29 名孩子走了 4 处，支出 13,140.00 元。", [children, spent])

    assert linked == ("今年 ", children, "孩子走了 4 处，支出 ", spent, "。")


@pytest.mark.parametrize(
    ("text", "live"),
    [
        ("30 名孩子，支出 13,140.00 元", ["spent"]),
        ("支出 13,140.00 元，29 名孩子", ["participants"]),
        ("29 人，支出 13,140.00 元", ["spent"]),
        ("29 名孩子，又说 29 名孩子", ["participants"]),
        ("二十九名孩子", ["participants"]),
        ("什么也没有", []),
    ],
)
def test_what_was_changed_or_moved_is_live_no_more(text: str, live: list[str]) -> None:
    linked = link_figures(text, figures("participants", "spent"))

    assert [part.key for part in linked if isinstance(part, LiveFigure)] == live


def test_unknown_figures_contradict_nothing() -> None:
    unknown = report(said=actuals())

    assert unknown.figure("participants") is None
    assert find_contradictions("31 名孩子，照办 9 项，无伤病，全部到齐，零差错", unknown) == ()


def test_figures_of_the_paragraph_go_before_those_of_the_report() -> None:
    own = replace(figures("participants")[0], value=12)

    assert find_contradictions("12 名孩子", TOUR, [own]) == ()
