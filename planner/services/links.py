"""Links: one way to make, find, use, renew and close them, whatever they are good for (see `linkrules`)."""

import hashlib
import secrets
from datetime import datetime
from typing import TypedDict, Unpack

from sqlalchemy import bindparam, inspect, or_, select, update
from sqlalchemy.orm import contains_eager

from planner import clock
from planner.actors import Actor
from planner.enums import ActorKind, LinkPurpose, Role, TeamRole
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.linkrules import LINK_RULES, LinkRule
from planner.models import Event, Link, Organisation, User
from planner.services.activity import record_change
from planner.services.guard import guard_event, guard_person, guard_unit, is_visitor_of
from planner.services.unitlog import record_unit_change
from planner.unitpermissions import can_manage_users

_TOKEN_BYTES = 24
_COLUMNS = tuple(attribute.key for attribute in inspect(Link).column_attrs)
_BY_TOKEN = (
    select(Link)
    .outerjoin(Link.event)
    .outerjoin(Link.user)
    .options(
        # Every page behind a link says whose event it is.
        contains_eager(Link.event).joinedload(Event.organisation).load_only(Organisation.name),
        contains_eager(Link.event).joinedload(Event.owner).load_only(User.name),
        contains_eager(Link.user),
    )
    .where(Link.purpose == bindparam("purpose", type_=Link.purpose.type), Link.token_hash == bindparam("token_hash"))
    .where(Event.deleted_at.is_(None), or_(Link.user_id.is_(None), User.active))
)
_LOCKED = _BY_TOKEN.with_for_update(of=Link).execution_options(populate_existing=True)


class Holder(TypedDict, total=False):
    """Who a link is for, where its purpose asks: as what, from where, with which account."""

    name: str
    organisation: str
    role: TeamRole
    account: str
    unit_role: Role


def make_link(
    purpose: LinkPurpose,
    *,
    expires_at: datetime,
    actor: Actor,
    event: Event | None = None,
    user: User | None = None,
    unit_id: int | None = None,
    at_once: bool = True,
    **holder: Unpack[Holder],
) -> tuple[Link, str]:
    """A link about an event, a user or a unit; returns it with its token, which is shown once and kept nowhere.

    Raises like the guards of what it is about, BadInput for an end that is past. Not `at_once`: whoever asks flushes.
    """
    _guard(event, user, unit_id, actor, LINK_RULES[purpose])
    rule = LINK_RULES[purpose]
    _end_earlier(purpose, user)
    token = _make_token()
    link = Link(
        purpose=purpose,
        event=event,
        user=user,
        unit_id=unit_id,
        token_hash=hash_token(token),
        token=token if rule.is_kept else "",
        expires_at=_check_end(purpose, expires_at),
        most_tries=rule.most_tries,
        created_by_id=actor.id if actor.kind is ActorKind.USER else None,
        **holder,
    )
    db.session.add(link)
    if at_once:
        db.session.flush()
    return link, token


def find_link(purpose: LinkPurpose, token: str, *, lock: bool = False) -> Link:
    """The open link of that token with its event and its user, with `lock` for this transaction.

    Raises NotFound, in the same words, when it never was, has expired, was closed or used up, and when its event is
    deleted or its user inactive.
    """
    asked = {"purpose": purpose, "token_hash": hash_token(token)}
    link: Link | None = db.session.scalar(_LOCKED if lock else _BY_TOKEN, asked)
    if link is None or not link.is_open:
        raise NotFound(LINK_RULES[purpose].closed)
    return link


def redeem_link(purpose: LinkPurpose, token: str) -> Link:
    """Use a link: of two who use a one-time link at once exactly one gets it, the other a NotFound like any."""
    link = find_link(purpose, token, lock=True)
    link.last_used_at = clock.now()
    if link.rule.is_once:
        link.used_at = link.last_used_at
    db.session.flush()
    return link


def count_wrong_try(link: Link) -> None:
    """Count a wrong answer to what is asked beside a link; the caller commits. Enough of them close it."""
    # In SQL, so that of two wrong answers at the same time none is lost.
    link.tries = Link.tries + 1
    db.session.flush()


