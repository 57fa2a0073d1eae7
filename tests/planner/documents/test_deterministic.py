"""The same event is the same file: in another process, in another zone, with other hashes."""

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.documents.activity_form import build_activity_form
from planner.documents.budget import build_budget_sheet
from planner.documents.calendar import build_calendar
from planner.documents.home_letter import build_home_letter
from planner.documents.plan import build_plan
from planner.documents.results_sheet import build_results_sheet
from planner.documents.schedule import build_schedule_sheet
from planner.documents.settlement import build_settlement_report
from planner.documents.settlement_sheet import build_settlement_workbook
from planner.documents.sign_in import SignInRow, build_sign_in
from planner.documents.sign_off import SignOffRow, build_sign_off
from planner.documents.summary import build_summary
from planner.documents.supplies import build_supplies_sheet
from planner.documents.thanks import build_thanks
from planner.documents.visit_record import VisitRow, build_visit_record
from planner.dossier import Dossier, Facts
from planner.money.finances import Finances
from planner.pictures.printed import PrintedPhotos
from planner.report import Records
from tests.planner.documents.events import cancelled, nasty, tour
from tests.planner.documents.ledgers import LEDGER
from tests.planner.editions import filed_of

ROOT = Path(__file__).resolve().parents[3]
EVENTS = {
    "tour": tour(),
    "dated": tour(2026),
    "cancelled": cancelled(),
    "nasty": nasty(),
    "empty": Dossier(facts=Facts()),
}
STAMP = datetime(2026, 7, 1, tzinfo=UTC)


def papers(event: Dossier) -> dict[str, bytes]:
    """Every office paper of an event."""
    money = Finances(event, LEDGER)
    edition = filed_of(Records(finances=money))
    return {
        "plan": build_plan(event),
        "sign_in": build_sign_in(event, [SignInRow("林晚晴", "四（1）班")]),
        "budget": build_budget_sheet(event),
        "schedule": build_schedule_sheet(event),
        "supplies": build_supplies_sheet(event),
        "settlement": build_settlement_report(money),
        "settlement_sheet": build_settlement_workbook(money),
        "summary": build_summary(edition, PrintedPhotos()),
        "results_sheet": build_results_sheet(edition),
        "activity_form": build_activity_form(edition),
        "visit_record": build_visit_record(edition, [VisitRow("林晚晴", "四（1）班")]),
        "thanks": build_thanks(edition),
        "home_letter": build_home_letter(edition),
        "sign_off": build_sign_off(event, LEDGER.handouts, [SignOffRow("林晚晴", "四（1）班", "0001")]),
        "calendar": build_calendar(event, event_id=5, host="plan.example.cn", stamp=STAMP, sequence=1),
    }


def digests() -> dict[str, str]:
    """A digest of each paper of each event."""
    return {
        f"{name} {paper}": hashlib.sha256(content).hexdigest()
        for name, event in EVENTS.items()
        for paper, content in papers(event).items()
    }


@pytest.mark.parametrize(("zone", "seed"), [("America/New_York", "1"), ("Asia/Shanghai", "2")])
def test_same_event_gives_same_bytes_elsewhere(zone: str, seed: str) -> None:
    code = "from tests.planner.documents.test_deterministic import digests; print(digests())"
    environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
    there = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, capture_output=True, text=True, timeout=60
    )
    assert there.stdout.strip() == str(digests())


@pytest.mark.parametrize("name", EVENTS)
def test_files_carry_no_moment_of_their_own(name: str) -> None:
    for paper, content in papers(EVENTS[name]).items():
        if paper != "calendar":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                assert archive.testzip() is None
                assert {entry.date_time[0] for entry in archive.infolist()} <= {1980, 2020}
