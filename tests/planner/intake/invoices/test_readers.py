"""What decodes files is loaded by whoever reads one."""

import subprocess
import sys

DECODERS = ("PIL", "lxml", "pypdfium2", "zxingcpp")


def test_house_is_loaded_without_what_decodes_files() -> None:
    code = f"import sys, planner.cli, planner.views; print([name for name in {DECODERS} if name in sys.modules])"

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"