def renew_link(link: Link, *, expires_at: datetime, actor: Actor) -> str:
    """Give a link a new token and a new end; the old token no longer opens, the holder stays the same.

    Whoever is in by the link stays in until it is used on another device, which it may be once: to put somebody out at
    once, revoke it. Raises NotAllowed for links that were closed, used up or are of no renewable purpose.
    """
    _guard(link.event, link.user, link.unit_id, actor, link.rule)
    lock_link(link)
    if not link.rule.is_renewable or link.revoked_at is not None or link.used_at is not None:
        raise NotAllowed("这个链接不能续，要用就发一个新的。")
    link.expires_at = _check_end(link.purpose, expires_at)
    token = _make_token()
    link.token_hash, link.token = hash_token(token), token if link.rule.is_kept else ""
    link.renewed_at, link.tries = clock.now(), 0
    link.device_hash = None
    _record(link, "续链接", actor)
    return token


def revoke_link(link: Link, *, actor: Actor) -> None:
    """Close a link at once; one that is closed stays as it is. Raises NotAllowed when it has just been used up."""
    _guard(link.event, link.user, link.unit_id, actor, link.rule)
    lock_link(link)
    if link.used_at is not None:
        raise NotAllowed("这个链接刚刚用过了，不用再停。", "USED")
    if link.revoked_at is not None:
        return
    link.revoked_at = clock.now()
    _record(link, "停用链接", actor)


def lock_link(link: Link) -> None:
    """See the link as whoever used or changed it before has left it, until this transaction ends."""
    db.session.flush()
    db.session.refresh(link, _COLUMNS, with_for_update=True)


def find_event_link(event: Event, link_id: int) -> Link:
    """The link of that id, open or not, if it belongs to the event; raises NotFound for any other."""
    link = db.session.get(Link, link_id)
    if link is None or link.event_id != event.id:
        raise NotFound("这个链接不在这里。")
    return link


def hash_token(token: str) -> str:
    """What is kept of a link: enough to recognise it, not enough to make it."""
    return hashlib.sha256(token.encode()).hexdigest()


def _make_token() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)


def _guard(event: Event | None, user: User | None, unit_id: int | None, actor: Actor, rule: LinkRule) -> None:
    """Links of an event are the business of whom their rule names, those of a person or a unit that of whoever
    administers them.
    """
    assert event is not None or user is not None or unit_id is not None, "a link is about something"
    if event is not None and not (rule.is_public and is_visitor_of(event, actor)):
        guard_event(event, actor, rule.may_make)
    if user is not None:
        guard_person(user, actor)
    if unit_id is not None:
        guard_unit(unit_id, actor, can_manage_users)


def _check_end(purpose: LinkPurpose, expires_at: datetime) -> datetime:
    """The end of a link, cut to what its purpose allows; raises BadInput when it is past."""
    now, longest = clock.now(), LINK_RULES[purpose].longest
    if expires_at <= now:
        raise BadInput("有效期不能早于今天。", field="ends_on")
    return expires_at if longest is None else min(expires_at, now + longest)


def _end_earlier(purpose: LinkPurpose, user: User | None) -> None:
    """Close the open links that a new one of the user takes the place of; of two new ones at once one stays."""
    if user is None or not LINK_RULES[purpose].replaces:
        return
    db.session.execute(select(User.id).where(User.id == user.id).with_for_update())
    earlier = update(Link).where(Link.purpose == purpose, Link.user_id == user.id)
    earlier = earlier.where(Link.used_at.is_(None), Link.revoked_at.is_(None))
    db.session.execute(earlier.values(revoked_at=clock.now()))


def _record(link: Link, verb: str, actor: Actor) -> None:
    db.session.flush()
    subject = link.name or link.purpose.label
    if link.event is not None:
        record_change(link.event, actor=actor, verb=verb, subject=subject, where="team")
    if link.unit_id is not None:
        record_unit_change(link.unit_id, actor=actor, verb=verb, subject=subject)
    if link.user is not None:
        for unit_id in link.user.roles:
            record_unit_change(unit_id, actor=actor, verb=verb, subject=f"{link.user.name}，{subject}")
