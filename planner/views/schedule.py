"""The schedule: day columns, the table below them, and moving an item in time."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner import clock
from planner.days import hours_label
from planner.errors import LostUpdate
from planner.extensions import db
from planner.forms.schedule import TimeForm
from planner.models import RowMixin
from planner.nights import say_end
from planner.permissions import can_edit_event
from planner.queries.dossier import current_dossier
from planner.queries.schedule import ScheduleFilters, narrow_schedule
from planner.services import rows
from planner.services.schedule import retime_item
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests
from planner.views.schedulepage import schedule_page
from planner.views.toasts import offer_undo

bp = Blueprint("schedule", __name__, url_prefix="/events/<int:event_id>/schedule")
_FILTERS = ("view", "mine", "nobody", "place", "duty")


@bp.get("")
@open_to_guests
def show(event_id: int) -> str:
    """The schedule, as far as the filters in the address let through."""
    event, access = load_event(event_id)
    dossier, filters = current_dossier(event), read_filters()
    shown = narrow_schedule(dossier, filters, name=current_user.name, phone=getattr(current_user, "phone", None))
    page = schedule_page(event, dossier, shown, filters=filters, address=filter_address())
    return render_event("schedule/show.html", event, access, noun="schedule", dossier=dossier, page=page)


@bp.post("/<key>/time")
@open_to_guests
def retime(event_id: int, key: str) -> str | Response | tuple[str, int]:
    """Move or stretch an item; an undo sends the old values in its address."""
    event, _ = load_event(event_id, can_edit_event)
    item, form, clash = rows.find_row(event, "schedule", key), TimeForm(formdata=request.values), None
    if form.validate_on_submit():
        before = _time_of(item)
        try:
            retime_item(event, key, **_time_of(form, "data"), version=form.version_number, actor=current_user)
            db.session.commit()
            _tell(event_id, item, before)
            return redirect(url_for("schedule.show", event_id=event_id, **filter_address()))
        except LostUpdate as error:
            clash = error
            form.accept_version(error.version)
    page = render_template(
        "schedule/time.html", event=event, item=item, form=form, clash=clash, address=filter_address()
    )
    return page, 409 if clash else 422


def read_filters() -> ScheduleFilters:
    """The filters of the address; what can't be read narrows nothing."""
    get = request.args.get
    return ScheduleFilters(
        mine=get("mine") == "1",
        nobody=get("nobody") == "1",
        place=get("place", "")[:120],
        duty=get("duty", "")[:24],
    )


def filter_address() -> dict[str, Any]:
    """The filters and the view as they stand in the address, to be carried on."""
    return {name: request.args[name][:120] for name in _FILTERS if request.args.get(name)}


def _time_of(thing: Any, attribute: str = "") -> dict[str, Any]:
    values = {name: getattr(thing, name) for name in ("day", "start", "end")}
    return {name: getattr(value, attribute) for name, value in values.items()} if attribute else values


def _tell(event_id: int, item: RowMixin, before: dict[str, Any]) -> None:
    """Say what moved where, with the way back."""
    after = _time_of(item)
    if after == before:
        return
    if request.args.get("undo"):
        flash("已撤销，时间和原来一样")
        return
    words = [f"{before['start']:%H:%M}" if before["start"] else "", say_end(before["end"]) if before["end"] else ""]
    undo = url_for(
        "schedule.retime",
        event_id=event_id,
        key=item.key,
        day=before["day"].iso if before["day"] else "",
        start=words[0],
        end=words[1],
        version=item.version,
        undo=1,
        **filter_address(),
    )
    offer_undo(f"“{' '.join(item.title.split())}”改到 {_time_label(item)}", undo)  # type: ignore[attr-defined]


def _time_label(item: Any) -> str:
    day = item.day.label(clock.today().year) if item.day else "未定日期"
    return f"{day} {hours_label(item.start, item.end)}".strip()
