"""The programs of PostgreSQL are found where they lie, and say what went wrong without showing a password."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import make_url

from planner.backups import programs
from planner.backups.programs import address_of, find_program, read_program, run_program
from planner.errors import BackupFailed


def install(folder: Path, name: str, script: str) -> Path:
    """A program of that name."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


@pytest.fixture
def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which nothing lies on the path; versions lie in folders of their own."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(programs, "_FOLDERS", (f"{tmp_path.as_posix()}/*/bin",))
    return tmp_path


def test_newest_program_is_found_where_debian_puts_it(debian: Path) -> None:
    for version in ("9.6", "15", "16"):
        install(debian / version / "bin", "pg_dump", "")

    assert find_program("pg_dump") == str(debian / "16" / "bin" / "pg_dump")


def test_program_that_is_not_installed_is_named(debian: Path) -> None:
    with pytest.raises(BackupFailed, match=r"没有找到 pg_dump：先装上 PostgreSQL 的客户端"):
        find_program("pg_dump")


def test_password_goes_by_the_environment(debian: Path) -> None:
    url = make_url("postgresql+psycopg://planner:geheim@db.example.org/planner")
    install(debian / "15" / "bin", "pg_dump", f'echo "$PGPASSWORD $*" > {debian}/seen')

    run_program("pg_dump", f"--dbname={address_of(url)}", url=url)

    assert (debian / "seen").read_text() == "geheim --dbname=postgresql://planner@db.example.org/planner\n"


def test_program_that_fails_says_its_first_line(debian: Path) -> None:
    install(debian / "15" / "bin", "pg_dump", "echo 'server version mismatch' >&2; echo more >&2; exit 1")

    with pytest.raises(BackupFailed, match=r"^pg_dump 没有做完：server version mismatch$"):
        run_program("pg_dump")


def test_output_of_a_program_that_breaks_off_is_not_trusted(debian: Path) -> None:
    install(debian / "15" / "bin", "pg_restore", "echo one; exit 1")

    with pytest.raises(BackupFailed, match="读不完"), read_program("pg_restore") as output:
        assert output.readlines() == [b"one\n"]
