"""Vouchers: kept as they were uploaded, told by their content, logged with their SHA-256."""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from planner.enums import VoucherKind
from planner.errors import BadInput
from planner.services.attachments import file_path
from planner.services.vouchers import add_voucher
from tests.planner.conftest import World
from tests.planner.filesamples import FILES, archive
from tests.planner.rowvalues import last_entry, listed
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
OFD = archive("OFD.xml", "Doc_0/Document.xml")


def add(world: World, folder: Path, filename: str, content: bytes, most: int = 20) -> Any:
    """Add a voucher of an expense as 周老师."""
    return add_voucher(
        event_of(world),
        kind=VoucherKind.INVOICE,
        about="expenses/a",
        filename=filename,
        content=content,
        folder=folder,
        most_mebibyte=most,
        actor=user(world, "周老师"),
    )


@pytest.mark.parametrize(
    ("filename", "content"), [("发票.ofd", OFD), ("发票.pdf", FILES["pdf"][0]), ("照片.HEIC", FILES["heic"][0])]
)
def test_bytes_are_kept_unchanged_and_the_log_names_their_sum(
    world: World, in_app: InApp, tmp_path: Path, filename: str, content: bytes
) -> None:
    sha256 = hashlib.sha256(content).hexdigest()
    with in_app():
        row = add(world, tmp_path, filename, content)

        assert (row.filename, row.sha256, row.size, row.about) == (filename, sha256, len(content), "expenses/a")
        assert file_path(tmp_path, sha256).read_bytes() == content
        assert sha256 in last_entry(world).after


@pytest.mark.parametrize(
    ("filename", "content", "sentence"),
    [
        ("发票.pdf", OFD, "其实是 .ofd 文件"),
        ("发票.exe", b"MZ\0", "收 PDF、OFD、Word、Excel"),
        ("发票.ofd", archive("xl/workbook.xml"), "其实是 .xlsx 文件"),
        ("空.pdf", b"", "是空文件"),
        ("大.pdf", b"%PDF-1.7" + bytes(1_048_576), "每个最多 1 MB"),
    ],
)
def test_file_that_will_not_do_is_refused_and_nothing_kept(
    world: World, in_app: InApp, tmp_path: Path, filename: str, content: bytes, sentence: str
) -> None:
    with in_app():
        with pytest.raises(BadInput, match=sentence):
            add(world, tmp_path, filename, content, most=1)

        assert listed(world, "vouchers") == []
    assert not any(tmp_path.iterdir())
