"""The child process: the text of a calendar comes in, its entries go out."""

import json
import sys
from datetime import date

from planner.intake.childprocess import limit_memory

MOST_MEMORY = 300 * 1024 * 1024


def main() -> None:
    """Answer the order on standard input, a text with the first and the last day, with the packed entries."""
    limit_memory(MOST_MEMORY)
    # Loaded behind the limit, which holds for them as well.
    from planner.intake.calendars.entries import pack_entries
    from planner.intake.calendars.ical import read_entries

    text, first, last = json.loads(sys.stdin.buffer.read())
    file = read_entries(text, date.fromisoformat(first), date.fromisoformat(last))
    sys.stdout.buffer.write(pack_entries(file).encode(errors="replace"))
