"""Attachments: told by their content, kept once, under harmless names."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from planner.errors import BadInput
from planner.services.attachments import add_attachment, clean_filename, file_path, keep_file
from tests.planner.conftest import World
from tests.planner.filesamples import FILES, PNG
from tests.planner.rowvalues import last_entry, listed
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]


def add(world: World, folder: Path, filename: str, content: bytes, most: int = 20) -> Any:
    """Add a file to the event as 周老师."""
    actor = user(world, "周老师")
    return add_attachment(
        event_of(world), filename=filename, content=content, folder=folder, most_mebibyte=most, actor=actor
    )


@pytest.mark.parametrize("extension", FILES)
def test_file_is_kept_under_its_sha256_and_listed(world: World, in_app: InApp, tmp_path: Path, extension: str) -> None:
    content, mime = FILES[extension]
    with in_app():
        row = add(world, tmp_path, f"安全预案.{extension}", content)

        assert (row.name, row.filename, row.mime, row.size) == ("安全预案", f"安全预案.{extension}", mime, len(content))
        assert row.sha256 == hashlib.sha256(content).hexdigest()
        assert file_path(tmp_path, row.sha256).read_bytes() == content
        assert (last_entry(world).verb, last_entry(world).subject) == ("添加", "附件“安全预案”")


@pytest.mark.parametrize(
    ("filename", "content", "sentence"),
    [
        ("预案.pdf", b"", "“预案.pdf”是空文件。"),
        ("预案.pdf", PNG, "“预案.pdf”的内容其实是 .png 文件，改好文件名再传。"),
        ("预案", PNG, "“预案”的内容其实是 .png 文件，改好文件名再传。"),
        ("预案.docx", FILES["docx"][0][:200], "“预案.docx”的内容不是其中一种。"),
        ("预案.exe", b"MZ" + bytes(60), "“预案.exe”的内容不是其中一种。"),
        ("预案.html", b"<script>alert(1)</script>", "“预案.html”的内容不是其中一种。"),
        ("图.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "“图.svg”的内容不是其中一种。"),
    ],
)
def test_file_that_is_not_what_it_says_is_refused(
    world: World, in_app: InApp, tmp_path: Path, filename: str, content: bytes, sentence: str
) -> None:
    with in_app(), pytest.raises(BadInput) as refusal:
        add(world, tmp_path, filename, content)

    assert sentence in refusal.value.sentence
    assert list(tmp_path.iterdir()) == []
    with in_app():
        assert listed(world, "attachments") == []


def test_20_mb_are_taken_and_a_byte_more_is_not(world: World, in_app: InApp, tmp_path: Path) -> None:
    largest = b"%PDF-1.7\n" + bytes(20 * 2**20 - 9)
    with in_app():
        add(world, tmp_path, "大.pdf", largest)

        with pytest.raises(BadInput, match=r"有 20\.0 MB，每个最多 20 MB"):
            add(world, tmp_path, "更大.pdf", largest + b"\n")

        assert [row.name for row in listed(world, "attachments")] == ["大"]


def test_small_archive_of_much_data_is_not_unpacked(world: World, in_app: InApp, tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(60 * 2**20))

    with in_app():
        row = add(world, tmp_path, "炸弹.docx", held.getvalue())

    assert row.size < 100_000


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../x.pdf", "x.pdf"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("/etc/passwd", "passwd"),
        ("C:\\Users\\周\\预案.docx", "预案.docx"),
        ('a<b>c:"d|e?f*.pdf', "abcdef.pdf"),
        ("换\n行\0.pdf", "换行.pdf"),
        ("\u202egnp.pdf", "gnp.pdf"),
        (" . ", "附件"),
        ("", "附件"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_file_names_are_harmless(name: str, cleaned: str) -> None:
    assert clean_filename(name) == cleaned


@pytest.mark.parametrize("name", ["../../x.png", "..\\x.png", "/tmp/x.png", "....//x.png"])
def test_nothing_is_written_outside_the_folder(world: World, in_app: InApp, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "files"
    with in_app():
        row = add(world, folder, name, PNG)

    assert row.filename == "x.png"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file_path(folder, row.sha256)]


def test_same_file_twice_is_kept_once(tmp_path: Path) -> None:
    assert keep_file(PNG, tmp_path) == keep_file(PNG, tmp_path)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [("名" * 120, 120), ("名" * 121, 120), ("名" * 116 + ".pdf", 120), ("名" * 117 + ".pdf", 120)],
)
def test_filename_is_kept_to_120_characters(name: str, kept: int) -> None:
    assert len(clean_filename(name)) == kept
    assert clean_filename(name).endswith(name[-4:])
