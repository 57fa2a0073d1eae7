"""Proposed paragraphs: what they say of the records, and what they leave out."""

from dataclasses import replace
from decimal import Decimal

import pytest

from planner.actualkinds import MediaLevel, Outcome, TallyKind
from planner.dossier import Facts, HeadCount
from planner.enums import EventStatus, GroupSide
from planner.money.ledger import Ledger
from planner.report import (
    Records,
    ServedHelpers,
    Skeleton,
    TallyEntry,
    Turnout,
    build_report,
    find_questions,
    propose_passages,
)
from planner.report.actuals import ALL_COMERS, ALL_INCIDENTS, Actual, Impression
from tests.planner.reportvalues import (
    EXPENSES,
    FACTS,
    SAID,
    SCRATCH,
    actuals,
    handout,
    plan,
    records,
    report,
    supply,
    told,
)


def texts(found: Records, skeleton: Skeleton = Skeleton.FULL) -> list[str]:
    """The proposed paragraphs."""
    return [passage.text for passage in propose_passages(build_report(found), skeleton)]


def test_paragraphs_of_a_tour_say_what_the_records_say() -> None:
    told_of = records(
        incidents=(SCRATCH,),
        helpers=ServedHelpers(turnout=Turnout(persons=5, turns=12), minutes=5190),
        ledger=Ledger(expenses=EXPENSES, handouts=(handout("h1", "书包", 29, each=1),)),
        said=actuals(
            *SAID,
            told("supplies/s1", 45),
            impression=Impression(well=("讲解好",), badly=("天太热",), sentence="孩子们问了很多问题"),
            tallies=(
                TallyEntry("t1", TallyKind.VISIT, 12),
                TallyEntry("t2", TallyKind.MEDIA, 2, MediaLevel.CITY),
                TallyEntry("t3", TallyKind.MEDIA, 1, MediaLevel.PROVINCE),
            ),
        ),
        dossier=plan(supplies=(supply("s1", "雨衣", 45),)),
    )

    assert texts(told_of) == [
        "2027年8月9日至11日，白石镇中心小学开展“看见家乡的山和水”活动。29 名孩子参加，5 名带队老师、1 名随队医生随队。",
        "经费预算 13,220.00 元，支出 13,140.00 元，其中财政 5,000.00 元、爱心企业 7,380.00 元、学校自筹 760.00 元；"
        "结余 80.00 元。",
        "日程 3 项，照办 1 项，有改动 1 项，没有办 1 项。"
        "8月10日“露天电影”有改动：下雨，改在活动室；8月10日“清点药品补给”没有办。",
        "发生意外情况 1 次，都告诉了监护人。",
        "5 名志愿者服务 12 人次，核定志愿服务时长 86.5 小时。",
        "向 29 人次发放书包 29 个。",
        "走访 12 户，媒体报道 3 篇（省级 1 篇、市级 2 篇）。",
        "做得顺的是“讲解好”。孩子们问了很多问题。",
        "不顺的是“天太热”。计划 30 名孩子，实到 29 名；“清点药品补给”没有办成。",
        "餐费预算 7,380.00 元，支出 7,860.00 元。",
        "剩余雨衣 45 件，下次活动先用。",
    ]


def test_event_of_which_nothing_was_recorded_invents_nothing() -> None:
    blank = Records(finances=records(dossier=plan(), ledger=Ledger()).finances)

    assert texts(blank) == ["2027年8月9日至11日，白石镇中心小学开展“看见家乡的山和水”活动。"]
    assert [f.key for f in build_report(blank).figures if not f.is_plan] == ["schedule/planned"]


@pytest.mark.parametrize(
    ("said", "incidents", "value", "sentence"),
    [
        ((), (), None, []),
        ((told(ALL_INCIDENTS, 0),), (), 0, ["没有发生意外情况。"]),
        ((), (SCRATCH,), 1, ["发生意外情况 1 次，都告诉了监护人。"]),
        ((), (replace(SCRATCH, told_guardian=False),), 1, ["发生意外情况 1 次。"]),
    ],
)
def test_that_nothing_happened_is_said_only_once_somebody_said_so(
    said: tuple[Actual, ...], incidents: tuple[object, ...], value: int | None, sentence: list[str]
) -> None:
    found = records(said=actuals(*said), incidents=incidents)

    assert build_report(found).incident_count.value == value
    assert [text for text in texts(found) if "意外" in text] == sentence


