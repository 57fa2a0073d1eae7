"""Accounts: signing in, passwords, one-time links, who is what where."""

import re
import secrets
import unicodedata
from collections.abc import Iterable
from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, or_, select

from planner import clock
from planner.actors import Actor
from planner.enums import LinkPurpose, Role
from planner.errors import BadInput, NotAllowed
from planner.extensions import db
from planner.models import Link, Membership, Organisation, SignInAttempt, User
from planner.models.columns import index_candidates, index_number
from planner.permissions import can_manage_users
from planner.pinyin import pinyin_key
from planner.services.guard import guard_accounts, guard_person, guard_self, guard_unit
from planner.services.links import find_link, make_link, redeem_link

LEAST_PASSWORD, MOST_PASSWORD = 8, 200
_MOST_ACCOUNT = 120
_PHONE = re.compile(r"1[0-9]{10}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_FIRST_WAIT_SECONDS = 15
_LONGEST_ACCOUNT_WAIT = 15 * 60
# A whole school may sit behind one address: it is slowed, never shut out.
_LONGEST_ADDRESS_WAIT = 60
WRONG = "手机号（邮箱）或密码不对。"


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash to check against when there is no such account, so that both answers take as long."""
    return _hasher().hash(secrets.token_hex(8))


def normalise_account(text: str) -> str:
    """A phone number or an e-mail address as it is kept."""
    cleaned = unicodedata.normalize("NFKC", text).strip().lower()
    return re.sub(r"[\s-]", "", cleaned) if "@" not in cleaned else cleaned


def create_user(name: str, account: str, *, actor: Actor, password: str | None = None, is_sample: bool = False) -> User:
    """A user who signs in by phone or e-mail; without a password one is set through `issue_password_link`.

    Raises BadInput for an account of neither shape, one that exists, or a password that is too short.
    """
    guard_accounts(actor)
    account = normalise_account(account)
    is_mail = "@" in account
    if len(account) > _MOST_ACCOUNT or not (_EMAIL if is_mail else _PHONE).fullmatch(account):
        raise BadInput("写 11 位手机号，或邮箱地址。", field="account")
    if find_user(account) is not None:
        raise BadInput(f"{account} 已经有账号，直接把这个人加进单位就行。", "TAKEN", field="account")
    user = User(name=name.strip(), name_key=pinyin_key(name), is_sample=is_sample)
    user.email, user.phone = (account, None) if is_mail else (None, account)
    user.session_number = 1
    if password is not None:
        user.password_hash = hash_password(password)
    db.session.add(user)
    db.session.flush()
    return user


def find_user(account: str) -> User | None:
    """The user of a phone number or an e-mail address."""
    account = normalise_account(account)
    return db.session.scalar(
        select(User).where(or_(User.phone_index.in_(index_candidates(account)), User.email == account))
    )


def hash_password(password: str) -> str:
    """The argon2id hash; raises BadInput when the password is shorter than 8 or longer than 200 characters."""
    if not LEAST_PASSWORD <= len(password) <= MOST_PASSWORD:
        raise BadInput(f"密码要 {LEAST_PASSWORD}—{MOST_PASSWORD} 个字符，现在是 {len(password)} 个。", field="password")
    return _hasher().hash(password)


def check_password(user: User | None, password: str) -> bool:
    """Whether that is the user's password; takes as long for nobody as for somebody."""
    try:
        _hasher().verify(user.password_hash if user and user.password_hash else _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return user is not None and bool(user.password_hash)


def sign_in(account: str, password: str, *, address: str, free_tries: int = 5, window: timedelta) -> User:
    """The user, when the password is right and neither account nor address is being slowed down.

    Raises NotAllowed SLOWED with the seconds to wait, or WRONG_PASSWORD. A wrong try is added to the session: the
    caller commits in both cases.
    """
    subjects = {
        # A phone is not kept readable, not even that of a wrong try.
        f"account:{index_number(normalise_account(account))}": _LONGEST_ACCOUNT_WAIT,
        f"address:{address}": _LONGEST_ADDRESS_WAIT,
    }
    wait = max(_seconds_to_wait(s, longest, free_tries, window) for s, longest in subjects.items())
    if wait > 0:
        raise NotAllowed(f"密码错了几次，{wait} 秒后再试。", "SLOWED")
    user = find_user(account)
    if not check_password(user, password) or user is None or not user.active:
        _note_wrong_try(subjects, window)
        raise NotAllowed(WRONG, "WRONG_PASSWORD")
    if _hasher().check_needs_rehash(user.password_hash):
        user.password_hash = _hasher().hash(password)
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.subject.in_(subjects)))
    return user


