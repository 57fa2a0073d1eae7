"""A table that was pasted into one line of a new row: it goes to the preview, whole."""

from flask import request, url_for
from flask_login import current_user

from planner.extensions import db
from planner.forms.controls import Control
from planner.forms.row import RowForm
from planner.intake.tables.readtext import read_pasted
from planner.models import Event
from planner.services.intake import keep_batch


def pasted_table(form: RowForm) -> str:
    """The text of the one field that holds cells, where nothing else was typed; "" where this is a row.

    Browsers leave tabs in a field of one line, and take its line ends away.
    """
    if not form.columns:
        return ""
    typed = {
        field.name: request.form.get(field.name, "")
        for field in form.shown_fields
        if getattr(field, "control", Control.INPUT) is Control.INPUT
    }
    filled = [text for name, text in typed.items() if text.strip() and text != form.preset.get(name)]
    return filled[0] if len(filled) == 1 and "\t" in filled[0].strip() else ""


def keep_pasted(event: Event, noun: str, text: str) -> str:
    """Keep it for the preview, committed; returns the address of that."""
    batch = keep_batch(event, noun, name="", tables=read_pasted(text), actor=current_user)
    db.session.commit()
    return url_for("intake.look", event_id=event.id, noun=noun, key=batch.key)
