"""Passwords: as they are kept, and never more than two hashed at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BoundedSemaphore, Event, Lock, Semaphore

import pytest
from argon2 import PasswordHasher

from planner.errors import BadInput, TooBusy
from planner.services import passwords
from planner.services.passwords import AT_ONCE, WAITING, hash_password, renew_hash, verify_password

PASSWORD = "correct-horse-2026"
SECONDS = 20


class SlowHasher:
    """A hasher that counts how many hash at once and lets none of them go before it is told."""

    def __init__(self) -> None:
        self.go = Event()
        self.full = Barrier(AT_ONCE + 1)
        self.most = self.now = 0
        self.lock = Lock()

    def hash(self, password: str) -> str:
        """Hash, slowly."""
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        if not self.go.is_set():
            self.full.wait(SECONDS)
        self.go.wait(SECONDS)
        with self.lock:
            self.now -= 1
        return password


class Places(BoundedSemaphore):
    """The places of those who hash or wait; `taken` is released for each that is taken."""

    def __init__(self) -> None:
        super().__init__(AT_ONCE + WAITING)
        self.taken = Semaphore(0)

    def acquire(self, blocking: bool = True, timeout: float | None = None) -> bool:
        """Take a place."""
        is_taken = super().acquire(blocking, timeout)
        if is_taken:
            self.taken.release()
        return is_taken


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> SlowHasher:
    """Hashes take until `go` is set."""
    hasher = SlowHasher()
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)
    return hasher


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


def test_no_more_than_two_hash_at_once_and_the_others_wait(slow: SlowHasher) -> None:
    with ThreadPoolExecutor(AT_ONCE + WAITING) as threads:
        hashed = [threads.submit(hash_password, PASSWORD) for _ in range(AT_ONCE + WAITING)]
        slow.full.wait(SECONDS)
        assert not any(each.done() for each in hashed)
        slow.go.set()
        assert [each.result() for each in hashed] == [PASSWORD] * (AT_ONCE + WAITING)

    assert slow.most == AT_ONCE


@pytest.mark.parametrize("act", [hash_password, lambda password: verify_password("", password)])
def test_who_comes_when_all_places_are_taken_is_sent_away_at_once(
    slow: SlowHasher, act: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    places = Places()
    monkeypatch.setattr(passwords, "_places", places)
    monkeypatch.setattr(passwords, "PATIENCE_SECONDS", SECONDS)
    with ThreadPoolExecutor(AT_ONCE + WAITING) as threads:
        hashed = [threads.submit(hash_password, PASSWORD) for _ in range(AT_ONCE + WAITING)]
        slow.full.wait(SECONDS)
        assert all(places.taken.acquire(timeout=SECONDS) for _ in hashed)

        with pytest.raises(TooBusy, match="现在登录的人太多，过几秒再点一次。"):
            act(PASSWORD)

        slow.go.set()
        assert [each.result() for each in hashed] == [PASSWORD] * (AT_ONCE + WAITING)
    assert hash_password(PASSWORD) == PASSWORD, "and the places are free again"


def test_who_waits_too_long_is_sent_away(slow: SlowHasher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "PATIENCE_SECONDS", 0.05)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        hashed = [threads.submit(hash_password, PASSWORD) for _ in range(AT_ONCE)]
        slow.full.wait(SECONDS)

        with pytest.raises(TooBusy):
            hash_password(PASSWORD)

        slow.go.set()
        assert [each.result() for each in hashed] == [PASSWORD] * AT_ONCE
