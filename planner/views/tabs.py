"""The plain tabs of an event: pages that show rows of the dossier and nothing else."""

from collections.abc import Callable

from flask import Blueprint
from werkzeug.wrappers import Response

from planner.dossier import Dossier
from planner.queries.dossier import current_dossier
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests
from planner.views.tabpages import safety_page, supplies_page


def plain_tab(name: str, make_page: Callable[[Dossier], object] | None = None) -> Blueprint:
    """A blueprint with one page, /events/<id>/<name>, drawn from <name>/show.html with what `make_page` makes."""
    bp = Blueprint(name, __name__, url_prefix="/events/<int:event_id>")

    @bp.get(f"/{name}")
    @open_to_guests
    def show(event_id: int) -> str | Response:
        event, access = load_event(event_id)
        dossier = current_dossier(event)
        page = make_page(dossier) if make_page else None
        return render_event(f"{name}/show.html", event, access, noun=name, dossier=dossier, page=page)

    return bp


duties = plain_tab("duties")
supplies = plain_tab("supplies", supplies_page)
safety = plain_tab("safety", safety_page)
