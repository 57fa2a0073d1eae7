"""签到表.docx, read back by python-docx."""

import io

from docx import Document

from planner.documents.sign_in import MOST, SignInRow, build_sign_in
from planner.dossier import Dossier, Facts
from tests.planner.documents.events import nasty, tour

PEOPLE = [SignInRow("林晚晴", "四（1）班", "138****0001"), SignInRow("宋石榴", "四（2）班")]


def lines(content: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in Document(io.BytesIO(content)).tables[0].rows]


def test_sheet_lists_staff_then_participants() -> None:
    listed = lines(build_sign_in(tour(2026), PEOPLE))
    assert listed[0] == ["序号", "姓名", "单位、班级", "电话", "签到", "时间"]
    assert listed[1][0] == "工作人员（1 人）"
    assert listed[2][:3] == ["1", "周老师", "总负责"]
    assert listed[3][0] == "参加人员（2 人）"
    assert [row[:4] for row in listed[4:]] == [
        ["1", "林晚晴", "四（1）班", "138****0001"],
        ["2", "宋石榴", "四（2）班", ""],
    ]


def test_sheet_without_roster_has_blank_lines() -> None:
    assert len(lines(build_sign_in(tour(), []))) == 1 + 2 + 1 + 29
    crowd = Dossier(facts=Facts(title="大会", stated_total=5000))
    assert len(lines(build_sign_in(crowd, []))) == 2 + MOST


def test_sheet_takes_any_text() -> None:
    assert "<script>alert(1)</script>" in lines(build_sign_in(nasty(), PEOPLE))[2][1]


def test_sheet_counts_who_is_expected() -> None:
    last = Document(io.BytesIO(build_sign_in(tour(), PEOPLE))).paragraphs[-1].text
    assert last.startswith("应到 3 人")
    assert Document(io.BytesIO(build_sign_in(tour(), []))).paragraphs[-1].text.startswith("应到＿＿＿人")
