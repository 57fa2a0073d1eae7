"""LibreOffice, made to recalculate, comes to the same numbers as `budgets`."""

import csv
import os
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from budgets import Budget, Heading, Money, Settlement, build_workbook
from tests.budgets.strategies import settlements

pytestmark = pytest.mark.slow

HOW_MANY = 200
SETTLED_EACH = 8
PEOPLE = 7
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def generated() -> list[Settlement]:
    """The same budgets with their settlements every time."""
    found: list[Settlement] = []

    @seed(20260601)
    @settings(
        max_examples=HOW_MANY,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(settlements())
    def collect(settlement: Settlement) -> None:
        found.append(settlement)

    collect()
    return found[:HOW_MANY]


def with_wrong_values(workbook: bytes) -> bytes:
    """The workbook with 4711 as the stored value of every formula, so that only a recalculation can be right."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = re.sub(rb"</f><v>[^<]*</v>", b"</f><v>4711</v>", text)
            new.writestr(name, text)
    return out.getvalue()


def recalculated(soffice: str, folder: Path, workbooks: list[bytes]) -> None:
    """Each workbook as n-预算.csv, n-执行.csv, n-决算.csv in the folder."""
    files = [folder / f"{at}.xlsx" for at in range(len(workbooks))]
    for file, workbook in zip(files, workbooks, strict=True):
        file.write_bytes(with_wrong_values(workbook))
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    profile = f"-env:UserInstallation={user.parent.as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", ALL_SHEETS, "--outdir", str(folder)]
    # One program: the other processors have the other tests to do.
    subprocess.run([*command, *map(str, files)], capture_output=True, check=True, timeout=300)


def rows_of(folder: Path, at: int, sheet: str) -> list[list[str]]:
    with (folder / f"{at}-{sheet}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def amount(cell: str) -> Money:
    return Money.parse(cell.removeprefix("+"), allow_negative=True)


def budget_numbers(rows: list[list[str]]) -> dict[str, object]:
    lines = [row[8] for row in rows if row[0].isdigit()]
    total = next(row for row in rows if row[2].startswith("合计"))
    each = next(row for row in rows if row[2].startswith("人均"))
    return {
        "lines": [None if cell == "待定" else amount(cell) for cell in lines],
        "subtotals": [amount(row[8]) for row in rows if row[2].startswith("小计")],
        "total": amount(total[8]),
        "each": amount(each[8]),
        "funding": [amount(row[8]) for row in rows if row[2] == "来源合计"],
        "verdicts": [row[9].startswith("与支出相符") for row in rows if row[2] == "来源合计"],
        "alarms": [row[0] for row in rows if "改过" in row[0]],
    }


def expected_budget(budget: Budget) -> dict[str, object]:
    groups = budget.by_category().values()
    each = budget.per_head(PEOPLE)
    assert each is not None
    return {
        "lines": [line.amount for group in groups for line in group.lines],
        "subtotals": [group.total.known for group in groups if len(group.lines) > 1],
        "total": budget.total.known,
        "each": each.known,
        "funding": [budget.funding.known] if budget.sources else [],
        "verdicts": [budget.funding.known == budget.total.known] if budget.sources else [],
        "alarms": [],
    }


def category_numbers(rows: list[list[str]]) -> list[tuple[Money, ...]]:
    end = next(at for at, row in enumerate(rows) if row[0] == "合计")
    return [tuple(amount(cell) for cell in row[2:5]) for row in rows[4 : end + 1]]


def expected_categories(settlement: Settlement) -> list[tuple[Money, ...]]:
    results = [(result.planned.known, result.actual) for result in settlement.by_category().values()]
    results.append((settlement.planned.known, settlement.spent))
    return [(planned, actual, actual - planned) for planned, actual in results]


def account_numbers(rows: list[list[str]]) -> tuple[list[tuple[Money, ...]], str]:
    """What came in, was spent and is left of each source and of all, and the verdict beside it."""
    starts = [at for at, row in enumerate(rows) if row[2] == "资金来源"]
    if not starts:
        return [], ""
    end = next(at for at, row in enumerate(rows) if row[2] == "来源合计")
    numbers = [tuple(amount(cell) for cell in row[4:7]) for row in rows[starts[0] + 1 : end + 1]]
    return numbers, rows[end][7]


def expected_accounts(settlement: Settlement) -> tuple[list[tuple[Money, ...]], str]:
    accounts = settlement.accounts().values()
    if not accounts:
        return [], ""
    whole = settlement.position
    verdict = "到账与决算相符" if whole.is_even else "负数是垫着的" if whole.is_laid_out else ""
    numbers = [(each.received, each.spent, each.left) for each in (*accounts, whole)]
    return numbers, verdict if whole.is_registered else "没有登记到账"


def test_workbook_recalculated_by_libreoffice(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice is needed to recalculate the workbooks")
        pytest.skip("LibreOffice (soffice) is not installed")
    cases = generated()
    workbooks = [
        build_workbook(
            case.budget,
            Heading("活动", people=PEOPLE),
            created=datetime(2026, 6, 1, tzinfo=UTC),
            settlement=None if at % SETTLED_EACH else case,
        )
        for at, case in enumerate(cases)
    ]

    recalculated(soffice, tmp_path, workbooks)

    assert len(cases) == HOW_MANY
    for at, case in enumerate(cases):
        assert budget_numbers(rows_of(tmp_path, at, "预算")) == expected_budget(case.budget), at
        if at % SETTLED_EACH == 0:
            assert category_numbers(rows_of(tmp_path, at, "执行")) == expected_categories(case), at
            assert account_numbers(rows_of(tmp_path, at, "决算")) == expected_accounts(case), at
