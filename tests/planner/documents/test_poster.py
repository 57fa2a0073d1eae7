"""招募海报: one sheet as PDF and as a picture, read back."""

import io
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from planner.documents.glyphs import Gaps, find_gaps
from planner.documents.poster import ROOM, break_title, build_poster, draw_poster
from planner.documents.qrcodes import make_qr
from planner.documents.typesetting import ems
from planner.people.poster import Poster, PosterPost
from tests.planner.documents.events import NASTY
from tests.planner.documents.pdfs import A4, pages_of, sizes_of

POSTS = (
    PosterPost("物资装车", "8月8日（周日）15:00—17:00", "校门口", 1),
    PosterPost("集合引导", "8月9日（周一）08:00—09:00", "县青少年宫南门", 2),
    PosterPost("展厅看护", "8月9日（周一）13:30—16:00", "", 0),
)
POSTER = Poster(
    "看见家乡的山和水",
    "白石镇中心小学少先队大队",
    "2027年8月9日（周一）—8月11日（周三）",
    "云台县、江口镇，陪 30 名四至六年级学生走出校门",
    POSTS,
    "https://hd.example/v/7kq4m2",
    "7月30日（周五）18:00",
    ("满 16 岁可报", "未满 18 岁请监护人签字"),
    "白石镇中心小学",
    "周老师",
    "13800000001",
)
LONG = "铭记历史缅怀先烈传承红色基因争做新时代好队员清明祭扫暨少先队主题教育实践活动（第三季）"


def _codes(png: bytes):
    return [(code.text, code.position) for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(png)).convert("RGB"))]


def test_sheet_says_what_one_signs_up_for():
    pdf = build_poster(POSTER)
    (page,) = pages_of(pdf)
    assert sizes_of(pdf) == {A4}
    assert page.startswith(
        "白石镇中心小学少先队大队看见家乡的山和水招募志愿者，还需3人2027年8月9日（周一）—8月11日（周三）"
    )
    assert "物资装车8月8日（周日）15:00—17:00，校门口需1人集合引导" in page
    assert "展厅看护8月9日（周一）13:30—16:00已满" in page
    assert "微信扫一扫选一个班次就报上7月30日（周五）18:00截止满16岁可报未满18岁请监护人签字" in page
    assert page.endswith("白石镇中心小学问周老师138****0001hd.example/v/7kq4m2")


def test_picture_is_1080_wide_and_its_code_opens_the_page():
    png = draw_poster(POSTER)
    picture = Image.open(io.BytesIO(png))
    assert (picture.format, picture.size) == ("PNG", (1080, 1527))
    ((text, position),) = _codes(png)
    assert text == "https://hd.example/v/7kq4m2"
    width = (position.top_right.x - position.top_left.x) / 1080 * 210
    assert width >= 45
    assert picture.convert("RGBA").getextrema()[3] == (255, 255)


def test_same_poster_gives_the_same_bytes():
    assert build_poster(POSTER) == build_poster(replace(POSTER))
    assert draw_poster(POSTER) == draw_poster(replace(POSTER))


def test_phone_is_whole_only_if_its_owner_agreed():
    page = pages_of(build_poster(replace(POSTER, phone_may_be_shown=True)))[0]
    assert "问周老师13800000001" in page
    assert "13800000001" not in pages_of(build_poster(POSTER))[0]


@pytest.mark.parametrize(
    ("count", "shown", "more"),
    [(0, 0, ""), (5, 5, ""), (6, 5, "还有1个岗位，扫码看"), (9, 5, "还有4个岗位，扫码看")],
)
def test_five_posts_at_most(count, shown, more):
    posts = tuple(PosterPost(f"岗位{n}号", "8月9日", "南门", 1) for n in range(count))
    page = pages_of(build_poster(replace(POSTER, posts=posts)))[0]
    assert page.count("号8月9日") == shown
    assert more in page
    assert ("还需" in page) is bool(count)


def test_posts_that_look_for_somebody_come_first():
    posts = (replace(POSTS[2], title=f"满了{n}") for n in range(5))
    shown = replace(POSTER, posts=(*posts, POSTS[0])).shown
    assert [post.title for post in shown] == ["物资装车", "满了0", "满了1", "满了2", "满了3"]


def test_long_texts_stay_on_one_sheet():
    posts = tuple(PosterPost(LONG, "8月10日（周二）14:00—16:30", LONG, 120) for _ in range(9))
    notes = tuple(LONG for _ in range(9))
    poster = replace(
        POSTER, title=LONG * 3, posts=posts, notes=notes, about=LONG * 3, address=f"https://{'a' * 200}.cn/"
    )
    (page,) = pages_of(build_poster(poster))
    assert "还有4个岗位，扫码看" in page
    assert page.endswith("白石镇中心小学问周老师138****0001")
    assert [text for text, _ in _codes(draw_poster(poster))] == [poster.address]


def test_user_text_is_never_markup():
    poster = replace(POSTER, title=NASTY, posts=(PosterPost('#let x = "1" $a$ *b*', "", "", 1),), about="\\ `raw` <b>")
    (page,) = pages_of(build_poster(poster))
    assert '#letx="1"$a$*b*' in page
    assert "\\`raw`<b>" in page
    assert "#*_$" in page


def test_pictures_are_left_out_and_can_be_told():
    poster = replace(POSTER, title="🎉看见家乡👨‍👩‍👧")
    assert "看见家乡招募志愿者" in pages_of(build_poster(poster))[0]
    assert find_gaps(poster.title, "🎉", "无") == Gaps(pictures=("🎉", "👨", "👩", "👧"))


def test_title_of_the_document():
    metadata = PdfReader(io.BytesIO(build_poster(POSTER))).metadata
    assert metadata is not None
    assert metadata.title == "看见家乡的山和水"


@pytest.mark.parametrize(
    ("title", "lines", "size"),
    [
        ("六一快乐", ["六一快乐"], 18.0),
        ("看见家乡的山和水", ["看见家乡的", "山和水"], 18.0),
        ("童心向党，快乐成长", ["童心向党，", "快乐成长"], 18.0),
        ("清明祭英烈 Scouts2027", ["清明祭英烈", "Scouts2027"], 18.0),
        ("第一行\n第二行", ["第一行", "第二行"], 18.0),
        ("暑期研学实践活动志愿者招募公告", ["暑期研学实践活动", "志愿者招募公告"], 17.5),
        (LONG, ["铭记历史缅怀先烈传承红色基因争", "做新时代好队员清明祭扫暨少先队", "主题教育实践活动（第三季）"], 9.0),
    ],
)
def test_title_breaks_by_sense_then_shrinks(title, lines, size):
    assert break_title(title) == (lines, size)


@pytest.mark.parametrize("length", range(1, 90, 8))
def test_title_of_any_length_has_room(length):
    lines, size = break_title("长" * length)
    assert len(lines) <= 5
    assert max(map(ems, lines)) * size <= ROOM + 0.5


def test_code_is_given_as_runs_of_dark_modules():
    code = make_qr("HTTPS://HD.EXAMPLE/V/7KQ4M2")
    assert code["size"] == 25
    assert code["runs"][0] == [0, 0, 7]
    assert all(column + length <= 25 for column, _, length in code["runs"])
