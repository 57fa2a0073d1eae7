"""新闻稿 as a file: Word for editors who change it, plain text for whoever pastes it."""

from planner.documents import gbt9704 as paper
from planner.report.news import NewsText


def build_news(news: NewsText, *, author: str) -> bytes:
    """The piece as .docx: its title, its paragraphs. The same piece gives the same bytes."""
    body = [paper.paragraph(paper.run(news.title), "Title"), paper.blank_line()]
    body += [paper.text_paragraph(paragraph) for paragraph in news.paragraphs]
    return paper.build_document(body, title=news.title, author=author)


def write_news_file(news: NewsText) -> bytes:
    """The piece as a text that Windows opens with its Chinese and its lines."""
    return f"{news.text}\n".replace("\n", "\r\n").encode("utf-8-sig")
