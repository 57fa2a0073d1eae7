"""The calendar of a school: its file dropped, looked through, taken in as one and taken back as one."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from planner import clock
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.forms.refusals import put_refusal
from planner.forms.schoolcalendar import CalendarEntriesForm
from planner.intake.calendars.entries import CalendarEntry, CalendarFile
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
Reading = tuple[CalendarFile, Sequence[JudgedEntry]]
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
    try:
        if (sent := request.files.get("file")) is not None and sent.filename:
            form.keep(_read_file(sent), sent.filename)
            unit, _ = load_unit(unit_id, can_create_event, change=True)
        elif not form.entries.data:
            raise BadInput("先选一个日历文件（.ics）。")
        file = form.read_entries()
    except BadInput as refusal:
        put_refusal(form, refusal)
        return _draw(load_unit(unit_id, can_create_event)[0], form, may_change=True), 422
    show_what_was_sent()
    return _draw(unit, form, may_change=True, reading=(file, _judge(unit, file)))


def _read_file(sent: FileStorage) -> CalendarFile:
    """What is in a file; raises BadInput where it can't be read. Others may write meanwhile."""
    try:
        with outside_transaction():
            return read_calendar_file(sent.read(), today=clock.today())
    except UnreadableFileError as refusal:
        raise BadInput(f"{(sent.filename or '')[:60]}：{refusal}") from None


@bp.post("/add")
def add(unit_id: int) -> Answer:
    """Take in what is clear or was decided; the rest stays on the page."""
    unit, _ = load_unit(unit_id, can_create_event, change=True)
    form, reading = CalendarEntriesForm(), None
    try:
        file = form.read_entries()
        reading = file, _judge(unit, file)
        rest = _take_in(unit, form, reading[1])
    except BadInput as refusal:
        put_refusal(form, refusal)
        return _draw(unit, form, may_change=True, reading=reading), 422
    if not rest:
        return redirect(url_for(".show", unit_id=unit_id))
    left = CalendarFile(rest)
    form.keep(left, form.file_name)
    return _draw(unit, form, may_change=True, reading=(left, judge_entries(rest)), answers={})


def _take_in(unit: Organisation, form: CalendarEntriesForm, judged: Sequence[JudgedEntry]) -> tuple[CalendarEntry, ...]:
    """Commit what is decided, say so, and give what is not."""
    sent = request.form
    days, events = list_days(judged, sent), list_events(judged, sent)
    made = take_in_calendar(unit.id, form.file_name, days, events, actor=current_user)
    undo = url_for(".take_back", unit_id=unit.id, calendar_id=made.id)
    db.session.commit()
    drafted = f"，建了 {len(events)} 个活动草稿" if events else ""
    offer_undo(f"放进校历 {len(days)} 条{drafted}", undo)
    return list_undecided(judged, sent)


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
    reading: Reading | None = None,
    answers: dict[str, str] | None = None,
) -> str:
    sent, today = request.form if answers is None else answers, clock.today()
    return render_template(
        "schoolcalendar/show.html",
        unit=unit,
        form=form,
        may_change=may_change,
        page=reading_page(*reading, sent, today.year) if reading else None,
        days=list_school_days(unit.id, today),
        calendars=list_calendars(unit.id),
        this_year=today.year,
        into_calendar=INTO_CALENDAR,
        into_events=INTO_EVENTS,
    )
