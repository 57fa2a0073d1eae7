"""planner verify of an evidence set, as it is typed where nothing is installed."""

import hashlib
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask.cli import FlaskGroup

from planner import cli
from planner.commands.verifying import verify_command
from planner.evidence import SUMS, PackedFile, write_sums

PLAN, PHOTO = "01 方案与审批/方案.docx", "07 照片/01 08.41.jpg"
FILES = {PLAN: b"plan", PHOTO: b"photo"}


def verify(path: Path) -> Result:
    """The answer of the command, without any application."""
    return CliRunner().invoke(verify_command, [str(path)])


def write_set(path: Path, files: dict[str, bytes]) -> str:
    """A set whose list is that of FILES; its fingerprint."""
    sums = write_sums(
        "六一", date(2027, 6, 8), [PackedFile(p, hashlib.sha256(c).hexdigest()) for p, c in FILES.items()]
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (*files.items(), (SUMS, sums)):
            archive.writestr(name, content)
    return hashlib.sha256(sums).hexdigest()


def test_whole_set_is_told_file_by_file(tmp_path: Path) -> None:
    fingerprint = write_set(tmp_path / "set.zip", FILES)

    answer = verify(tmp_path / "set.zip")

    lines = answer.output.splitlines()
    assert (answer.exit_code, lines[:2]) == (0, [f"完好  {PLAN}", f"完好  {PHOTO}"])
    assert lines[2:4] == ["完好 2 个，被改动 0 个，缺少 0 个，多出 0 个", f"清单指纹：{fingerprint}"]
    assert lines[-1] == "都和清单一样，完好。"


def test_set_that_differs_ends_with_one(tmp_path: Path) -> None:
    write_set(tmp_path / "set.zip", {PLAN: b"other", "../x.exe": b"x"})

    answer = verify(tmp_path / "set.zip")

    assert answer.exit_code == 1
    for line in (f"被改动  {PLAN}", f"缺少  {PHOTO}", "多出  ../x.exe", "这份全套材料和清单不一样。"):
        assert line in answer.output.splitlines()


@pytest.mark.parametrize("content", [b"", b"no archive"])
def test_what_is_no_archive_is_refused_without_an_application(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content)

    answer = verify(tmp_path / "x.zip")

    assert (answer.exit_code, answer.output) == (1, "这个文件不是活动方案的备份，也不是全套材料，或者没有存完整。\n")


def test_unpacked_set_is_told_how_it_is_checked(tmp_path: Path) -> None:
    (tmp_path / SUMS).write_bytes(b"")

    answer = verify(tmp_path)

    sentence = "这是解开的全套材料。核对原来的 .zip，或者在这个文件夹里运行 sha256sum -c SHA256SUMS.txt。\n"
    assert (answer.exit_code, answer.output) == (1, sentence)


def test_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    answer = verify(tmp_path / "x.zip")

    assert (answer.exit_code, answer.output) == (1, f"{tmp_path / 'x.zip'} 读不了：没有这个文件或文件夹。\n")


def test_command_is_found_before_an_application_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    groups: list[Any] = []
    monkeypatch.setattr(FlaskGroup, "main", lambda group, **_: groups.append(group))

    cli.main()

    assert groups[0].commands["verify"] is verify_command
