"""新闻稿: the event in 300 or 600 characters."""

from planner.documents.news import build_news
from planner.papers.begun import is_told_outside
from planner.papers.material import Material
from planner.papers.paper import EventPaper
from planner.permissions import can_read_accounts
from planner.report.news import NewsLength, write_news


def _build(given: Material) -> bytes:
    news = write_news(given.story, NewsLength.read(given.options["length"]))
    return build_news(news, author=given.story.facts.organisation)


PAPER = EventPaper(
    code="news",
    label="新闻稿",
    extension="docx",
    needs=("story",),
    allowed=can_read_accounts,
    suits=is_told_outside,
    options=("length",),
    build=_build,
)
