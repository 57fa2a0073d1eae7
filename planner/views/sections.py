"""The plan editor: one chapter at a time, saved as it is written."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.dossier import Dossier
from planner.errors import LostUpdate, NotAllowed, NotFound
from planner.extensions import db
from planner.forms.sections import SectionTextForm
from planner.models import Event
from planner.permissions import Access, can_edit_event
from planner.queries.dossier import current_dossier, read_dossier
from planner.services.sections import save_section_text
from planner.views.errors import draw_refusal
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests
from planner.views.sectionspage import sections_page

bp = Blueprint("sections", __name__, url_prefix="/events/<int:event_id>/plan")


@bp.get("")
@open_to_guests
def show(event_id: int) -> str:
    """One chapter, the first when none is asked for."""
    event, access = load_event(event_id)
    return _page(event, access, current_dossier(event), request.args.get("section", ""))


@bp.post("/<key>")
@open_to_guests
def save(event_id: int, key: str) -> str | Response | tuple[str, int]:
    """Save the text of a chapter; whatever comes in between, what was typed is on the answer."""
    form, clash = SectionTextForm(), None
    try:
        event, access = load_event(event_id, can_edit_event)
        if form.validate_on_submit():
            save_section_text(event, key, form.text.data, version=form.version_number, actor=current_user)
            db.session.commit()
            flash("已保存")
            return redirect(url_for("sections.show", event_id=event_id, section=key))
    except LostUpdate as error:
        clash = error
        form.accept_version(error.version)
    except (NotFound, NotAllowed) as refusal:
        return _refused(refusal, form)
    return _page(event, access, read_dossier(event), key, form=form, clash=clash), 409 if clash else 422


def _refused(refusal: NotFound | NotAllowed, form: SectionTextForm) -> tuple[str, int]:
    db.session.rollback()
    typed = [("你写的", form.text.data)] if form.text.data else []
    page = draw_refusal("没存上，你写的在下面", refusal.sentence, typed=typed)
    return page, refusal.status


def _page(
    event: Event,
    access: Access,
    dossier: Dossier,
    key: str,
    *,
    form: SectionTextForm | None = None,
    clash: LostUpdate | None = None,
) -> str:
    page = sections_page(event, access, dossier, key, form=form, clash=clash)
    return render_event("sections/show.html", event, access, noun="sections", dossier=dossier, page=page)
