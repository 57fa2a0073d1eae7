"""What a voucher belongs to."""

from sqlalchemy import select

from planner.errors import NotFound
from planner.extensions import db
from planner.models import ROW_MODELS, Event
from planner.nouns import NOUNS
from planner.places import parse_place

WHOLE = "整个活动"
_OWNERS = ("expenses", "budget", "handouts")


def place_name(event: Event, about: str) -> str:
    """How people call the place that vouchers belong to; raises NotFound for a place that isn't there."""
    if not about:
        return WHOLE
    noun, key = parse_place(about)
    if noun in _OWNERS and key.isprintable():
        model = ROW_MODELS[noun]
        title = getattr(model, NOUNS[noun].title)
        named = select(title).where(model.event_id == event.id, model.key == key, model.deleted_at.is_(None))
        if (name := db.session.scalar(named)) is not None:
            return f"{NOUNS[noun].label}“{name}”"
    raise NotFound("凭证所属的那一条已经删掉或不在这里。")
