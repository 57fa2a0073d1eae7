"""The check-up as a whole: what it says about the samples, what must be mended, what is prepared."""

from dataclasses import replace

import pytest

from planner.checkup import (
    Context,
    Readiness,
    check_plan,
    find_clashes,
    readiness,
)
from planner.days import Day
from planner.dossier import (
    Dossier,
)
from planner.eventkinds import KINDS
from planner.findings import Finding, Severity
from planner.kinds import propose
from planner.samples import load_sample

TOUR = load_sample("hometown_tour")


def _said(findings: list[Finding], severity: Severity | None = None) -> list[tuple[str, str, str]]:
    return [(f.code, f.sentence, f.where) for f in findings if severity in (None, f.severity)]


def test_complete_plan_lacks_only_its_files() -> None:
    assert _said(check_plan(Context(TOUR))) == [
        (
            "attachments-missing",
            "4 个附件还没有上传文件：行车路线图、监护人知情同意书（样张）、营地和客运协议、保险单复印件。",
            "attachments",
        )
    ]


def test_summer_tour_says_what_is_wrong_in_it() -> None:
    found = check_plan(Context(load_sample("summer_tour")))

    assert _said(found, Severity.ERROR) == [("chief-missing", "还没有总负责人。", "duties")]
    assert {code: words for code, words, _ in _said(found, Severity.WARNING)} == {
        "vehicle-missing": "要走几处地方，车辆待定；步行也请写明。",
        "heads-differ": (
            "各组合计 29 人（留守儿童 10、孤儿 14、民政局工作人员 2、团区委工作人员 1、记者 1、随行医生 1），"
            "比写明的 30 人少 1 人。"
        ),
        "contacts-without-phone": "1 个联系人没有电话：民政局联络员。",
        "items-without-day": "2 项日程没有日期：“早餐”、“参观太公红军山，返回元坝”。",
        "items-without-duty": "7 项日程没有负责人：报到、启动仪式、早餐、参观琳琅山风景区等。",
        "days-without-items": "8月11日没有排日程。",
        "stops-unvisited": "广安、苍溪没有排进日程。",
        "supplies-without-quantity": "2 样物资没有数量：“活动服装”、“防晒、防雨用品”。",
        "safety-empty": "还没有安全清单。",
        "emergency-missing": "应急预案还没有写。",
        "hospital-missing": "就近医院和它的电话待定。",
        "section-unfinished": "“日程安排”里还留着“待补”。",
        "amount-unknown": "6 项预算没有金额：车费、生活费、门票、解说等。",
        "lodging-missing": "活动过 2 夜，预算里没有住宿费；由谁免费提供的，也要写明。",
        "insurance-missing": "预算里没有保险费，参加的 29 人外出要有意外险；已由别处投保的，写明保单。",
        "ticket-at-free-site": "门票 金额待定，仪陇免票，应写明是哪一处要买票，没有就删去。",
    }


def test_spring_festival_says_what_is_wrong_in_it() -> None:
    said = {code: (words, where) for code, words, where in _said(check_plan(Context(load_sample("spring_festival"))))}

    assert said["phase-gap"] == ("3月3日—3月5日没有安排阶段（总结阶段止于 3月2日）。", "phases/phase-3")
    assert said["supplies-without-quantity"] == ("3 样物资没有数量：水果、食用油、大米。", "supplies")
    assert said["lump-sum"] == ("活动经费 只有一个总数 2,400.00 元，应拆成单价和数量。", "budget/line-1")
    assert said["year-missing"] == ("年份待定，纸上只印月和日。", "facts/starts_on")
    assert "lodging-missing" not in said


def test_childrens_day_says_what_is_wrong_in_it() -> None:
    said = {code: (words, where) for code, words, where in _said(check_plan(Context(load_sample("childrens_day"))))}

    assert said["posts-empty"] == ("4 个岗位还没有人：顾问、总策划、执行策划、参加人员。", "duties")
    assert said["contacts-without-phone"] == ("1 个联系人没有电话：布置联系人。", "contacts/contact-1")
    assert said["items-without-time"][0] == "8 项日程没有时间：欢迎仪式、游园活动、庆祝六一大会、节目表演等。"
    assert {"budget-empty", "safety-empty", "section-unfinished"} <= said.keys()


def test_empty_plan_must_say_five_things() -> None:
    found = check_plan(Context(Dossier()))

    assert _said(found, Severity.ERROR) == [
        ("title-missing", "活动还没有名称。", "facts/title"),
        ("day-missing", "活动日期待定，先写月和日，年份可以以后补。", "facts/starts_on"),
        ("place-missing", "活动地点待定。", "facts/place"),
        ("chief-missing", "还没有总负责人。", "duties"),
        ("heads-missing", "参加人数待定，分组写或写总数都行。", "head_counts"),
    ]


def test_findings_come_gravest_first() -> None:
    ranks = [f.severity.rank for f in check_plan(Context(load_sample("summer_tour")))]

    assert ranks == sorted(ranks)


@pytest.mark.parametrize("code", KINDS)
def test_proposals_of_a_kind_have_no_fault_but_what_is_open(code: str) -> None:
    dossier = propose(code, starts_on=Day(8, 9, 2027))

    assert find_clashes(dossier) == []
    faults = {"items-without-day", "items-without-duty", "item-ends-early", "supply-twice", "section-unfinished"}
    assert not faults & {f.code for f in check_plan(Context(dossier))}


def test_findings_point_into_the_plan() -> None:
    for name in ("summer_tour", "spring_festival", "childrens_day"):
        sample = load_sample(name)
        for finding in check_plan(Context(sample)):
            noun, _, key = finding.where.partition("/")
            rows = getattr(sample, noun)
            assert hasattr(rows, key) if noun == "facts" else not key or key in {row.key for row in rows}


def test_readiness_of_the_complete_plan() -> None:
    ready = readiness(Context(TOUR))

    assert ready.done == (
        "时间",
        "地点",
        "负责人",
        "参加人数",
        "日程安排",
        "人员分工",
        "预算合计",
        "保险",
        "监护人同意",
        "应急预案",
        "就近医院",
        "上报单位",
        "车辆",
    )
    assert (ready.total, ready.must, [f.code for f in ready.may]) == (13, (), ["attachments-missing"])


def test_readiness_of_an_empty_plan() -> None:
    ready = readiness(Context(Dossier()))

    assert (ready.done, ready.total, len(ready.must)) == ((), 12, 5)


def test_readiness_does_not_wait_for_amounts() -> None:
    tour = load_sample("summer_tour")
    ready = readiness(Context(replace(tour, facts=replace(tour.facts, owner="甲老师"))))

    assert ready.must == ()
    assert ready.done == ("时间", "地点", "负责人", "参加人数", "人员分工")


@pytest.mark.parametrize(
    ("done", "total", "percent"), [(0, 12, 0), (1, 200, 1), (1, 201, 0), (2, 3, 67), (12, 12, 100), (0, 0, 0)]
)
def test_readiness_is_counted_in_whole_percent(done: int, total: int, percent: int) -> None:
    assert Readiness(("时间",) * done, total, (), ()).percent == percent


def test_readiness_says_first_what_must_be_mended() -> None:
    must, may = (Finding("code", severity, "一句话。") for severity in (Severity.ERROR, Severity.HINT))
    states = [Readiness((), 12, musts, mays) for musts, mays in (((must,), (may,)), ((), (may,)), ((), ()))]

    assert [state.title for state in states] == ["提交前还差 1 项", "可以提交，还有 1 条建议", "都齐了"]
    assert [state.open for state in states] == [(must, may), (may,), ()]
