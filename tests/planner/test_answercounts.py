"""Answers are counted over all processes, and never twice."""

import multiprocessing
from pathlib import Path

import pytest

from planner.answercounts import AnswerCounts

NOTHING = {"2xx": 0, "3xx": 0, "4xx": 0, "5xx": 0, "500": 0}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "answers"


def test_answers_count_by_class_and_faults_besides(folder: Path) -> None:
    counts = AnswerCounts(folder)
    assert counts.total() == NOTHING

    for status in (200, 206, 302, 404, 500, 503, 101, 999):
        counts.count(status)

    assert counts.total() == {"2xx": 2, "3xx": 1, "4xx": 1, "5xx": 2, "500": 1}
    assert counts.total() == counts.total()


def count_three(counts: AnswerCounts) -> None:
    """What a process does that was forked off."""
    for _ in range(3):
        counts.count(200)


def test_processes_are_summed_also_those_that_are_gone(folder: Path) -> None:
    counts = AnswerCounts(folder)
    counts.count(200)
    forked = multiprocessing.get_context("fork").Process(target=count_three, args=(counts,))
    forked.start()
    forked.join()

    assert counts.total() == NOTHING | {"2xx": 4}
    assert AnswerCounts(folder).total() == NOTHING | {"2xx": 4}, "whoever has counted nothing yet says the same"


def test_start_forgets_what_was_counted_before(folder: Path) -> None:
    AnswerCounts(folder).count(500)

    AnswerCounts(folder).forget()

    assert AnswerCounts(folder).total() == NOTHING


def test_disk_that_takes_nothing_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("no folder")
    counts = AnswerCounts(tmp_path / "answers")

    counts.count(404)

    assert counts.total() == NOTHING | {"4xx": 1}


def test_half_written_file_counts_nothing(folder: Path) -> None:
    folder.mkdir()
    (folder / "1-abc.counts").write_bytes(b"half")

    assert AnswerCounts(folder).total() == NOTHING