def test_cancelled_event_is_not_told_as_if_it_had_been_held() -> None:
    found = records(dossier=plan(facts=replace(FACTS, status=EventStatus.CANCELLED)))

    assert texts(found) == [
        "原定2027年8月9日至11日的“看见家乡的山和水”活动取消。"
        "经费预算 13,220.00 元，支出 13,140.00 元，其中财政 5,000.00 元、爱心企业 7,380.00 元、学校自筹 760.00 元；"
        "结余 80.00 元。"
    ]
    assert texts(found, Skeleton.LETTER) == ["原定2027年8月9日至11日的“看见家乡的山和水”活动取消。"]
    assert find_questions(build_report(found), found) == ()


def test_short_form_and_letter_follow_their_own_skeletons() -> None:
    assert texts(records(), Skeleton.LETTER) == [
        "各位家长：",
        "2027年8月9日至11日，29 名孩子参加了“看见家乡的山和水”活动。",
        "感谢你们的信任和支持。",
    ]
    chapters = [passage.chapter for passage in propose_passages(report(), Skeleton.SHORT)]
    assert chapters == [chapter for chapter in Skeleton.SHORT.chapters if chapter in chapters]


def test_no_name_of_a_child_comes_into_a_proposal() -> None:
    said = actuals(*SAID[:4], told("schedule/film", outcome=Outcome.CHANGED, words="唐初雪发热，提前散场"))
    found = records(said=said, names=frozenset({"唐初雪", "李"}), dossier=plan(facts=Facts(title="李老师的课")))

    assert "8月10日“露天电影”有改动：一名孩子发热，提前散场。" in "".join(texts(found))
    assert "李老师的课" in "".join(texts(found))


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (("留守儿童", "孤儿"), "40 名孩子参加。"),
        (("三年级学生", "学生家长"), "20 名三年级学生、20 名学生家长参加。"),
        (("家长代表",), "20 名家长代表参加。"),
    ],
)
def test_participants_are_children_only_where_all_of_them_are(names: tuple[str, ...], sentence: str) -> None:
    groups = tuple(HeadCount(f"g{at}", name, 20) for at, name in enumerate(names))
    said = actuals(*(told(f"head_counts/g{at}", 20) for at in range(len(names))))

    assert texts(records(dossier=plan(head_counts=groups), said=said, ledger=Ledger()))[0].endswith(sentence)


def test_groups_that_are_no_children_are_called_by_their_name() -> None:
    elders = (HeadCount("old", "敬老院老人", 12),)
    made = report(dossier=plan(head_counts=elders), said=actuals(told("head_counts/old", 12)))

    assert texts(records(dossier=plan(head_counts=elders), said=actuals(told("head_counts/old", 12)), ledger=Ledger()))[
        0
    ].endswith("12 名敬老院老人参加。")
    assert made.people.participants.actual.words == ("敬老院老人", "老人")


def test_event_whose_plan_has_no_groups_is_asked_and_told_of_as_a_whole() -> None:
    dossier = plan(head_counts=(), schedule=(), facts=replace(FACTS, stated_total=40))
    found = records(dossier=dossier, said=actuals(told(ALL_COMERS, 38)), ledger=Ledger())

    assert texts(found)[0].endswith("38 名参加人员到场。")
    assert texts(found, Skeleton.LETTER)[1] == "2027年8月9日至11日，“看见家乡的山和水”活动办完了。"
    assert build_report(found).people.participants.difference == "计划 40 名，少 2 名"


def test_leftover_counts_pieces_as_they_are_measured() -> None:
    half = Actual(place="supplies/s", number=Decimal("2.5"), version=1)
    found = records(dossier=plan(supplies=(supply("s", "大米", 10, "袋"),)), said=actuals(half))

    assert texts(found)[-1] == "剩余大米 2.5 袋，下次活动先用。"
    assert FACTS.title in texts(found)[0]


def test_what_went_as_planned_is_no_shortfall() -> None:
    found = records(said=actuals(told("head_counts/kids", 30)), ledger=Ledger())

    assert [text for text in texts(found) if "实到" in text] == []


def test_nobody_who_checked_in_is_unknown_and_not_nobody() -> None:
    groups = (HeadCount("v", "志愿者", 5, GroupSide.STAFF),)
    served = ServedHelpers(turnout=Turnout(persons=0, turns=0))
    made = report(dossier=plan(head_counts=groups), helpers=served, said=actuals())

    assert made.people.groups[0].is_open
    assert texts(records(dossier=plan(head_counts=groups), helpers=served, said=actuals(), ledger=Ledger()))[1:] == []
