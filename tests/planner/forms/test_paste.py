"""Pasted tables."""

import pytest
from flask import Flask

from planner.days import Day
from planner.dossier import Dossier, Duty
from planner.forms.paste import MOST_LINES, PasteReport, read_pasted

DOSSIER = Dossier(duties=(Duty("aa", "领队", "李老师"),))


def pasted(app: Flask, noun: str, *lines: str) -> PasteReport:
    """What becomes of these lines."""
    with app.test_request_context():
        return read_pasted(noun, "\n".join(lines), DOSSIER)


def test_columns_stand_in_their_usual_order(app: Flask) -> None:
    report = pasted(app, "contacts", "县医院\t急救\t卫健局\t13800000120", "派出所")

    assert [tuple(v.values()) for v in report.values] == [
        ("县医院", "急救", "卫健局", "13800000120"),
        ("派出所", "", "", ""),
    ]
    assert (report.findings, report.rest) == ([], "")


@pytest.mark.parametrize(
    "heading", ["姓名\t职务\t备注栏\t电话", "*姓名：\t职务 \t\t联系电话", "name\trole\t序号\tphone"]
)
def test_headings_say_which_column_is_which(app: Flask, heading: str) -> None:
    report = pasted(app, "duties", heading, "王老师\t队医\t随便\t13800000003")

    assert [(v["name"], v["role"], v["phone"]) for v in report.values] == [("王老师", "队医", "13800000003")]
    assert report.findings == []


@pytest.mark.parametrize("line", ["负责人\t王老师", "领队\t电话待定", "岗位长\t姓名不详"])
def test_duty_that_looks_like_a_heading_is_a_duty(app: Flask, line: str) -> None:
    report = pasted(app, "duties", line, "队医\t赵医生")

    assert ["\t".join((v["role"], v["name"])) for v in report.values] == [line, "队医\t赵医生"]


def test_empty_lines_and_cells_too_many_are_passed_over(app: Flask) -> None:
    report = pasted(app, "parties", "", "主办\t县团委\t多\t余", "\t\t", "承办\t镇小学")

    assert [(v["role"].label, v["name"]) for v in report.values] == [("主办", "县团委"), ("承办", "镇小学")]


def test_names_of_duties_become_their_keys(app: Flask) -> None:
    report = pasted(app, "schedule", "6月1日\t9:00\t\t游园\t操场\t李老师", "6月1日\t9:00\t\t游园\t操场\t张三")

    assert [(v["day"], v["duties"]) for v in report.values] == [(Day(6, 1), ("aa",))]
    assert [f.sentence for f in report.findings] == ["第 2 行“6月1日”　负责人：分工里没有“张三”，先到分工页加上。"]
    assert report.rest == "6月1日\t9:00\t\t游园\t操场\t张三"


def test_lines_to_be_mended_keep_their_heading(app: Flask) -> None:
    report = pasted(app, "head_counts", "人员\t人数", "留守儿童\t十", "医生\t1")

    assert [(v["group"], v["count"]) for v in report.values] == [("医生", 1)]
    assert report.rest == "人员\t人数\n留守儿童\t十"
    assert [f.sentence for f in report.findings] == ["第 2 行“留守儿童”　人数：写 0—100000 的整数，现在是“十”。"]


def test_choice_that_nobody_made_is_told_by_the_words_or_asked(app: Flask) -> None:
    heads = pasted(app, "head_counts", "人员\t人数", "留守儿童\t10", "医生\t1", "家长\t5")
    parties = pasted(app, "parties", "单位\t角色", "镇小学\t")

    assert [v["side"].label for v in heads.values] == ["参加对象", "随队人员"]
    assert (parties.values, parties.rest) == ([], "单位\t角色\n镇小学\t")
    assert [f.sentence for f in (*heads.findings, *parties.findings)] == [
        "第 4 行“家长”　身份：看类别判断不出，从“参加对象、随队人员、嘉宾及其他”里选一项。",
        "第 2 行“镇小学”　角色：从“主办、承办、协办、支持”里选一项。",
    ]


def test_headings_alone_are_said(app: Flask) -> None:
    report = pasted(app, "head_counts", "人员\t人数")

    assert (report.values, report.rest) == ([], "人员\t人数")
    assert [f.sentence for f in report.findings] == ["只有列名，下面还没有内容。"]


def test_what_is_beyond_the_limit_stays(app: Flask) -> None:
    report = pasted(app, "stops", *(f"第 {n} 站" for n in range(MOST_LINES + 2)))

    assert len(report.values) == MOST_LINES
    assert report.rest == f"第 {MOST_LINES} 站\n第 {MOST_LINES + 1} 站"
    assert [f.code for f in report.findings] == ["paste-long"]


def test_cell_with_line_ends_stays_in_its_row(app: Flask) -> None:
    report = pasted(
        app, "duties", "职务\t姓名\t任务", '领队\t王老师\t"点名', '说""出发""', '回程"', "队医\t沈医生\t随队"
    )

    assert [(v["role"], v["task"]) for v in report.values] == [("领队", '点名\n说"出发"\n回程'), ("队医", "随队")]
    assert report.findings == []


def test_quote_that_is_never_closed_swallows_nothing(app: Flask) -> None:
    report = pasted(app, "stops", '"红岩', "学校")

    assert [v["name"] for v in report.values] == ['"红岩', "学校"]
