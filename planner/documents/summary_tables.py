"""The figures of a summary as tables of its paper: planned against actual, what else was counted, feedback."""

from collections.abc import Iterator, Sequence

from planner.documents.columns import fit_columns
from planner.documents.gbt9704 import TableColumn, TableRow, paragraph, run, table
from planner.documents.result_wording import NOT_PLANNED, NOT_RECORDED, format_figure, format_gap, format_plan
from planner.numerals import chinese_number
from planner.people.feedback import AudienceTally
from planner.report.results import ResultRow, Results, ResultSection

_NOTE = f"注：“{NOT_PLANNED}”为计划里没有这个数，“{NOT_RECORDED}”为没有人记。差为实际减计划。"


def compose_results(results: Results) -> Iterator[str]:
    """The tables with their headings, （一）（二）…; nothing of an event of which nothing is known."""
    planned = [row for row in results.rows if row.has_plan]
    counted = [row for row in results.rows if not row.has_plan]
    tables = (
        ("计划与实际", _compare(planned) if planned else ""),
        ("其他统计", _count(counted) if counted else ""),
        ("反馈", _tell_feedback(results.feedback) if results.feedback else ""),
    )
    said = [(heading, drawn) for heading, drawn in tables if drawn]
    for number, (heading, drawn) in enumerate(said, start=1):
        yield paragraph(run(f"（{chinese_number(number)}）{heading}"), "Heading2")
        yield drawn


def _compare(rows: Sequence[ResultRow]) -> str:
    listed: list[TableRow] = []
    for section in ResultSection:
        of_section = [row for row in rows if row.section is section]
        listed += [section.label] if of_section else []
        listed += [
            [row.label, row.unit, format_plan(row), format_figure(row, row.actual), format_gap(row), row.cause]
            for row in of_section
        ]
    columns = (
        TableColumn("项目", 3),
        TableColumn("单位", 1, "center"),
        *(TableColumn(name, 1, "right") for name in ("计划", "实际", "差")),
        TableColumn("说明", 2),
    )
    has_causes = any(row.cause for row in rows)
    shown = columns if has_causes else columns[:-1]
    cut = listed if has_causes else [row if isinstance(row, str) else row[:-1] for row in listed]
    return table(fit_columns(shown, cut), cut, note=_NOTE)


def _count(rows: Sequence[ResultRow]) -> str:
    listed: list[TableRow] = []
    for row in rows:
        name = f"{row.part}：{row.label}" if row.part else row.label
        listed.append([row.section.label, name, format_figure(row, row.actual), row.unit, row.cause])
    for at in range(len(listed) - 1, 0, -1):
        if listed[at][0] == listed[at - 1][0]:
            listed[at] = ["", *listed[at][1:]]
    columns = (
        TableColumn("类别", 1, "center", merged=True),
        TableColumn("项目", 3),
        TableColumn("数", 1, "right"),
        TableColumn("单位", 1, "center"),
        TableColumn("说明", 3),
    )
    return table(fit_columns(columns, listed), listed)


def _tell_feedback(tallies: Sequence[AudienceTally]) -> str:
    listed: list[TableRow] = [
        [tally.audience.label, str(tally.count), tally.mean_label, *map(str, reversed(tally.by_stars))]
        for tally in tallies
    ]
    columns = (
        TableColumn("谁", 20),
        TableColumn("份数", 14, "center"),
        TableColumn("平均", 16, "center"),
        *(TableColumn(f"{stars} 星", 10, "center") for stars in (5, 4, 3, 2, 1)),
    )
    return table(columns, listed)
