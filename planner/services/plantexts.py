"""Whole plans on their way into an event: kept, decided, thrown away, or made an event of."""

from sqlalchemy import func, select

from planner.actors import Actor
from planner.dossier import Dossier
from planner.enums import ActorKind
from planner.errors import BadInput, NotAllowed
from planner.extensions import db
from planner.intake.proposals.decisions import PlanDecisions
from planner.models import Attachment, Event, PlanText, User
from planner.models.row import new_key
from planner.services.attachments import KeptFile, hold_file
from planner.services.authorship import note_authors
from planner.services.events import create_event_of
from planner.services.guard import guard_plan_texts
from planner.store import FileStore

MOST_TEXTS = 20
_LONGEST_NAME = 120


def keep_plan_text(name: str, text: str, *, actor: User) -> PlanText:
    """Keep a text until it is an event or thrown away; raises BadInput beyond 20 that wait for the same person."""
    guard_plan_texts(actor)
    waiting = db.session.scalar(select(func.count()).where(PlanText.user_id == actor.id)) or 0
    if waiting >= MOST_TEXTS:
        raise BadInput(f"已有 {MOST_TEXTS} 篇方案存着没建，先建成活动或扔掉几篇。")
    kept = PlanText(user_id=actor.id, name=name[:_LONGEST_NAME], text=text)
    db.session.add(kept)
    db.session.flush()
    return kept


def decide_plan_text(kept: PlanText, decided: PlanDecisions, *, actor: User) -> None:
    """Keep what was said of the proposals of a text."""
    _guard_own(kept, actor)
    kept.decided = decided.as_json()
    db.session.flush()


def drop_plan_text(kept: PlanText, *, actor: User) -> None:
    """Throw a text away."""
    _guard_own(kept, actor)
    db.session.delete(kept)
    db.session.flush()


def make_event(
    kept: PlanText, dossier: Dossier, *, source: KeptFile, store: FileStore, organisation_id: int, actor: User
) -> Event:
    """A new draft of what was taken of a text, with one entry in the log; the text goes and stays as an attachment.

    Raises BadInput as `events.create_event_of` does. The attachment counts as one that names children: nobody can be
    sure that a text names none.
    """
    _guard_own(kept, actor)
    hold_file(source, store)
    event = create_event_of(dossier, organisation_id=organisation_id, actor=actor)
    key, name = new_key(), source.filename.rpartition(".")[0]
    values = {"key": key, "name": name, "names_children": True, "edited_by": actor.name, **source.values}
    db.session.add(Attachment(event_id=event.id, position=1, **values))
    note_authors(event, "attachments", [key], actor=actor)
    db.session.delete(kept)
    db.session.flush()
    return event


def _guard_own(kept: PlanText, actor: Actor) -> None:
    if actor.kind is not ActorKind.USER or kept.user_id != actor.id:
        raise NotAllowed("这篇方案是别人存的。")
