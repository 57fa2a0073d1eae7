"""One sync serves all who came before it began, and none who came later."""

import errno
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from planner.sharedsync import SharedSync

PATIENCE = 20


class Disk:
    """A disk whose syncs end when they are let to; which of them are to fail."""

    def __init__(self, *failing: int) -> None:
        self.failing = failing
        self.begun = 0
        self.let = threading.Semaphore(0)

    def sync(self) -> None:
        """Wait until somebody lets it end."""
        self.begun += 1
        number = self.begun
        assert self.let.acquire(timeout=PATIENCE)
        if number in self.failing:
            raise OSError(errno.ENOSPC, "no room")


def until(holds: Callable[[], bool]) -> None:
    """Wait for a state."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.001)


def start(threads: ThreadPoolExecutor, sync: SharedSync, disk: Disk, others: int) -> tuple[Future[None], ...]:
    """One whose sync is under way, and so many others who came meanwhile."""
    first = threads.submit(sync.wait)
    until(lambda: disk.begun == 1)
    later = [threads.submit(sync.wait) for _ in range(others)]
    until(lambda: len(sync._changed._waiters) == others)  # type: ignore[attr-defined]
    return first, *later


def test_those_who_come_during_a_sync_share_the_next_one() -> None:
    disk = Disk()
    sync = SharedSync(disk.sync)
    with ThreadPoolExecutor(6) as threads:
        first, *later = start(threads, sync, disk, 5)
        disk.let.release()
        first.result(PATIENCE)
        until(lambda: disk.begun == 2)
        assert [one.done() for one in later] == [False] * 5

        disk.let.release()
        for one in later:
            one.result(PATIENCE)

    assert disk.begun == 2


def test_each_who_is_alone_syncs() -> None:
    disk = Disk()
    sync = SharedSync(disk.sync)
    for _ in range(3):
        disk.let.release()
        sync.wait()

    assert disk.begun == 3


@pytest.mark.parametrize(("failing", "faults"), [(1, [True, False, False]), (2, [False, True, True])])
def test_fault_of_the_disk_reaches_all_who_waited_for_that_sync(failing: int, faults: list[bool]) -> None:
    disk = Disk(failing)
    sync = SharedSync(disk.sync)
    with ThreadPoolExecutor(3) as threads:
        waited = start(threads, sync, disk, 2)
        disk.let.release(2)

        found = [one.exception(PATIENCE) for one in waited]

    assert [isinstance(error, OSError) and error.errno == errno.ENOSPC for error in found] == faults
