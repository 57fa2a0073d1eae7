"""Reading feedback on an event; whatever leaves here has its persons hidden."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import joinedload, lazyload

from planner.errors import NotFound
from planner.extensions import db
from planner.feedbackkinds import FeedbackAudience
from planner.models import Event, Feedback, FeedbackDesk, Participant, Volunteer
from planner.people.criticism import sounds_critical
from planner.people.feedback import FeedbackSummary, Voice, VoiceQuote, tally_stars
from planner.people.hiddennames import PersonHider

VOICE_GONE = "这一份反馈不在了，可能是本人收回的。"
# Drawings are large and sealed: of them it is only asked whether there is one.
_OF_A_VOICE = (
    Feedback.key,
    Feedback.audience,
    Feedback.stars,
    Feedback.words,
    Feedback.school_year,
    (Feedback.drawing != "").label("has_drawing"),
    Feedback.quote,
    Feedback.put_away_at,
)


def find_feedback_desk(event_id: int, *, anew: bool = False) -> FeedbackDesk | None:
    """How an event takes feedback, with its link; None while it takes none. `anew`: as it stands under a lock."""
    wanted = select(FeedbackDesk).where(FeedbackDesk.event_id == event_id)
    if anew:
        # What was read with the link before, the event and its unit, stays as it is.
        wanted = wanted.options(lazyload(FeedbackDesk.link)).execution_options(populate_existing=True)
    else:
        wanted = wanted.options(joinedload(FeedbackDesk.link))
    found: FeedbackDesk | None = db.session.scalar(wanted)
    return found


def hash_mark(event_id: int, mark: str) -> str:
    """What is kept of the mark of a phone: another value for each event, so that two of them tell nothing together."""
    return hashlib.sha256(f"{event_id}:{mark}".encode()).hexdigest()


def find_feedback(event_id: int, audience: FeedbackAudience, mark: str) -> Feedback | None:
    """What the phone with this mark said for an audience."""
    wanted = select(Feedback).where(Feedback.event_id == event_id, Feedback.audience == audience)
    found: Feedback | None = db.session.scalar(wanted.where(Feedback.mark_hash == hash_mark(event_id, mark)))
    return found


def find_voice(event_id: int, key: str) -> Feedback:
    """The feedback of that key, if it is one of the event; raises NotFound when its phone took it back."""
    wanted = select(Feedback).where(Feedback.event_id == event_id, Feedback.key == key)
    found: Feedback | None = db.session.scalar(wanted)
    if found is None:
        raise NotFound(VOICE_GONE)
    return found


def find_hider(event_id: int) -> PersonHider:
    """What hides everybody of an event who may be a child: those of the roster, deleted ones too, and volunteers."""
    names = [*db.session.scalars(select(Participant.name).where(Participant.event_id == event_id))]
    names += db.session.scalars(select(Volunteer.name).where(Volunteer.event_id == event_id, Volunteer.name != ""))
    return PersonHider(names)


def list_voices(event_id: int) -> list[Voice]:
    """All that was said of an event, the newest first, those that were put away too; three statements."""
    hider, said = find_hider(event_id), select(*_OF_A_VOICE).where(Feedback.event_id == event_id)
    return [_voice(row, hider) for row in db.session.execute(said.order_by(Feedback.id.desc()))]


def read_voice(event_id: int, key: str) -> Voice:
    """One of them; raises NotFound when its phone took it back."""
    said = select(*_OF_A_VOICE).where(Feedback.event_id == event_id, Feedback.key == key)
    if (row := db.session.execute(said).first()) is None:
        raise NotFound(VOICE_GONE)
    return _voice(row, find_hider(event_id))


def _voice(row: Row[*tuple[Any, ...]], hider: PersonHider) -> Voice:
    return Voice(
        key=row.key,
        audience=row.audience,
        stars=row.stars,
        words=hider.hide(row.words),
        year=row.school_year,
        has_drawing=row.has_drawing,
        quote=hider.hide(row.quote),
        is_put_away=row.put_away_at is not None,
    )


def count_feedback_of(event_id: int) -> int:
    """How many there are of an event, those that were put away too."""
    return db.session.scalar(select(func.count()).where(Feedback.event_id == event_id)) or 0


def count_put_away(before: datetime) -> list[tuple[int, int]]:
    """How many were put away before that moment, by event."""
    counts = select(Feedback.event_id, func.count()).where(Feedback.put_away_at < before)
    by_event = counts.group_by(Feedback.event_id).order_by(Feedback.event_id)
    return [(event_id, count) for event_id, count in db.session.execute(by_event)]


def read_feedback(event: Event) -> FeedbackSummary:
    """What the feedback on an event comes to, for its summary; four statements at most."""
    kept = (Feedback.event_id == event.id, Feedback.put_away_at.is_(None))
    counted = select(Feedback.audience, Feedback.stars, func.count()).where(*kept)
    tallies = tally_stars(
        (audience, stars, count)
        for audience, stars, count in db.session.execute(counted.group_by(Feedback.audience, Feedback.stars))
    )
    return FeedbackSummary(tallies, tuple(_list_quotes(event.id, *kept)))


def _list_quotes(event_id: int, *kept: ColumnElement[bool]) -> Iterable[VoiceQuote]:
    columns = (Feedback.key, Feedback.audience, Feedback.quote, Feedback.school_year, Feedback.stars)
    chosen = select(*columns).where(*kept, Feedback.quote_position > 0).order_by(Feedback.quote_position)
    rows = db.session.execute(chosen).all()
    # Somebody may have been entered on the roster since it was chosen.
    hider = find_hider(event_id) if rows else PersonHider(())
    for key, audience, quote, year, stars in rows:
        text = hider.hide(quote)
        is_critical = sounds_critical(text, stars)
        yield VoiceQuote(key=key, audience=audience, text=text, year=year, is_critical=is_critical)
