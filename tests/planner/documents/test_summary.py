"""总结.docx, read back by python-docx."""

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Twips

from planner.documents.paperphotos import shrink_photo
from planner.documents.summary import build_summary, summary_title
from planner.dossier import Dossier, Facts
from planner.enums import EventStatus
from planner.money.ledger import Ledger
from planner.pictures.printed import PrintedPhoto, PrintedPhotos
from planner.report.edition import SummaryEdition
from planner.report.paragraphs import Paragraph
from planner.report.prose import Skeleton
from tests.planner.documents.images import make_image
from tests.planner.editions import draft_of, filed_of, tour_records, with_facts
from tests.planner.reportvalues import actuals, records

WIDE, HIGH = (1600, 1200), (1200, 1600)
NEXT = Paragraph(key="own", chapter="next", parts=("一是装风扇。\n 二是早发同意书。",), version=1)


def photos(*sizes: tuple[int, int], caption: str = "走湿地") -> PrintedPhotos:
    """Photos of these sizes, each another one."""
    colours = ("seagreen", "orange", "navy", "teal", "maroon")
    made = zip(sizes, colours, strict=False)
    return PrintedPhotos(
        tuple(PrintedPhoto(content=make_image("JPEG", s, c), caption=caption, alt="照片") for s, c in made)
    )


def read(edition: SummaryEdition, shown: PrintedPhotos | None = None) -> WordDocument:
    """The paper, read back."""
    return Document(io.BytesIO(build_summary(edition, shown or PrintedPhotos())))


def lines(document: WordDocument) -> list[str]:
    """Its paragraphs that say anything."""
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def test_filed_summary_has_its_chapters_its_attachments_and_who_filed_it() -> None:
    document = read(filed_of(tour_records(), NEXT), photos(WIDE))

    said = lines(document)
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert said[0] == "看见家乡的山和水活动总结"
    assert headings == ["一、基本情况", "二、主要做法", "三、取得成效", "四、存在不足", "五、下一步打算"]
    at = said.index("五、下一步打算")
    assert said[at + 1 :] == [
        "一是装风扇。",
        "二是早发同意书。",
        "附件：1.活动情况统计表",
        "2.活动照片",
        "白石镇中心小学",
        "2027年8月17日",
        "（第 2 版，周老师定稿）",
        "附件1",
        "活动情况统计表",
        "（一）计划与实际",
        "注：“—”为计划里没有这个数，“未记录”为没有人记。差为实际减计划。",
        "（二）其他统计",
        "（三）反馈",
        "附件2",
        "活动照片",
    ]


def test_draft_says_that_it_is_one_and_what_nobody_wrote() -> None:
    said = lines(read(draft_of(tour_records(), NEXT)))

    assert said[1:5] == [
        "（草稿，没有定稿）",
        "还没有写：基本情况、主要做法、取得成效、存在不足。",
        "五、下一步打算",
        "一是装风扇。",
    ]
    assert "　　年　　月　　日" in said
    assert not any("定稿）" in line for line in said[2:])


def test_planned_and_actual_stand_side_by_side_by_section() -> None:
    table = read(filed_of(tour_records())).tables[0]

    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["项目", "单位", "计划", "实际", "差"]
    assert rows[1] == ["人员"] * 5
    assert rows[2] == ["四至六年级留守儿童", "名", "30", "29", "−1"]
    assert ["志愿服务", "人次", "—", "8", ""] in rows
    assert rows[-1] == ["支出合计", "元", "13,220.00", "13,140.00", "−80.00"]


def test_what_nobody_wrote_down_is_no_zero() -> None:
    given = records(dossier=Dossier(Facts(title="春游")), said=actuals(), ledger=Ledger())
    compared, counted = read(draft_of(given)).tables[:2]

    assert [cell.text for cell in compared.rows[2].cells] == ["参加人员", "名", "—", "未记录", ""]
    assert [cell.text for cell in counted.rows[1].cells] == ["人员", "服务孩子", "未记录", "人次", ""]


def test_feedback_is_counted_by_who_gave_it() -> None:
    table = read(filed_of(tour_records())).tables[2]

    assert [cell.text for cell in table.rows[1].cells] == ["孩子", "26", "4.5 / 5", "18", "5", "2", "1", "0"]


