"""Vouchers: kept as they were uploaded, told by their content, logged with their SHA-256."""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from planner.enums import VoucherKind
from planner.services.vouchers import add_voucher
from planner.store import StoreUnavailable
from tests.planner.conftest import World
from tests.planner.filesamples import FILES, archive
from tests.planner.filestores import kept_file, memory_store
from tests.planner.rowvalues import last_entry, listed
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
OFD = archive("OFD.xml", "Doc_0/Document.xml")


@pytest.mark.parametrize(
    ("filename", "content"),
    [
        ("发票.ofd", OFD),
        ("发票.pdf", FILES["pdf"][0]),
        ("发票.pdf", b"\xef\xbb\xbf" + FILES["pdf"][0]),
        ("照片.HEIC", FILES["heic"][0]),
    ],
)
def test_bytes_are_kept_unchanged_and_the_log_names_their_sum(
    world: World, in_app: InApp, filename: str, content: bytes
) -> None:
    sha256, store = hashlib.sha256(content).hexdigest(), memory_store()
    file = kept_file(store, filename, content)
    with in_app():
        row: Any = add_voucher(
            event_of(world),
            kind=VoucherKind.INVOICE,
            about="expenses/a",
            file=file,
            store=store,
            actor=user(world, "周老师"),
        )

        assert (row.filename, row.sha256, row.size, row.about) == (filename, sha256, len(content), "expenses/a")
        with store.open(sha256) as opened:
            assert opened.read() == content
        assert sha256 in last_entry(world).after


def test_file_that_was_removed_meanwhile_gets_no_row(world: World, in_app: InApp) -> None:
    store = memory_store()
    file = kept_file(store)
    store.remove([file.sha256])

    with in_app():
        with pytest.raises(StoreUnavailable):
            add_voucher(
                event_of(world),
                kind=VoucherKind.INVOICE,
                about="",
                file=file,
                store=store,
                actor=user(world, "周老师"),
            )

        assert listed(world, "vouchers") == []
