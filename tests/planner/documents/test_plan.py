"""方案.docx, read back by python-docx and laid out by LibreOffice."""

import os
import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from pypdf import PdfReader

from planner.days import Day
from planner.documents.plan import build_plan, format_signing_day, plan_title
from planner.dossier import Dossier, Facts, Section
from planner.enums import SectionSource as S
from tests.planner.documents.events import nasty, tour
from tests.planner.documents.plans import all_text, paragraphs, read, sections

FACTS = (
    "夏日研学活动方案",
    "走一走",
    "元坝—仪陇",
    "主办单位：区民政局、团区委",
    "留守儿童 10 人、孤儿 14 人",
    "共 30 人（按各组相加为 29 人）。",
    "（一）准备阶段",
    "负责人：待定",
    "09:00—16:00",
    "参观故居\n免票",
    "周老师、随行医生",
    "日期待定",
    "13:30",
    "县医院",
    "12 份",
    "若干",
    "5,400.00",
    "42.50",
    "合计（至少，1 项待定）",
    "5,442.50",
    "资金来源：财政 5,400.00 元；未注明来源至少 42.50 元（1 项待定）。",
    "合计（大写）：待定",
    "★名单在手",
    "附件：1.同意书",
    "2.路线图",
    "团区委",
    "线路：仪陇（免票）—广安。",
    "13800000001",
)


@pytest.mark.parametrize(
    ("year", "days", "signed"),
    [
        (None, "8月9日 08:30—8月11日", "　　年7月20日"),
        (2026, "2026年8月9日（周日）08:30—8月11日（周二）", "2026年7月20日"),
    ],
)
def test_plan_has_every_fact(year: int | None, days: str, signed: str) -> None:
    text = all_text(read(tour(year)))

    assert [fact for fact in (*FACTS, days, signed) if fact not in text] == []


def test_page_is_laid_out_after_gbt9704() -> None:
    section = read(tour()).sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    margins = (section.top_margin.mm, section.bottom_margin.mm, section.left_margin.mm, section.right_margin.mm)
    assert margins == pytest.approx((37, 35, 28, 26), abs=0.1)
    assert Mm(156) == pytest.approx(section.page_width - section.left_margin - section.right_margin, abs=2000)


def look(paragraph, run) -> tuple[str, Pt, Pt]:
    """The Chinese font, the size and the line of a run: its own, else that of its style and the styles below it."""
    styles = [paragraph.style]
    while styles[-1].base_style is not None:
        styles.append(styles[-1].base_style)
    defaults = styles[0].element.getparent().find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    properties = [run._r.rPr, *(style.element.rPr for style in styles), defaults]
    fonts = [p.rFonts.get(qn("w:eastAsia")) for p in properties if p is not None and p.rFonts is not None]
    sizes = [
        int(p.find(qn("w:sz")).get(qn("w:val"))) for p in properties if p is not None and p.find(qn("w:sz")) is not None
    ]
    lines = [style.paragraph_format.line_spacing for style in styles if style.paragraph_format.line_spacing]
    return next(f for f in fonts if f), Pt(sizes[0] / 2), lines[0]


def test_fonts_and_lines_follow_the_levels() -> None:
    found = {run.text: look(paragraph, run) for paragraph in read(tour()).paragraphs for run in paragraph.runs}
    assert found["夏日研学活动方案"] == ("方正小标宋简体", Pt(22), Pt(35))
    assert found["一、活动背景"] == ("黑体", Pt(16), Pt(28))
    assert found["为了孩子。"] == ("仿宋_GB2312", Pt(16), Pt(28))
    assert found["（一）看家乡。"] == ("楷体_GB2312", Pt(16), Pt(28))
    assert found["1.集合"] == ("仿宋_GB2312", Pt(16), Pt(28))
    assert found["单位：元"][:2] == ("仿宋_GB2312", Pt(10.5))


def test_body_text_is_indented_by_two_characters_and_headings_are_in_the_outline() -> None:
    document = read(tour())
    styles = {style.style_id: style.element.pPr for style in document.styles}
    for name in ("BodyText", "Heading1", "Heading2"):
        assert styles[name].find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[:3] == ["一、活动背景", "二、主题", "三、时间"]
    assert headings[-1].startswith("十三、")


def test_page_numbers_stand_outside_in_four_point() -> None:
    document = read(tour())
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer is True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert paragraph._p.pPr.jc.get(qn("w:val")) == side
        assert {look(paragraph, run)[:2] for run in paragraph.runs} == {("宋体", Pt(14))}


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
    for part in ("<script>alert(1)</script>", '=HYPERLINK("http://x")', "👶", "#*_$"):
        assert part in text
    assert "\ufffe" not in text


def test_chapters_are_numbered_and_markers_are_read() -> None:
    event = sections(
        ("", S.TEXT, "引言"),
        ("三、活动目的", S.TEXT, "（一）长见识\n（一）长见识。写一页。\n1、集合\n1、2年级不参加\n1.5千米"),
        ("活动要求", S.TEXT, "　"),
        ("附件", S.ATTACHMENTS, ""),
    )
    assert paragraphs(event)[1:] == [
        ("BodyText", "引言"),
        ("Heading1", "一、活动目的"),
        ("Heading2", "（一）长见识"),
        ("BodyText", "（一）长见识。写一页。"),
        ("BodyText", "1.集合"),
        ("BodyText", "1、2年级不参加"),
        ("BodyText", "1.5千米"),
        ("Heading1", "二、活动要求"),
        ("BodyText", "待定"),
    ]


def test_tables_never_touch_and_signature_is_not_alone() -> None:
    event = replace(
        tour(), sections=tuple(Section(s, "", s) for s in (S.SCHEDULE, S.DUTIES, S.SIGNATURE)), safety=(), contacts=()
    )
    children = list(read(event).element.body)
    kinds = [child.tag == qn("w:tbl") for child in children]
    assert (True, True) not in set(pairwise(kinds))
    organisation = next(n for n, child in enumerate(children) if "团区委" in "".join(child.itertext()) and not kinds[n])
    assert all(
        child.find(f".//{qn('w:keepNext')}") is not None for child in children[organisation - 2 : organisation + 1]
    )


def test_libreoffice_opens_it(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("LibreOffice is missing") if os.environ.get("CI") == "true" else pytest.skip("no LibreOffice")
    (tmp_path / "plan.docx").write_bytes(build_plan(tour(2026)))
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
    assert plan_title(Dossier(facts=Facts(title=title))) == printed


@pytest.mark.parametrize(
    ("day", "text"), [(Day(8, 5, 2026), "2026年8月5日"), (Day(8, 5), "　　年8月5日"), (None, "　　年　　月　　日")]
)
def test_signed_day(day: Day | None, text: str) -> None:
    assert format_signing_day(day) == text
