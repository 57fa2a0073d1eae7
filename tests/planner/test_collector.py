"""What stays is not searched for garbage; what was searched before is searched again afterwards."""

import gc
import subprocess
import sys

import pytest

from planner.collector import without_search

# In a process of its own: what was frozen would stay so for the other tests.
SPARED = """
import gc
from planner.collector import spare_what_stays
before = gc.get_count(), len(gc.get_objects())
spare_what_stays()
print(gc.get_freeze_count() >= before[1], gc.get_threshold()[0], gc.isenabled())
"""


def test_search_goes_on_after_a_fault() -> None:
    with pytest.raises(ZeroDivisionError), without_search():
        1 / gc.isenabled()

    assert gc.isenabled()


def test_search_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with without_search():
            pass
        is_on = gc.isenabled()
    finally:
        gc.enable()

    assert not is_on


def test_what_there_is_when_serving_begins_is_spared() -> None:
    done = subprocess.run([sys.executable, "-c", SPARED], capture_output=True, text=True, timeout=60, check=True)

    assert done.stdout.split() == ["True", "5000", "True"]
