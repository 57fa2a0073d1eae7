"""`planner read-plan`: what a file says about an event, as JSON; needs neither an installation nor a database."""

import json
import sys
from pathlib import Path

import click

from planner.intake.invoices.limits import UnreadableFileError


@click.command("read-plan", help="读一份方案（.txt、.docx、.doc），把读出的内容打印成 JSON。")
@click.argument("place", metavar="文件", type=click.Path(path_type=Path))
def read_plan_command(place: Path) -> None:
    """Print the fields of a plan with the words that each was read from."""
    # Loaded only here: no other command reads plans.
    from planner.intake.plans.answer import answer_of
    from planner.intake.plans.documents import read_document
    from planner.intake.plans.planreading import read_plan

    try:
        text = read_document(place.read_bytes())
    except UnreadableFileError as fault:
        sys.exit(str(fault))
    except OSError as fault:
        sys.exit(f"{place} 读不了：{fault.strerror}。")
    answer = json.dumps(answer_of(read_plan(text)), ensure_ascii=False, indent=1)
    # The console of Windows may not know every character; whoever reads JSON expects UTF-8.
    sys.stdout.buffer.write(answer.encode("utf-8", "replace") + b"\n")
