"""What papers print of an event beside the text of its summary: figures in rows, whom to thank, forms and letters."""

from dataclasses import replace
from decimal import Decimal

import pytest

from planner.dossier import Dossier, Facts
from planner.enums import EventStatus, PartyRole
from planner.money.ledger import Donation, Income, Ledger
from planner.report import Skeleton
from planner.report.filed import read_filed, write_filed
from planner.report.paragraphs import Summary
from planner.report.results import FormLine, ResultRow, ResultSection, Supporter
from planner.report.supporters import list_supporters
from tests.planner.editions import (
    FEEDBACK,
    LEDGER,
    draft_of,
    filed_of,
    results_of,
    take_all,
    tour_records,
    with_facts,
)
from tests.planner.reportvalues import MONEY, SAID, actuals, handout, records, told

D = Decimal
Shown = tuple[str, str, Decimal | None, Decimal | None]


def shown(rows: tuple[ResultRow, ...]) -> list[Shown]:
    """Label, unit, planned and actual."""
    return [(row.label, row.unit, row.planned, row.actual) for row in rows]


def test_people_stand_group_by_group_with_a_sum_only_for_several() -> None:
    rows = results_of(tour_records()).of_section(ResultSection.PEOPLE)

    assert shown(rows) == [
        ("四至六年级留守儿童", "名", D(30), D(29)),
        ("带队老师", "名", D(5), D(5)),
        ("随队医生", "名", D(1), D(1)),
        ("随队人员合计", "名", D(6), D(6)),
        ("服务孩子", "人次", None, D(87)),
    ]
    assert [row.is_sum for row in rows] == [False, False, False, True, False]


def test_money_stands_by_category_and_source_to_the_fen() -> None:
    rows = results_of(tour_records()).of_section(ResultSection.MONEY)

    assert shown(rows) == [
        ("餐费", "元", D("7380.00"), D("7860.00")),
        ("交通费", "元", D("5400.00"), D("5000.00")),
        ("资料费", "元", D("440.00"), D("280.00")),
        ("支出合计", "元", D("13220.00"), D("13140.00")),
        ("财政", "元", None, D("5000.00")),
        ("爱心企业", "元", None, D("7380.00")),
        ("学校自筹", "元", None, D("760.00")),
        ("结余", "元", None, D("80.00")),
    ]


def test_schedule_volunteers_goods_and_visits_are_counted() -> None:
    results = results_of(tour_records())
    rest = [row for row in results.rows if row.section not in (ResultSection.PEOPLE, ResultSection.MONEY)]

    assert shown(tuple(rest)) == [
        ("照办", "项", D(3), D(1)),
        ("有改动", "项", None, D(1)),
        ("没有办", "项", None, D(1)),
        ("志愿者", "名", None, D(5)),
        ("志愿服务", "人次", None, D(8)),
        ("志愿服务时长", "小时", None, D("46.5")),
        ("书包", "个", None, D(30)),
        ("矿泉水", "箱", None, D(20)),
        ("发放书包", "个", D(30), D(29)),
        ("领取书包", "人次", None, D(29)),
        ("发放慰问金", "元", None, D("800.00")),
        ("领取慰问金", "人次", None, D(4)),
        ("意外情况", "次", None, D(1)),
        ("走访", "户", None, D(12)),
        ("县级报道", "篇", None, D(2)),
        ("媒体报道", "篇", None, D(2)),
    ]
    assert [row.cause for row in rest[1:3]] == ["露天电影（下雨，改在活动室）", "清点药品补给"]
    assert (results.feedback, results.handouts) == (FEEDBACK.tallies, LEDGER.handouts)


def test_nothing_is_invented_where_nothing_was_written_down() -> None:
    results = results_of(records(dossier=Dossier(Facts(title="春游")), said=actuals(), ledger=Ledger()))

    assert shown(results.rows) == [
        ("参加人员", "名", None, None),
        ("服务孩子", "人次", None, None),
        ("支出合计", "元", None, None),
        ("意外情况", "次", None, None),
    ]
    assert (results.supporters, results.days) == ((), "")


def test_cancelled_event_has_nothing_but_what_it_cost() -> None:
    results = results_of(tour_records(dossier=with_facts(status=EventStatus.CANCELLED)))

    assert {row.section for row in results.rows} == {ResultSection.MONEY}


def test_child_is_named_neither_in_a_reason_nor_in_the_letter() -> None:
    said = (*SAID[:-2], told("schedule/film", outcome=SAID[-2].outcome, words="林晚晴发烧，改在活动室"))
    results = results_of(tour_records(said=actuals(*said), names=frozenset({"林晚晴"})))

    assert "一名孩子发烧" in "".join(row.cause for row in results.rows)
    assert "林晚晴" not in repr(results)


