"""A finished paper as an answer."""

from urllib.parse import quote

from flask import Response

from planner.papers import PrintedPaper


def send_paper(paper: PrintedPaper) -> Response:
    """The file under a name that old browsers read in ASCII and all others in Chinese (RFC 6266, RFC 8187)."""
    response = Response(paper.content, mimetype=paper.mime)
    names = f"filename=\"{paper.plain_name}\"; filename*=UTF-8''{quote(paper.name)}"
    response.headers["Content-Disposition"] = f"attachment; {names}"
    return response
