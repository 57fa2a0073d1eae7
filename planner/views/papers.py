"""From an event to its papers: what each builder needs, masked for whoever asks."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

from planner import clock
from planner.documents import DOCUMENTS, file_name
from planner.dossier import Dossier
from planner.masking import mask_name, mask_phone
from planner.models import Event
from planner.permissions import Access, can_see_phones
from planner.queries.dossier import current_dossier
from planner.queries.roster import read_roster

# Raised when a builder changes what it prints, so that browsers do not keep the old paper.
LAYOUT = "1"


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished file."""

    name: str
    content: bytes


def paper_tag(event: Event, code: str, access: Access, host: str) -> str:
    """An ETag that changes with the event, the day it is printed on, and what the reader may see."""
    seen = f"{can_see_phones(access)}{access.team is not None}"
    named = (event.organisation.name, event.owner.name)
    parts = (LAYOUT, event.id, event.created_at, event.change_number, event.status, code, seen, host, named)
    day = clock.today() if code != "calendar" else ""
    return hashlib.sha256(repr((*parts, day)).encode()).hexdigest()[:32]


def build_paper(event: Event, code: str, *, access: Access, host: str) -> Paper:
    """The paper `code` of an event; phones and children's names only as far as `access` goes."""
    kind = DOCUMENTS[code]
    dossier = current_dossier(event)
    if not can_see_phones(access):
        dossier = without_phones(dossier)
    builder: Callable[..., bytes] = getattr(import_module(kind.module), kind.builder)
    return Paper(file_name(dossier, kind), builder(dossier, **_arguments(event, code, access, host)))


def _arguments(event: Event, code: str, access: Access, host: str) -> dict[str, Any]:
    """What a builder takes besides the dossier."""
    if code == "calendar":
        return {
            "event_id": event.id,
            "host": host,
            "stamp": event.updated_at,
            "sequence": event.change_number,
        }
    if code == "sign_in":
        return {"people": _sign_in_rows(event, access)}
    if code in ("plan", "handbook", "slips"):
        return {"today": clock.today()}
    return {}


def _sign_in_rows(event: Event, access: Access) -> list[Any]:
    from planner.documents.sign_in import SignInRow

    if access.team is None and access.role is None:
        return []
    shown = str if access.team else mask_name
    return [SignInRow(shown(p.name), p.school_class, mask_phone(p.phone)) for p in read_roster(event.id)]


def without_phones(dossier: Dossier) -> Dossier:
    """The same event with every phone masked."""
    return replace(
        dossier,
        duties=tuple(replace(d, phone=mask_phone(d.phone)) for d in dossier.duties),
        contacts=tuple(replace(c, phone=mask_phone(c.phone)) for c in dossier.contacts),
    )
