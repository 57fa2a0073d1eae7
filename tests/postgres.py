"""A throw-away PostgreSQL: in a temporary folder, on its own socket, gone when the tests end."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg

ACCOUNT = "postgres"
# No crash to survive, and tables so small that no statement is worth compiling; and a transaction that a test left open
# makes the next one fail instead of hang.
OPTIONS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off -c shared_buffers=64MB"
    " -c lock_timeout=10s"
)
# A start that hangs should fail the tests, not CI's time limit.
START_SECONDS = 60
# Outlives the tests only until it sees that they ended, even if they were killed.
WATCH = 'while kill -0 "$1" 2>/dev/null; do sleep 1; done; shift; "$@"; rm -rf "$FOLDER"'


def find_programs() -> Path | None:
    """The folder with initdb and pg_ctl, the newest where there are several; None without a server."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: _version(folder.parent.name))
    if on_path := shutil.which("initdb"):
        folders.insert(0, Path(on_path).resolve().parent)
    usable = [folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()]
    return usable[-1] if usable else None


def why_unavailable() -> str | None:
    """The reason in words why no server can be started here; None if it can."""
    if os.name != "posix":
        return "the throw-away PostgreSQL needs Unix sockets"
    if find_programs() is None:
        return "no PostgreSQL server is installed (Debian: apt install postgresql)"
    if os.geteuid() == 0 and (not _account_exists() or _switch() is None):
        return f"PostgreSQL doesn't run as root, and there is no account {ACCOUNT} to run it as"
    return None


class Server:
    """The server of one folder. Several processes may hold one each: the first that asks starts it, `stop` ends it."""

    def __init__(self, folder: Path, *, guardian: int) -> None:
        """The server stops by itself when the process `guardian` is gone."""
        self.folder = folder
        self.guardian = guardian
        self.data = folder / "data"

    @classmethod
    def make_folder(cls) -> Path:
        """A new short-named folder (a socket's path is limited to about 100 characters)."""
        return Path(tempfile.mkdtemp(prefix="planner-pg-", dir="/tmp" if os.name == "posix" else None))

    def ensure_started(self) -> None:
        """Start the server unless another test process has."""
        import fcntl

        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (self.data / "postmaster.pid").exists():
                self._start()

    def create_database(self, name: str, *, template: str = "template1") -> str:
        """A new database, empty or a copy of another one; returns its address for SQLAlchemy."""
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self._address(name).replace("postgresql://", "postgresql+psycopg://", 1)

    def stop(self) -> None:
        """Stop the server if it runs, and remove its folder."""
        if (self.data / "postmaster.pid").exists():
            subprocess.run(self._pg_ctl("stop", "-m", "immediate"), capture_output=True, check=False, cwd="/")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.folder, ACCOUNT)
        programs = _programs()
        _run(
            _as_account(
                [
                    programs / "initdb",
                    "-D",
                    self.data,
                    "-U",
                    ACCOUNT,
                    "-A",
                    "trust",
                    "-E",
                    "UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync",
                ]
            )
        )
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} {OPTIONS}"
        _run(self._pg_ctl("start", "-w", "-t", str(START_SECONDS), "-l", self.folder / "log", "-o", options))
        stop = [str(part) for part in self._pg_ctl("stop", "-m", "immediate")]
        # It outlives the tests: the shell that starts it ends at once and leaves it behind.
        subprocess.run(
            ["sh", "-c", f"({WATCH}) &", "sh", str(self.guardian), *stop],
            env={**os.environ, "FOLDER": str(self.folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
            check=True,
        )

    def _pg_ctl(self, action: str, *options: str | Path) -> list[str | Path]:
        return _as_account([_programs() / "pg_ctl", action, "-D", self.data, *options])

    def _address(self, database: str) -> str:
        return f"postgresql://{ACCOUNT}@/{database}?host={self.folder}"


def _as_account(command: list[str | Path]) -> list[str | Path]:
    """The command as it runs under the account `postgres`, where the tests run as root."""
    return command if os.geteuid() != 0 else [*(_switch() or ()), *command]


def _switch() -> list[str] | None:
    if shutil.which("runuser"):
        return ["runuser", "-u", ACCOUNT, "--"]
    if shutil.which("setpriv"):
        return ["setpriv", f"--reuid={ACCOUNT}", f"--regid={ACCOUNT}", "--init-groups", "--"]
    return None


def _account_exists() -> bool:
    import pwd

    return any(entry.pw_name == ACCOUNT for entry in pwd.getpwall())


def _programs() -> Path:
    programs = find_programs()
    assert programs, why_unavailable()
    return programs


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _run(command: list[str | Path]) -> None:
    """Run it; the output goes to a file because a started server would keep a pipe open."""
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False, cwd="/")
        if done.returncode:
            output.seek(0)
            raise RuntimeError(f"{' '.join(map(str, command))}:\n{output.read()}")
