"""Promised, received, spent and what is left are the same on the page, in Word and in Excel, recalculated."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from flask import Flask, render_template_string

from budgets import Budget, Line, Money, Position, Source
from planner.documents.settlement import build_settlement_report
from planner.documents.settlement_sheet import build_settlement_workbook
from planner.money.finances import Finances
from planner.money.ledger import Expense, Income, Ledger
from planner.views.positionpage import position_panel
from tests.planner.documents.ledgers import LEDGER, LINES, spent, untouched

BUS = Line("bus", "交通费", "大巴", stated=Money(5000_00), source="财政")
PAID = Expense("e", "大巴", Money(5263_21), "bus")


def of_one_source(promised: int | None, *received: int) -> Finances:
    """One expense of 5,263.21, one source that promised and paid so much."""
    sources = (Source("财政", None if promised is None else Money(promised)),)
    incomes = tuple(Income(str(fen), "财政", Money(fen)) for fen in received)
    return replace(untouched(), passed=Budget((BUS,), sources), ledger=Ledger((PAID,), incomes))


CASES = {
    "nothing received": of_one_source(5263_21),
    "half received": of_one_source(5263_21, 2000_00),
    "even": of_one_source(5263_21, 5000_00, 263_21),
    "too much received": of_one_source(5263_21, 6000_00),
    "promise unknown": of_one_source(None),
    "two sources": spent(),
    "two sources, one paid": spent(ledger=replace(LEDGER, incomes=LEDGER.incomes[:1])),
    "without source": replace(untouched(), passed=Budget((BUS,)), ledger=Ledger((replace(PAID, line=""),))),
    "shared out": spent(passed=Budget(LINES[:1], spent().allowed.sources)),
}
Figures = dict[str, tuple[str, ...]]


def figures_of(accounts: dict[str, Position]) -> Figures:
    """Received, spent and left, by source, as they are printed without signs of thousands."""
    return {
        name: tuple(f"{each.fen / 100:.2f}" for each in (a.received, a.spent, a.left)) for name, a in accounts.items()
    }


def expected(money: Finances) -> Figures:
    """What plain data says."""
    settlement = money.settlement
    return figures_of({**settlement.accounts(), "合计": settlement.position})


def plain(text: str) -> str:
    """A figure as a program reads it."""
    return text.replace(",", "").replace("−", "-")


def in_word(money: Finances) -> Figures:
    """The table of sources in 决算说明."""
    tables = Document(io.BytesIO(build_settlement_report(money))).tables
    (table,) = (table for table in tables if table.rows[0].cells[0].text == "资金来源")
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    return {row[0]: tuple(map(plain, row[2:])) for row in rows}


def in_excel(content: bytes) -> Figures:
    """The sources on the sheet 决算, with the values that are stored for its formulas."""
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["决算"]
    rows = [list(row) for row in sheet.values]
    start = next(at for at, row in enumerate(rows) if row[2] == "资金来源")
    end = next(at for at, row in enumerate(rows) if row[2] == "来源合计")
    names = [str(row[2]) for row in rows[start + 1 : end]] + ["合计"]
    found = rows[start + 1 : end + 1]
    return {name: tuple(f"{value:.2f}" for value in row[4:7]) for name, row in zip(names, found, strict=True)}


def on_page(app: Flask, money: Finances) -> tuple[str, ...]:
    """The figures of 钱到哪一步; the last is what is left, or laid out."""
    with app.test_request_context():
        html = render_template_string(
            '{% include "settlement/_position.html" %}', proof={"position": position_panel(money.settlement)}
        )
    label = "-" if 'class="res">垫着' in html else ""
    received, used, rest = re.findall(r"<dd[^>]*>\s*([\d,.]+)\s*</dd>", html)[-3:]
    return plain(received), plain(used), label + plain(rest)


@pytest.mark.parametrize("name", CASES)
def test_page_word_and_excel_tell_the_same(app: Flask, name: str) -> None:
    money = CASES[name]
    want = expected(money)

    assert in_word(money) == want
    assert in_excel(build_settlement_workbook(money)) == want
    assert on_page(app, money) == want["合计"]
    assert all(part in position_panel(money.settlement).outlook for part in (["账是平的"] if name == "even" else []))


def test_nothing_is_called_received_or_even_before_it_is_registered(app: Flask) -> None:
    money = CASES["nothing received"]
    book = openpyxl.load_workbook(io.BytesIO(build_settlement_workbook(money)), data_only=True)
    said = [str(value) for row in book["决算"].values for value in row if value is not None]
    word = "\n".join(p.text for p in Document(io.BytesIO(build_settlement_report(money))).paragraphs)
    found = [finding.sentence for finding in money.settlement_findings]

    assert expected(money) == {"财政": ("0.00", "5263.21", "-5263.21"), "合计": ("0.00", "5263.21", "-5263.21")}
    assert ("没有登记到账" in said, "没有登记到账。" in word) == (True, True)
    assert not [
        text for text in (*said, word, *found) if "相符" in text or "账是平的" in text or "到账 5,263.21" in text
    ]


@pytest.mark.slow
def test_excel_comes_to_the_same_when_it_is_calculated_anew(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    for at, money in enumerate(CASES.values()):
        (tmp_path / f"{at}.xlsx").write_bytes(build_settlement_workbook(money))
    out = tmp_path / "anew"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / f"{at}.xlsx") for at in range(len(CASES))]
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "ods", "--outdir", str(out), *files], check=True, timeout=300
    )
    back = [str(out / f"{at}.ods") for at in range(len(CASES))]
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), *back], check=True, timeout=300
    )

    found = {name: in_excel((out / f"{at}.xlsx").read_bytes()) for at, name in enumerate(CASES)}

    assert found == {name: expected(money) for name, money in CASES.items()}
