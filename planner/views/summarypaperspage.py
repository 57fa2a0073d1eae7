"""The papers that a summary's page offers: which there are, of what they are made, what is left out of them."""

from collections import Counter
from dataclasses import dataclass

from flask import url_for

from planner.documents.thanks import NOBODY
from planner.models import Event
from planner.papers import list_summary_papers
from planner.papers.paper import EventPaper
from planner.permissions import Access, can_see_photos
from planner.photostates import Clearing, may_leave
from planner.pictures import Photo, PhotoAlbum
from planner.views.places import tab_url

_BEING_MADE = "正在重新处理"
_WHY = {Clearing.UNCHECKED: "没有核对", Clearing.INSIDE: "只留校内", Clearing.CLEARED: _BEING_MADE}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A paper with its address, or with why there is nothing to be printed."""

    label: str
    extension: str
    href: str = ""
    lacking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPapers:
    """The papers; `state` says of which version they are, `photos` what becomes of those that were picked."""

    state: str
    rows: tuple[PaperRow, ...]
    photos: str = ""
    photos_href: str = ""
    photos_verb: str = ""


def summary_papers(
    event: Event, access: Access, album: PhotoAlbum, *, number: int, has_supporters: bool
) -> SummaryPapers:
    """The papers of the version of that number, or of the draft of now (0), as far as the reader may have them."""
    papers = list_summary_papers(event, access)
    shows_photos = any(paper.shows_photos for paper in papers)
    may_pick = shows_photos and can_see_photos(access)
    return SummaryPapers(
        state=f"取自第 {number} 版" if number else "草稿，取自现在的内容",
        rows=tuple(_row(event, paper, has_supporters=has_supporters) for paper in papers),
        photos=tell_photos(album) if shows_photos else "",
        photos_href=tab_url(event.id, "photos") if may_pick else "",
        photos_verb="去核对" if album.picked else "去选照片",
    )


def _row(event: Event, paper: EventPaper, *, has_supporters: bool) -> PaperRow:
    if paper.code == "thanks" and not has_supporters:
        return PaperRow(label=paper.label, extension=paper.extension, lacking=NOBODY)
    href = url_for("documents.download", event_id=event.id, code=paper.code)
    return PaperRow(label=paper.label, extension=paper.extension, href=href)


def tell_photos(album: PhotoAlbum) -> str:
    """选了 12 张照片。有 3 张没有核对，1 张只留校内，没有放进去。 What is put in needs no word."""
    picked = album.picked
    if not picked:
        return "没有选照片，总结里没有照片。"
    kept_back = Counter(_why(photo) for photo in picked if not may_leave(photo))
    left_out = "，".join(f"{kept_back[why]} 张{why}" for why in _WHY.values() if kept_back[why])
    return f"选了 {len(picked)} 张照片" + (f"，有 {left_out}，没有放进去。" if left_out else "，都放进了总结。")


def _why(photo: Photo) -> str:
    return _WHY[photo.clearing]
