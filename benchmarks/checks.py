"""How many of the faults planted in the trial budgets are found, and how often a right line is warned of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from budgets import Finding, Severity, check_budget
from budgets.findings import line_address
from tests.budgets.trialbudgets import Trial, read_trials

Row = tuple[str, str, str, bool]
LEAST_FOUND = 0.95
MOST_FALSE = 0.02


@dataclass
class Tally:
    """What was found of what was planted, by code, and what was said of lines that are right."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: dict[Severity, Counter[str]] = field(default_factory=lambda: {s: Counter() for s in Severity})
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    right_lines: int = 0

    @property
    def share_found(self) -> float:
        """Found of planted."""
        return self.found.total() / self.planted.total()

    def share_false(self, severity: Severity) -> float:
        """Findings of that gravity where nothing was planted, for each right line."""
        return self.false[severity].total() / self.right_lines


def count_findings(trials: list[Trial]) -> Tally:
    """Check every budget and hold what is found against what was planted."""
    tally = Tally()
    for trial in trials:
        _count(tally, trial, check_budget(trial.budget, trial.facts))
    return tally


def _count(tally: Tally, trial: Trial, findings: list[Finding]) -> None:
    tally.right_lines += len(trial.right_lines)
    expected = set()
    for key, codes in trial.planted.items():
        where = line_address(key) if key else "budget"
        for code in codes:
            tally.planted[code] += 1
            hits = {(f.code, f.where) for f in findings if f.code == code and f.where in (where, "budget")}
            tally.found[code] += bool(hits)
            expected |= hits
            if not hits:
                tally.missed.append(f"{trial.name}: {code} at {_name(trial, key)}")
    for finding in findings:
        if (finding.code, finding.where) not in expected:
            tally.false[finding.severity][finding.code] += 1
            if finding.severity is not Severity.HINT:
                tally.wrong.append(f"{trial.name}: {finding.severity.label} {finding.sentence}")


def _name(trial: Trial, key: str) -> str:
    line = trial.budget.line(key)
    return line.name if line else "the whole"


def measure() -> list[Row]:
    """A row for each kind of fault, then the shares that are promised, with whatever was missed or wrong."""
    trials = read_trials()
    tally = count_findings(trials)
    kinds = sorted(set(tally.planted).union(*tally.false.values()))
    rows = [_row_of(kind, tally) for kind in kinds]
    rows += [(line, "missed", "", False) for line in tally.missed]
    rows += [(line, "false", "", False) for line in tally.wrong]
    found, warned, blocked = (
        tally.share_found,
        tally.share_false(Severity.WARNING),
        tally.false[Severity.ERROR].total(),
    )
    return [
        *rows,
        (
            f"{len(trials)} budgets: found of {tally.planted.total()} planted faults",
            f"{found:.1%}",
            "≥ 95 %",
            found >= LEAST_FOUND,
        ),
        (f"  false 提醒 on {tally.right_lines} right lines", f"{warned:.1%}", "< 2 %", warned < MOST_FALSE),
        ("  false 错误", str(blocked), "0", not blocked),
    ]


def _row_of(kind: str, tally: Tally) -> Row:
    false = [tally.false[severity][kind] for severity in (Severity.WARNING, Severity.ERROR)]
    planted, found = tally.planted[kind], tally.found[kind]
    figure = f"{found} of {planted}, {false[0]} + {false[1]} false"
    return f"  {kind}", figure, "found, false 提醒 + 错误", found == planted and not any(false)
