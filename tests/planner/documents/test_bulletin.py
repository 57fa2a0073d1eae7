"""简报, read back by python-docx; and opened by LibreOffice, where every one is a single page."""

import io
import os
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from planner.documents.bulletin import build_bulletin
from planner.documents.bulletinfit import SIZES, fit_bulletin, title_size
from planner.documents.gbt9704 import TEXT_WIDTH
from planner.report.bulletin import BulletinNumber, RedHead
from planner.report.story import Story
from tests.planner.storysamples import LEAD, SENTENCES, STORY, cleared_photo, with_file

HEAD = RedHead(
    name="德育工作简报",
    publisher="白石镇中心小学德育处",
    sent_to="县教育局、团县委",
    copied_to="各班",
    number=BulletinNumber(year=2027, number=6, issued_on=date(2027, 8, 13)),
)
PLAIN_HEAD = RedHead(publisher="白石镇中心小学")
WIDE, HIGH = with_file(cleared_photo(1, caption="南门集合")), with_file(cleared_photo(2, is_high=True))
LONG = replace(STORY, sentences=tuple(f"{sentence}第 {n} 遍。" for n in range(12) for sentence in SENTENCES))
LATIN = replace(STORY, sentences=tuple(f"Hello 3D 打印 iPad {n} WeChat 与 STEAM 课程。" for n in range(30)))
LONGEST_HEAD = replace(
    HEAD, name="很长很长的简报名称很长很长的简报名称完了", sent_to="很长" * 60, copied_to="很长" * 60
)
TITLED = replace(LONG, facts=replace(STORY.facts, title="很长的题目" * 20))
PAGES = {
    "as usual": (STORY, HEAD, [WIDE, HIGH]),
    "without photos": (STORY, PLAIN_HEAD, []),
    "too much text": (LONG, HEAD, [WIDE, HIGH]),
    "two high photos": (LONG, HEAD, [HIGH, with_file(cleared_photo(3, is_high=True, caption="合影" * 50))]),
    "too much text alone": (LONG, PLAIN_HEAD, []),
    "latin": (LATIN, HEAD, [WIDE]),
    "all too long": (TITLED, LONGEST_HEAD, [WIDE, HIGH]),
    "silent": (replace(STORY, is_cancelled=True), HEAD, []),
}


def lines_of(content: bytes) -> list[str]:
    """The paragraphs that say anything."""
    return [p.text for p in Document(io.BytesIO(content)).paragraphs if p.text.strip()]


def test_newsletter_has_its_red_head_its_text_and_its_foot() -> None:
    lines = lines_of(build_bulletin(STORY, HEAD, [WIDE, HIGH]))

    assert lines[:4] == ["德育工作简报", "第6期", "白石镇中心小学德育处\t2027年8月13日", "看见家乡的山和水"]
    assert lines[4].startswith("".join(LEAD))
    assert lines[-3:] == ["南门集合", "主送：县教育局、团县委", "抄送：各班"]


def test_place_of_a_number_that_nobody_gave_stays_open() -> None:
    assert lines_of(build_bulletin(STORY, PLAIN_HEAD, []))[:3] == [
        "工作简报",
        "第　　期",
        "白石镇中心小学\t　　　　年　　月　　日",
    ]


def test_head_is_red_and_the_rest_is_not() -> None:
    name, *others = Document(io.BytesIO(build_bulletin(STORY, HEAD, [WIDE]))).paragraphs

    assert str(name.runs[0].font.color.rgb) == "C00000"
    assert {run.font.color.rgb for paragraph in others for run in paragraph.runs} == {None}


def test_photos_stand_beside_each_other_as_high_as_each_other() -> None:
    wide, high = Document(io.BytesIO(build_bulletin(STORY, HEAD, [WIDE, HIGH]))).inline_shapes

    assert abs(wide.height - high.height) < 1000
    assert wide.width + high.width < TEXT_WIDTH * 635
    assert wide._inline.docPr.get("descr") == "南门集合"


def test_no_more_than_two_photos_are_shown() -> None:
    content = build_bulletin(STORY, HEAD, [WIDE, HIGH, with_file(cleared_photo(3))])

    assert len(Document(io.BytesIO(content)).inline_shapes) == 2


def test_short_text_has_the_letters_of_official_papers() -> None:
    fit = fit_bulletin(replace(STORY, sentences=()), HEAD, 0)

    assert (fit.size, fit.left_out) == (SIZES[0], ())


def test_what_finds_no_room_is_left_out_at_whole_sentences() -> None:
    fit = fit_bulletin(LONG, HEAD, 2)

    printed = "".join(fit.paragraphs)
    assert fit.size is SIZES[-1]
    assert printed.startswith("".join(LEAD))
    assert [sentence for sentence in LONG.text if sentence in printed and sentence in fit.left_out] == []
    assert len(fit.left_out) + sum(sentence in printed for sentence in LONG.text) >= len(LONG.text)


def test_photos_give_way_to_the_text_where_both_find_no_room() -> None:
    assert fit_bulletin(TITLED, LONGEST_HEAD, 2).photos == 0


@pytest.mark.parametrize(("title", "expected"), [("山" * 19, (44, 1)), ("山" * 20, (36, 1)), ("山" * 24, (44, 2))])
def test_title_is_set_smaller_where_that_saves_a_line(title: str, expected: tuple[int, int]) -> None:
    assert title_size(title) == expected


def test_same_newsletter_is_the_same_bytes() -> None:
    assert build_bulletin(LONG, HEAD, [WIDE, HIGH]) == build_bulletin(LONG, HEAD, [WIDE, HIGH])


def test_every_newsletter_is_one_page_and_keeps_its_last_line(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    for name, (story, head, photos) in PAGES.items():
        (tmp_path / f"{name}.docx").write_bytes(build_bulletin(story, head, photos))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    files = [str(path) for path in tmp_path.glob("*.docx")]
    environment = {**os.environ, "HOME": str(tmp_path)}
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, timeout=180, capture_output=True, env=environment)

    printed = {name: PdfReader(tmp_path / f"{name}.pdf").pages for name in PAGES}

    assert {name: len(pages) for name, pages in printed.items()} == dict.fromkeys(PAGES, 1)
    assert "抄送：各班" in printed["as usual"][0].extract_text().replace(" ", "")


def test_story_of_which_nothing_is_told_says_why() -> None:
    silent: Story = replace(STORY, is_cancelled=True)

    assert "活动取消了，没有可以对外讲的。" in lines_of(build_bulletin(silent, HEAD, []))
