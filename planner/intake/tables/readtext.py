"""What was pasted: its HTML where that holds a table, else its text."""

from planner.intake.tables.table import Table
from planner.intake.tables.texttable import read_text_table


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
