"""From an event to its papers: what each builder needs, masked for whoever asks."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

from planner import clock
from planner.documents import DOCUMENTS, DocumentKind, file_name
from planner.dossier import Dossier
from planner.errors import NotFound
from planner.masking import mask_name, mask_phone
from planner.models import Event
from planner.money.finances import Finances
from planner.permissions import Access, can_read_accounts, can_see_phones
from planner.queries.dossier import current_dossier
from planner.queries.finances import current_finances
from planner.queries.people import read_people

# Raised when a builder changes what it prints, so that browsers do not keep the old paper.
LAYOUT = "2"


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished file."""

    name: str
    content: bytes


def find_kind(code: str, access: Access) -> DocumentKind:
    """The kind of that code; raises NotFound for others, and for papers of the accounts that `access` may not read."""
    kind = DOCUMENTS.get(code)
    if kind is None or (kind.of_accounts and not can_read_accounts(access)):
        raise NotFound("没有这种文件。")
    return kind


def paper_tag(event: Event, code: str, access: Access, host: str, *, handout: str = "") -> str:
    """An ETag that changes with the event, the day it is printed on, and what the reader may see."""
    seen = f"{can_see_phones(access)}{access.team is not None}"
    named = (event.organisation.name, event.owner.name)
    parts = (LAYOUT, event.id, event.created_at, event.change_number, event.status, code, seen, host, named, handout)
    day = clock.today() if code != "calendar" else ""
    return hashlib.sha256(repr((*parts, day)).encode()).hexdigest()[:32]


def build_paper(event: Event, code: str, *, access: Access, host: str, handout: str = "") -> Paper:
    """The paper `code` of an event; phones and children's names only as far as `access` goes.

    `handout` is the key of the hand-out that 签领表 is printed for; without it, for all. Raises NotFound for papers
    and hand-outs that are not there or not to be seen.
    """
    kind = find_kind(code, access)
    builder: Callable[..., bytes] = getattr(import_module(kind.module), kind.builder)
    if kind.of_accounts:
        money = current_finances(event)
        given = _sheets(event, money, access, handout) if code == "sign_off" else (money,)
        return Paper(file_name(money.dossier, kind), builder(*given))
    dossier = current_dossier(event)
    if not can_see_phones(access):
        dossier = without_phones(dossier)
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


def _sheets(event: Event, money: Finances, access: Access, handout: str) -> tuple[Any, ...]:
    """What 签领表 is made of: the event, one hand-out or all, the names."""
    handouts = [h for h in money.ledger.handouts if handout in ("", h.key)]
    if handout and not handouts:
        raise NotFound("没有这次发放，可能已经删掉。")
    return money.dossier, handouts, _sign_off_rows(event, access)


def _sign_in_rows(event: Event, access: Access) -> list[Any]:
    from planner.documents.sign_in import SignInRow

    return [SignInRow(*person) for person in _roster(event, access)]


def _sign_off_rows(event: Event, access: Access) -> list[Any]:
    from planner.documents.sign_off import SignOffRow

    return [SignOffRow(name, unit, phone[-4:].strip("*")) for name, unit, phone in _roster(event, access)]


def _roster(event: Event, access: Access) -> list[tuple[str, str, str]]:
    """Name, class and masked phone of each child: whole names for the team, masked ones for the organisation only."""
    if access.team is None and access.role is None:
        return []
    shown = str if access.team else mask_name
    return [(shown(p.name), p.school_class, mask_phone(p.phone)) for p in read_people(event).participants]


def without_phones(dossier: Dossier) -> Dossier:
    """The same event with every phone masked."""
    return replace(
        dossier,
        duties=tuple(replace(d, phone=mask_phone(d.phone)) for d in dossier.duties),
        contacts=tuple(replace(c, phone=mask_phone(c.phone)) for c in dossier.contacts),
    )
