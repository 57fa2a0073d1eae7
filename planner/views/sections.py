"""The plan editor: one chapter at a time, saved as it is written."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.dossier import Dossier, Section
from planner.dossier.outline import Chapter, count_characters, outline
from planner.errors import LostUpdate, NotAllowed, NotFound
from planner.eventkinds import KINDS
from planner.extensions import db
from planner.forms.sections import MOST_CHARACTERS, SectionTextForm
from planner.kinds import load_kind
from planner.models import Event
from planner.permissions import Access, can_edit_event
from planner.queries.dossier import current_dossier, read_dossier
from planner.queries.sections import section_now
from planner.services.sections import save_section_text
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests

bp = Blueprint("plan", __name__, url_prefix="/events/<int:event_id>/plan")
_GONE = "这一节已经删掉或不在这里，目录里是现在的章节。"


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
            return redirect(url_for("plan.show", event_id=event_id, section=key))
    except LostUpdate as error:
        clash = error
        form.accept_version(error.version)
    except (NotFound, NotAllowed) as refusal:
        return _refused(refusal, form)
    return _page(event, access, read_dossier(event), key, form=form, clash=clash), 409 if clash else 422


def _refused(refusal: NotFound | NotAllowed, form: SectionTextForm) -> tuple[str, int]:
    db.session.rollback()
    typed = [("你写的", form.text.data)] if form.text.data else []
    page = render_template("error.html", title="没存上，你写的在下面", sentence=refusal.sentence, typed=typed)
    return page, refusal.status


def _page(event: Event, access: Access, dossier: Dossier, key: str, **answer: Any) -> str:
    entries = outline(dossier)
    place = next((n for n, e in enumerate(entries) if e.section.key == key), 0 if not key else -1)
    if entries and place < 0:
        raise NotFound(_GONE)
    here = entries[place] if entries else None
    return render_event(
        "plan/show.html",
        event,
        access,
        noun="sections",
        dossier=dossier,
        entries=entries,
        here=here,
        before=entries[place - 1] if place else None,
        after=entries[place + 1] if place + 1 < len(entries) else None,
        now=section_now(event.id, here.section.key) if here else None,
        most=MOST_CHARACTERS,
        count_characters=count_characters,
        examples=_examples(event.kind, here),
        **{"form": None, "clash": None, **answer},
    )


def _examples(kind: str, here: Chapter | None) -> tuple[str, ...]:
    """How others put it; a chapter that was renamed is known by its guidance."""
    if here is None or kind not in KINDS:
        return ()
    known, section = load_kind(kind), here.section
    headings = [section.heading, *(s.heading for s in known.dossier.sections if _is_like(s, section))]
    return next((known.examples[h] for h in headings if h in known.examples), ())


def _is_like(proposed: Section, section: Section) -> bool:
    return bool(section.guidance) and proposed.guidance == section.guidance
