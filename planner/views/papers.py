"""A finished paper as an answer."""

from flask import Response

from planner.papers import PrintedPaper
from planner.views.downloads import attach_as


def send_paper(paper: PrintedPaper) -> Response:
    """The file under its Chinese name and a plain one."""
    response = Response(paper.content, mimetype=paper.mime)
    attach_as(response, paper.name, plain=paper.plain_name)
    return response
