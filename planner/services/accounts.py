"""Accounts: signing in, passwords, one-time links, who is what where."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError

from planner import clock
from planner.actors import Actor
from planner.enums import ActorKind, LinkPurpose, Role
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.models import Link, Membership, User
from planner.models.columns import index_candidates
from planner.pinyin import person_key
from planner.services.attempts import check_wait, count_try, forget_subjects, free_account, subjects_of
from planner.services.devices import end_all, find_mark
from planner.services.guard import guard_accounts, guard_person, guard_self, guard_unit
from planner.services.links import find_link, make_link, redeem_link
from planner.services.locks import lock_unit
from planner.services.unitlog import record_unit_change
from planner.unitpermissions import can_manage_users

_MOST_ACCOUNT = 120
_PHONE = re.compile(r"1[0-9]{10}")
# As address books of phones write it.
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1[0-9]{10}$)")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
WRONG = "手机号（邮箱）或密码不对。"
WRONG_OLD = "现在的密码不对。"


def normalise_account(text: str) -> str:
    """A phone number or an e-mail address as it is kept."""
    cleaned = unicodedata.normalize("NFKC", text).strip().lower()
    return _COUNTRY.sub("", re.sub(r"[\s-]", "", cleaned)) if "@" not in cleaned else cleaned


def check_account(account: str) -> str:
    """The account as it is kept; raises BadInput for what is neither a phone number nor an address of mail."""
    account = normalise_account(account)
    if len(account) > _MOST_ACCOUNT or not (_EMAIL if "@" in account else _PHONE).fullmatch(account):
        raise BadInput("写 11 位手机号，或邮箱地址。", field="account")
    return account


def create_user(name: str, account: str, *, actor: Actor, password_hash: str = "", is_sample: bool = False) -> User:
    """A user who signs in by phone or e-mail; without a password one is set through `issue_password_link`.

    For jobs: whoever is let in by people makes the account themselves (see `services.invitations`). Raises BadInput for
    an account of neither shape, or one that exists.
    """
    guard_accounts(actor)
    return add_user(name, account, password_hash=password_hash, is_sample=is_sample)


def add_user(name: str, account: str, *, password_hash: str, is_sample: bool = False) -> User:
    """A new account; raises BadInput like `create_user`. The caller has made sure that it may be made."""
    account = check_account(account)
    is_mail = "@" in account
    user = User(name=name.strip(), name_key=person_key(name), is_sample=is_sample, password_hash=password_hash)
    user.email, user.phone = (account, None) if is_mail else (None, account)
    user.session_number = 1
    taken = BadInput(f"{account} 已经有账号。", "TAKEN", field="account")
    if find_user(account) is not None:
        raise taken
    try:
        with db.session.begin_nested():
            db.session.add(user)
    except IntegrityError:  # somebody was faster
        raise taken from None
    return user


def find_user(account: str) -> User | None:
    """The user of a phone number or an e-mail address."""
    account = normalise_account(account)
    return db.session.scalar(
        select(User).where(or_(User.phone_index.in_(index_candidates(account)), User.email == account))
    )


@dataclass(frozen=True, slots=True)
class Try:
    """A try to sign in: plain values, so that no transaction is open while it is judged."""

    user_id: int | None
    password_hash: str
    is_stranger: bool
    subjects: Mapping[str, int]
    free_tries: int
    window: timedelta


def prepare_sign_in(
    account: str, *, address: str, marks: Iterable[str] = (), free_tries: int = 5, window: timedelta
) -> Try:
    """What a try stands for: an account and an address, or the device alone when one of its `marks` is known.

    Only reads. Raises NotAllowed SLOWED with the seconds to wait.
    """
    account = normalise_account(account)
    user = find_user(account)
    device = find_mark(user, marks)
    subjects = subjects_of(user, account, address=address, device=device)
    check_wait(subjects, free_tries=free_tries, window=window)
    known = user if user is not None and user.active else None
    return Try(
        user_id=known.id if known else None,
        password_hash=known.password_hash if known else "",
        is_stranger=not device,
        subjects=subjects,
        free_tries=free_tries,
        window=window,
    )


def count_sign_in(tried: Try) -> tuple[int, ...]:
    """Count a try before its password is looked at, so that of many at the same moment each sees those before it.

    The caller commits, has the password verified against `password_hash` while no transaction is open, and goes on
    with `finish_sign_in`. Returns the ids for `attempts.forget_tries`. Raises NotAllowed SLOWED.
    """
    check_wait(tried.subjects, free_tries=tried.free_tries, window=tried.window)
    return count_try(tried.subjects)


def finish_sign_in(tried: Try, is_right: bool, *, renewed_hash: str = "") -> User:
    """The user, when the password was right and still is theirs; nothing is held against them any more.

    Raises NotAllowed WRONG_PASSWORD; the try stays counted.
    """
    user = _lock_user(tried.user_id) if is_right and tried.user_id is not None else None
    if user is None or not user.active or user.password_hash != tried.password_hash:
        raise NotAllowed(WRONG, "WRONG_PASSWORD")
    user.password_hash = renewed_hash or user.password_hash
    forget_subjects(tried.subjects)
    return user


def _lock_user(user_id: int) -> User | None:
    """The user as they are now, for this transaction."""
    return db.session.get(User, user_id, with_for_update=True, populate_existing=True)


def change_password(user_id: int, *, verified_hash: str, new_hash: str) -> User:
    """The user, with a new password in place of the one that was verified, signed out everywhere.

    Raises BadInput when that one is no longer theirs.
    """
    user = _lock_user(user_id)
    if user is None or user.password_hash != verified_hash:
        raise BadInput(WRONG_OLD, "WRONG_PASSWORD", field="old")
    set_password(user, new_hash)
    return user


def set_password(user: User, new_hash: str) -> None:
    """Set a hashed password and end every session of the user; the caller has made sure that it is their wish."""
    user.password_hash = new_hash
    end_all(user)


def sign_out_everywhere(user: User, *, actor: Actor) -> None:
    """End every session of the user, on all devices; only they themselves may."""
    guard_self(user, actor)
    end_all(user)


def issue_password_link(user: User, *, hours: int, actor: Actor) -> str:
    """The token of a link with which the user sets a password once; earlier links stop working.

    For the administrators of the user's home unit (see `User.home_id`); logged in every unit that the user is in, since
    whoever holds the link comes to all of them.
    """
    guard_person(user, actor)
    expires_at = clock.now() + timedelta(hours=hours)
    token = make_link(LinkPurpose.PASSWORD, expires_at=expires_at, actor=actor, user=user)[1]
    for unit_id in user.roles:
        record_unit_change(unit_id, actor=actor, verb="发密码链接", subject=user.name)
    return token


def find_password_owner(token: str) -> User:
    """Whose password the link of that token sets; raises NotFound like `links.find_link`."""
    return _owner(find_link(LinkPurpose.PASSWORD, token))


def redeem_password_link(token: str, new_hash: str) -> User:
    """Set a hashed password through a link, which is used up by it; raises NotFound for the link.

    Whatever strangers tried at the account before no longer slows it down.
    """
    user = _owner(redeem_link(LinkPurpose.PASSWORD, token))
    set_password(user, new_hash)
    free_account(user)
    return user


def _owner(link: Link) -> User:
    assert link.user is not None, "the link of a password is about a user"
    return link.user


def set_role(user: User, organisation_id: int, role: Role | None, *, actor: Actor) -> None:
    """Make a member of the organisation something else in it; None takes them out.

    Raises NotFound for whoever is no member: people join by an invitation, only jobs put them in. Raises BadInput for
    the last administrator.
    """
    guard_unit(organisation_id, actor, can_manage_users)
    member = lock_membership(user, organisation_id)
    if member is None and actor.kind is not ActorKind.JOB:
        raise NotFound("这个人不在本单位。")
    before = member.role if member else None
    if user.active and before == Role.ADMINISTRATOR and role != Role.ADMINISTRATOR:
        _keep_one_administrator(organisation_id)
    if member is None and role is not None:
        add_member(user, organisation_id, role)
    elif member is not None and role is None:
        user.memberships.remove(member)
    elif member is not None and role is not None:
        member.role = role
    if role != before:
        _record_role(user, organisation_id, before, role, actor)
    db.session.flush()


def _record_role(user: User, organisation_id: int, before: Role | None, after: Role | None, actor: Actor) -> None:
    verb = "移出" if after is None else "加入" if before is None else "改角色"
    subject = "，".join([user.name, " → ".join(role.label for role in (before, after) if role is not None)])
    record_unit_change(organisation_id, actor=actor, verb=verb, subject=subject)


def lock_membership(user: User, organisation_id: int) -> Membership | None:
    """What the user is in the organisation now; whoever else changes its people waits for this transaction."""
    lock_unit(organisation_id)
    db.session.flush()
    db.session.expire(user, ["memberships"])
    held = select(Membership).where(Membership.user_id == user.id).execution_options(populate_existing=True)
    return next((m for m in db.session.scalars(held) if m.organisation_id == organisation_id), None)


def add_member(user: User, organisation_id: int, role: Role) -> None:
    """Let the user in; the caller has locked the membership and knows that they want it."""
    user.memberships.append(Membership(organisation_id=organisation_id, role=role))
    db.session.flush()


def _keep_one_administrator(organisation_id: int) -> None:
    """Two who step down at the same moment come here one after the other (see `lock_membership`)."""
    administrators = select(func.count()).select_from(Membership).join(Membership.user)
    counted = administrators.where(
        Membership.organisation_id == organisation_id, Membership.role == Role.ADMINISTRATOR, User.active
    )
    if (db.session.scalar(counted) or 0) <= 1:
        raise BadInput("单位至少要有一个管理员。")
