"""统计表.xlsx, read back by openpyxl: its formulas, and the values that they have."""

import io
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from planner.documents.results_sheet import build_results_sheet
from planner.dossier import Dossier, Facts
from planner.enums import EventStatus
from planner.money.ledger import Ledger
from planner.report.edition import SummaryEdition
from tests.planner.documents.events import NASTY
from tests.planner.editions import draft_of, filed_of, tour_records, with_facts
from tests.planner.reportvalues import SAID, actuals, records

_SUM = re.compile(r"=SUM\(([A-Z])(\d+):([A-Z])(\d+)\)")
_LESS = re.compile(r"=([A-Z]\d+)-([A-Z]\d+)")
_ROUND = re.compile(r"=ROUND\(\(5\*(\w+)\+4\*(\w+)\+3\*(\w+)\+2\*(\w+)\+(\w+)\)/(\w+),1\)")


def read(edition: SummaryEdition, *, values: bool = False) -> Workbook:
    """The workbook with its formulas, or with what stands in their place until they are reckoned."""
    return load_workbook(io.BytesIO(build_results_sheet(edition)), data_only=values)


def listed(edition: SummaryEdition) -> dict[str, list[Any]]:
    """The rows of figures with their values, by what each is called and measured in."""
    book = read(edition, values=True)
    rows = [[cell.value for cell in row] for name in ("统计", "经费") for row in book[name].iter_rows(min_row=4)]
    return {f"{row[2]}/{row[3]}": row for row in rows if row[3]}


def reckon(formula: str, values: Any) -> float:
    """What a formula makes of the values of its sheet."""
    if found := _SUM.fullmatch(formula):
        first, start, last, end = found.groups()
        cells = (cell for row in values[f"{first}{start}:{last}{end}"] for cell in row)
        return float(sum(cell.value for cell in cells if isinstance(cell.value, int | float)))
    if found := _LESS.fullmatch(formula):
        return float(values[found[1]].value - values[found[2]].value)
    found = _ROUND.fullmatch(formula)
    assert found, formula
    stars = sum(weight * values[cell].value for weight, cell in zip((5, 4, 3, 2, 1), found.groups(), strict=False))
    return float((Decimal(stars) / values[found[6]].value).quantize(Decimal("0.1"), "ROUND_HALF_UP"))


def test_figures_are_numbers_with_their_plan() -> None:
    rows = listed(filed_of(tour_records()))

    assert rows["四至六年级留守儿童/名"][:7] == ["人员", "参加对象", "四至六年级留守儿童", "名", 30, 29, -1]
    assert rows["服务孩子/人次"][4:7] == ["—", 87, ""]
    assert rows["餐费/元"][4:7] == [7380, 7860, 480]
    assert rows["支出合计/元"][4:7] == [13220, 13140, -80]
    assert rows["志愿服务时长/小时"][5:8] == [46.5, "", "还有 1 人的时长没核定"]
    assert rows["书包/个"][7] == "青禾书店"


def test_sums_and_differences_are_formulas_that_come_to_what_is_shown() -> None:
    edition = filed_of(tour_records())
    formulas, values = read(edition), read(edition, values=True)

    found = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]
    assert all(reckon(formula, values[title]) == values[title][at].value for title, at, formula in found)
    assert [(title, formula) for title, _, formula in found if "SUM" in formula][:4] == [
        ("统计", "=SUM(E5:E6)"),
        ("统计", "=SUM(F5:F6)"),
        ("经费", "=SUM(E5:E7)"),
        ("经费", "=SUM(F5:F7)"),
    ]
    assert len([title for title, *_ in found if title == "反馈"]) == 11


def test_sum_of_what_is_not_all_known_is_no_formula() -> None:
    edition = filed_of(tour_records(said=actuals(*(answer for answer in SAID if answer.place != "head_counts/doctor"))))

    assert listed(edition)["随队医生/名"][5] == "未记录"
    assert listed(edition)["随队人员合计/名"][4:6] == [6, "未记录"]


def test_nothing_known_is_said_in_words_and_there_is_no_sheet_of_feedback_without_any() -> None:
    given = records(dossier=Dossier(Facts(title="春游")), said=actuals(), ledger=Ledger())
    edition = draft_of(given)
    silent = replace(edition, filed=replace(edition.filed, results=replace(edition.results, feedback=())))

    assert read(silent).sheetnames == ["统计", "经费"]
    assert [row[4:6] for row in listed(silent).values()] == [["—", "未记录"]] * 4
    assert read(silent)["统计"]["A2"].value == "（草稿，没有定稿）"


def test_cancelled_event_has_a_sheet_of_its_money_alone() -> None:
    edition = draft_of(tour_records(dossier=with_facts(status=EventStatus.CANCELLED)))

    assert read(edition).sheetnames == ["经费", "反馈"]


def test_feedback_is_counted_by_stars_with_its_mean() -> None:
    rows = [[cell.value for cell in row] for row in read(filed_of(tour_records()), values=True)["反馈"].iter_rows()]

    assert rows[3:6] == [
        ["孩子", 18, 5, 2, 1, 0, 26, 4.5],
        ["家长", 7, 4, 1, 0, 0, 12, 4.5],
        ["合计", 25, 9, 3, 1, 0, 38, 4.5],
    ]


def test_paper_is_a4_with_a_head_that_repeats_and_places_to_sign() -> None:
    sheet = read(filed_of(tour_records()))["统计"]

    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.print_title_rows == "$3:$3"
    assert sheet["A2"].value.endswith("（第 2 版，周老师定稿）")
    assert "审核人：＿＿＿＿＿＿" in sheet.cell(sheet.max_row, 1).value


@pytest.mark.parametrize("text", [NASTY, "=1+1", "@SUM(A1)", "+1", "-1", "<r>x</r>"])
def test_text_of_users_never_becomes_a_formula(text: str) -> None:
    given = tour_records(dossier=with_facts(title=text, organisation=text, place=text, owner=text))
    groups = tuple(replace(group, group=text) for group in given.dossier.head_counts)
    edition = draft_of(
        replace(given, finances=replace(given.finances, dossier=replace(given.dossier, head_counts=groups)))
    )

    book = read(edition)
    cells = [cell for name in ("统计", "经费") for row in book[name].iter_rows() for cell in row]
    formulas = {cell.value for cell in cells if cell.data_type == "f"}
    assert all(_SUM.fullmatch(formula) or _LESS.fullmatch(formula) for formula in formulas)


def test_same_edition_gives_the_same_bytes() -> None:
    edition = filed_of(tour_records())

    assert build_results_sheet(edition) == build_results_sheet(edition)
