"""For what watches the installation: whether it is well, and its numbers."""

import secrets

from flask import Blueprint, current_app, request
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from planner.errors import NotFound
from planner.queries.tree import administers_instance
from planner.views.guard import public
from planner.views.healthpage import check_health, write_metrics

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def healthz() -> Response:
    """Whether all is well: 200 or 503; what is not, only to who holds the token and to administrators.

    Who is an administrator is not asked of a database that does not answer.
    """
    checks = check_health()
    is_ok, can_ask = all(check.is_ok for check in checks), checks[0].was_answered
    answer: dict[str, object] = {"ok": is_ok}
    if _holds_token() or (can_ask and _is_administrator()):
        answer["checks"] = {check.name: {"ok": check.is_ok, "note": check.note} for check in checks}
    text = current_app.json.dumps(answer, ensure_ascii=False)
    return Response(f"{text}\n", status=200 if is_ok else 503, content_type="application/json")


@bp.get("/metrics")
@public
def metrics() -> Response:
    """The numbers, for who holds the token; for all others this address leads nowhere."""
    if not _holds_token():
        raise NotFound("这个页面不在这里。")
    return Response(write_metrics(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _holds_token() -> bool:
    token = current_app.config["METRICS_TOKEN"]
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(token) and secrets.compare_digest(sent.encode(), token.encode())


def _is_administrator() -> bool:
    try:
        return bool(current_user.is_authenticated) and administers_instance(current_user)
    except SQLAlchemyError:
        return False
