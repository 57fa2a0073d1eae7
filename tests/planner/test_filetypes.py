"""The types of files that the house takes, and how files are called."""

import pytest

from planner.filetypes import (
    FILE_TYPES,
    HEIC,
    JPEG,
    PDF,
    PNG,
    FileType,
    accept_types,
    extension_of,
    size_label,
    type_of_mime,
    with_extension,
)


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("a.PDF", "pdf"),
        ("照片.JPEG", "jpg"),
        ("x.jpe", "jpg"),
        ("没有", ""),
        ("a.tar.gz", "gz"),
        (".png", "png"),
        ("a.", ""),
    ],
)
def test_extension_of_a_name(name: str, extension: str) -> None:
    assert extension_of(name) == extension


@pytest.mark.parametrize(
    ("name", "kind", "right"),
    [
        ("photo.JPEG", JPEG, "photo.JPEG"),
        ("IMG_0002.jpg", HEIC, "IMG_0002.heic"),
        ("photo.heic", JPEG, "photo.jpg"),
        ("photo.heif", HEIC, "photo.heif"),
        ("photo.jfif", JPEG, "photo.jpg"),
        ("IMG_0002", JPEG, "IMG_0002.jpg"),
        ("安全预案2.0", PDF, "安全预案2.0.pdf"),
        ("合影.", PNG, "合影.png"),
        ("6.1 合影", PNG, "6.1 合影.png"),
        ("发票.html", PDF, "发票.html.pdf"),
    ],
)
def test_name_gets_the_extension_of_what_the_file_is(name: str, kind: FileType, right: str) -> None:
    assert with_extension(name, kind) == right


def test_types_are_found_by_what_they_are_sent_as() -> None:
    assert [type_of_mime(kind.mime) for kind in FILE_TYPES] == list(FILE_TYPES)
    assert type_of_mime("text/html") is None


def test_file_fields_offer_extensions_with_their_synonyms() -> None:
    assert accept_types(PDF, JPEG, PNG) == ".pdf,.jpg,.jpeg,.jpe,.png"


@pytest.mark.parametrize(
    ("size", "label"),
    [
        (0, "0 KB"),
        (1, "1 KB"),
        (1024, "1 KB"),
        (1025, "2 KB"),
        (2**20, "1024 KB"),
        (2**20 + 1, "1.0 MB"),
        (1_101_004, "1.0 MB"),
        (1_101_005, "1.1 MB"),
        (20 * 2**20, "20.0 MB"),
    ],
)
def test_size_label(size: int, label: str) -> None:
    assert size_label(size) == label
