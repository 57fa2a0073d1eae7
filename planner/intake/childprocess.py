"""Reading what strangers made in a child process: without a setting or a key of the house, for a time, then ended."""

import os
import subprocess
import sys
from pathlib import Path

# The package `planner` makes the application, which takes longer to load than the file to read: the child knows an
# empty one of that name, in the same place.
_CODE = """
import sys, types
house = sys.modules["planner"] = types.ModuleType("planner")
house.__path__ = [sys.argv[1]]
from {module} import main
main()
"""
_HOUSE = Path(__file__).parents[1]
# What a Python needs of its surroundings; settings and keys of the house are none of the child's business.
_PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LD_LIBRARY_PATH")


def code_of(module: str) -> str:
    """The program of a child that calls `main` of that module."""
    return _CODE.format(module=module)


def ask_child(code: str, payload: bytes, *, seconds: float) -> bytes | None:
    """What the child prints when it is given that on standard input; None where it fails or takes longer."""
    surroundings = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-c", code, str(_HOUSE)],
            input=payload,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # One heap: the limit counts what is set aside, used or not.
            env=surroundings | {"MALLOC_ARENA_MAX": "1", "OPENBLAS_NUM_THREADS": "1"},
            timeout=seconds,
            check=True,
        )
    except subprocess.SubprocessError:
        return None
    return done.stdout


def limit_memory(most_bytes: int) -> None:
    """Let this process have no more memory than that, and leave no image of itself when it dies."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
