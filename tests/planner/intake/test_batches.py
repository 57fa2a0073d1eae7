"""Tables and decisions as text, and back."""

from planner.intake.batches import Decided, parse_tables, tables_as_json
from planner.intake.tables.table import SourceCell, SourceLine, Table


def test_tables_come_back_as_they_were() -> None:
    lines = (
        SourceLine(1, (SourceCell("班级\n姓名"), SourceCell("", is_filled=True)), is_outside=True),
        SourceLine(7, (SourceCell("四（1）班", is_filled=True),), is_hidden=True),
        SourceLine(8, (), is_hidden=True, is_outside=True),
    )
    tables = (Table(lines, "名单", is_hidden=True, notes=("藏了 1 列",)), Table(()))

    assert parse_tables(tables_as_json(tables)) == tables


def test_decisions_come_back_as_they_were() -> None:
    decided = Decided(
        sheet=2,
        stays=True,
        newcomers=False,
        chosen={3: "", 4: "name"},
        answers={"sum:7": "computed"},
        edits={9: {"phone": "13800000101"}},
        dropped=frozenset({5, 4}),
        apart=frozenset({"value:phone"}),
        added={6: "k6"},
    )

    assert Decided.parse(decided.as_json()) == decided
    assert Decided.parse("") == Decided()


def test_lines_that_became_rows_wait_again_when_these_are_taken_back() -> None:
    decided = Decided().with_added({4: "a"}).with_added({5: "b", 6: "c"})

    assert decided.without_added(["a", "c"]).added == {5: "b"}
