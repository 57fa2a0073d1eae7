"""The plain tabs of an event: pages that show rows of the dossier and nothing else."""

from flask import Blueprint
from werkzeug.wrappers import Response

from planner.queries.dossier import current_dossier
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests


def plain_tab(name: str) -> Blueprint:
    """A blueprint with one page, /events/<id>/<name>, drawn from <name>/show.html."""
    bp = Blueprint(name, __name__, url_prefix="/events/<int:event_id>")

    @bp.get(f"/{name}")
    @open_to_guests
    def show(event_id: int) -> str | Response:
        event, access = load_event(event_id)
        return render_event(f"{name}/show.html", event, access, noun=name, dossier=current_dossier(event))

    return bp


duties, supplies, safety = (plain_tab(name) for name in ("duties", "supplies", "safety"))
