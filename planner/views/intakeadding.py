"""Adding what nothing is asked of: the rows, the duties of those who had none, what columns were said to mean."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import flash, url_for

from planner.actors import Actor
from planner.errors import BadInput
from planner.extensions import db
from planner.fields import REFERENCES
from planner.forms.intakerows import Fate
from planner.intake.tables.reading import Naming
from planner.models import Event
from planner.nouns import NOUNS
from planner.services.headings import remember_headings
from planner.services.intake import Newcomer, add_batch, decide_batch
from planner.services.rows import refuse_rows
from planner.views.clashes import note_clashes
from planner.views.intakedoubles import merged_values
from planner.views.intakereading import BatchLook
from planner.views.toasts import offer_undo


def remember_columns(event: Event, seen: BatchLook, *, is_wanted: bool, actor: Actor) -> None:
    """Remember for the unit what the columns were said to mean that nobody knew before."""
    if not is_wanted or seen.reading is None:
        return
    asked = (Naming.CHOSEN, Naming.UNKNOWN)
    named = {c.heading: c.field for c in seen.reading.columns if c.naming in asked and c.heading}
    if named:
        remember_headings(event, seen.batch.noun, named, actor=actor)


def add_looked_at(event: Event, seen: BatchLook, *, actor: Actor) -> tuple[str, BatchLook | None]:
    """Add the rows that nothing is asked of; commits.

    Returns why none of them came in, and how the table looks where some were refused for a reason of their own.
    """
    noun = NOUNS[seen.batch.noun]
    wanted = {row.number: row.values for row in seen.coming_in if row.values is not None}
    new = {number: values for number, values in wanted.items() if number not in seen.twins}
    refusals = refuse_rows(event, noun.name, list(new.values()), actor=actor)
    problems = dict.fromkeys(wanted) | dict(zip(new, refusals, strict=True))
    rows = {number: values for number, values in wanted.items() if problems[number] is None}
    sentence = ""
    try:
        with db.session.begin_nested():
            _add(event, seen, rows, actor)
    except BadInput as refusal:
        sentence = refusal.sentence
    db.session.commit()
    refused = {number: problem for number, problem in problems.items() if problem is not None}
    note_clashes(event, ((problem, wanted[number]) for number, problem in problems.items()))
    return sentence, _refusing(seen, refused) if refused else None


def _add(event: Event, seen: BatchLook, rows: Mapping[int, Mapping[str, Any]], actor: Actor) -> None:
    if not rows:
        flash("没有能添加的，先定下面的")
        return
    batch, noun = seen.batch, NOUNS[seen.batch.noun]
    news = {number: values for number, values in rows.items() if number not in seen.twins}
    by_number = {row.number: row for row in seen.rows}
    twins = {number: twin for number, twin in seen.twins.items() if number in rows}
    replacing = {twin.key: merged_values(by_number[number], twin) for number, twin in twins.items()}
    added = add_batch(event, batch, news, _named(seen, rows), replacing=replacing, actor=actor)
    added |= {number: twin.key for number, twin in twins.items()}
    left = seen.lines_left - len(added)
    decide_batch(event, batch, seen.decided.with_added(added), lines_left=left, actor=actor)
    undo = url_for("intake.undo", event_id=event.id, noun=noun.name, key=batch.key) if news else ""
    parts = (
        f"已添加 {noun.count(len(news))}{noun.label}" if news else "",
        f"改了已有的 {noun.count(len(twins))}" if twins else "",
    )
    offer_undo("，".join(filter(None, parts)), undo)


def _named(seen: BatchLook, rows: Mapping[int, Mapping[str, Any]]) -> list[Newcomer]:
    """Those of the newcomers whom one of these rows names."""
    keys = {key for values in rows.values() for name in REFERENCES for key in _keys(values.get(name))}
    return [each for each in seen.newcomers if each.key in keys]


def _keys(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _refusing(seen: BatchLook, refused: Mapping[int, BadInput]) -> BatchLook:
    """The same table, with what the house has against some rows."""
    rows = (
        replace(row, fate=Fate.ASK, faults={"": refused[row.number].sentence}) if row.number in refused else row
        for row in seen.rows
    )
    return replace(seen, rows=tuple(rows), refusals=refused)
