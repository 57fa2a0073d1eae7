"""新闻稿 as Word and as plain text."""

import io

from docx import Document

from planner.documents.news import build_news, write_news_file
from planner.report.news import NewsLength, write_news
from tests.planner.storysamples import STORY

NEWS = write_news(STORY, NewsLength.SHORT)


def test_word_has_the_title_and_every_paragraph() -> None:
    content = build_news(NEWS, author="白石镇中心小学")
    document = Document(io.BytesIO(content))

    assert [p.text for p in document.paragraphs if p.text] == [NEWS.title, *NEWS.paragraphs]
    assert document.core_properties.author == "白石镇中心小学"
    assert content == build_news(NEWS, author="白石镇中心小学")


def test_text_opens_in_windows_with_its_lines() -> None:
    content = write_news_file(NEWS)

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").split("\r\n") == [*NEWS.text.split("\n"), ""]
