"""What is shown around asking volunteers: what became of it, and the text for each who was asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner import clock
from planner.enums import SignUpState
from planner.errors import BadInput
from planner.masking import Phone, show_phone
from planner.models import Event, SignUp
from planner.people import Slot
from planner.permissions import Access, can_see_persons
from planner.queries.signups import read_own_pages
from planner.services.volunteerinvites import InviteResult
from planner.views.grouptexts import NO_URL
from planner.views.links import public_url
from planner.views.myshifts import hold_label

_MOST_IDS = 200


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """Somebody who was asked and has not answered: until when the place is kept, and what to send them."""

    name: str
    phone: Phone
    until: str
    text: str


def read_ids(typed: Iterable[str]) -> list[int]:
    """The ids that were ticked, each once."""
    return list(dict.fromkeys(int(text) for text in typed if text.isdecimal() and len(text) < 10))[:_MOST_IDS]


def tell_invited(result: InviteResult, *, is_agreed: bool) -> list[str]:
    """What became of it, a sentence each."""
    said = []
    if result.made:
        waiting = sum(one.state is SignUpState.WAITING for one in result.made)
        more = f"，其中候补 {waiting} 人" if waiting else ""
        said.append(f"报上 {len(result.made)} 人{more}" if is_agreed else f"请了 {len(result.made)} 人，把话发给本人")
    if result.already:
        said.append(f"已经在这一班：{'、'.join(result.already)}")
    return said + [f"{name}没请：{refusal.sentence}" for name, refusal in result.refused]


def list_invitations(event: Event, access: Access, slot: Slot, *, asked_by: str) -> tuple[OpenInvitation, ...]:
    """Those of a shift who have not answered; two statements."""
    found = read_own_pages(event.id, slot.key, SignUpState.INVITED)
    return tuple(_invitation(event, access, slot, sign_up, token, asked_by) for sign_up, token in found)


def _invitation(event: Event, access: Access, slot: Slot, sign_up: SignUp, token: str, asked_by: str) -> OpenInvitation:
    person = sign_up.volunteer
    until = hold_label(sign_up.held_until or clock.now())
    place = slot.post.meeting or slot.post.place
    lines = (
        f"{person.name}，您好！{event.title}想请您来：{slot.label}{f'，{place}' if place else ''}。",
        f"来不来都点开回一下，名额留到 {until}：",
        _own_address(token),
        asked_by,
    )
    phone = show_phone(person.phone, whole=can_see_persons(access))
    return OpenInvitation(person.name, phone, until, "\n".join(lines))


def _own_address(token: str) -> str:
    """The address of somebody's own page; a word in its place while others can't open any page of this server."""
    try:
        return public_url("signedup.show", token=token)
    except BadInput:
        return NO_URL
