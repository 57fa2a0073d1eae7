"""HTML as programs put it on the clipboard: merged cells, hidden parts, text as it is shown."""

import pytest

from planner.intake.invoices.limits import UnreadableFileError
from planner.intake.tables import limits
from planner.intake.tables.htmltables import read_html_tables


def lines(html: str) -> list[list[str]]:
    """The texts of the first table; what a merged cell fills stands in angle brackets."""
    (table, *_) = read_html_tables(html)
    return [[f"<{cell.text}>" if cell.is_filled else cell.text for cell in line.cells] for line in table.lines]


def cell(inside: str) -> str:
    """The text of a cell."""
    return lines(f"<table><tr><td>{inside}</td><td>.</td></tr></table>")[0][0]


def test_spans_are_laid_out() -> None:
    html = (
        "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>丙</td><td rowspan=9>丁</td></tr>"
        "<tr><td>戊</td></tr></table>"
    )

    assert lines(html) == [["甲", "乙", "<乙>"], ["<甲>", "丙", "丁"], ["戊", "", "<丁>"]]


@pytest.mark.parametrize("span", ["0", "x", "", "-1", "1.5", "٣", "99999999999"])
def test_span_that_is_no_number_is_one(span: str) -> None:
    assert lines(f'<table><tr><td colspan="{span}">甲</td><td>乙</td></tr></table>')[0] == ["甲", "乙"]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("甲<br>乙", "甲\n乙"),
        ("<p>甲</p><p>乙</p>", "甲\n乙"),
        ("<p class=MsoNormal>甲<o:p></o:p></p>", "甲"),
        ("体育\n组", "体育组"),
        ("Anna\n Maria", "Anna Maria"),
        ("a&nbsp;&nbsp; b", "a b"),
        ("张　三", "张　三"),
        ("<ol><li>甲<li>乙</ol>", "1. 甲\n2. 乙"),
        ("<ul><li>甲<li>乙</ul>", "甲\n乙"),
        ("<![if !supportLists]><span>1.<span>&nbsp; </span></span><![endif]>甲", "1. 甲"),
        ("<!-- 注 -->甲<script>x</script><style>y</style>", "甲"),
        ("甲<span style='display:none;mso-hide:all'>乙</span>丙", "甲丙"),
        ("<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>", "甲 乙\n丙 丁"),
        ("<input type=checkbox> 甲", "甲"),
        ("<pre>甲\n  乙</pre>", "甲\n乙"),
        ("王\U00031350 👧", "王\U00031350 👧"),
        ("&#1;甲\x0b", "甲"),
    ],
)
def test_text_is_what_is_shown(inside: str, text: str) -> None:
    assert cell(inside) == text


@pytest.mark.parametrize(
    ("attributes", "shown", "text"),
    [
        ('x:num="13800000021"', "1.38E+10", "13800000021"),
        ('sdval="46174"', "########", "46174"),
        ('x:num="2.6992e+19"', "2.6992E+19", "2.6992E+19"),
        ('x:num="1234"', "1,234.00", "1,234.00"),
        ("", "########", "########"),
    ],
)
def test_digits_that_are_not_shown_are_taken_from_the_value(attributes: str, shown: str, text: str) -> None:
    assert lines(f"<table><tr><td {attributes}>{shown}</td><td>.</td></tr></table>")[0][0] == text


def test_what_is_hidden_is_said() -> None:
    html = (
        "<style>.away {display:none}</style><table><col><col style='display:none'><col>"
        "<tr><td>甲</td><td>密</td><td>乙<span class=away>藏</span></td></tr><tr style='display:none'><td>丙</td></tr></table>"
    )
    (table,) = read_html_tables(html)

    assert [[c.text for c in line.cells] for line in table.lines] == [["甲", "乙"], ["丙", ""]]
    assert [line.is_hidden for line in table.lines] == [False, True]
    assert table.notes == ("隐藏的一列没有读：密", "隐藏的文字没有读：藏")


def test_text_around_tables_goes_with_them() -> None:
    html = "<h1>标题</h1><table><tr><td>甲<td>乙</table><p>中间</p><table><caption>名<tr><td>丙<td>丁</table><p>末尾"
    first, second = read_html_tables(html)

    assert [(line.number, line.cells[0].text, line.is_outside) for line in first.lines] == [
        (1, "标题", True),
        (2, "甲", False),
    ]
    assert [(line.cells[0].text, line.is_outside) for line in second.lines] == [
        ("中间", True),
        ("名", True),
        ("丙", False),
        ("末尾", True),
    ]


def test_table_that_only_lays_out_gives_way() -> None:
    html = "<table><tr><td>前<table><tr><td>甲<td>乙</table></table>"

    assert lines(html) == [["前"], ["甲", "乙"]]


@pytest.mark.parametrize(
    "html", ["", "<p>字</p>", "<table></table>", "<table><tr><td> </td></tr></table>", "\x00", "<"]
)
def test_html_without_a_table_has_none(html: str) -> None:
    assert read_html_tables(html) == ()


def test_more_cells_than_are_read_are_refused() -> None:
    row = "<tr><td colspan=256>甲</td></tr>"

    with pytest.raises(UnreadableFileError, match="太大"):
        read_html_tables(f"<table>{row * (limits.MOST_CELLS // 256 + 1)}</table>")
