"""Passwords: hashed and checked where no transaction is open, one for a stranger and one for others at once."""

import os
import secrets
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from threading import BoundedSemaphore, Lock
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from planner.errors import BadInput, TooBusy

T = TypeVar("T")
LEAST_PASSWORD, MOST_PASSWORD = 8, 200
# A hash takes a processor and 64 MiB for a while, and more than two at once would leave nothing to everybody else: one
# thread hashes for strangers, one for the others, who hold a link or have signed in with this browser before.
# A place, to hash or to wait, costs a thread of the server: whoever comes when all are taken is sent away at once.
STRANGERS, KNOWN = 3, 4
PATIENCE_SECONDS = 3.0
# Whoever has waited longer for a thread of the server (see `serving.turns`) is not kept any longer.
QUEUE_SECONDS = 10.0
BUSY = "现在登录的人太多，过几秒再点一次。"

_NICENESS = 10

_making = Lock()
_places = {True: BoundedSemaphore(STRANGERS), False: BoundedSemaphore(KNOWN)}


@cache
def _hasher() -> PasswordHasher:
    # As RFC 9106 has it for little memory, but on one processor: with more, one hash would take those of the pages too.
    return PasswordHasher(parallelism=1)


@cache
def _nobody() -> str:
    """A hash to check against when there is no such account, so that both answers take as long."""
    return _hasher().hash(secrets.token_hex(8))


def check_length(password: str) -> None:
    """Raise BadInput when the password is shorter than 8 or longer than 200 characters."""
    if not LEAST_PASSWORD <= len(password) <= MOST_PASSWORD:
        raise BadInput(f"密码要 {LEAST_PASSWORD}—{MOST_PASSWORD} 个字符，现在是 {len(password)} 个。", field="password")


def check_room(*, waited: float = 0.0) -> None:
    """Raise TooBusy while all places of strangers are taken, or after so many seconds of waiting for a thread.

    Who is told so need not begin.
    """
    if waited > QUEUE_SECONDS or not _places[True].acquire(blocking=False):
        raise TooBusy(BUSY)
    _places[True].release()


def hash_password(password: str) -> str:
    """The argon2id hash. Raises BadInput for a length that will not do, TooBusy when too many are being hashed.

    It is slow on purpose: views leave their transaction before they ask for it.
    """
    check_length(password)
    return _take_turn(lambda: _hasher().hash(password))


def verify_password(password_hash: str, password: str, *, is_stranger: bool = False) -> bool:
    """Whether the hash is that of the password; takes as long without a hash. Raises TooBusy like `hash_password`."""
    return _take_turn(lambda: _verify(password_hash, password), is_stranger=is_stranger)


def _verify(password_hash: str, password: str) -> bool:
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


def _take_turn(work: Callable[[], T], *, is_stranger: bool = False) -> T:
    """Let the work be done by the thread that hashes for such as them.

    Raises TooBusy at once when all places are taken, and when the thread was not free for a while.
    """
    places = _places[is_stranger]
    if not places.acquire(blocking=False):
        raise TooBusy(BUSY)
    begun = threading.Event()

    def begin() -> T:
        begun.set()
        return work()

    try:
        turn = _thread(is_stranger).submit(begin)
        if not begun.wait(PATIENCE_SECONDS) and turn.cancel():
            raise TooBusy(BUSY)
        return turn.result()
    finally:
        places.release()


def _thread(is_stranger: bool) -> ThreadPoolExecutor:
    """The one thread that hashes for strangers, or for the others."""
    with _making:
        return _make_thread(is_stranger)


@cache
def _make_thread(is_stranger: bool) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, "strangers" if is_stranger else "passwords", initializer=_step_back)


if hasattr(os, "register_at_fork"):
    # No thread lives on in a process that was forked: it makes its own.
    os.register_at_fork(after_in_child=_make_thread.cache_clear)


def _step_back() -> None:
    """Let every other thread go first; other systems than Linux have no priorities of threads."""
    if sys.platform == "linux":
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
