"""方案.docx, read back by python-docx and laid out by LibreOffice."""

import io
import os
import shutil
import subprocess
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from pypdf import PdfReader

from budgets import Line, Money
from planner.days import Day
from planner.documents.plan import build_plan, signed_day, title_of
from planner.dossier import Attachment, Dossier, Facts, FundingSource, Section
from planner.enums import SectionSource as S
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
    day = "8月9日 08:30—8月11日" if year is None else "2026年8月9日（周日）08:30—8月11日（周二）"
    for fact in (
        "夏日研学活动方案",
        "走一走",
        day,
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
    ):
        assert fact in text, fact
    assert ("2026年7月20日" if year else "　　年7月20日") in text


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


def sections(*texts: tuple[str, S, str]) -> Dossier:
    return Dossier(sections=tuple(Section(f"s{n}", *text[:2], text[2]) for n, text in enumerate(texts)))


def paragraphs(dossier: Dossier) -> list[tuple[str, str]]:
    return [(p.style.style_id, p.text) for p in read(dossier).paragraphs if p.text]


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


def test_attachments_are_counted_when_there_are_several() -> None:
    event = sections(("附件", S.ATTACHMENTS, ""))
    one = replace(event, attachments=(Attachment("a", "名单"),))
    assert paragraphs(one)[1:] == [("BodyText", "附件：名单")]
    two = replace(event, attachments=(Attachment("a", "名单"), Attachment("b", "路线图")))
    assert paragraphs(two)[1:] == [("BodyText", "附件：1.名单"), ("BodyText", "2.路线图")]


@pytest.mark.parametrize(
    ("first", "last", "start", "end", "text"),
    [
        (None, None, None, None, "待定"),
        (Day(8, 9), None, None, None, "8月9日"),
        (Day(6, 1, 2026), None, time(9), time(10, 45), "2026年6月1日（周一）09:00—10:45"),
        (Day(8, 9), Day(8, 11), time(8, 30), time(17), "8月9日 08:30—8月11日 17:00"),
        (None, None, time(9), None, "09:00"),
    ],
)
def test_time_of_event(first: Day | None, last: Day | None, start: time | None, end: time | None, text: str) -> None:
    facts = Facts(starts_on=first, ends_on=last, starts_at=start, ends_at=end)
    assert paragraphs(replace(sections(("", S.TIME, "")), facts=facts))[1:] == [("BodyText", text)]


def budget_of(*lines: Line) -> str:
    return all_text(read(replace(sections(("", S.BUDGET, "")), budget=lines)))


def test_budget_that_is_known_is_told_in_words() -> None:
    text = budget_of(Line("a", "餐费", "午餐", Money(6000), Decimal(41), "人", Decimal(3), "天", source="财政"))
    assert "41人×3天" in text
    assert "合计（大写）：人民币柒仟叁佰捌拾元整" in text
    assert "资金来源：财政 7,380.00 元。" in text
    assert "至少" not in text


def test_promised_sources_stand_in_the_place_of_those_of_the_lines() -> None:
    funding = (FundingSource("a", "财政", Money(500000)), FundingSource("b", "捐赠"))

    text = all_text(read(replace(tour(), funding=funding)))

    assert "资金来源：财政 5,000.00 元；捐赠 待定。" in text


def test_budget_without_an_amount_is_unknown() -> None:
    text = budget_of(Line("a", "餐费", "午餐"), Line("b", "交通费", "车费"))
    assert "合计（2 项待定）" in text
    assert "合计（大写）：待定" in text
    assert "0.00" not in text


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
    ("day", "text"), [(Day(8, 5, 2026), "2026年8月5日"), (Day(8, 5), "　　年8月5日"), (None, "　　年　　月　　日")]
)
def test_signed_day(day: Day | None, text: str) -> None:
    assert signed_day(day) == text