def _note_wrong_try(subjects: Iterable[str], window: timedelta) -> None:
    """Keep the try for both subjects; tries from before the window, or of the future, no longer count and go."""
    now = clock.now()
    db.session.execute(delete(SignInAttempt).where(or_(SignInAttempt.at <= now - window, SignInAttempt.at > now)))
    db.session.add_all(SignInAttempt(subject=s, at=now) for s in subjects)
    db.session.flush()


def _seconds_to_wait(subject: str, longest: int, free_tries: int, window: timedelta) -> int:
    """After the free tries the wait doubles with each further one, up to `longest`."""
    now = clock.now()
    # A try of the future, from while the clock ran ahead, would slow somebody down for as long as it did.
    counted = select(func.count(), func.max(SignInAttempt.at)).where(
        SignInAttempt.subject == subject, SignInAttempt.at > now - window, SignInAttempt.at <= now
    )
    count, last = db.session.execute(counted).one()
    if count < free_tries or last is None:
        return 0
    wait = min(longest, _FIRST_WAIT_SECONDS * 2 ** min(count - free_tries, 10))
    return max(0, int(wait - (now - last).total_seconds() + 0.999))


def change_password(user: User, old: str, new: str) -> None:
    """Set a new password and sign out everywhere; raises BadInput when the old one is wrong."""
    if not check_password(user, old):
        raise BadInput("现在的密码不对。", "WRONG_PASSWORD", field="old")
    set_password(user, new)


def set_password(user: User, new: str) -> None:
    """Set a password and end every session of the user; the caller has made sure that it is their wish."""
    user.password_hash = hash_password(new)
    _end_sessions(user)


def sign_out_everywhere(user: User, *, actor: Actor) -> None:
    """End every session of the user, on all devices; only they themselves may."""
    guard_self(user, actor)
    _end_sessions(user)


def _end_sessions(user: User) -> None:
    user.session_number += 1
    db.session.flush()


def issue_password_link(user: User, *, hours: int, actor: Actor) -> str:
    """The token of a link with which the user sets a password once; earlier links stop working."""
    guard_person(user, actor)
    expires_at = clock.now() + timedelta(hours=hours)
    return make_link(LinkPurpose.PASSWORD, expires_at=expires_at, actor=actor, user=user)[1]


def find_password_owner(token: str) -> User:
    """Whose password the link of that token sets; raises NotFound like `links.find_link`."""
    return _owner(find_link(LinkPurpose.PASSWORD, token))


def redeem_password_link(token: str, password: str) -> User:
    """Set the password through a link, which is used up by it; raises BadInput for the password, NotFound for the link.

    Hashing is slow on purpose, so it is done before the link is locked.
    """
    hashed = hash_password(password)
    user = _owner(redeem_link(LinkPurpose.PASSWORD, token))
    user.password_hash = hashed
    _end_sessions(user)
    return user


def _owner(link: Link) -> User:
    assert link.user is not None, "the link of a password is about a user"
    return link.user


def set_role(user: User, organisation_id: int, role: Role | None, *, actor: Actor) -> None:
    """Make the user that in the organisation; None takes them out. Raises BadInput for its last administrator."""
    guard_unit(organisation_id, actor, can_manage_users)
    member = next((m for m in user.memberships if m.organisation_id == organisation_id), None)
    if user.active and member is not None and member.role == Role.ADMINISTRATOR and role != Role.ADMINISTRATOR:
        _keep_one_administrator(organisation_id)
    if member is None and role is not None:
        user.memberships.append(Membership(organisation_id=organisation_id, role=role))
    elif member is not None and role is None:
        user.memberships.remove(member)
    elif member is not None and role is not None:
        member.role = role
    db.session.flush()


def _keep_one_administrator(organisation_id: int) -> None:
    # Two who step down at the same moment come here one after the other.
    db.session.execute(select(Organisation.id).where(Organisation.id == organisation_id).with_for_update())
    administrators = select(func.count()).select_from(Membership).join(Membership.user)
    counted = administrators.where(
        Membership.organisation_id == organisation_id, Membership.role == Role.ADMINISTRATOR, User.active
    )
    if (db.session.scalar(counted) or 0) <= 1:
        raise BadInput("单位至少要有一个管理员。")
