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
from planner.services.attachments import add_attachment, clean_filename, keep_upload
from planner.store import FolderStore, StoreFull, StoreUnavailable
from tests.planner.conftest import World
from tests.planner.filesamples import FILES, PNG
from tests.planner.filestores import kept_file, memory_store, one_key
from tests.planner.rowvalues import last_entry, listed
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    """A store of files below the folder of the test."""
    return FolderStore(tmp_path / "files", one_key)


def add(world: World, store: FolderStore, filename: str, content: bytes) -> Any:
    """Keep a file and add it to the event as 周老师."""
    file = kept_file(store, filename, content)
    return add_attachment(event_of(world), file=file, store=store, actor=user(world, "周老师"))


@pytest.mark.parametrize("extension", FILES)
def test_file_is_kept_under_its_sha256_and_listed(
    world: World, in_app: InApp, store: FolderStore, extension: str
) -> None:
    content, mime = FILES[extension]
    with in_app():
        row = add(world, store, f"安全预案.{extension}", content)

        assert (row.name, row.filename, row.mime, row.size) == ("安全预案", f"安全预案.{extension}", mime, len(content))
        assert row.sha256 == hashlib.sha256(content).hexdigest()
        with store.open(row.sha256) as file:
            assert file.read() == content
        assert (last_entry(world).verb, last_entry(world).subject) == ("添加", "附件“安全预案”")


@pytest.mark.parametrize(
    ("sent", "content", "kept"),
    [
        ("IMG_0002.jpg", FILES["heic"][0], "IMG_0002.heic"),
        ("photo.heic", FILES["jpg"][0], "photo.jpg"),
        ("photo.jfif", FILES["jpg"][0], "photo.jpg"),
        ("image", FILES["jpg"][0], "image.jpg"),
        ("合同.pdf", PNG, "合同.png"),
        ("合影.JPEG", FILES["jpg"][0], "合影.JPEG"),
        ("发票.pdf", FILES["ofd"][0], "发票.ofd"),
        ("长" * 116 + ".pdf", FILES["docx"][0], "长" * 115 + ".docx"),
    ],
)
def test_file_is_kept_under_the_extension_of_what_it_is(
    store: FolderStore, sent: str, content: bytes, kept: str
) -> None:
    file = keep_upload(sent, content, store=store, most_mebibyte=20)

    assert (file.filename, file.sent_as, len(file.filename) <= 120) == (kept, sent, True)


@pytest.mark.parametrize(
    ("filename", "content", "sentence"),
    [
        ("预案.pdf", b"", "“预案.pdf”是空文件。"),
        ("预案.docx", FILES["docx"][0][:200], "“预案.docx”的内容不是其中一种。"),
        ("预案.exe", b"MZ" + bytes(60), "“预案.exe”的内容不是其中一种。"),
        ("预案.html", b"<script>alert(1)</script>", "“预案.html”的内容不是其中一种。"),
        ("图.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "“图.svg”的内容不是其中一种。"),
    ],
)
def test_file_of_no_type_that_we_take_is_refused_and_nothing_kept(
    store: FolderStore, filename: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        keep_upload(filename, content, store=store, most_mebibyte=20)

    assert sentence in refusal.value.sentence
    assert not store.folder.exists()


def test_20_mb_are_taken_and_a_byte_more_is_not(store: FolderStore) -> None:
    largest = b"%PDF-1.7\n" + bytes(20 * 2**20 - 9)
    kept = keep_upload("大.pdf", largest, store=store, most_mebibyte=20)

    with pytest.raises(BadInput, match=r"“更大.pdf”有 20\.0 MB，每个最多 20 MB。"):
        keep_upload("更大.pdf", largest + b"\n", store=store, most_mebibyte=20)

    assert [file.sha256 for file in store.list_files()] == [kept.sha256]


def test_small_archive_of_much_data_is_not_unpacked(store: FolderStore) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(60 * 2**20))

    assert kept_file(store, "炸弹.docx", held.getvalue()).size < 100_000


@pytest.mark.parametrize("refusal", [StoreFull, StoreUnavailable])
def test_store_that_will_not_have_it_is_said_of_the_file(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch, refusal: type[StoreFull]
) -> None:
    def refuse(_: bytes) -> str:
        raise refusal

    monkeypatch.setattr(store, "put", refuse)
    with pytest.raises(refusal, match=r"“预案\.pdf”没有存上"):
        keep_upload("预案.pdf", FILES["pdf"][0], store=store, most_mebibyte=20)


def test_file_that_was_removed_meanwhile_gets_no_row(world: World, in_app: InApp) -> None:
    store = memory_store()
    file = kept_file(store, "预案.pdf")
    store.remove([file.sha256])

    with in_app():
        with pytest.raises(StoreUnavailable, match=r"“预案\.pdf”没有存上"):
            add_attachment(event_of(world), file=file, store=store, actor=user(world, "周老师"))

        assert listed(world, "attachments") == []


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
        ("王\U00031350赵\ue863.pdf", "王\U00031350赵\ue863.pdf"),
        (" . ", "附件"),
        ("", "附件"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_file_names_are_harmless(name: str, cleaned: str) -> None:
    assert clean_filename(name) == cleaned


@pytest.mark.parametrize("name", ["../../x.png", "..\\x.png", "/tmp/x.png", "....//x.png"])
def test_nothing_is_written_outside_the_folder(tmp_path: Path, store: FolderStore, name: str) -> None:
    file = kept_file(store, name, PNG)

    assert file.filename == "x.png"
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written == [store.folder / file.sha256[:2] / file.sha256]


@pytest.mark.parametrize(
    ("name", "kept"),
    [("名" * 120, 120), ("名" * 121, 120), ("名" * 116 + ".pdf", 120), ("名" * 117 + ".pdf", 120)],
)
def test_filename_is_kept_to_120_characters(name: str, kept: int) -> None:
    assert len(clean_filename(name)) == kept
    assert clean_filename(name).endswith(name[-4:])
