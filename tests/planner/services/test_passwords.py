"""Passwords: as they are kept, and never more than two hashed at once, one of them of a stranger."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Lock, Semaphore

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from planner.errors import BadInput, TooBusy
from planner.services import passwords
from planner.services.passwords import (
    KNOWN,
    QUEUE_SECONDS,
    STRANGERS,
    check_room,
    hash_password,
    renew_hash,
    verify_password,
)

PASSWORD = "correct-horse-2026"
SECONDS = 20


def verify_later(password: str) -> Callable[[], bool]:
    """The check of a stranger's password."""
    return lambda: verify_password("some hash", password, is_stranger=True)


class SlowHasher:
    """A hasher that counts how many hash at once and lets none of them go before it is told."""

    def __init__(self) -> None:
        self.go = Event()
        self.begun = Semaphore(0)
        self.most = self.now = 0
        self.lock = Lock()

    def verify(self, password_hash: str, password: str) -> None:
        """Check, as slowly, and find it wrong."""
        self.hash(password)
        raise VerificationError

    def hash(self, password: str) -> str:
        """Hash, slowly."""
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self.begun.release()
        self.go.wait(SECONDS)
        with self.lock:
            self.now -= 1
        return password


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowHasher]:
    """Hashes take until `go` is set."""
    hasher = SlowHasher()
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)
    yield hasher
    hasher.go.set()


@pytest.mark.usefixtures("quick_hashes")
@pytest.mark.parametrize(("length", "taken"), [(7, False), (8, True), (200, True), (201, False)])
def test_password_length(length: int, taken: bool) -> None:
    if taken:
        assert verify_password(hash_password("密" * length), "密" * length)
    else:
        with pytest.raises(BadInput, match=f"密码要 8—200 个字符，现在是 {length} 个。"):
            hash_password("密" * length)


@pytest.mark.usefixtures("quick_hashes")
@pytest.mark.parametrize("kept", ["", "no hash"])
def test_without_a_hash_no_password_is_right(kept: str) -> None:
    assert not verify_password(kept, PASSWORD)


def test_without_a_hash_one_is_checked_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    checked = []

    class Noting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            checked.append(hash)
            return super().verify(hash, password)

    hasher = Noting(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)
    known = hasher.hash(PASSWORD)
    passwords._nobody.cache_clear()

    assert [verify_password(known, PASSWORD), verify_password("", PASSWORD)] == [True, False]
    assert checked == [known, passwords._nobody()]
    passwords._nobody.cache_clear()


def test_hash_is_renewed_when_it_is_of_other_strength(quick_hashes: PasswordHasher) -> None:
    other = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    kept = quick_hashes.hash(PASSWORD)

    assert renew_hash(kept, PASSWORD) == kept
    assert renew_hash(other, PASSWORD) != other


def fill(threads: ThreadPoolExecutor) -> list[Future[str]]:
    """All who hold a link and have a place hash, or wait for that, by now."""
    hashed = [threads.submit(hash_password, PASSWORD) for _ in range(KNOWN)]
    until = time.monotonic() + SECONDS
    while passwords._places[False]._value:
        assert time.monotonic() < until
        time.sleep(0.001)
    return hashed


def test_one_of_a_stranger_and_one_of_another_is_hashed_and_the_others_wait(slow: SlowHasher) -> None:
    strangers = [verify_later(PASSWORD) for _ in range(STRANGERS)]
    with ThreadPoolExecutor(STRANGERS + KNOWN) as threads:
        hashed = [threads.submit(act) for act in (*strangers, *[lambda: hash_password(PASSWORD)] * KNOWN)]
        for _ in range(2):
            assert slow.begun.acquire(timeout=SECONDS)
        assert not any(each.done() for each in hashed)
        slow.go.set()
        assert [each.result() for each in hashed] == [False] * STRANGERS + [PASSWORD] * KNOWN

    assert slow.most == 2


def test_strangers_are_hashed_one_after_the_other_and_keep_nobody_waiting(slow: SlowHasher) -> None:
    with ThreadPoolExecutor(STRANGERS + 1) as threads:
        strangers = [threads.submit(verify_later(PASSWORD)) for _ in range(STRANGERS)]
        assert slow.begun.acquire(timeout=SECONDS)
        another = threads.submit(hash_password, PASSWORD)
        assert slow.begun.acquire(timeout=SECONDS), "the other one is hashed beside the first stranger"
        assert slow.most == 2
        slow.go.set()
        assert [each.result() for each in (another, *strangers)] == [PASSWORD] + [False] * STRANGERS


def test_hash_takes_one_processor_and_as_much_memory_as_is_recommended() -> None:
    hasher = passwords._hasher()

    assert (hasher.parallelism, hasher.memory_cost, hasher.time_cost) == (1, 64 * 1024, 3)


@pytest.mark.parametrize("waited", [QUEUE_SECONDS, QUEUE_SECONDS + 0.1])
def test_who_has_waited_long_for_a_thread_is_sent_away(waited: float) -> None:
    if waited > QUEUE_SECONDS:
        with pytest.raises(TooBusy, match="过几秒再点一次"):
            check_room(waited=waited)
    else:
        check_room(waited=waited)


def test_who_comes_when_all_places_are_taken_is_sent_away_at_once(
    slow: SlowHasher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "PATIENCE_SECONDS", SECONDS)
    with ThreadPoolExecutor(KNOWN) as threads:
        hashed = fill(threads)

        with pytest.raises(TooBusy, match="现在登录的人太多，过几秒再点一次。"):
            hash_password(PASSWORD)

        slow.go.set()
        assert [each.result() for each in hashed] == [PASSWORD] * KNOWN
    assert hash_password(PASSWORD) == PASSWORD, "and the places are free again"


def test_strangers_leave_the_places_of_others_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = [passwords._places[True].acquire(blocking=False) for _ in range(STRANGERS)]
    try:
        assert all(taken)
        with pytest.raises(TooBusy):
            check_room()
        with pytest.raises(TooBusy):
            verify_password("", PASSWORD, is_stranger=True)
        assert not verify_password("", PASSWORD)
    finally:
        for _ in taken:
            passwords._places[True].release()
    check_room()


def test_who_waits_too_long_is_sent_away(slow: SlowHasher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "PATIENCE_SECONDS", 0.05)
    with ThreadPoolExecutor(1) as threads:
        hashed = threads.submit(hash_password, PASSWORD)
        assert slow.begun.acquire(timeout=SECONDS)

        with pytest.raises(TooBusy):
            hash_password(PASSWORD)

        slow.go.set()
        assert hashed.result() == PASSWORD


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has priorities of threads")
@pytest.mark.usefixtures("quick_hashes")
def test_threads_that_hash_let_the_others_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def priority() -> tuple[int, int]:
        return os.sched_getscheduler(0), os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    for is_stranger in (False, True):
        assert passwords._take_turn(priority, is_stranger=is_stranger) == (os.SCHED_BATCH, 10)
    assert priority()[0] != os.SCHED_BATCH


FORKING = """
import os
from planner.services.passwords import hash_password
hash_password("in the parent")
child = os.fork()
if not child:
    os._exit(0 if hash_password("in the child") else 1)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where processes are forked")
def test_process_that_was_forked_hashes_with_threads_of_its_own() -> None:
    done = subprocess.run([sys.executable, "-c", FORKING], capture_output=True, text=True, timeout=60, check=True)

    assert done.stdout == "0\n"
