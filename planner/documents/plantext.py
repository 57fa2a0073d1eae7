"""The text that a plan was read from, as a file that stays with the event."""

from planner.documents import gbt9704 as paper


def build_plan_text(name: str, text: str, *, author: str) -> bytes:
    """The text as .docx, line by line as it was read. The same text gives the same bytes."""
    body = [paper.paragraph(paper.run(name), "Title"), paper.blank_line()]
    body += [paper.text_paragraph(line.strip()) if line.strip() else paper.blank_line() for line in text.splitlines()]
    return paper.build_document(body, title=name, author=author)