def test_difference_is_unknown_while_a_number_is() -> None:
    row = ResultRow(section=ResultSection.PEOPLE, label="孩子", unit="名", planned=D(30), actual=D(29))

    assert row.difference == -1
    assert [replace(row, **{which: None}).difference for which in ("planned", "actual")] == [None, None]


def test_filed_results_are_read_back_as_they_were() -> None:
    filed = draft_of(tour_records()).filed

    assert filed.results is not None
    assert read_filed(write_filed(filed)) == filed


def test_version_that_kept_no_results_is_still_read() -> None:
    edition = filed_of(tour_records())
    former = replace(edition, filed=read_filed(write_filed(replace(edition.filed, results=None))))

    assert former.filed.chapters == edition.filed.chapters
    assert (former.results.facts, former.results.rows) == (Facts(title="看见家乡的山和水"), ())


def test_partners_and_donors_are_thanked_for_what_came_in() -> None:
    assert list_supporters(tour_records()) == (
        Supporter(name="团县委", parts=("协办",)),
        Supporter(name="青禾书店", parts=("支持",), goods=("书包 30 个",)),
        Supporter(name="爱心商会", goods=("矿泉水 20 箱",), money=D("5000.00")),
    )


@pytest.mark.parametrize(
    "source", ["财政", "学校自筹", "家长缴费", "上级拨款", "捐赠", "待定", "", "白石镇中心小学", "少先队大队"]
)
def test_nobody_is_thanked_for_money_of_the_unit_of_families_or_of_the_state(source: str) -> None:
    ledger = Ledger(incomes=(Income("i1", source, MONEY("100")),))

    assert [one.name for one in list_supporters(tour_records(ledger=ledger))] == ["团县委", "青禾书店"]


def test_donations_of_one_thing_are_added_up_and_what_has_not_come_in_is_left_out() -> None:
    rows = [("d1", "书包", D(20)), ("d2", "书包", D("10.5")), ("d3", "水", D(0))]
    ledger = Ledger(donations=tuple(Donation(key, item, " 镇商会 ", count, "个") for key, item, count in rows))

    assert list_supporters(tour_records(ledger=ledger))[-1] == Supporter(name="镇商会", goods=("书包 30.5 个",))


def test_letter_home_tells_of_goods_and_not_of_money_for_some() -> None:
    letter = results_of(tour_records()).letter

    assert letter == (
        "各位家长：",
        "2027年8月9日至11日，29 名孩子参加了“看见家乡的山和水”活动。",
        "5 名志愿者服务 8 人次，核定志愿服务时长 46.5 小时。",
        "向 29 人次发放书包 29 个。",
        "感谢你们的信任和支持。",
    )


def test_what_was_put_away_of_another_form_stands_in_none() -> None:
    given = tour_records()
    thanks = next(each for each in take_all(given, Skeleton.LETTER) if each.passage == "thanks")

    letter = results_of(given, Summary(paragraphs=(replace(thanks, is_away=True),))).letter

    assert (letter[0], letter[-1]) == ("各位家长：", "向 29 人次发放书包 29 个。")


@pytest.mark.parametrize("skeleton", [Skeleton.SHORT, Skeleton.LETTER])
def test_form_that_was_filed_says_what_was_filed(skeleton: Skeleton) -> None:
    given = tour_records(ledger=replace(LEDGER, handouts=(handout("h1", "书包", 29, each=1),)))
    first, *rest = take_all(given, skeleton)
    draft = draft_of(given, first, *rest[:1], skeleton=skeleton)
    filed = replace(draft, number=1)

    assert len(filed.short) == (2 if skeleton is Skeleton.SHORT else 8)
    assert len(filed.letter) == (2 if skeleton is Skeleton.LETTER else 5)
    assert (len(draft.short), len(draft.letter)) == (8, 5)
    assert filed.short[0] == FormLine("活动主题", "看见家乡。")


def test_unit_itself_is_no_partner_of_its_own_event() -> None:
    given = tour_records()
    dossier = replace(given.dossier, parties=tuple(replace(p, name="白石镇中心小学") for p in given.dossier.parties))

    assert list_supporters(tour_records(dossier=dossier, ledger=Ledger())) == ()
    assert {party.role for party in dossier.parties} >= {PartyRole.CO_ORGANISER, PartyRole.SUPPORT}
