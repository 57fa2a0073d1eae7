"""What few requests need is loaded by the first of them, not with the house."""

import subprocess
import sys

SELDOM_NEEDED = ("alembic", "docx", "openpyxl", "sqlalchemy.dialects.postgresql", "typst", "xlsxwriter")


def test_house_on_sqlite_is_loaded_without_what_few_requests_need() -> None:
    code = f"import sys, planner.cli, planner.views; print([name for name in {SELDOM_NEEDED} if name in sys.modules])"

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"
