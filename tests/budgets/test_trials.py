"""Every fault planted in the trial budgets is found, and no right line is warned of."""

import pytest

from benchmarks.checks import count_findings, measure
from tests.budgets.trialbudgets import Trial, read_trials

TRIALS = read_trials()


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_trial_shows_its_faults_and_nothing_else(trial: Trial) -> None:
    tally = count_findings([trial])

    assert tally.missed == []
    assert tally.wrong == []


def test_trials_are_many_and_of_all_kinds() -> None:
    tally = count_findings(TRIALS)

    assert len({trial.name for trial in TRIALS}) == len(TRIALS) >= 40
    assert tally.planted.total() >= 120
    assert tally.right_lines >= 400
    assert len(tally.planted) >= 40


def test_table_keeps_what_is_promised() -> None:
    *_, found, warned, blocked = measure()

    assert [row[1:] for row in (found, warned, blocked)] == [
        ("100.0%", "≥ 95 %", True),
        ("0.0%", "< 2 %", True),
        ("0", "0", True),
    ]
