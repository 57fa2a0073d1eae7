"""The papers of an event, each by one link."""

from urllib.parse import quote

from flask import Blueprint, Response, current_app, request
from werkzeug.http import quote_etag

from planner.views.guard import load_event, open_to_guests
from planner.views.papers import build_paper, find_kind, paper_tag
from planner.views.privacy import mark_private

bp = Blueprint("documents", __name__, url_prefix="/events/<int:event_id>/documents")


@bp.get("/<code>")
@open_to_guests
def download(event_id: int, code: str) -> Response:
    """A paper under its Chinese file name; unchanged ones answer 304, those with children's names stay nowhere."""
    event, access = load_event(event_id)
    kind = find_kind(code, access)
    if kind.is_private:
        mark_private()
    handout = request.args.get("handout", "") if code == "sign_off" else ""
    tag = paper_tag(event, code, access, _host(), handout=handout)
    if tag in request.if_none_match:
        response = Response(status=304)
    else:
        paper = build_paper(event, code, access=access, host=_host(), handout=handout)
        response = Response(paper.content, mimetype=kind.mime)
        response.headers["Content-Disposition"] = _disposition(f"event-{event_id}-{code}.{kind.extension}", paper.name)
    response.headers["ETag"] = quote_etag(tag)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _disposition(plain: str, chinese: str) -> str:
    """An attachment header that old browsers read in ASCII and all others in Chinese (RFC 6266, RFC 8187)."""
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(chinese)}"


def _host() -> str:
    """The host that addresses and calendar entries carry."""
    public = current_app.config["PUBLIC_URL"]
    return public.split("://")[-1].strip("/") if public else request.host
