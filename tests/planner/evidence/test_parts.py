"""Names in a set: in order, never the same, and taken by Windows; its list can be checked without this software."""

import hashlib
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from planner.evidence import SUMS, EvidencePart, PackedFile, number_files, parse_sums, write_sums

LONG = "很长的名字" * 30


@pytest.mark.parametrize(
    ("names", "numbered"),
    [
        (["方案.docx"], ["方案.docx"]),
        (["a.pdf", "a.pdf"], ["01 a.pdf", "02 a.pdf"]),
        (['a/b\\c:d*e?"<>|.pdf'], ["a b c d e.pdf"]),
        (["con.txt", "尾巴. "], ["01 con.txt", "02 尾巴"]),
        ([f"{LONG}.jpg"], [f"{LONG[:60]}.jpg"]),
        (["...", ""], ["01 文件", "02 文件"]),
        (["没有扩展名的很长的.一句话说明"], ["没有扩展名的很长的.一句话说明"]),
        (["王\U00031350.pdf"], ["王\U00031350.pdf"]),
        (["a\x00b\u202ec.pdf"], ["a bc.pdf"]),
    ],
)
def test_names_are_safe_and_stay_in_order(names: list[str], numbered: list[str]) -> None:
    assert number_files(names) == numbered


def test_numbers_are_as_wide_as_the_last_one() -> None:
    names = number_files(["x.jpg"] * 120)

    assert (names[0], names[-1], sorted(names)) == ("001 x.jpg", "120 x.jpg", names)


def test_folders_are_numbered_in_the_order_of_their_parts() -> None:
    assert [part.folder for part in EvidencePart][:2] == ["01 方案与审批", "02 预算与审核"]
    assert EvidencePart.SUMMARY.folder == "10 总结"


def test_list_is_read_back() -> None:
    listed = write_sums("六一\n慰问", date(2027, 6, 8), [PackedFile("07 照片/01 a.jpg", "ab" * 32)])

    assert parse_sums(listed) == {"07 照片/01 a.jpg": "ab" * 32}
    assert listed.decode().split("\n")[1] == "# 六一 慰问，2027-06-08 做"


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum here")
def test_list_can_be_checked_by_sha256sum(tmp_path: Path) -> None:
    (tmp_path / "07 照片").mkdir()
    (tmp_path / "07 照片" / "01 a.jpg").write_bytes(b"photo")
    listed = write_sums(
        "六一", date(2027, 6, 8), [PackedFile("07 照片/01 a.jpg", hashlib.sha256(b"photo").hexdigest())]
    )
    (tmp_path / SUMS).write_bytes(listed)

    check = ["sha256sum", "--strict", "-c", SUMS]
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 0

    (tmp_path / "07 照片" / "01 a.jpg").write_bytes(b"other")
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 1
