"""Passwords: hashed and checked where no transaction is open, and never more than two at once in a process."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from planner.errors import BadInput, TooBusy

LEAST_PASSWORD, MOST_PASSWORD = 8, 200
# One hash takes a processor and 64 MiB for a while: more of them at once would leave nothing to everybody else.
AT_ONCE = 2
# A place to wait costs a thread of the server: whoever comes when these are taken too is sent away at once.
WAITING = 2
PATIENCE_SECONDS = 3.0
BUSY = "现在登录的人太多，过几秒再点一次。"

_places = BoundedSemaphore(AT_ONCE + WAITING)
_hashing = BoundedSemaphore(AT_ONCE)


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash to check against when there is no such account, so that both answers take as long."""
    return _hasher().hash(secrets.token_hex(8))


def check_length(password: str) -> None:
    """Raise BadInput when the password is shorter than 8 or longer than 200 characters."""
    if not LEAST_PASSWORD <= len(password) <= MOST_PASSWORD:
        raise BadInput(f"密码要 {LEAST_PASSWORD}—{MOST_PASSWORD} 个字符，现在是 {len(password)} 个。", field="password")


def hash_password(password: str) -> str:
    """The argon2id hash. Raises BadInput for a length that will not do, TooBusy when too many are being hashed.

    It is slow on purpose: views leave their transaction before they ask for it.
    """
    check_length(password)
    with _turn():
        return _hasher().hash(password)


def verify_password(password_hash: str, password: str) -> bool:
    """Whether the hash is that of the password; takes as long without a hash. Raises TooBusy like `hash_password`."""
    with _turn():
        # Made for known accounts as well: otherwise the first unknown one would take twice as long.
        nobody = _nobody()
        try:
            _hasher().verify(password_hash or nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return bool(password_hash)


def renew_hash(password_hash: str, password: str) -> str:
    """The hash to keep for a password that was right: another one when hashes are made otherwise by now."""
    return hash_password(password) if _hasher().check_needs_rehash(password_hash) else password_hash


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for one of the turns to hash; raises TooBusy when too many wait, or when it takes too long."""
    if not _places.acquire(blocking=False):
        raise TooBusy(BUSY)
    try:
        if not _hashing.acquire(timeout=PATIENCE_SECONDS):
            raise TooBusy(BUSY)
        try:
            yield
        finally:
            _hashing.release()
    finally:
        _places.release()
