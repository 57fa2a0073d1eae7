"""Pages travel compressed, save those that show a secret."""

from flask import Flask, Response, g

from planner.extensions import compress


def init_compression(app: Flask) -> None:
    """Compress every page that a browser wants compressed; after all others have read or kept the answer."""
    app.after_request(compress_page)


def mark_secret() -> None:
    """Send the answer of this request as it is: it shows a secret that lets somebody in.

    From the lengths of many compressed answers, each with a guess in it, a secret beside the guess can be read on the
    way (BREACH). The token of forms is masked anew in every answer and needs no such care.
    """
    g.shows_secret = True


def compress_page(response: Response) -> Response:
    """The answer, compressed if that is meant and of use."""
    return response if g.get("shows_secret") else compress.after_request(response)
