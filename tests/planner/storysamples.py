"""An event as it is told outside, with photos that may leave the house: for the papers that are made of it."""

import io
import random
from datetime import date, datetime
from functools import cache

from PIL import Image

from planner.days import Day
from planner.dossier import Facts
from planner.feedbackkinds import FeedbackAudience, SchoolYear
from planner.people.feedback import VoiceQuote
from planner.pictures import CameraClock, ClearedPhoto, Photo
from planner.report.story import Story, StoryFigure

PHONE = CameraClock("u1", "周老师", "")
FACTS = Facts(
    title="看见家乡的山和水",
    theme="走出校门",
    starts_on=Day.of(date(2027, 8, 9)),
    ends_on=Day.of(date(2027, 8, 11)),
    place="县地质公园",
    organisation="白石镇中心小学",
)
LEAD = (
    "2027年8月9日至11日，白石镇中心小学在县地质公园开展“看见家乡的山和水”活动，主题是“走出校门”。",
    "29 名孩子参加，5 名带队老师随队。",
)
SENTENCES = (
    "线路有 4 处：地质公园、航天展厅、河边营地、博物馆。",
    "孩子们和古丽·阿依老师一起做了水火箭。",
    "6 名志愿者服务 8 人次。",
)
QUOTES = (
    VoiceQuote(key="a", audience=FeedbackAudience.CHILD, text="我第一次看见真的火箭！", year=SchoolYear.FIVE),
    VoiceQuote(key="b", audience=FeedbackAudience.GUARDIAN, text="孩子回来话多了"),
)
FIGURES = (StoryFigure("29", "名", "孩子"), StoryFigure("86.5", "小时", "志愿服务"))
STORY = Story(facts=FACTS, lead=LEAD, sentences=SENTENCES, quotes=QUOTES, figures=FIGURES)


def cleared_photo(
    number: int, *, is_high: bool = False, caption: str = "", is_cover: bool = False, is_picked: bool = False
) -> ClearedPhoto:
    """A photo of the second day that may leave the house."""
    width, height = (600, 800) if is_high else (800, 600)
    photo = Photo(
        key=f"p{number}",
        number=number,
        name=f"IMG_{number}.jpg",
        sha256="",
        size=1,
        arrived=datetime.fromisoformat("2027-08-11T20:00"),
        clock=PHONE,
        taken=datetime.fromisoformat(f"2027-08-10T09:{number % 60:02d}"),
        width=width,
        height=height,
        caption=caption,
        is_cover=is_cover,
        is_picked=is_picked,
    )
    return ClearedPhoto(photo, f"{number:064x}")


@cache
def draw_photo(number: int, *, is_high: bool = False, sides: int = 800) -> bytes:
    """The file of that photo: a JPEG of blocks of many colours."""
    size = (sides * 3 // 4, sides) if is_high else (sides, sides * 3 // 4)
    blocks = random.Random(number).randbytes(8 * 6 * 3)
    out = io.BytesIO()
    Image.frombytes("RGB", (8, 6), blocks).resize(size, Image.Resampling.BICUBIC).save(out, "JPEG", quality=80)
    return out.getvalue()


def with_file(photo: ClearedPhoto) -> tuple[ClearedPhoto, bytes]:
    """A photo with its file."""
    return photo, draw_photo(photo.photo.number, is_high=photo.photo.height > photo.photo.width)
