"""What posters, badges and sign-in sheets of volunteers are made of."""

from collections.abc import Sequence
from datetime import datetime

from planner import clock
from planner.dossier import Dossier
from planner.dossier.calling import public_callee
from planner.enums import SignUpState
from planner.masking import mask_phone
from planner.models import SignUpDesk, Volunteer
from planner.people import Offer, Slot
from planner.people.badges import HelperBadge, ShiftHelper, ShiftSheet
from planner.people.poster import Poster, PosterPost
from planner.people.signingrules import tell_moment
from planner.permissions import Access, can_see_persons

SignedUp = Sequence[tuple[str, SignUpState, Volunteer]]


def make_poster(dossier: Dossier, desk: SignUpDesk, offers: Sequence[Offer], address: str) -> Poster:
    """The poster as it stands now: a line for each public post: the next shift with a place, how many it needs."""
    contact, facts = public_callee(dossier), dossier.facts
    return Poster(
        title=facts.title,
        organiser=facts.organisation,
        when=dossier.days_label(),
        about="，".join(filter(None, (facts.place, facts.theme))),
        posts=_posts(offers, clock.wall_now()),
        address=address,
        closes=tell_moment(clock.local(desk.closes_at)) if desk.closes_at else "",
        notes=tuple(filter(None, (desk.benefits, f"带上：{desk.bring}" if desk.bring else ""))),
        contact=contact.holder if contact else "",
        phone=contact.phone if contact else "",
        phone_may_be_shown=desk.shows_phone,
    )


def _posts(offers: Sequence[Offer], now: datetime) -> tuple[PosterPost, ...]:
    """A line for each post that is asked for in public and has a shift to come, in the order of these shifts."""
    found: dict[str, list[Offer]] = {}
    for offer in offers:
        if offer.slot.post.public and not offer.slot.has_begun(now):
            found.setdefault(offer.slot.post.key, []).append(offer)
    return tuple(_post(of_post) for of_post in found.values())


def _post(offers: Sequence[Offer]) -> PosterPost:
    slot = next((offer.slot for offer in offers if offer.left), offers[0].slot)
    when = f"{slot.day_label} {slot.shift.hours}".strip()
    more = f"，共 {len(offers)} 班" if len(offers) > 1 else ""
    return PosterPost(slot.post.title, f"{when}{more}", slot.post.place, sum(offer.left for offer in offers))


def make_badges(signed_up: SignedUp, slots: Sequence[Slot]) -> list[HelperBadge]:
    """A badge for everybody who has a place, once, with the post of their first shift."""
    posts = {slot.key: slot.post.title for slot in slots}
    found: dict[int, HelperBadge] = {}
    for shift, state, one in signed_up:
        if state is SignUpState.CONFIRMED and shift in posts:
            found.setdefault(one.id, HelperBadge(one.name, posts[shift], one.unit))
    return list(found.values())


def make_sheets(dossier: Dossier, slots: Sequence[Slot], signed_up: SignedUp, access: Access) -> list[ShiftSheet]:
    """A sheet for each shift, with those who have a place in it; phones as the reader may see them."""
    duties = {duty.key: duty.name for duty in dossier.duties}
    return [
        ShiftSheet(
            post=slot.post.title,
            when=f"{slot.day_label} {slot.shift.hours}".strip(),
            place=slot.post.meeting or slot.post.place,
            needed=slot.shift.places,
            helpers=[
                _helper(one, access)
                for shift, state, one in signed_up
                if shift == slot.key and state is SignUpState.CONFIRMED
            ],
            contact=duties.get(slot.post.duty, ""),
        )
        for slot in slots
    ]


def _helper(one: Volunteer, access: Access) -> ShiftHelper:
    phone = one.phone if can_see_persons(access) else mask_phone(one.phone)
    return ShiftHelper(one.name, one.unit, phone, "老志愿者" if one.experienced else "")
