"""What few requests need is loaded by the first of them, not with the house."""

import os
import subprocess
import sys
from collections.abc import Callable

from tests.databases import SQLITE
from tests.installation import Installation

# Each with all that lies within it.
SELDOM_NEEDED = {
    "PIL",
    "alembic",
    "docx",
    "gunicorn",
    "icalendar",
    "lxml",
    "openpyxl",
    "planner.intake.chatlists",
    "pypdfium2",
    "pypinyin",
    "segno",
    "sqlalchemy.dialects.postgresql",
    "tinycss2",
    "typst",
    "xlsxwriter",
    "zxingcpp",
}
FIRST_PAGE = """
import sys
from planner import cli, create_app
assert create_app().test_client().get("/sign-in").status_code == 200
print(*sys.modules)
"""


def test_first_page_on_sqlite_comes_without_what_few_requests_need(
    installations: Callable[[str], Installation],
) -> None:
    installation = installations(SQLITE)
    installation.empty()
    settings = {"PLANNER_DATABASE": installation.database.uri, "PLANNER_INSTANCE_DIR": str(installation.folder)}

    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAGE], capture_output=True, text=True, check=True, env=os.environ | settings
    )

    loaded = set(done.stdout.split())
    assert loaded >= {"planner.views.accounts", "planner.intake.pictures.faults"}
    assert loaded & SELDOM_NEEDED == set()
