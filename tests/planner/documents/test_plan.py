"""方案.docx, read back by python-docx and laid out by LibreOffice."""

import io
import os
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from pypdf import PdfReader

from planner.days import Day
from planner.documents.plan import build_plan, chinese_number, signed_day, title_of
from planner.dossier import Dossier, Facts
from tests.planner.documents.events import nasty, tour

TODAY = date(2026, 7, 1)


def read(dossier: Dossier):
    return Document(io.BytesIO(build_plan(dossier, today=TODAY)))


def all_text(document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


@pytest.mark.parametrize("year", [None, 2026])
def test_plan_has_every_fact(year: int | None) -> None:
    text = all_text(read(tour(year)))
    day = "8月9日—8月11日" if year is None else "2026年8月9日（周日）—8月11日（周二）"
    for fact in (
        "夏日研学活动方案", "走一走", day, "08:30", "元坝—仪陇", "主办单位：区民政局、团区委", "留守儿童 10 人、孤儿 14 人",
        "共 30 人（按各组相加为 29 人）。", "（一）准备阶段", "负责人：待定", "09:00—16:00", "参观故居\n免票", "周老师、随行医生",
        "日期待定", "13:30", "县医院（就医）：待定", "12 份", "若干", "5,400.00", "42.50", "至少 5,442.50", "1 项待定",
        "合计（大写）：待定", "★名单在手", "附件：1.同意书", "　　　2.路线图", "团区委", "线路：仪陇（免票）—广安。", "13800000001",
    ):  # fmt: skip
        assert fact in text, fact
    assert ("2026年7月20日" if year else "　　年7月20日") in text


def test_page_is_laid_out_after_gbt9704() -> None:
    section = read(tour()).sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    margins = (section.top_margin.mm, section.bottom_margin.mm, section.left_margin.mm, section.right_margin.mm)
    assert margins == pytest.approx((37, 35, 28, 26), abs=0.1)
    assert Mm(156) == pytest.approx(section.page_width - section.left_margin - section.right_margin, abs=2000)


def test_fonts_and_lines_follow_the_levels() -> None:
    document = read(tour())
    found = {}
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            found[run.text] = (
                run._r.rPr.rFonts.get(qn("w:eastAsia")),
                run.font.size,
                paragraph.paragraph_format.line_spacing,
            )
    assert found["夏日研学活动方案"][:2] == ("方正小标宋简体", Pt(22))
    assert found["一、活动背景"] == ("黑体", Pt(16), Pt(28))
    assert found["为了孩子。"] == ("仿宋_GB2312", Pt(16), Pt(28))
    assert found["（一）看家乡。"][0] == "楷体_GB2312"
    assert found["1.集合"][0] == "仿宋_GB2312"


def test_page_numbers_stand_outside_in_four_point() -> None:
    document = read(tour())
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer is True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert paragraph._p.pPr.jc.get(qn("w:val")) == side
        assert {run.font.size for run in paragraph.runs} == {Pt(14)}


def test_tables_repeat_their_heads_and_keep_rows_whole() -> None:
    for table in read(tour()).tables:
        head, *rows = table._tbl.tr_lst
        assert head.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (head, *rows))


def test_unknown_event_prints_what_is_unknown() -> None:
    event = Dossier(facts=Facts(), sections=tour().sections)
    text = all_text(read(event))
    assert text.count("待定") >= 10
    assert "None" not in text


def test_hostile_text_stays_text() -> None:
    text = all_text(read(nasty()))
    assert "<script>alert(1)</script>" in text
    assert '=HYPERLINK("http://x")' in text


def test_same_event_gives_same_bytes() -> None:
    assert build_plan(tour(), today=TODAY) == build_plan(tour(), today=TODAY)
    with zipfile.ZipFile(io.BytesIO(build_plan(tour(), today=TODAY))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2020, 1, 1, 0, 0, 0)}


def test_libreoffice_opens_it(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("LibreOffice is missing") if os.environ.get("CI") == "true" else pytest.skip("no LibreOffice")
    (tmp_path / "plan.docx").write_bytes(build_plan(tour(2026), today=TODAY))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "plan.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    reader = PdfReader(tmp_path / "plan.pdf")
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    assert 2 <= len(reader.pages) <= 6
    assert "共30人（按各组相加为29人）" in text
    assert "—1—" in text


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("", "活动方案"),
        ("六一慰问", "六一慰问活动方案"),
        ("春节慰问活动", "春节慰问活动方案"),
        ("研学方案", "研学方案"),
    ],
)
def test_title_of_event(title: str, printed: str) -> None:
    assert title_of(Dossier(facts=Facts(title=title))) == printed


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")]
)
def test_chinese_number(number: int, text: str) -> None:
    assert chinese_number(number) == text


@pytest.mark.parametrize(
    ("day", "text"), [(Day(8, 5, 2026), "2026年8月5日"), (Day(8, 5), "　　年8月5日"), (None, "　　年　　月　　日")]
)
def test_signed_day(day: Day | None, text: str) -> None:
    assert signed_day(day) == text
