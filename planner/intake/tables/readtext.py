"""What was pasted: its HTML where that holds a table, else its text."""

from planner.intake.chatlists.blocks import MARK
from planner.intake.chatlists.numbering import find_numbers
from planner.intake.chatlists.signs import make_plain
from planner.intake.tables.table import Table
from planner.intake.tables.texttable import read_text_table

_LEAST_ENTRIES = 2


def read_pasted(text: str, html: str = "") -> tuple[Table, ...]:
    """The tables of a paste; none where nothing stands in it. Raises UnreadableFileError for more than is read."""
    tables: tuple[Table, ...] = ()
    if html.strip():
        # Those who read HTML load what parses it, not those who only take text.
        from planner.intake.tables.htmltables import read_html_tables

        tables = read_html_tables(html)
    if not tables and text.strip():
        tables = (read_text_table(text),)
    return tables


def is_chat_list(text: str) -> bool:
    """Whether the text is a list of a chat group (接龙): marked as one, or entries with numbers and no table."""
    plain = [make_plain(line) for line in text.splitlines()]
    if any(MARK.search(line) for line in plain):
        return True
    return not {"\t", "|"} & set(text) and len(find_numbers(plain)) >= _LEAST_ENTRIES
