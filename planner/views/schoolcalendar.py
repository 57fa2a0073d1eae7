"""The calendar of a school: its file dropped, looked through, taken in as one and taken back as one."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner import clock
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.forms.refusals import put_refusal
from planner.forms.schoolcalendar import CalendarEntriesForm
from planner.intake.calendars.entries import CalendarFile
from planner.intake.calendars.judging import JudgedEntry, judge_entries
from planner.intake.calendars.reading import read_calendar_file, window_around
from planner.intake.invoices.limits import UnreadableFileError
from planner.models import Organisation
from planner.queries.schoolcalendar import days_there, events_there, find_calendar, list_calendars, list_school_days
from planner.services.schoolcalendar import take_back_calendar, take_in_calendar
from planner.unitpermissions import can_create_event
from planner.views.datedpolicies import load_unit
from planner.views.once import outside_transaction, show_what_was_sent
from planner.views.schoolcalendarpage import (
    INTO_CALENDAR,
    INTO_EVENTS,
    list_days,
    list_events,
    list_undecided,
    reading_page,
)
from planner.views.toasts import offer_undo

bp = Blueprint("schoolcalendar", __name__, url_prefix="/organisations/<int:unit_id>/school-calendar")
Answer = str | Response | tuple[str, int]


@bp.get("")
def show(unit_id: int) -> str:
    """What the calendar has from now on, what was taken in; for who drafts events a file to be dropped."""
    unit, may_change = load_unit(unit_id, can_create_event)
    return _draw(unit, CalendarEntriesForm(formdata=None), may_change=may_change)


@bp.post("")
def read(unit_id: int) -> Answer:
    """Read a file that was dropped, or what was answered to it."""
    unit, _ = load_unit(unit_id, can_create_event, change=True)
    form = CalendarEntriesForm()
    if (sent := request.files.get("file")) is not None and sent.filename:
        try:
            with outside_transaction():
                form.keep(read_calendar_file(sent.read(), today=clock.today()), sent.filename)
        except UnreadableFileError as refusal:
            put_refusal(form, BadInput(f"{sent.filename[:60]}：{refusal}"))
        unit, _ = load_unit(unit_id, can_create_event, change=True)
    elif not form.entries.data:
        put_refusal(form, BadInput("先选一个日历文件（.ics）。"))
    if form.form_errors or not form.validate():
        return _draw(unit, form, may_change=True), 422
    show_what_was_sent()
    return _draw(unit, form, may_change=True, judged=_judge(unit, form.file))


@bp.post("/add")
def add(unit_id: int) -> Answer:
    """Take in what is clear or was decided; the rest stays on the page."""
    unit, _ = load_unit(unit_id, can_create_event, change=True)
    form, sent = CalendarEntriesForm(), request.form
    if not form.validate_on_submit():
        return _draw(unit, form, may_change=True), 422
    judged = _judge(unit, form.file)
    days, events, rest = list_days(judged, sent), list_events(judged, sent), list_undecided(judged, sent)
    try:
        made = take_in_calendar(unit.id, form.file_name, days, events, actor=current_user)
    except BadInput as refusal:
        put_refusal(form, refusal)
        return _draw(unit, form, may_change=True, judged=judged), 422
    undo = url_for(".take_back", unit_id=unit_id, calendar_id=made.id)
    db.session.commit()
    drafted = f"，建了 {len(events)} 个活动草稿" if events else ""
    offer_undo(f"放进校历 {len(days)} 条{drafted}", undo)
    if not rest:
        return redirect(url_for(".show", unit_id=unit_id))
    form.keep(CalendarFile(rest), form.file_name)
    return _draw(unit, form, may_change=True, judged=judge_entries(rest), answers={})


@bp.post("/<int:calendar_id>/delete")
def take_back(unit_id: int, calendar_id: int) -> Response:
    """Take back what was taken in at once."""
    load_unit(unit_id, can_create_event, change=True)
    calendar = find_calendar(unit_id, calendar_id)
    if calendar is None:
        raise NotFound("这份校历已经撤销了。")
    count = take_back_calendar(calendar, actor=current_user)
    db.session.commit()
    flash(f"已撤销，没改过的 {count} 个活动草稿也删了，30 天里可以恢复" if count else "已撤销")
    return redirect(url_for(".show", unit_id=unit_id))


def _judge(unit: Organisation, file: CalendarFile) -> Sequence[JudgedEntry]:
    since, _ = window_around(clock.today())
    return judge_entries(file.entries, days_there=days_there(unit.id, since), events_there=events_there(unit.id, since))


def _draw(
    unit: Organisation,
    form: CalendarEntriesForm,
    *,
    may_change: bool,
    judged: Sequence[JudgedEntry] | None = None,
    answers: dict[str, str] | None = None,
) -> str:
    sent = request.form if answers is None else answers
    return render_template(
        "schoolcalendar/show.html",
        unit=unit,
        form=form,
        may_change=may_change,
        page=None if judged is None else reading_page(form.file, judged, sent),
        days=list_school_days(unit.id, clock.today()),
        calendars=list_calendars(unit.id),
        this_year=clock.today().year,
        into_calendar=INTO_CALENDAR,
        into_events=INTO_EVENTS,
    )