@pytest.mark.parametrize(
    ("sizes", "rows", "widths"),
    [
        ((WIDE,), 1, [6633]),
        ((WIDE, WIDE), 1, [3600, 3600]),
        ((WIDE, HIGH), 1, [3600, 2025]),
        ((HIGH, HIGH), 1, [3600, 3600]),
        ((WIDE, WIDE, HIGH), 2, [3600, 3600, 3600]),
        ((WIDE, (1600, 400), HIGH, WIDE), 2, [3600, 3600, 2025, 3600]),
    ],
)
def test_photos_stand_two_a_row_as_large_as_their_row_allows(
    sizes: tuple[tuple[int, int], ...], rows: int, widths: list[int]
) -> None:
    document = read(filed_of(tour_records()), photos(*sizes))

    grid = document.tables[-1]
    assert len(grid.rows) == rows
    assert [round(shape.width / Twips(1)) for shape in document.inline_shapes] == widths
    assert all(shape.height <= Twips(6633) for shape in document.inline_shapes)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in grid.rows)


@pytest.mark.parametrize(
    ("caption", "printed"), [("走 湿地\n看白鹭", "走 湿地 看白鹭"), ("长" * 100, "长" * 59 + "…"), ("", "")]
)
def test_caption_is_one_short_line_below_its_photo(caption: str, printed: str) -> None:
    document = read(filed_of(tour_records()), photos(WIDE, WIDE, caption=caption))

    (row,) = document.tables[-1].rows
    assert [cell.paragraphs[-1].text for cell in row.cells] == [printed] * 2


@pytest.mark.parametrize(
    ("size", "printed"), [(WIDE, (800, 600)), (HIGH, (600, 800)), ((900, 3), (800, 3)), ((640, 480), (640, 480))]
)
def test_photo_is_no_larger_than_it_is_printed(size: tuple[int, int], printed: tuple[int, int]) -> None:
    from PIL import Image

    content = make_image("JPEG", size)

    with Image.open(io.BytesIO(shrink_photo(content))) as image:
        assert (image.size, image.format) == (printed, "JPEG")
    assert (shrink_photo(content) == content) == (size == printed)


@pytest.mark.parametrize(
    ("title", "skeleton", "printed"),
    [
        ("六一慰问", Skeleton.FULL, "六一慰问活动总结"),
        ("六一慰问活动", Skeleton.SHORT, "六一慰问活动总结"),
        ("六一总结会", Skeleton.FULL, "六一总结会"),
        (" ", Skeleton.FULL, "活动总结"),
        ("六一慰问", Skeleton.LETTER, "致家长的一封信"),
        ("六一慰问", Skeleton.CANCELLED, "六一慰问取消说明"),
    ],
)
def test_summary_is_titled_by_its_event_and_form(title: str, skeleton: Skeleton, printed: str) -> None:
    edition = draft_of(tour_records(dossier=with_facts(title=title)), skeleton=skeleton)

    assert summary_title(edition) == printed


def test_letter_has_neither_headings_nor_figures_nor_a_version() -> None:
    said = lines(read(filed_of(tour_records(), skeleton=Skeleton.LETTER)))

    assert said[:2] == ["致家长的一封信", "各位家长："]
    assert said[-1] == "2027年8月17日"


def test_note_on_a_cancelled_event_says_what_it_had_cost() -> None:
    given = tour_records(dossier=with_facts(status=EventStatus.CANCELLED))
    why = Paragraph(key="why", chapter="why", parts=("台风。",), version=1)
    document = read(filed_of(given, why, skeleton=Skeleton.CANCELLED))

    said = lines(document)
    assert said[:3] == [
        "看见家乡的山和水取消说明",
        "已支出 13,140.00 元，其中餐费 7,860.00 元、交通费 5,000.00 元、资料费 280.00 元。",
        "台风。",
    ]
    assert {row.cells[0].text for row in document.tables[0].rows} == {
        "项目",
        "经费",
        "餐费",
        "交通费",
        "资料费",
        "支出合计",
    }


def test_version_that_kept_no_figures_prints_its_text() -> None:
    edition = filed_of(tour_records())
    document = read(replace(edition, filed=replace(edition.filed, results=None)))

    assert ("一、基本情况" in lines(document), document.tables) == (True, [])


def test_day_of_a_long_named_unit_keeps_its_line() -> None:
    edition = filed_of(tour_records(dossier=with_facts(organisation="很长的单位名称" * 8)))

    (day,) = [paragraph for paragraph in read(edition).paragraphs if paragraph.text == "2027年8月17日"]
    assert day._p.pPr.find(qn("w:ind")).get(qn("w:rightChars")) == "1200"


def test_same_edition_and_photos_give_the_same_bytes() -> None:
    edition, shown = filed_of(tour_records()), photos(WIDE, HIGH, WIDE)

    assert build_summary(edition, shown) == build_summary(edition, shown)
