"""简报.docx: one page with the red head of the unit, the event in a few sentences, at most two photos."""

from collections.abc import Sequence

from planner.documents import gbt9704 as paper
from planner.documents.bulletinfit import (
    FOOT_LINE,
    GAP,
    LONGEST_CAPTION,
    NUMBER_LINE,
    PHOTO_HEIGHT,
    SIZES,
    TITLE_LINE,
    BulletinFit,
    LetterSize,
    fit_bulletin,
    name_size,
    short_title,
    title_size,
)
from planner.documents.gbt9704 import TEXT_WIDTH, Album
from planner.documents.paperphotos import shrink_photo
from planner.documents.typesetting import shorten
from planner.pictures import ClearedPhoto
from planner.report.bulletin import RedHead
from planner.report.story import Story

RED = "C00000"
_BETWEEN = 160
_FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_CENTRED = f'{_FLUSH}<w:jc w:val="center"/>'


def build_bulletin(story: Story, head: RedHead, photos: Sequence[tuple[ClearedPhoto, bytes]]) -> bytes:
    """The newsletter as .docx, one page of A4; no seal and no number that nobody gave it.

    The text is shortened at whole sentences, and of the photos at most two are shown. The same data gives the same
    bytes.
    """
    fit, album = fit_bulletin(story, head, len(photos)), Album()
    title = short_title(story)
    body = [
        *_red_head(head),
        paper.paragraph("", "Title", layout=_line(GAP)),
        paper.paragraph(paper.large_run(title, size=title_size(title)[0]), "Title", layout=_line(TITLE_LINE)),
        *_text(fit),
        *_photos(photos[: fit.photos], album),
        *_foot(head),
    ]
    return paper.build_document(body, title=title, author=head.publisher, album=album)


def _red_head(head: RedHead) -> list[str]:
    size = name_size(head.name)
    name = paper.large_run(head.name, size=size, font=paper.TITLE, colour=RED)
    number = paper.large_run(head.number_label, size=SIZES[0].letters)
    said = (paper.run(head.publisher), paper.tab(), paper.run(head.day_label))
    return [
        paper.paragraph(name, layout=f"{_line(size * 13)}{_CENTRED}"),
        paper.paragraph(number, layout=f"{_line(NUMBER_LINE)}{_CENTRED}"),
        paper.paragraph(
            "".join(said), layout=f"{_border('bottom', RED, 18)}{_TO_THE_RIGHT}{_line(NUMBER_LINE)}{_FLUSH}"
        ),
    ]


_TO_THE_RIGHT = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'


def _border(side: str, colour: str, width: int) -> str:
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{width}" w:space="4" w:color="{colour}"/></w:pBdr>'


def _line(height: int) -> str:
    """Lines of just that height; on the grid of official papers, programs would make two of its lines of one."""
    return f'<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>'


def _text(fit: BulletinFit) -> list[str]:
    return [_paragraph(text, fit.size) for text in fit.paragraphs]


def _paragraph(text: str, size: LetterSize) -> str:
    indent = f'<w:ind w:firstLineChars="200" w:firstLine="{size.letters * 20}"/>'
    return paper.paragraph(paper.large_run(text, size=size.letters), layout=f"{_line(size.line)}{indent}")


def _photos(photos: Sequence[tuple[ClearedPhoto, bytes]], album: Album) -> list[str]:
    """The photos beside each other, equally high, their captions below."""
    if not photos:
        return []
    wide = [_ratio(each) for each, _ in photos]
    height = min(PHOTO_HEIGHT, (TEXT_WIDTH - _BETWEEN * len(photos)) / sum(wide))
    runs = [
        album.picture(shrink_photo(content), width=round(height * ratio), alt=each.photo.caption or "活动照片")
        for (each, content), ratio in zip(photos, wide, strict=True)
    ]
    captions = [shorten(each.photo.caption, LONGEST_CAPTION) for each, _ in photos]
    words = paper.small_line("　　".join(filter(None, captions)), align="center")
    return [paper.picture_line(paper.run(" ").join(runs), keep=True), words]


def _ratio(each: ClearedPhoto) -> float:
    photo = each.photo
    return photo.width / photo.height if photo.width and photo.height else 4 / 3


def _foot(head: RedHead) -> list[str]:
    lines = [f"{what}：{who}" for what, who in (("主送", head.sent_to), ("抄送", head.copied_to)) if who]
    size = SIZES[-1].letters
    rule = _border("top", "000000", 8)
    gap = paper.paragraph("", "TableText", layout=_line(GAP))
    said = [
        paper.paragraph(
            paper.large_run(line, size=size),
            layout=f'{"" if at else rule}{_line(FOOT_LINE)}{_FLUSH}<w:jc w:val="left"/>',
        )
        for at, line in enumerate(lines)
    ]
    return [gap, *said] if said else []
